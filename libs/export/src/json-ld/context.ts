import type { Kind } from '@linchpin/vocabulary';

const xsd = 'http://www.w3.org/2001/XMLSchema#';
const link = (id: string) => ({ '@id': id, '@type': '@id' });
const typed = (id: string, type: string) => ({ '@id': id, '@type': `${xsd}${type}` });

/** Our own words are terms of `urn:linchpin:term:`; ids of entities, facts and attestations are `urn:linchpin:entity:…`, `…:fact:…`, `…:attestation:…`. */
export const context = {
  '@version': 1.1,
  '@vocab': 'urn:linchpin:term:',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/',
  id: '@id',
  type: '@type',
  name: 'schema:name',
  alternateName: { '@id': 'schema:alternateName', '@container': '@set' },
  identifier: { '@id': 'schema:identifier', '@container': '@set' },
  propertyID: 'schema:propertyID',
  value: 'schema:value',
  url: link('schema:url'),
  publisher: link('schema:publisher'),
  datePublished: 'schema:datePublished',
  inLanguage: 'schema:inLanguage',
  subject: link('rdf:subject'),
  predicate: { '@id': 'rdf:predicate', '@type': '@vocab' },
  object: link('rdf:object'),
  literal: 'rdf:object',
  attestations: { '@reverse': 'about' },
  about: link('about'),
  wasAttributedTo: link('prov:wasAttributedTo'),
  wasDerivedFrom: link('prov:wasDerivedFrom'),
  generatedAtTime: typed('prov:generatedAtTime', 'dateTime'),
  quote: 'schema:text',
  passedBy: { '@id': 'passedBy', '@type': '@id', '@container': '@list' },
  wire: link('wire'),
  background: typed('background', 'boolean'),
  via: link('via'),
  dependent: link('dependent'),
  members: { '@id': 'members', '@type': '@id', '@container': '@set' },
  remainderOf: link('remainderOf'),
} as const;

/** The nearest type of schema.org; null where there is none. */
export const schemaTypes: Record<Kind, string | null> = {
  State: 'Country',
  Agency: 'GovernmentOrganization',
  Company: 'Corporation',
  MediaOutlet: 'NewsMediaOrganization',
  Organization: 'Organization',
  Person: 'Person',
  Group: null,
  Vessel: 'Vehicle',
  Aircraft: 'Vehicle',
  SanctionsRegime: 'Legislation',
  SanctionsMeasure: null,
  Designation: null,
  CyberIncident: 'Event',
  CyberOperation: 'Event',
  Malware: 'SoftwareApplication',
  IntrusionSet: null,
  InternetAccess: null,
  NetworkLink: null,
  AutonomousSystem: null,
  Agreement: null,
  WeaponTest: 'Event',
  Capability: null,
  Document: 'CreativeWork',
};
