import type { UnloadedFact } from '@linchpin/facts';
import { endsOf, isoPrefix } from '../edtf-dates.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { add } from './ftm-entity.js';

/** Adds a date as far as ISO 8601 can tell it, and counts what it says besides. */
export function addDate(properties: Record<string, string[]>, property: string, edtf: string, losses: Losses): void {
  const prefix = isoPrefix(edtf);
  if (!prefix?.whole) lose(losses, prefix ? 'date that is uncertain, approximate or a season' : 'date without a year');
  if (prefix) add(properties, property, prefix.iso);
}

/** The valid time of a tie: a date, or the two ends of a span; an end that is not told by the day by which it was. */
export function addTime(properties: Record<string, string[]>, fact: UnloadedFact, losses: Losses): void {
  const { validTime, temporalKind, endedBy } = fact;
  if (validTime !== null) addValidTime(properties, { validTime, temporalKind }, losses);
  if (endedBy === null || properties.endDate) return;
  // Without an end it would be read as one that lasts.
  add(properties, 'endDate', endedBy);
  add(properties, 'summary', `ended by ${endedBy}`);
  lose(losses, 'end of which only the last possible day is known');
}

function addValidTime(
  properties: Record<string, string[]>,
  { validTime, temporalKind }: { validTime: string; temporalKind: UnloadedFact['temporalKind'] },
  losses: Losses,
): void {
  const ends = endsOf(validTime);
  if ('date' in ends) return addDate(properties, 'date', ends.date, losses);
  if (temporalKind === 'EVENT_WITHIN') {
    // Neither end of the span is one of what happened in it.
    add(properties, 'summary', `at some time within ${validTime}`);
    return lose(losses, 'moment within a span, told in words');
  }
  if (ends.start) addDate(properties, 'startDate', ends.start, losses);
  if (ends.end) addDate(properties, 'endDate', ends.end, losses);
}
