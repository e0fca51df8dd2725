import { ofacDate } from '../ofac-csv/ofac-date.js';
import { mine, type Mined } from '../ofac-csv/remarks.js';

/** The parts of an address as OFAC's CSV writes them: lines, then city, state and postal code, then the country. */
export function addressText(
  lines: readonly (string | undefined)[],
  city?: string,
  state?: string,
  postal?: string,
  country?: string,
): string | null {
  const town = [[city, state].filter(Boolean).join(', '), postal].filter(Boolean).join(' ');
  return [...lines, town, country].filter(Boolean).join(', ') || null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as OFAC's remarks write it: 1948-12-10 → "10 Dec 1948". */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-');
  return [day, month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

export interface DocumentWords {
  type: string;
  number: string;
  country?: string | undefined;
  issued?: string | undefined;
  expires?: string | undefined;
}

/** A number of a document, read as if it stood in a remark: "Passport BE5978421 (Pakistan) issued 14 Nov 2007". */
export function documentOf({ type, number, country, issued, expires }: DocumentWords): Mined {
  const parts = [type, number, country && `(${country})`, issued && `issued ${issued}`, expires && `expires ${expires}`];
  return { ...mine(parts.filter(Boolean).join(' ')), quote: number };
}

const wordsOf: Record<string, string> = {
  Birthdate: 'DOB',
  'Place of Birth': 'POB',
  'Nationality Country': 'nationality',
  'Citizenship Country': 'citizen',
  'Vessel Call Sign': 'Call Sign',
  'VESSEL TYPE': 'Vessel type',
  'Vessel Owner': 'Vessel owner',
};

/** What a list says under a heading of its own, read as if it stood in a remark. @param quote the list's words; blank where it has none, as for a date in parts */
export const featureOf = (heading: string, value: string, quote = value): Mined => ({
  ...mine(`${wordsOf[heading] ?? heading} ${value}`),
  quote,
});

/** "01/31/2020" → 2020-01-31, "31 Jan 2020" too; null for anything else. */
export const listDay = (text: string): string | null =>
  /^\d{2}\/\d{2}\/\d{4}$/.test(text) ? text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$1-$2') : ofacDate(text);
