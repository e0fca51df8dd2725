import { childrenOf, textsAt, type XmlElement } from '../xml-records.js';
import { dateWords } from './ofac-words.js';

const two = (text: string): string => text.padStart(2, '0');

/** A point in the parts of the advanced format: 1948-12-10. Null where a part is not there, or no such day is. */
export function dayAt(element: XmlElement | undefined): string | null {
  if (!element) return null;
  const [year, month, day] = ['Year', 'Month', 'Day'].map((name) => textsAt(element, name)[0] ?? '');
  const date = `${year!.padStart(4, '0')}-${two(month!)}-${two(day!)}`;
  const time = new Date(`${date}T00:00Z`);
  return Number.isNaN(time.getTime()) || !time.toISOString().startsWith(date) ? null : date;
}

const lastOfMonth = (date: string): boolean => new Date(Date.parse(date) + 86_400_000).toISOString().slice(8, 10) === '01';

/** From the first day to the last one, as short as it can be said: a year, a month, a day. Null where it takes two. */
function asOne(first: string, last: string): string | null {
  if (first === last) return first;
  if (first.slice(0, 4) === last.slice(0, 4) && first.endsWith('-01-01') && last.endsWith('-12-31')) return first.slice(0, 4);
  return first.slice(0, 7) === last.slice(0, 7) && first.endsWith('-01') && lastOfMonth(last) ? first.slice(0, 7) : null;
}

/** A period of the advanced format in the words of OFAC's remarks: "10 Dec 1948", "circa 1965", "1966 to 1967"; null where it has no dates. */
export function periodWords(period: XmlElement | undefined): string | null {
  if (!period) return null;
  const [start, end] = ['Start', 'End'].map((name) => childrenOf(period, name)[0]);
  const at = (boundary: XmlElement | undefined, name: string): string | null => dayAt(boundary && childrenOf(boundary, name)[0]);
  const first = at(start, 'From') ?? at(start, 'To');
  const last = at(end, 'To') ?? at(end, 'From') ?? at(start, 'To') ?? first;
  if (!first || !last || last < first) return null;
  const circa = [start, end].some((boundary) => boundary?.attributes.Approximate === 'true') ? 'circa ' : '';
  const one = asOne(first, last);
  if (one) return circa + dateWords(one);
  const years = first.endsWith('-01-01') && last.endsWith('-12-31');
  return years ? `${first.slice(0, 4)} to ${last.slice(0, 4)}` : `${dateWords(first)} to ${dateWords(last)}`;
}
