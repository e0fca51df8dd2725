import type { Kind, Predicate, QualifierName } from '@linchpin/vocabulary';

/** Schemata of FollowTheMoney 4.11 that are things of ours. */
export const kindOfSchema: Record<string, Kind> = {
  Person: 'Person',
  Company: 'Company',
  Organization: 'Organization',
  PublicBody: 'Agency',
  // The schema leaves open whether it is a person; each is counted.
  LegalEntity: 'Organization',
  Vessel: 'Vessel',
  Airplane: 'Aircraft',
};

export interface LinkSchema {
  /** Properties with the two ends, as our predicate reads them. */
  subject: string;
  object: string;
  /** The first one fits whose kinds allow the ends; none where a remark keeps what it says. */
  readings: { predicate: Predicate; word?: string; qualifier?: QualifierName }[];
}

const joined = (subject: string, object: string, ...readings: LinkSchema['readings']): LinkSchema => ({ subject, object, readings });

/** Schemata that join two entities. Those without a reading say what no predicate holds. */
export const linkSchemata: Record<string, LinkSchema> = {
  Ownership: joined('asset', 'owner', { predicate: 'ownedBy' }),
  Control: joined('controlled', 'controller', { predicate: 'controlledBy' }),
  Directorship: joined(
    'director',
    'organization',
    { predicate: 'holdsPositionAt', word: 'role', qualifier: 'title' },
    { predicate: 'affiliatedWith', word: 'role', qualifier: 'role' },
  ),
  Employment: joined('employee', 'employer', { predicate: 'holdsPositionAt', word: 'role', qualifier: 'title' }),
  Membership: joined('member', 'organization', { predicate: 'memberOf', word: 'role', qualifier: 'role' }),
  Family: joined('person', 'relative', { predicate: 'familyOf', word: 'relationship', qualifier: 'relation' }),
  Associate: joined('person', 'associate', { predicate: 'inContactWith', word: 'relationship' }),
  Representation: joined('agent', 'client', { predicate: 'actsFor' }),
  Succession: joined('successor', 'predecessor', { predicate: 'successorOf' }),
  UnknownLink: joined('subject', 'object'),
  Payment: joined('payer', 'beneficiary'),
  Debt: joined('debtor', 'creditor'),
  CourtCaseParty: joined('party', 'case'),
  ContractAward: joined('supplier', 'contract'),
  ProjectParticipant: joined('participant', 'project'),
  Documentation: joined('entity', 'document'),
};

/** A link of an unknown sort whose role says what sanctions lists mean by "Linked To". */
export const actingFor = /\b(linked to|act(s|ed|ing)? (for|on behalf)|on behalf of)\b/i;

/** Properties that are numbers or codes of the entity, with our scheme. */
export const schemeOfProperty: Record<string, string> = {
  registrationNumber: 'registration-number',
  idNumber: 'id-number',
  taxNumber: 'tax-id',
  licenseNumber: 'license-number',
  vatCode: 'vat',
  bvdId: 'bvd',
  uscCode: 'uscc',
  icijId: 'icij',
  okpoCode: 'okpo',
  innCode: 'inn',
  ogrnCode: 'ogrn',
  kppCode: 'kpp',
  leiCode: 'lei',
  dunsCode: 'duns',
  uniqueEntityId: 'uei',
  npiCode: 'npi',
  swiftBic: 'bic',
  bikCode: 'bik',
  passportNumber: 'passport',
  socialSecurityNumber: 'ssn',
  wikidataId: 'wikidata',
  imoNumber: 'imo',
  callSign: 'call-sign',
  mmsi: 'mmsi',
  crsNumber: 'crs',
  serialNumber: 'serial-number',
  cageCode: 'cage',
  permId: 'permid',
  giiNumber: 'gii',
  isinCode: 'isin',
  cikCode: 'cik',
  irsCode: 'irs',
  voenCode: 'voen',
};

/** Other names, with the property that they come from. */
export const nameProperties = ['name', 'alias', 'weakAlias', 'previousName', 'abbreviation'] as const;

/** What the dataset notes for itself; it says nothing of the entity. */
export const bookkeeping = new Set([
  'alephUrl',
  'createdAt',
  'indexText',
  'modifiedAt',
  'namesMentioned',
  'proof',
  'recordId',
  'retrievedAt',
]);

/** Running text, of which no more than an excerpt is taken. */
export const runningText = new Set(['biography', 'description', 'summary']);
