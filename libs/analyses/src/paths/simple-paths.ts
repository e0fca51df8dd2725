import type { Tie } from '../world.js';
import type { Hop } from './hops.js';
import { stepsFrom } from './steps-from.js';

export interface PathBounds {
  maxHops: number;
  /** How many paths to find. */
  limit: number;
  /** Paths that do not pass are left out. */
  accept?: (hops: readonly Hop[]) => boolean;
}

export interface FoundPaths {
  paths: Hop[][];
  /** False where the search was stopped by its bound on work. */
  complete: boolean;
}

/** Steps that one search may take: a dense neighbourhood has more simple paths than anybody can read. */
const mostSteps = 200_000;

/** Each pair of neighbours with all ties between them, from both ends. */
function neighbourhoods(ties: readonly Tie[]): Map<string, Map<string, Tie[]>> {
  const around = new Map<string, Map<string, Tie[]>>();
  const add = (a: string, b: string, tie: Tie) => {
    const others = around.get(a) ?? new Map<string, Tie[]>();
    around.set(a, others.set(b, [...(others.get(b) ?? []), tie]));
  };
  for (const tie of ties) {
    if (tie.subject === tie.object) continue;
    add(tie.subject, tie.object, tie);
    add(tie.object, tie.subject, tie);
  }
  return around;
}

/** Simple paths between two entities along ties in either direction: the shortest first, then the next longer ones, in the order of the ids. */
export function simplePaths(
  ties: readonly Tie[],
  from: string,
  to: string,
  { maxHops, limit, accept = () => true }: PathBounds,
): FoundPaths {
  const around = neighbourhoods(ties);
  const distance = stepsFrom(to, (id) => around.get(id)?.keys() ?? []);
  const paths: Hop[][] = [];
  let steps = 0;

  const walk = (node: string, hops: Hop[], length: number): void => {
    if (paths.length >= limit || ++steps > mostSteps) return;
    if (node === to) {
      if (hops.length === length && accept(hops)) paths.push([...hops]);
      return;
    }
    const left = length - hops.length;
    const visited = new Set([from, ...hops.map((hop) => hop.to)]);
    for (const [next, between] of [...(around.get(node) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (!visited.has(next) && (distance.get(next) ?? Infinity) <= left - 1)
        walk(next, [...hops, { from: node, to: next, ties: between }], length);
  };
  for (let length = distance.get(from) ?? Infinity; length <= maxHops && paths.length < limit && steps <= mostSteps; length++)
    walk(from, [], length);
  return { paths, complete: steps <= mostSteps };
}
