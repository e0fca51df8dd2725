import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { partOfId } from '../part-of-id.js';
import { stateOf } from '../states.js';
import { childrenOf, textsAt, type XmlElement, type XmlRecord } from '../xml-records.js';

const schemeOf: Record<string, string> = {
  passport: 'passport',
  'national identification number': 'national-id',
};

/** A date of birth as EDTF: a day, a year, or a span of years; "about" where the list says so. */
function birthOf(element: XmlElement): string | null {
  const one = (name: string): string | undefined => textsAt(element, name)[0];
  const about = /approx/i.test(one('TYPE_OF_DATE') ?? '') ? '~' : '';
  const [date, year, from, to] = [one('DATE')?.slice(0, 10), one('YEAR'), one('FROM_YEAR'), one('TO_YEAR')];
  if (from && to) return `${from}/${to}`;
  return date ? date + about : year ? year + about : null;
}

export const regimeId = (type: string): string => `un-regime-${partOfId(type)}`;

/** One person or other party of the consolidated list. */
export function recordOf({ record, place }: XmlRecord, list: string): ListRecord {
  const person = record.name === 'INDIVIDUAL';
  const one = (name: string): string | undefined => textsAt(record, name)[0];
  const key = one('DATAID') ?? '';
  const id = `${list}-${key}`;
  const reference = one('REFERENCE_NUMBER') ?? key;
  const label = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'].flatMap((name) => one(name) ?? []).join(' ') || reference;
  const kind = person ? 'Person' : 'Organization';
  const part = person ? 'INDIVIDUAL' : 'ENTITY';
  const aliases = textsAt(record, `${part}_ALIAS`, 'ALIAS_NAME');
  const original = one('NAME_ORIGINAL_SCRIPT');
  const facts: ListedFact[] = [];
  const warnings: ListRecord['warnings'] = [];
  const say = (fact: Omit<ListedFact, 'subject' | 'locator'> & { subject?: string }): void =>
    void facts.push({ subject: id, ...fact, locator: reference });
  const remark = (kindOfWarning: string, text: string): void => {
    warnings.push({ kind: kindOfWarning, text });
    say({ predicate: 'remark', value: { text } });
  };
  const listing: ListedEntity = { id: `${id}-listing`, kind: 'Designation', label: `Listing of ${label}` };
  const listed = one('LISTED_ON')?.slice(0, 10);
  say({
    subject: listing.id,
    predicate: 'targetsEntity',
    object: id,
    qualifiers: { programId: reference, ...(listed ? { listingDate: listed } : {}) },
    quote: label,
  });
  for (const type of textsAt(record, 'UN_LIST_TYPE'))
    say({ subject: listing.id, predicate: 'partOfRegime', object: regimeId(type), quote: type });
  for (const alias of [...aliases, ...(original ? [original] : [])]) say({ predicate: 'alias', value: { text: alias }, quote: alias });
  for (const country of textsAt(record, 'NATIONALITY', 'VALUE')) {
    const state = stateOf(country);
    if (state) say({ predicate: 'citizenOf', object: state, quote: country });
    else remark('no state of today has this name', `Nationality: ${country}`);
  }
  const dates = childrenOf(record, 'INDIVIDUAL_DATE_OF_BIRTH').flatMap((element) => birthOf(element) ?? []);
  for (const date of new Set(dates)) say({ predicate: 'birthDate', value: { date } });
  for (const element of childrenOf(record, 'INDIVIDUAL_PLACE_OF_BIRTH')) {
    const text = placeOf(element);
    if (text) say({ predicate: 'birthPlace', value: { text } });
  }
  for (const element of childrenOf(record, `${part}_ADDRESS`)) {
    const text = placeOf(element);
    if (text) say({ predicate: 'address', value: { text } });
  }
  for (const gender of textsAt(record, 'GENDER')) say({ predicate: 'gender', value: { text: gender.toLowerCase() }, quote: gender });
  const identifiers: NonNullable<ListedEntity['identifiers']> = [{ scheme: 'un-reference', value: reference }];
  for (const element of childrenOf(record, 'INDIVIDUAL_DOCUMENT')) {
    const [number, type = 'document'] = [textsAt(element, 'NUMBER')[0], textsAt(element, 'TYPE_OF_DOCUMENT')[0]];
    if (!number) continue;
    const scheme = schemeOf[type.toLowerCase()] ?? 'document';
    identifiers.push({ scheme, value: number });
    say({ predicate: 'identifier', value: { text: number }, qualifiers: { scheme }, quote: number });
  }
  for (const text of [...textsAt(record, 'DESIGNATION', 'VALUE'), ...textsAt(record, 'TITLE', 'VALUE'), ...textsAt(record, 'COMMENTS1')])
    remark('a remark without a known pattern', text);
  const names = [label, ...aliases, ...(original ? [original] : [])].map((text) => ({ text }));
  return { key, place, content: JSON.stringify(record), entities: [{ id, kind, label, names, identifiers }, listing], facts, warnings };
}

const placeOf = (element: XmlElement): string =>
  ['STREET', 'CITY', 'STATE_PROVINCE', 'ZIP_CODE', 'COUNTRY', 'NOTE'].flatMap((name) => textsAt(element, name)).join(', ');
