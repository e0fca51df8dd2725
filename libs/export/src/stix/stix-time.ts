import type { UnloadedFact } from '@linchpin/facts';
import { endsOf, isExactDay } from '../edtf-dates.js';

/** To the millisecond, as STIX wants it. */
export const stixInstant = (iso: string): string => new Date(iso).toISOString();
export const beginningOf = (day: string): string => `${day}T00:00:00.000Z`;
const endOf = (day: string): string => `${day}T23:59:59.999Z`;

/** From when to when a relationship held, as far as exact days are known; a day is one of UTC; where the end is none, until the day by which it had ended. @returns `exact` false where more was said than that */
export function stixTimes({ validTime, temporalKind, endedBy }: Pick<UnloadedFact, 'validTime' | 'temporalKind' | 'endedBy'>): {
  times: { start_time?: string; stop_time?: string };
  exact: boolean;
} {
  const ended = endedBy === null ? {} : { stop_time: endOf(endedBy) };
  if (validTime === null) return { times: ended, exact: endedBy === null };
  const ends = endsOf(validTime);
  // A moment somewhere within a span: neither its beginning nor its end.
  if (!('date' in ends) && temporalKind === 'EVENT_WITHIN') return { times: {}, exact: false };
  const [start, end] = 'date' in ends ? [ends.date, ends.date] : [ends.start, ends.end];
  return {
    times: {
      ...(start && isExactDay(start) ? { start_time: beginningOf(start) } : {}),
      ...(end && isExactDay(end) ? { stop_time: endOf(end) } : ended),
    },
    exact: [start, end].every((each) => each === null || isExactDay(each)) && (end !== null || endedBy === null),
  };
}
