import { ftmDate } from '../ftm/ftm-dates.js';
import type { XmlElement } from '../xml-records.js';

const schemes: Record<string, string> = {
  passport: 'passport',
  diplomatic: 'passport',
  id: 'national-id',
  ssn: 'national-id',
  residentperm: 'residence-permit',
  fiscalcode: 'tax-id',
  taxid: 'tax-id',
  regnumber: 'registration-number',
  swiftbic: 'bic',
  imo: 'imo',
};

/** The scheme under which we keep numbers of documents of this type. */
export const schemeOf = (code: string): string => schemes[code.toLowerCase()] ?? 'document';

/** The parts of a place that say something, from the street to the country. */
export function placeOf({ attributes }: XmlElement): string {
  const { street, poBox, place, zipCode, city, region, countryIso2Code, countryDescription } = attributes;
  const country = countryIso2Code === '00' ? '' : countryDescription;
  return [street, poBox && `P.O. Box ${poBox}`, place, zipCode, city, region, country]
    .map((part) => part?.trim() ?? '')
    .filter((part) => part && part !== '-')
    .join(', ');
}

/** A date of birth as EDTF: a day, a month, a year or a span of years; "circa" as about. Null where none is told, or not in our calendar. */
export function birthOf({ attributes }: XmlElement): string | null {
  const { birthdate, year, monthOfYear, dayOfMonth, yearRangeFrom, yearRangeTo, circa, calendarType = 'GREGORIAN' } = attributes;
  if (calendarType !== 'GREGORIAN') return null;
  const two = (text: string | undefined): string | null => (Number(text) > 0 ? String(Number(text)).padStart(2, '0') : null);
  const [month, day] = [two(monthOfYear), two(dayOfMonth)];
  const date = ftmDate(birthdate ?? '') ?? ftmDate([year, ...(month ? [month, ...(day ? [day] : [])] : [])].join('-'));
  if (date) return circa === 'true' ? `${date}~` : date;
  const [from, to] = [ftmDate(yearRangeFrom ?? ''), ftmDate(yearRangeTo ?? '')];
  return from && to && from <= to ? `${from}/${to}` : null;
}
