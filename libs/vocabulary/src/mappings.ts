import { kinds, type Kind } from './kinds.js';
import type { Predicate } from './predicates.js';

/** What a predicate becomes in the formats that leave. A relation that is not here goes by its own words. */
interface Mapping {
  /**
   * FollowTheMoney 4: `Ownership:asset>owner` is an entity of its own with the subject as asset and the object as owner, `Sanction:entity` a
   * property of the subject's sanction, a bare word one of the subject. Absent: a relation is an UnknownLink, a value is lost.
   */
  ftm?: string | null;
  /** STIX 2.1: the relationship, from the object to the subject after `<`; or a property. Absent: the predicate's own words, or a note. */
  stix?: string;
  /** Beneficial Ownership Data Standard 0.4: an interest, or a property of the subject's statement. Absent: it is left out. */
  bods?: string;
}

const table = {
  basedIn: { ftm: 'country', stix: 'located-at', bods: 'jurisdiction' },
  agencyOf: { ftm: 'country' },
  registeredIn: { ftm: 'flag' },
  citizenOf: { ftm: 'citizenship', bods: 'nationalities' },
  ownedBy: { ftm: 'Ownership:asset>owner', bods: 'interest' },
  controlledBy: { ftm: 'Control:controlled>controller', bods: 'interest' },
  memberOf: { ftm: 'Membership:member>organization' },
  holdsPositionAt: { ftm: 'Employment:employee>employer', bods: 'interest' },
  familyOf: { ftm: 'Family:person>relative' },
  actsFor: { ftm: 'Representation:agent>client' },
  successorOf: { ftm: 'Succession:successor>predecessor' },
  differentFrom: { ftm: null },
  imposedBy: { ftm: 'Sanction:authority' },
  targetsEntity: { ftm: 'Sanction:entity' },
  partOfRegime: { ftm: 'Sanction:program' },
  motivatedBy: { ftm: 'Sanction:reason' },
  responsibleFor: { stix: '<attributed-to' },
  conducted: { stix: '<attributed-to' },
  name: { ftm: 'name', stix: 'aliases', bods: 'names' },
  alias: { ftm: 'alias', stix: 'aliases', bods: 'names' },
  identifier: { ftm: 'by its scheme', stix: 'external_references', bods: 'identifiers' },
  birthDate: { ftm: 'birthDate', bods: 'birthDate' },
  birthPlace: { ftm: 'birthPlace', bods: 'placeOfBirth' },
  gender: { ftm: 'gender' },
  remark: { ftm: 'notes' },
  address: { ftm: 'address', bods: 'addresses' },
  hasSector: { ftm: 'sector' },
  firstObservedAt: { ftm: 'date', stix: 'first_seen' },
} as const satisfies Partial<Record<Predicate, Mapping>>;

const mappings: Partial<Record<Predicate, Mapping>> = table;

/** What a predicate becomes in the formats that leave. */
export const mappingOf = (predicate: Predicate): Mapping => mappings[predicate] ?? {};

/** BODS 0.4: the record and its type for each kind that can hold an interest or be held. */
export const bodsOfKind: Partial<Record<Kind, string>> = {
  State: 'entity: state',
  Agency: 'entity: stateBody',
  Company: 'entity: registeredEntity',
  MediaOutlet: 'entity: registeredEntity',
  Organization: 'entity: legalEntity',
  Group: 'entity: unknownEntity',
  Person: 'person: knownPerson',
};

/** The schema of FollowTheMoney, or none: a regime and what else is no entity there gives properties to others. */
export const ftmSchemaOf = (kind: Kind): string | null => {
  const schema = kinds[kind].ftm;
  return schema === null || schema.includes(':') ? null : schema;
};
