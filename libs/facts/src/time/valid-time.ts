import { BadEdtfError } from './bad-edtf.error.js';
import { readDate, type DateSpan, type Precision } from './date-span.js';
import { coarsest, readInterval, unboundedFuture, unboundedPast, type Interval } from './interval.js';

/**
 * A valid time as it is stored: its text, and between which moments it begins and ends, in epoch milliseconds UTC.
 * startEarliest ≤ startLatest ≤ endLatest and startEarliest ≤ endEarliest ≤ endLatest. At an open end ('..') both bounds stand at
 * the limit, unboundedPast or unboundedFuture; at an unknown one (blank) only the outer bound does.
 */
export interface ValidTime {
  /** EDTF as given, trimmed. */
  text: string;
  startEarliest: number;
  startLatest: number;
  endEarliest: number;
  endLatest: number;
  /** Qualified with ?, ~ or % anywhere, stated bounds included. */
  uncertain: boolean;
  /** Of the coarsest date in the text; UNKNOWN if there is none. */
  precision: Precision;
}

/** EDTF dates between which the start and the end lie, where more is known than the text can say. */
export interface StatedBounds {
  earliestStart?: string | null;
  latestStart?: string | null;
  earliestEnd?: string | null;
  latestEnd?: string | null;
}

function boundsOf(
  { start, end }: Interval,
  stated: StatedBounds,
): Pick<ValidTime, 'startEarliest' | 'startLatest' | 'endEarliest' | 'endLatest'> {
  const span = (text: string | null | undefined): DateSpan | null => (typeof text === 'string' ? readDate(text.trim()) : null);
  return {
    startEarliest: Math.max(start.first, span(stated.earliestStart)?.first ?? unboundedPast),
    startLatest: Math.min(start.lastDayStart, span(stated.latestStart)?.lastDayStart ?? unboundedFuture),
    endEarliest: Math.max(end.firstDayEnd, span(stated.earliestEnd)?.firstDayEnd ?? unboundedPast),
    endLatest: Math.min(end.last, span(stated.latestEnd)?.last ?? unboundedFuture),
  };
}

/**
 * Reads a valid time and works out when it can begin and end. Days are the atoms: what starts or ends on a day does so at that
 * day's start or end, in UTC.
 *
 * | text | start | end |
 * |-|-|-|
 * | D: a day, 2017-10, 201X, a season, [a, b] | from the start of its first to that of its last day | from the end of its first to that of its last day |
 * | a/b | as D, of a | as D, of b |
 * | /b, blank: unknown | any time until the latest end | as D, of b |
 * | a/, blank: unknown | as D, of a | any time from the earliest start |
 * | ../b and a/..: open | unbounded: always was so | unbounded: holds until said otherwise |
 *
 * Source: ISO 8601-2:2019 and the Library of Congress' EDTF specification: level 1, and of level 2 partial qualifiers, unspecified
 * digits, decades, divisions of the year and sets.
 * @param stated narrows the bounds: '/..' with latestStart 2017-09-30 has begun by the start of that day
 * @throws BadEdtfError also when it ends before it starts, or when `stated` contradicts the text
 */
export function parseValidTime(text: string, stated: StatedBounds = {}): ValidTime {
  const trimmed = text.trim();
  const { earliestStart, latestStart, earliestEnd, latestEnd } = stated;
  const interval = readInterval(trimmed);
  const { startEarliest, startLatest, endEarliest, endLatest } = boundsOf(interval, stated);
  if (startEarliest > startLatest) throw new BadEdtfError(trimmed, 'the stated bounds of its start contradict it or each other');
  if (endEarliest > endLatest) {
    throw new BadEdtfError(trimmed, 'the stated bounds of its end contradict it or each other (a/.. goes on, a/ has an unknown end)');
  }
  if (startEarliest > endLatest) throw new BadEdtfError(trimmed, 'with the stated bounds it ends before it starts');
  return {
    text: trimmed,
    startEarliest,
    startLatest: Math.min(startLatest, endLatest),
    endEarliest: Math.max(endEarliest, startEarliest),
    endLatest,
    uncertain: [trimmed, earliestStart, latestStart, earliestEnd, latestEnd].some((part) => /[?~%]/.test(part ?? '')),
    precision: coarsest([interval.start, interval.end]),
  };
}

/** Where a valid time stands on a timeline: its first bound that is a date, else after everything. Epoch milliseconds UTC. */
export const sortMoment = (valid: ValidTime): number =>
  [valid.startEarliest, valid.startLatest, valid.endEarliest, valid.endLatest].find((bound) => Math.abs(bound) !== unboundedFuture) ??
  unboundedFuture;
