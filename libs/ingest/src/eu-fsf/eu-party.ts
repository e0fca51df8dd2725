import type { Kind } from '@linchpin/vocabulary';
import type { ListRecord } from '@linchpin/facts';
import { ftmDate } from '../ftm/ftm-dates.js';
import { kindOf } from '../ofac-csv/parties.js';
import { partOfId } from '../part-of-id.js';
import { RecordDraft } from '../record-draft.js';
import { stateOfCode } from '../states.js';
import { childrenOf, textsAt, type XmlElement, type XmlRecord } from '../xml-records.js';
import { birthOf, placeOf, schemeOf } from './eu-details.js';

export const regimeId = (programme: string): string => `eu-regime-${partOfId(programme)}`;

/** One person or other party of the list. */
export function recordOf({ record, place }: XmlRecord, list: string): ListRecord {
  const { logicalId: key = '', euReferenceNumber: reference, unitedNationId, designationDate, designationDetails } = record.attributes;
  const id = `${list}-${partOfId(key)}`;
  const draft = new RecordDraft({ key, place, subject: id });
  const aliases = childrenOf(record, 'nameAlias').filter(({ attributes }) => attributes.wholeName?.trim());
  const main = aliases.find(({ attributes }) => attributes.strong === 'true' && attributes.regulationLanguage === 'en') ?? aliases[0];
  const label = main?.attributes.wholeName!.trim() ?? reference ?? key;
  const subject = childrenOf(record, 'subjectType')[0]?.attributes;
  const kind = subject?.code === 'person' ? 'Person' : kindOf(null, label);
  const listing = `${id}-listing`;
  const listed = ftmDate(designationDate ?? '');
  const programmes = [...new Set(childrenOf(record, 'regulation').flatMap(({ attributes }) => attributes.programme || []))];
  draft.say({
    subject: listing,
    predicate: 'targetsEntity',
    object: id,
    qualifiers: { ...(programmes.length ? { programId: programmes.join(' ') } : {}), ...(listed ? { listingDate: listed } : {}) },
    quote: label,
  });
  for (const programme of programmes)
    draft.say({ subject: listing, predicate: 'partOfRegime', object: regimeId(programme), quote: programme });
  for (const { attributes } of childrenOf(record, 'regulation')) sayBasis(draft, listing, attributes);
  if (designationDetails)
    draft.say({ subject: listing, predicate: 'remark', value: { text: designationDetails }, quote: designationDetails });
  for (const alias of aliases) sayName(draft, alias, alias === main, kind);
  const identifiers = [
    ...(reference ? [{ scheme: 'eu-reference', value: reference }] : []),
    ...(unitedNationId ? [{ scheme: 'un-reference', value: unitedNationId }] : []),
    ...childrenOf(record, 'identification').flatMap((element) => sayNumber(draft, element)),
  ];
  if (unitedNationId)
    draft.say({ predicate: 'identifier', value: { text: unitedNationId }, qualifiers: { scheme: 'un-reference' }, quote: unitedNationId });
  for (const element of childrenOf(record, 'citizenship')) sayCitizenship(draft, element, kind);
  for (const element of childrenOf(record, 'birthdate')) sayBirth(draft, element, kind);
  for (const element of childrenOf(record, 'address')) {
    const text = placeOf(element);
    if (text) draft.say({ predicate: 'address', value: { text }, part: `address ${element.attributes.logicalId ?? ''}`.trim() });
    else draft.warn('an address without text', key);
  }
  for (const element of [record, ...record.children])
    for (const text of textsAt(element, 'remark')) draft.remark('a remark without a known pattern', text);
  draft.entities.push(
    { id, kind, label, names: aliases.map(({ attributes }) => ({ text: attributes.wholeName!.trim() })), identifiers },
    { id: listing, kind: 'Designation', label: `Listing of ${label}` },
  );
  return draft.finished(JSON.stringify(record));
}

/** The regulation by which it was listed, or which changed the entry last. */
function sayBasis(
  draft: RecordDraft,
  subject: string,
  { numberTitle, regulationType, publicationDate, entryIntoForceDate }: XmlElement['attributes'],
): void {
  if (!numberTitle) return;
  const dates = [publicationDate && `published ${publicationDate}`, entryIntoForceDate && `in force ${entryIntoForceDate}`];
  const text = [`Regulation ${numberTitle}`, regulationType, ...dates].filter(Boolean).join(', ');
  draft.say({ subject, predicate: 'remark', value: { text }, quote: numberTitle });
}

function sayName(draft: RecordDraft, { attributes }: XmlElement, isMain: boolean, kind: Kind): void {
  const { wholeName = '', strong, nameLanguage, gender, function: post, title, logicalId } = attributes;
  const [text, part] = [wholeName.trim(), `name ${logicalId ?? ''}`.trim()];
  const lang = /^[A-Za-z]{2}$/.test(nameLanguage ?? '') ? { qualifiers: { lang: nameLanguage!.toLowerCase() } } : {};
  if (!isMain)
    draft.say({ predicate: 'alias', value: { text }, ...lang, ...(strong === 'false' ? { hedge: 'not strong' } : {}), quote: text, part });
  if (gender && kind === 'Person') {
    const word = { M: 'male', F: 'female' }[gender] ?? gender;
    draft.say({ predicate: 'gender', value: { text: word }, quote: gender, part });
  }
  if (post) draft.remark('no predicate holds this part of a name: function', `Function: ${post}`, { part });
  if (title) draft.remark('no predicate holds this part of a name: title', `Title: ${title}`, { part });
}

function sayCitizenship(draft: RecordDraft, { attributes }: XmlElement, kind: Kind): void {
  const { countryIso2Code = '', countryDescription = '', logicalId = '' } = attributes;
  const [state, part] = [stateOfCode(countryIso2Code), `citizenship ${logicalId}`.trim()];
  if (state && kind === 'Person') draft.say({ predicate: 'citizenOf', object: state, quote: countryDescription || countryIso2Code, part });
  else
    draft.remark('no state of today has this code', `Citizenship: ${[countryDescription, countryIso2Code].filter(Boolean).join(', ')}`, {
      part,
    });
}

function sayBirth(draft: RecordDraft, element: XmlElement, kind: Kind): void {
  const part = `birthdate ${element.attributes.logicalId ?? ''}`.trim();
  const [date, text] = [birthOf(element), placeOf(element)];
  if (kind !== 'Person') return draft.remark('a birth of what is no person', [date, text].filter(Boolean).join(', ') || part, { part });
  if (date) draft.say({ predicate: 'birthDate', value: { date }, part });
  if (text) draft.say({ predicate: 'birthPlace', value: { text }, part });
  if (!date && !text) draft.warn('a birth without date and place', part);
}

function sayNumber(draft: RecordDraft, { attributes }: XmlElement): { scheme: string; value: string }[] {
  const {
    number,
    latinNumber,
    identificationTypeCode: code = '',
    identificationTypeDescription: about = '',
    knownFalse,
    logicalId = '',
  } = attributes;
  const [value, part] = [(number || latinNumber || '').trim(), `identification ${logicalId}`.trim()];
  if (!value) {
    draft.warn('an identification without a number', part);
    return [];
  }
  if (knownFalse === 'true') {
    draft.remark('a document that is known to be false', `${about || code} ${value}, known to be false`, { part });
    return [];
  }
  const scheme = schemeOf(code);
  draft.say({ predicate: 'identifier', value: { text: value }, qualifiers: { scheme }, quote: value, part });
  return scheme === 'document' ? [] : [{ scheme, value }];
}
