import type { Kind } from '@linchpin/vocabulary';
import { idOf } from '../id-of.js';
import { isJsonRecord, recordsAt, textAt, type JsonRecord } from '../json-record.js';
import { stateOf, stateOfCode } from '../states.js';
import type { BodsStatement } from './bods-statement.js';

/** An end of a relationship. */
export interface BodsParty {
  /** Our id, or the identifier of a state. */
  id: string;
  kind: Kind;
  label: string;
}

/** As our own export has it, so that a party keeps its type; a registered entity may be an association too, which the standard does not tell. */
const kindOfType: Record<string, Kind> = {
  registeredEntity: 'Company',
  legalEntity: 'Organization',
  arrangement: 'Organization',
  anonymousEntity: 'Group',
  unknownEntity: 'Group',
  stateBody: 'Agency',
};

export const typeOf = (details: JsonRecord): string => {
  const [entityType = {}] = recordsAt(details, 'entityType');
  return textAt(entityType, 'type') ?? textAt(details, 'personType') ?? 'unknownEntity';
};

/** The state of a country or jurisdiction, by its identifier; a part of a state has none: US-DE. */
export const stateIn = (place: JsonRecord | undefined): string | undefined =>
  place && (stateOfCode(textAt(place, 'code') ?? '') ?? (textAt(place, 'code') ? undefined : stateOf(textAt(place, 'name') ?? '')));

export function partyOf({ recordId, type, details }: BodsStatement, list: string): BodsParty {
  const id = idOf(list, recordId);
  const label = labelOf(details) ?? `Unnamed ${type} ${recordId}`;
  if (type === 'person') return { id, kind: 'Person', label };
  if (typeOf(details) !== 'state') return { id, kind: kindOfType[typeOf(details)] ?? 'Organization', label };
  const state = stateIn(recordsAt(details, 'jurisdiction')[0]) ?? stateOf(label);
  return state ? { id: state, kind: 'State', label } : { id, kind: 'Organization', label };
}

function labelOf(details: JsonRecord): string | undefined {
  const unspecified = details.unspecifiedEntityDetails ?? details.unspecifiedPersonDetails;
  const [first] = recordsAt(details, 'names').flatMap((each) => nameOf(each) ?? []);
  return textAt(details, 'name') ?? first ?? (isJsonRecord(unspecified) ? textAt(unspecified, 'description') : undefined);
}

/** The full name of a person, or what of it is told. */
export const nameOf = (name: JsonRecord): string | undefined =>
  textAt(name, 'fullName') ??
  (['givenName', 'patronymicName', 'familyName'].flatMap((part) => textAt(name, part) ?? []).join(' ') || undefined);
