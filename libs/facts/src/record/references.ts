import { cypher, query, type RowOf, type Writing } from '@linchpin/graph';
import type { Kind } from '@linchpin/vocabulary';
import type { FactInput } from '../input.js';
import { byAnyId } from '../merge/redirects.js';
import type { Change } from './change.js';
import type { KnownText } from './check-quote.js';

const loadReferences = query({
  about: 'What a change refers to: its entities, its documents with what is known of their text.',
  takes: { entities: 'ids', documents: 'ids' },
  gives: { merges: 'int?', entities: 'maps', documents: 'maps' },
  cypher: cypher`
    RETURN
      head(COLLECT { MATCH (l:Lock {name: 'changes'}) RETURN coalesce(l.merges, 0) }) AS merges,
      COLLECT { UNWIND $entities AS id ${byAnyId} RETURN n{.id, .kind, .label, asked: id} } AS entities,
      COLLECT {
        UNWIND $documents AS id ${byAnyId} WITH id, n AS d WHERE d:Document
        RETURN d{.id, asked: id, .text, .publishedLatest, .lang, publisher: head([(d)-[:PUBLISHED_BY]->(p) | p.id]),
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

/** Everything that a change refers to and that exists, by the ids under which it is asked for: an entity that was merged, also by the one it had. */
export interface References {
  /** The moment of recording. */
  now: string;
  entities: Map<string, KnownEntity>;
  documents: Map<string, KnownDocument>;
}

/** Ids of entities that a fact and its attestations name. */
const idsIn = ({ subject, object, qualifiers = {}, attestations }: FactInput): string[] => [
  subject,
  ...(object === undefined ? [] : [object]),
  ...Object.values(qualifiers).flatMap((value) => (Array.isArray(value) ? value : typeof value === 'string' ? [value] : [])),
  ...attestations.flatMap(({ claimant, chain = [], wire }) => [claimant, ...chain, ...(wire ? [wire] : [])]),
];

/** The id under which an entity is named, where that is a former one, of before it was merged; null where it is the one that it has. */
export function formerId(id: string, { entities, documents }: Pick<References, 'entities' | 'documents'>): string | null {
  const known = entities.get(id) ?? documents.get(id);
  return known && known.id !== id ? id : null;
}

export async function readReferences(tx: Writing, facts: readonly FactInput[], change: Change): Promise<References> {
  const documents = [...new Set(facts.flatMap(({ attestations }) => attestations.map(({ document }) => document)))];
  return referencesOf(tx, [...new Set(facts.flatMap(idsIn))], documents, change);
}

export async function referencesOf(tx: Writing, entities: string[], documents: string[], change: Change): Promise<References> {
  const [row] = await tx.run(loadReferences, { entities, documents });
  const { merges, entities: foundEntities, documents: foundDocuments } = row as RowOf<(typeof loadReferences)['gives']>;
  change.restsOnMerges(merges ?? 0);
  const byId = <T extends { id: string }>(found: unknown): Map<string, T> =>
    new Map((found as (T & { asked: string })[]).flatMap((each) => [[each.id, each] as const, [each.asked, each] as const]));
  return { now: change.begun, entities: byId<KnownEntity>(foundEntities), documents: byId<KnownDocument>(foundDocuments) };
}
