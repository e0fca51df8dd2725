import type { Lens } from '@linchpin/facts';

/** What a list tells of: one clock each. */
export type Clock = 'world' | 'public' | 'records';

/** Two looks through which one clock differs. */
export interface Move {
  clock: Clock;
  /** As `after`, but for the one clock. */
  before: Lens;
  after: Lens;
}

/** The moments at which something may have changed. Null: without an end. */
export interface Span<T = number> {
  from: T;
  to: T | null;
}

/**
 * The looks that move the clocks one by one. The others stand as in `after`, since the later look is the better informed: what began in
 * the world is told by what is known then, what became public is about the world as asked for then, and the records are read for the same.
 * A clock that is the same on both sides does not move; neither does the world's where one side asks about no time.
 */
export function movesBetween(before: Lens, after: Lens): Move[] {
  const { validAt, publishedBy, recordedAt } = before;
  const asked = after.validAt;
  const moves = validAt !== null && asked !== null && (validAt.earliest !== asked.earliest || validAt.latest !== asked.latest);
  return [
    ...(moves ? [{ clock: 'world' as const, before: { ...after, validAt }, after }] : []),
    ...(publishedBy !== after.publishedBy ? [{ clock: 'public' as const, before: { ...after, publishedBy }, after }] : []),
    ...(recordedAt !== after.recordedAt ? [{ clock: 'records' as const, before: { ...after, recordedAt }, after }] : []),
  ];
}

/** How the two asked times lie: the earlier and the later of their beginnings, and of their ends. */
export interface AskedTimes {
  firsts: [number, number];
  lasts: [number, number];
}

export function askedTimes({ before, after }: Move): AskedTimes {
  const inOrder = (a: number, b: number): [number, number] => [Math.min(a, b), Math.max(a, b)];
  const [one, other] = [before.validAt!, after.validAt!];
  return { firsts: inOrder(one.earliest, other.earliest), lasts: inOrder(one.latest, other.latest) };
}

/** Between two readings of a clock; left out on one side, it reads now. */
export function spanOf<T extends number | string>(one: T | null, other: T | null): Span<T> {
  const [from, to] = [one, other].filter((reading) => reading !== null).sort((a, b) => (a < b ? -1 : 1));
  return { from: from!, to: to ?? null };
}
