/** Who is supplied by whom. Ids that no tie names are allowed; self loops and repeated ties do no harm. */
export interface SupplyGraph {
  /** Directed: `from` supplies `to`. */
  ties: readonly { from: string; to: string }[];
  target: string;
  /** The nodes that have supply of their own. */
  origins: readonly string[];
  /** Which nodes can exit; by default all of them, origins too. The target stays in any case. */
  removable?: (id: string) => boolean;
}

/**
 * The nodes still supplied after an exit: those that an origin reaches without passing one that left. A provider whose only
 * upstream leaves falls with it. Linear in the ties; ids that the graph does not know are ignored.
 */
export function survivors({ ties, origins }: SupplyGraph, exits: readonly string[]): Set<string> {
  const gone = new Set(exits);
  const supplied = new Map<string, string[]>();
  for (const { from, to } of ties) {
    if (gone.has(from) || gone.has(to)) continue;
    const others = supplied.get(from);
    if (others) others.push(to);
    else supplied.set(from, [to]);
  }
  const reached = new Set(origins.filter((origin) => !gone.has(origin)));
  // A Set iterates over what is added meanwhile, so it is its own queue.
  for (const node of reached) for (const next of supplied.get(node) ?? []) reached.add(next);
  return reached;
}
