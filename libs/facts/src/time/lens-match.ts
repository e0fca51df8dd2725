import type { TemporalKind, TemporalMatch } from '@linchpin/vocabulary';
import { BadEdtfError, moments } from './bad-edtf.error.js';
import { readDate } from './date-span.js';
import type { ValidTime } from './valid-time.js';

/** The span that a lens asks about, first and last millisecond, UTC. */
export interface AskedTime {
  earliest: number;
  latest: number;
}

/**
 * Reads the date of a lens clock (validAt, publishedBy): a day, month, year or instant, as the span that it covers.
 * @throws BadEdtfError for anything else: intervals, sets, seasons, and dates with ?, ~, % or X
 */
export function parseMoment(text: string): AskedTime {
  const trimmed = text.trim();
  if (/[/[{]|\.\./.test(trimmed)) {
    throw new BadEdtfError(
      trimmed,
      'a lens looks at one day, month, year or instant; for an interval ask at its start and at its end',
      moments,
    );
  }
  const { first, last, plain } = readDate(trimmed);
  if (!plain) throw new BadEdtfError(trimmed, 'a lens looks at a known day, month, year or instant', moments);
  return { earliest: first, latest: last };
}

/**
 * How a valid time matches what a lens asks; null if it does not. All comparisons are between epoch milliseconds:
 *
 * | | STATE: holds throughout the asked span | EVENT_WITHIN: has happened by the end of the asked span |
 * |-|-|-|
 * | DEFINITE | startLatest ≤ earliest and endEarliest ≥ latest and not uncertain | endLatest ≤ latest and not uncertain |
 * | else POSSIBLE | startEarliest ≤ latest and endLatest ≥ earliest | startEarliest ≤ latest |
 *
 * The limits that stand for unbounded are ordinary numbers here. A state whose month or year alone is known, as 2017-10, is never
 * DEFINITE: it held at some time within.
 */
export function matchAt(valid: ValidTime, temporalKind: TemporalKind, at: AskedTime): TemporalMatch | null {
  const state = temporalKind === 'STATE';
  const possible = valid.startEarliest <= at.latest && (!state || valid.endLatest >= at.earliest);
  if (!possible) return null;
  const definite = state ? valid.startLatest <= at.earliest && valid.endEarliest >= at.latest : valid.endLatest <= at.latest;
  return definite && !valid.uncertain ? 'DEFINITE' : 'POSSIBLE';
}
