/** How many steps each entity is from this one, at least. Those that no step leads to are left out. */
export function stepsFrom(start: string, around: (id: string) => Iterable<string>): Map<string, number> {
  const found = new Map([[start, 0]]);
  // A Map iterates over what is added meanwhile, so it is its own queue.
  for (const [id, steps] of found) for (const next of around(id)) if (!found.has(next)) found.set(next, steps + 1);
  return found;
}
