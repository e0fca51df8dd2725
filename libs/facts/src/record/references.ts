import { cypher, query, type RowOf, type Writing } from '@linchpin/graph';
import type { Kind } from '@linchpin/vocabulary';
import type { FactInput } from '../input.js';
import type { KnownText } from './check-quote.js';

const loadReferences = query({
  about: 'What a change refers to: its entities, its documents with what is known of their text.',
  takes: { entities: 'ids', documents: 'ids' },
  gives: { entities: 'maps', documents: 'maps' },
  cypher: cypher`
    RETURN
      COLLECT { UNWIND $entities AS id MATCH (n:Entity {id: id}) RETURN n{.id, .kind, .label} } AS entities,
      COLLECT {
        UNWIND $documents AS id MATCH (d:Entity:Document {id: id})
        RETURN d{.id, .text, .publishedLatest, .lang, publisher: head([(d)-[:PUBLISHED_BY]->(p) | p.id]),
          passages: CASE WHEN d.text IS NULL THEN
            [(d)<-[:STATED_IN]-(a:Attestation WHERE a.quoteStart IS NOT NULL) | {exact: a.quote, start: a.quoteStart}][..10000] ELSE [] END}
      } AS documents`,
});

export interface KnownEntity {
  id: string;
  kind: Kind;
  label: string;
}
export interface KnownDocument extends KnownText {
  id: string;
  lang: string | null;
  publisher: string | null;
  /** Epoch milliseconds; null where the day is not known. */
  publishedLatest: number | null;
}

/** Everything that a change refers to and that exists. */
export interface References {
  /** The moment of recording. */
  now: string;
  entities: Map<string, KnownEntity>;
  documents: Map<string, KnownDocument>;
}

const idsIn = ({ subject, object, qualifiers = {}, attestations }: FactInput): string[] => [
  subject,
  ...(object === undefined ? [] : [object]),
  ...Object.values(qualifiers).flatMap((value) => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : [])),
  ...attestations.flatMap(({ claimant, chain = [], wire }) => [claimant, ...chain, ...(wire ? [wire] : [])]),
];

export async function readReferences(tx: Writing, facts: readonly FactInput[], now: string): Promise<References> {
  const documents = [...new Set(facts.flatMap(({ attestations }) => attestations.map(({ document }) => document)))];
  return referencesOf(tx, [...new Set(facts.flatMap(idsIn))], documents, now);
}

export async function referencesOf(tx: Writing, entities: string[], documents: string[], now: string): Promise<References> {
  const [row] = await tx.run(loadReferences, { entities, documents });
  const { entities: foundEntities, documents: foundDocuments } = row as RowOf<(typeof loadReferences)['gives']>;
  return {
    now,
    entities: new Map((foundEntities as unknown as KnownEntity[]).map((entity) => [entity.id, entity])),
    documents: new Map((foundDocuments as unknown as KnownDocument[]).map((document) => [document.id, document])),
  };
}
