import type { UnloadedAttestation, UnloadedEntity, UnloadedFact } from '@linchpin/facts';
import { qualifierEntry, type QualifierName } from '@linchpin/vocabulary';
import { inBatches } from '../batches.js';
import type { ExportFormat } from '../format.js';
import { context, schemaTypes } from './context.js';

const entityId = (id: string): string => `urn:linchpin:entity:${encodeURIComponent(id)}`;
const factId = (id: string): string => `urn:linchpin:fact:${encodeURIComponent(id)}`;

/** What is not known is left out: null would say that there is none. */
const known = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value != null && !(Array.isArray(value) && value.length === 0)));

function thing({ id, kind, label, names, identifiers, formerIds, document }: UnloadedEntity): Record<string, unknown> {
  const schema = schemaTypes[kind];
  return known({
    id: entityId(id),
    type: [kind, 'prov:Entity', ...(schema ? [`schema:${schema}`] : [])],
    name: label,
    alternateName: names.map(({ text, lang }) => (lang ? { '@value': text, '@language': lang } : text)),
    identifier: identifiers.map(({ scheme, value }) => ({ type: 'schema:PropertyValue', propertyID: scheme, value })),
    formerId: formerIds,
    url: document?.url,
    publisher: document?.publisher && entityId(document.publisher),
    datePublished: document?.publishedAt,
    inLanguage: document?.lang,
  });
}

function qualified(fact: UnloadedFact): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fact.qualifiers).map(([name, value]) => {
      if (!qualifierEntry(name as QualifierName).type.startsWith('entit')) return [name, value];
      return [name, Array.isArray(value) ? value.map(entityId) : entityId(String(value))];
    }),
  );
}

/** A fact is stated, not asserted: it is a node of its own, so that a denial does not become a claim. */
function statement(fact: UnloadedFact): Record<string, unknown> {
  const { id, subject, predicate, object, value, validTime, endedBy, temporalKind, background, status, badges, recordedAt, attestations } =
    fact;
  const { text, date, remainderOf, ...numbers } = value ?? {};
  return known({
    id: factId(id),
    type: ['Fact', 'prov:Entity', 'rdf:Statement'],
    subject: entityId(subject.id),
    predicate,
    object: object && entityId(object.id),
    literal: text ?? date,
    quantity:
      Object.keys(numbers).length || remainderOf ? { ...numbers, ...(remainderOf ? { remainderOf: factId(remainderOf) } : {}) } : null,
    qualifiers: Object.keys(fact.qualifiers).length ? qualified(fact) : null,
    validTime,
    endedBy,
    temporalKind,
    background,
    status,
    badges,
    generatedAtTime: recordedAt,
    attestations: attestations.map(said),
  });
}

function said(attestation: UnloadedAttestation): Record<string, unknown> {
  const { id, claimant, document, chain, quote, wire, recordedAt, ...words } = attestation;
  return known({
    id: `urn:linchpin:attestation:${encodeURIComponent(id)}`,
    type: ['Attestation', 'prov:Entity'],
    wasAttributedTo: entityId(claimant.id),
    wasDerivedFrom: entityId(document.id),
    passedBy: chain.map(entityId),
    quote: quote && (quote.lang ? { '@value': quote.exact, '@language': quote.lang } : quote.exact),
    wire: wire && entityId(wire),
    ...words,
    generatedAtTime: recordedAt,
  });
}

/** JSON-LD 1.1 with PROV-O: what somebody says is derived from its document and attributed to its claimant. */
export const jsonLd: ExportFormat = {
  name: 'json-ld',
  about: 'Everything as JSON-LD with the provenance ontology PROV-O and the words of schema.org, for stores of RDF.',
  extension: 'jsonld',
  mediaType: 'application/ld+json',
  write: async function* (from) {
    let first = true;
    const line = (node: Record<string, unknown>): string => {
      const text = `${first ? '' : ','}\n${JSON.stringify(node)}`;
      first = false;
      return text;
    };
    const { recordedAt, ...clocks } = from.at;
    yield `{"@context":${JSON.stringify(context)},\n"@graph":[`;
    yield line(known({ type: ['Export', 'prov:Entity'], ...clocks, generatedAtTime: recordedAt }));
    yield* inBatches(from.entities(), (entity) => line(thing(entity)));
    yield* inBatches(from.facts(), (fact) => line(statement(fact)));
    yield '\n]}\n';
    return {};
  },
};
