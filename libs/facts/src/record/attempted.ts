import { Refused, type Refusal, type Warning } from '../refusals.js';

/** What came of one of several that are recorded together: its id, or why it is refused. */
export interface Attempted {
  id: string | null;
  warnings: Warning[];
  refusals: Refusal[];
  /** Set where it is refused only since the very same is there already: the id of that. */
  known?: string;
}

/** All or none: where one is refused, none is made. @throws Refused naming every fault; paths begin with the index where there are several */
export function allOrNone(attempted: readonly Pick<Attempted, 'refusals'>[]): void {
  const refusals = attempted.flatMap((each, i) =>
    each.refusals.map((refusal) => (attempted.length > 1 ? { ...refusal, path: [String(i), ...refusal.path] } : refusal)),
  );
  if (refusals.length) throw new Refused(refusals);
}
