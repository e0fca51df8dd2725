type Arcs = ReadonlyMap<string, readonly string[]>;

function arcs(ties: readonly (readonly [string, string])[]): Arcs {
  const map = new Map<string, string[]>();
  for (const [from, to] of ties) {
    const others = map.get(from);
    if (others) others.push(to);
    else map.set(from, [to]);
  }
  return map;
}

/** Adds all that is reached from a node, itself included. */
function reach(node: string, along: Arcs, reached: Set<string>): void {
  const open = [node];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (reached.has(here)) continue;
    reached.add(here);
    open.push(...(along.get(here) ?? []));
  }
}

/** Depth first; what is finished last comes first. */
function lastFinishedFirst(nodes: Iterable<string>, along: Arcs): string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  for (const root of nodes) {
    if (seen.has(root)) continue;
    seen.add(root);
    const path = [{ node: root, left: [...(along.get(root) ?? [])] }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.left.pop();
      if (next === undefined) finished.push(path.pop()!.node);
      else if (!seen.has(next)) {
        seen.add(next);
        path.push({ node: next, left: [...(along.get(next) ?? [])] });
      }
    }
  }
  return finished.reverse();
}

/**
 * Where supply begins as far as is known: suppliers of which no supplier is recorded, and rings of suppliers that are supplied by nobody
 * but each other (the strongly connected components that nothing leads into, after Kosaraju). Linear in the ties.
 * @param ties towards the target, none of its own
 */
export function originsOf(ties: readonly { subject: string; object: string }[], target: string): string[] {
  const between = ties.filter(({ object }) => object !== target).map(({ subject, object }) => [subject, object] as const);
  const down = arcs(between);
  const up = arcs(between.map(([subject, object]) => [object, subject] as const));
  const supplied = new Set<string>();
  const origins = new Set<string>();
  for (const node of lastFinishedFirst(new Set(ties.map(({ subject }) => subject)), down)) {
    if (supplied.has(node)) continue;
    reach(node, up, origins);
    reach(node, down, supplied);
  }
  return [...origins];
}
