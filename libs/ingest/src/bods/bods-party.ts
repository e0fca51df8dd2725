import { org, type Kind } from '@linchpin/vocabulary';
import type { ListedEntity } from '@linchpin/facts';
import { ftmDate } from '../ftm/ftm-dates.js';
import { isJsonRecord, recordsAt, textAt, textsAt, type JsonRecord } from '../json-record.js';
import { partOfId } from '../part-of-id.js';
import type { RecordDraft } from '../record-draft.js';
import { nameOfState, stateOfCode } from '../states.js';
import { nameOf, stateIn, typeOf, type BodsParty } from './bods-kinds.js';
import { flat, type BodsStatement } from './bods-statement.js';

const isOrg = (kind: Kind): boolean => (org as readonly Kind[]).includes(kind);
/** What the statement is about, not what it says. */
const frameProperties = new Set(['isComponent', 'personType', 'name']);
/** Types of which our kinds say as much as the standard does. */
const toldByKind = new Set(['registeredEntity', 'legalEntity', 'unknownEntity', 'state', 'stateBody']);

/** Reads what is said of an entity or a person; what no predicate holds is remarked on. */
export function readParty(draft: RecordDraft, { details }: BodsStatement, party: BodsParty): void {
  const isState = party.kind === 'State';
  if (!isState) draft.entities.push(listed(details, party));
  for (const [property, value] of Object.entries(details))
    if (!frameProperties.has(property) && !readProperty(draft, property, value, { details, party }))
      draft.remark(`no predicate holds this property: ${property}`, `${property}: ${flat(value)}`, { part: property });
  if (isState && party.label !== nameOfState(party.id.slice(-2)))
    draft.say({ predicate: 'name', value: { text: party.label }, quote: party.label, part: 'name' });
  const type = typeOf(details);
  if (/^(anonymous|unknown)/.test(type)) draft.remark(`a party that is not told: ${type}`, `${type}: ${party.label}`);
}

interface Read {
  details: JsonRecord;
  party: BodsParty;
}

/** @returns whether the property was read */
function readProperty(draft: RecordDraft, part: string, value: unknown, { details, party }: Read): boolean {
  const records = recordsAt(details, part);
  const text = typeof value === 'string' ? value.trim() : '';
  switch (part) {
    case 'entityType':
      return isJsonRecord(value) && toldByKind.has(typeOf(details)) && Object.keys(value).length === 1;
    case 'names':
    case 'alternateNames':
      for (const { name, former } of namesIn(details).filter((each) => each.name !== party.label))
        draft.say({ predicate: former ? 'alias' : 'name', value: { text: name }, quote: name, part });
      return true;
    case 'identifiers':
      return records.every((each) => sayIdentifier(draft, each));
    case 'addresses':
      return records.every((each) => sayPlace(draft, 'address', each));
    case 'placeOfBirth':
      return records.every((each) => sayPlace(draft, 'birthPlace', each));
    case 'birthDate': {
      const date = ftmDate(text);
      if (date) draft.say({ predicate: 'birthDate', value: { date }, part });
      return date !== null;
    }
    case 'nationalities':
      for (const each of records) {
        const state = stateIn(each);
        if (state) draft.say({ predicate: 'citizenOf', object: state, quote: textAt(each, 'name'), part });
        else draft.remark('no state of today has this name', `${part}: ${flat(each)}`, { part });
      }
      return true;
    case 'jurisdiction':
      return sayJurisdiction(draft, value, party.kind);
    default:
      return false;
  }
}

/** Where it is registered is its seat in law; a state is itself, and a body of a state is also its agency. */
function sayJurisdiction(draft: RecordDraft, value: unknown, kind: Kind): boolean {
  if (kind === 'State') return true;
  if (!isJsonRecord(value) || !isOrg(kind)) return false;
  const part = /^([A-Z]{2})-/.exec(textAt(value, 'code') ?? '')?.[1];
  const state = part === undefined ? stateIn(value) : stateOfCode(part);
  if (!state) return false;
  const saying = { object: state, quote: textAt(value, 'name'), part: 'jurisdiction' };
  draft.say({ predicate: 'basedIn', ...saying });
  if (kind === 'Agency') draft.say({ predicate: 'agencyOf', ...saying });
  // Which part of the state it is, Delaware, is told in words.
  return part === undefined;
}

const otherNames = new Set(['former', 'alternative', 'birth']);

const namesIn = (details: JsonRecord): { name: string; former: boolean }[] => [
  ...recordsAt(details, 'names').flatMap((each) => {
    const name = nameOf(each);
    return name ? [{ name, former: otherNames.has(textAt(each, 'type') ?? '') }] : [];
  }),
  ...textsAt(details, 'alternateNames').map((name) => ({ name, former: true })),
];

function sayIdentifier(draft: RecordDraft, identifier: JsonRecord): boolean {
  const told = identifierOf(identifier);
  if (told) {
    const { scheme, value } = told;
    draft.say({ predicate: 'identifier', value: { text: value }, qualifiers: { scheme }, quote: value, part: 'identifiers' });
  }
  return told !== undefined;
}

/** Papers of persons bear the country of the scheme in three letters: IRL-PASSPORT. */
function identifierOf(identifier: JsonRecord): { scheme: string; value: string } | undefined {
  const value = textAt(identifier, 'id');
  const code = textAt(identifier, 'scheme') ?? textAt(identifier, 'schemeName') ?? '';
  if (!value || !partOfId(code)) return undefined;
  const [, paper] = /^[A-Z]{3}-(PASSPORT|IDCARD)$/.exec(code) ?? [];
  if (paper) return { scheme: paper === 'PASSPORT' ? 'passport' : 'national-id', value };
  return { scheme: code === 'XI-LEI' ? 'lei' : partOfId(code), value };
}

function sayPlace(draft: RecordDraft, predicate: 'address' | 'birthPlace', place: JsonRecord): boolean {
  const [country = {}] = recordsAt(place, 'country');
  const text = [textAt(place, 'address'), textAt(place, 'postCode'), textAt(country, 'name')].filter(Boolean).join(', ');
  const type = textAt(place, 'type');
  if (text) draft.say({ predicate, value: { text }, part: predicate === 'address' && type ? `${type} address` : predicate });
  return text !== '';
}

function listed(details: JsonRecord, { id, kind, label }: BodsParty): ListedEntity {
  const names = [...new Set([label, ...namesIn(details).map(({ name }) => name)])].map((text) => ({ text }));
  return { id, kind, label, names, identifiers: recordsAt(details, 'identifiers').flatMap((each) => identifierOf(each) ?? []) };
}
