import { stepsFrom } from '../paths/steps-from.js';

interface Joined {
  from: string;
  to: string;
}

/** How many steps each entity is from this one, at least. Those that it is not joined to are left out. */
export function distancesFrom(start: string, ties: readonly Joined[]): Map<string, number> {
  const around = new Map<string, string[]>();
  const add = (a: string, b: string) => around.get(a)?.push(b) ?? around.set(a, [b]);
  for (const { from, to } of ties) {
    add(from, to);
    add(to, from);
  }
  return stepsFrom(start, (id) => around.get(id) ?? []);
}

/** The nearest first, of those equally near the ones with more ties, then by id. */
export function nearest(distances: ReadonlyMap<string, number>, ties: readonly Joined[]): string[] {
  const counts = new Map<string, number>();
  for (const { from, to } of ties) for (const end of new Set([from, to])) counts.set(end, (counts.get(end) ?? 0) + 1);
  const count = (id: string) => counts.get(id) ?? 0;
  return [...distances.keys()].sort((a, b) => distances.get(a)! - distances.get(b)! || count(b) - count(a) || (a < b ? -1 : 1));
}

/** Ties in the order of their entities: each comes as soon as both its ends have come. */
export function inOrderOf<T extends Joined & { predicate: string }>(entities: readonly string[], ties: readonly T[]): T[] {
  const places = new Map(entities.map((id, place) => [id, place]));
  const keyed = ties.map((tie) => {
    const ends = [places.get(tie.from)!, places.get(tie.to)!];
    return { tie, far: Math.max(...ends), near: Math.min(...ends), words: `${tie.predicate} ${tie.from}` };
  });
  return keyed.sort((a, b) => a.far - b.far || a.near - b.near || (a.words < b.words ? -1 : 1)).map(({ tie }) => tie);
}
