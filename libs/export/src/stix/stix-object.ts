import { inWords, kinds, type Kind } from '@linchpin/vocabulary';
import { stixId } from './stix-ids.js';

/** An object of a bundle; which further properties it has follows from its type. */
export interface StixObject {
  type: string;
  spec_version: '2.1';
  id: string;
  created?: string;
  modified?: string;
  [property: string]: unknown;
}

/** The day on which our extension was written, as it never changes with what is exported. */
const written = '2026-11-23T00:00:00.000Z';

export const producer: StixObject = {
  type: 'identity',
  spec_version: '2.1',
  id: stixId('identity', 'linchpin'),
  created: written,
  modified: written,
  name: 'Linchpin',
  identity_class: 'system',
};

const extensionId = stixId('extension-definition', 'linchpin');

export const extensionDefinition: StixObject = {
  type: 'extension-definition',
  spec_version: '2.1',
  id: extensionId,
  created: written,
  modified: written,
  created_by_ref: producer.id,
  name: 'Linchpin facts',
  description:
    'Types for sanctions, agreements, vessels and what else STIX 2.1 has no type for; on relationships and notes the predicate, value, qualifiers, valid time (EDTF) and status of the fact; on identities and incidents further names.',
  schema: JSON.stringify({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    properties: {
      extension_type: { enum: ['new-sdo', 'property-extension'] },
      kind: { type: 'string' },
      names: { type: 'array', items: { type: 'string' } },
      predicate: { type: 'string' },
      value: { type: 'object' },
      qualifiers: { type: 'object' },
      valid_time: { type: 'string' },
      ended_by: { type: 'string' },
      status: { type: 'string' },
    },
  }),
  version: '1.0.0',
  extension_types: ['new-sdo', 'property-extension'],
};

export const extended = (type: 'new-sdo' | 'property-extension', properties: object = {}): { extensions: object } => ({
  extensions: { [extensionId]: { extension_type: type, ...properties } },
});

/** The type of STIX for a kind; of our own where it has none: linchpin-sanctions-measure. */
export const stixTypeOf = (kind: Kind): string =>
  kinds[kind].stix === 'extension' ? `linchpin-${inWords(kind).toLowerCase().replaceAll(' ', '-')}` : kinds[kind].stix;
