import { kinds, org, party, type Kind } from '@linchpin/vocabulary';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { excerpt } from '../excerpt.js';
import { RecordDraft } from '../record-draft.js';
import { stateOfCode } from '../states.js';
import { agreedDate } from './ftm-dates.js';
import type { FtmEntity } from './ftm-entity.js';
import type { FtmFile } from './ftm-file.js';
import { claimantOf, idIn } from './ftm-ids.js';
import { bookkeeping, kindOfSchema, nameProperties, runningText, schemeOfProperty } from './schemata.js';

const isOrg = (kind: Kind): boolean => (org as readonly Kind[]).includes(kind);
const isParty = (kind: Kind): boolean => (party as readonly Kind[]).includes(kind);

/** A thing: a person, an organisation, a ship, an aircraft; anything else is counted. */
export function thingRecord(entity: FtmEntity, file: FtmFile): ListRecord {
  const { id: key, schema, place, properties, content } = entity;
  const id = idIn(file, key);
  const draft = new RecordDraft({ key, place, subject: id, claimant: claimantOf(entity, file) });
  const kind = kindOfSchema[schema];
  if (!kind) {
    draft.warn(`no kind of ours: ${schema}`, entity.caption ?? properties.name?.[0] ?? key);
    return draft.finished(content);
  }
  if (schema === 'LegalEntity') draft.warn('a legal entity that may be a person is taken for an organisation', key);
  draft.entities.push(listed(entity, id, kind));
  for (const [property, values] of Object.entries(properties)) {
    if (bookkeeping.has(property)) draft.warn(`a note of the dataset for itself: ${property}`, values.join(', '));
    else if (!readProperty(draft, { property, values, kind, file, entity }))
      draft.remark(`no predicate holds this property: ${property}`, `${property}: ${shortened(property, values)}`, { part: property });
  }
  return draft.finished(content);
}

function listed({ id: key, caption, properties }: FtmEntity, id: string, kind: Kind): ListedEntity {
  const names = nameProperties.flatMap((property) => properties[property] ?? []);
  const label = caption && caption !== key ? caption : (names[0] ?? properties.registrationNumber?.[0] ?? `${kinds[kind].ftm} ${key}`);
  const numbers = Object.entries(schemeOfProperty).flatMap(([property, scheme]) =>
    (properties[property] ?? []).map((value) => ({ scheme, value: plainNumber(scheme, value) })),
  );
  return {
    id,
    kind,
    label,
    names: [...new Set([label, ...names])].map((text) => ({ text })),
    identifiers: [{ scheme: 'ftm', value: key }, ...numbers],
  };
}

const plainNumber = (scheme: string, value: string): string => (scheme === 'imo' ? value.replace(/^IMO\s*/i, '') : value);

const shortened = (property: string, values: readonly string[]): string =>
  values.map((value) => (runningText.has(property) ? excerpt(value) : value)).join('; ');

interface Read {
  property: string;
  values: string[];
  kind: Kind;
  file: FtmFile;
  entity: FtmEntity;
}

/** @returns whether the property was read; what of it could not be is remarked on */
function readProperty(draft: RecordDraft, { property: part, values, kind, file, entity }: Read): boolean {
  const { properties, caption } = entity;
  const scheme = schemeOfProperty[part];
  if (scheme) {
    for (const quote of values)
      draft.say({ predicate: 'identifier', value: { text: plainNumber(scheme, quote) }, qualifiers: { scheme }, quote, part });
    return true;
  }
  switch (part) {
    case 'name':
    case 'alias':
    case 'weakAlias':
    case 'previousName':
    case 'abbreviation': {
      const label = caption ?? properties.name?.[0];
      for (const text of values.filter((each) => each !== label))
        draft.say({ predicate: part === 'name' ? 'name' : 'alias', value: { text }, quote: text, part });
      return true;
    }
    case 'birthDate':
      return kind === 'Person' && sayBirthDate(draft, values);
    case 'birthPlace':
    case 'gender':
      if (kind !== 'Person') return false;
      for (const text of values) draft.say({ predicate: part, value: { text }, quote: text, part });
      return true;
    case 'sector':
      if (!isOrg(kind)) return false;
      for (const text of values) draft.say({ predicate: 'hasSector', value: { text }, quote: text, part });
      return true;
    case 'address':
    case 'addressEntity':
      if (!isParty(kind)) return false;
      for (const value of values) {
        const text = part === 'address' ? value : file.spokenOf(value)?.text;
        if (text) draft.say({ predicate: 'address', value: { text }, quote: text, part });
        else draft.remark('an address that is not in the file', `${part}: ${value}`, { part });
      }
      return true;
    default:
      return sayStates(draft, { part, values, kind, properties });
  }
}

function sayBirthDate(draft: RecordDraft, values: readonly string[]): boolean {
  const agreed = agreedDate(values);
  for (const value of values) {
    const date = agreed ?? agreedDate([value]);
    if (date === null) draft.remark('not a date', `birthDate: ${value}`, { part: 'birthDate' });
    else if (agreed === null || value === values[0])
      draft.say({ predicate: 'birthDate', value: { date }, quote: value, part: 'birthDate' });
  }
  return true;
}

/** What a property with codes of countries says of a thing of this kind, if anything. */
function sayStates(
  draft: RecordDraft,
  { part, values, kind, properties }: { part: string; values: string[]; kind: Kind; properties: FtmEntity['properties'] },
): boolean {
  const predicate = ((): 'citizenOf' | 'agencyOf' | 'basedIn' | 'registeredIn' | null => {
    if (kind === 'Person') return part === 'nationality' || part === 'citizenship' ? 'citizenOf' : null;
    if (part === 'flag') return kind === 'Vessel' || kind === 'Aircraft' ? 'registeredIn' : null;
    if (kind === 'Agency' && part === 'country') return 'agencyOf';
    // With a seat told apart, "country" is any tie to a country.
    const seats = properties.jurisdiction || properties.mainCountry ? ['jurisdiction', 'mainCountry'] : ['country'];
    return isOrg(kind) && seats.includes(part) ? 'basedIn' : null;
  })();
  if (!predicate) return false;
  for (const quote of values) {
    const state = stateOfCode(quote);
    if (state) draft.say({ predicate, object: state, quote, part });
    else draft.remark('no state of today has this code', `${part}: ${quote}`, { part });
  }
  return true;
}
