import type { UnloadedFact } from '@linchpin/facts';
import { endsOf, isExactDay } from '../edtf-dates.js';

/** To the millisecond, as STIX wants it. */
export const stixInstant = (iso: string): string => new Date(iso).toISOString();
export const beginningOf = (day: string): string => `${day}T00:00:00.000Z`;
const endOf = (day: string): string => `${day}T23:59:59.999Z`;

/** From when to when a relationship held, as far as exact days are known; a day is one of UTC. @returns `exact` false where more was said than that */
export function stixTimes({ validTime, temporalKind }: Pick<UnloadedFact, 'validTime' | 'temporalKind'>): {
  times: { start_time?: string; stop_time?: string };
  exact: boolean;
} {
  if (validTime === null) return { times: {}, exact: true };
  const ends = endsOf(validTime);
  // A moment somewhere within a span: neither its beginning nor its end.
  if (!('date' in ends) && temporalKind === 'EVENT_WITHIN') return { times: {}, exact: false };
  const [start, end] = 'date' in ends ? [ends.date, ends.date] : [ends.start, ends.end];
  return {
    times: {
      ...(start && isExactDay(start) ? { start_time: beginningOf(start) } : {}),
      ...(end && isExactDay(end) ? { stop_time: endOf(end) } : {}),
    },
    exact: [start, end].every((each) => each === null || isExactDay(each)),
  };
}
