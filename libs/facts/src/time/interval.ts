import { BadEdtfError } from './bad-edtf.error.js';
import { parseShape, precisions, readDate, type DateSpan, type Precision } from './date-span.js';

/**
 * Before and after all dates: the limits of a JS date (ECMA-262, Time Values and Time Range), which no date read here reaches. They
 * are numbers, not null or Infinity, so that JSON and Neo4j keep them and a comparison in Cypher needs no case for null.
 */
export const unboundedPast = -8.64e15;
export const unboundedFuture = 8.64e15;

/** The spans in which a valid time begins and ends. */
export interface Interval {
  start: DateSpan;
  end: DateSpan;
}

const between = (first: number, last: number): DateSpan => ({
  first,
  firstDayEnd: first,
  lastDayStart: last,
  last,
  precision: 'UNKNOWN',
  plain: false,
});
const openStart = between(unboundedPast, unboundedPast);
const openEnd = between(unboundedFuture, unboundedFuture);
const unknownEnd = between(unboundedPast, unboundedFuture);

/** The coarsest precision of those spans that are dates. */
export function coarsest(spans: DateSpan[]): Precision {
  const stated = spans.filter(({ precision }) => precision !== 'UNKNOWN').map(({ precision }) => precisions.indexOf(precision));
  return precisions[Math.max(...stated)] ?? 'UNKNOWN';
}

function inOrder(text: string, interval: Interval): Interval {
  if (interval.start.first > interval.end.last) throw new BadEdtfError(text, 'it ends before it starts');
  return interval;
}

function readEnd(text: string, open: DateSpan): DateSpan {
  if (text === '') return unknownEnd;
  return text === '..' ? open : readDate(text);
}

function readPair(text: string): Interval {
  const [from = '', to = '', ...more] = text.split('/');
  if (more.length > 0) throw new BadEdtfError(text, 'an interval has one slash, between its start and its end');
  return { start: readEnd(from, openStart), end: readEnd(to, openEnd) };
}

/** One of [a, b] and all of {a, b} are both read as lying somewhere between the first and the last of them; a..b includes b. */
function readSet(text: string): Interval {
  parseShape(text, ['Set', 'List']);
  const members = text
    .slice(1, -1)
    .split(',')
    .map((member) => member.trim().split('..'));
  const ends = members.flatMap(([from = '', to = from]) => {
    const { start, end } = inOrder(text, { start: from === '' ? openStart : readDate(from), end: to === '' ? openEnd : readDate(to) });
    return [start, end];
  });
  const span: DateSpan = {
    first: Math.min(...ends.map(({ first }) => first)),
    firstDayEnd: Math.min(...ends.map(({ firstDayEnd }) => firstDayEnd)),
    lastDayStart: Math.max(...ends.map(({ lastDayStart }) => lastDayStart)),
    last: Math.max(...ends.map(({ last }) => last)),
    precision: coarsest(ends),
    plain: false,
  };
  return { start: span, end: span };
}

/**
 * Reads an EDTF date, interval or set as the spans of its start and its end; for a date and a set they are the same.
 * @throws BadEdtfError also for an interval or a..b that ends before it starts
 */
export function readInterval(text: string): Interval {
  if (text.includes('/')) return inOrder(text, readPair(text));
  if (/^[[{]/.test(text)) return readSet(text);
  const span = readDate(text);
  return { start: span, end: span };
}
