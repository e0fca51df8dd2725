import { firmness, type Status } from '@linchpin/vocabulary';
import type { Tie } from '../world.js';

/** All ties between two entities, taken as one step. */
export interface Hop {
  from: string;
  to: string;
  ties: Tie[];
}

const rank = (status: Status): number => (firmness.includes(status) ? firmness.indexOf(status) : firmness.length);

/** A step is as firm as its firmest tie, a path as weak as its weakest step. */
export function weakestStatus(hops: readonly Hop[]): Status {
  const strongest = hops.map(({ ties }) => ties.reduce((best, { status }) => (rank(status) < rank(best) ? status : best), ties[0]!.status));
  return strongest.reduce((weakest, status) => (rank(status) > rank(weakest) ? status : weakest));
}

type Span = readonly [from: number, to: number];

/** Whether there is a time at which some tie of every step may hold. */
export function holdTogether(hops: readonly Hop[]): boolean {
  const spans = (hop: Hop): Span[] => hop.ties.map(({ from, to }): Span => [from, to]);
  const common = hops.reduce<Span[]>(
    (left, hop) =>
      left.flatMap((a) =>
        spans(hop).flatMap((b): Span[] =>
          Math.max(a[0], b[0]) <= Math.min(a[1], b[1]) ? [[Math.max(a[0], b[0]), Math.min(a[1], b[1])]] : [],
        ),
      ),
    [[-Infinity, Infinity]],
  );
  return common.length > 0;
}
