import { ClosedSides } from './closed-sides.js';
import { maximumFlow } from './maximum-flow.js';
import { splitNetwork, type SplitNetwork } from './split-network.js';
import type { SupplyGraph } from './supply-graph.js';

export interface Cuts {
  /**
   * How many nodes each set has: the vertex connectivity from the origins to the target. 0 where no supply reaches the target
   * anyway; null where no set of removable nodes cuts it off.
   */
  size: number | null;
  /** Each set sorted, and the sets sorted, by UTF-16 code units. Empty where `size` is 0 or null. */
  sets: string[][];
  /** False where there are more sets than were asked for; `sets` then holds the first ones of that order. */
  complete: boolean;
  /** The target has no supply even if nobody exits. */
  alreadyCutOff: boolean;
}

/**
 * The smallest sets of removable nodes whose exit leaves the target without supply: all minimum vertex cuts between the origins and
 * the target, each once, up to `maxSets`. The size is that of a maximum flow through vertices of one unit (Menger 1927). The cuts are
 * the closed sets of its residual network: Picard and Queyranne, On the structure of all minimum cuts in a network and applications,
 * Mathematical Programming Study 13 (1980), 8–16; listed by deciding node after node, in the order of their ids, so that the work
 * between two sets is at most the candidate nodes times the ties (in practice about once the ties).
 *
 * @throws RangeError where `maxSets` is not a whole number of 0 or more
 */
export function minimumCuts(graph: SupplyGraph, { maxSets }: { maxSets: number }): Cuts {
  if (!Number.isSafeInteger(maxSets) || maxSets < 0) throw new RangeError(`maxSets must be a whole number of 0 or more, not ${maxSets}.`);
  const split = splitNetwork(graph);
  const size = maximumFlow(split.network, split.source, split.sink);
  if (size === Infinity) return { size: null, sets: [], complete: true, alreadyCutOff: false };
  if (size === 0) return { size: 0, sets: [], complete: true, alreadyCutOff: true };

  const sets: string[][] = [];
  for (const set of cutsInOrder(split, size)) {
    if (sets.length === maxSets) return { size, sets, complete: false, alreadyCutOff: false };
    sets.push(set);
  }
  return { size, sets, complete: true, alreadyCutOff: false };
}

/** Depth first over "with it, then without it" for every vertex in the order of the ids: sets of one size so come out in order. */
function* cutsInOrder({ network, source, sink, ids }: SplitNetwork, size: number): Generator<string[]> {
  const sides = new ClosedSides(network, source, sink);
  const candidates = ids.map((_, v) => v).filter((v) => sides.mayCut(v));
  candidates.sort((a, b) => (ids[a]! < ids[b]! ? -1 : 1));
  const marks: number[] = [];
  const chosen: number[] = [];
  for (;;) {
    while (chosen.length < size) {
      const depth = marks.length;
      const vertex = candidates[depth]!;
      marks.push(sides.mark);
      if (sides.cut(vertex)) {
        chosen.push(depth);
      } else {
        sides.restore(marks[depth]!);
        sides.spare(vertex);
      }
    }
    yield chosen.map((depth) => ids[candidates[depth]!]!);
    if (!withoutTheLast()) return;
  }

  /** Goes back to the last vertex chosen that another cut can do without; false where there is none. */
  function withoutTheLast(): boolean {
    for (let last = chosen.pop(); last !== undefined; last = chosen.pop()) {
      while (marks.length > last + 1) {
        marks.pop();
        sides.release(candidates[marks.length]!);
      }
      sides.restore(marks[last]!);
      if (sides.spare(candidates[last]!)) return true;
    }
    return false;
  }
}
