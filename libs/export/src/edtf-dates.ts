/** Of a date in EDTF what ISO 8601 can say: the longest prefix that is certain in form. */
export interface IsoPrefix {
  /** 2017, 2017-10 or 2017-10-01. */
  iso: string;
  /** False where the date said more, or less, than the prefix: uncertain, approximate, a season. */
  whole: boolean;
}

/** @returns null for what has no year, such as 201X */
export function isoPrefix(date: string): IsoPrefix | null {
  const [iso] = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?(?!\d)/.exec(date) ?? [];
  return iso === undefined ? null : { iso, whole: iso === date };
}

/** The two ends of an EDTF interval; null where one is open or unknown. A single date has only a `date`. */
export function endsOf(edtf: string): { date: string } | { start: string | null; end: string | null } {
  const [start = '', end] = edtf.split('/');
  if (end === undefined) return { date: start };
  const known = (text: string): string | null => (text === '' || text === '..' ? null : text);
  return { start: known(start), end: known(end) };
}

/** Whether the day is given, neither uncertain nor approximate. */
export const isExactDay = (date: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(date) && isoPrefix(date)?.iso === date;
