import { cypher, query, type Writing } from '@linchpin/graph';
import { canonicalUrl, isWebAddress } from '../documents/canonical-url.js';
import { textProperties } from '../documents/text-properties.js';
import type { DocumentInput, EntityInput } from '../input.js';
import { Refused, refuse } from '../refusals.js';
import { BadEdtfError, parseValidTime, type ValidTime } from '../time/index.js';
import type { Attempted } from './attempted.js';
import { attemptEntities } from './record-entities.js';
import type { Change } from './change.js';
import type { RecordedFact } from './record-facts.js';
import { referencesOf } from './references.js';
import { warnOfSimilar } from './similar-documents.js';

const describeDocument = query({
  about: 'Gives a document its source data and joins it to its publisher.',
  takes: { document: 'id', publisher: 'id', properties: 'map' },
  gives: {},
  cypher: cypher`
    MATCH (d:Entity:Document {id: $document}) MATCH (p:Entity {id: $publisher})
    SET d += $properties
    CREATE (d)-[:PUBLISHED_BY]->(p)`,
});

const findByAddress = query({
  about:
    'Is there a document with this address? One that was recorded before addresses had a canonical form is found by the address itself.',
  takes: { url: 'text', canonical: 'text' },
  gives: { id: 'id' },
  cypher: cypher`
    MATCH (d:Entity:Document {canonicalUrl: $canonical}) RETURN d.id AS id
    UNION
    MATCH (:Merged {canonicalUrl: $canonical})-[:MERGED_INTO*]->(d:Entity:Document) RETURN d.id AS id
    UNION
    MATCH (d:Entity:Document) WHERE d.url IN [$url, $canonical] AND d.canonicalUrl IS NULL RETURN d.id AS id`,
});

function readDate(publishedAt: string | undefined): ValidTime | null {
  try {
    return publishedAt ? parseValidTime(publishedAt) : null;
  } catch (error) {
    if (error instanceof BadEdtfError) throw new Refused([refuse('BAD_EDTF', ['publishedAt'], error.message)]);
    throw error;
  }
}

/** How a document is called, and what is kept of it beside what is kept of each entity. @throws Refused */
export function documentProperties(input: DocumentInput): { label: string; properties: Record<string, unknown> } {
  const { title, url, publishedAt, lang, textPolicy = 'QUOTES_ONLY', text, note } = input;
  const label = title?.trim() || url;
  if (!label) throw new Refused([refuse('INVALID_INPUT', ['title'], 'A document needs a title or a URL.')]);
  if (url && !isWebAddress(url)) throw new Refused([refuse('INVALID_INPUT', ['url'], 'A URL begins with http:// or https://.')]);
  const published = readDate(publishedAt);
  const properties = {
    title,
    url,
    canonicalUrl: url && canonicalUrl(url),
    publishedAt,
    lang,
    textPolicy,
    note,
    publishedEarliest: published?.startEarliest,
    publishedLatest: published?.endLatest,
    ...(text === undefined ? {} : textProperties(text, textPolicy)),
  };
  return { label, properties: definedOnly(properties) };
}

/**
 * Records a source. Of its text only a hash, the length and a fingerprint are kept, unless its licence allows all of it.
 * @throws Refused DUPLICATE_ENTITY where the address leads to a document that is there
 */
export async function recordDocument(tx: Writing, input: DocumentInput, change: Change): Promise<RecordedFact> {
  const { url, publisher, text } = input;
  const { label, properties } = documentProperties(input);
  const { entities } = await referencesOf(tx, [publisher], [], change);
  const known = entities.get(publisher);
  if (!known)
    throw new Refused([
      refuse(
        'UNKNOWN_ENTITY',
        ['publisher'],
        `No entity has the id "${publisher}". Search for the publisher, or create it with createEntity.`,
      ),
    ]);
  const { canonicalUrl: canonical } = properties;
  if (url && typeof canonical === 'string') {
    const [same] = await tx.run(findByAddress, { url, canonical });
    if (same)
      throw new Refused([refuse('DUPLICATE_ENTITY', ['url'], `This is document ${same.id} already.`, { existing: same.id })], same.id);
  }
  const { id, warnings } = await recordAsEntity(tx, { id: input.id, kind: 'Document', label }, change);
  await tx.run(describeDocument, { document: id, publisher: known.id, properties });
  return { id, warnings: [...warnings, ...(text === undefined ? [] : await warnOfSimilar(tx, id))] };
}

async function recordAsEntity(tx: Writing, entity: EntityInput, change: Change): Promise<RecordedFact> {
  const [{ id, warnings, refusals, known }] = (await attemptEntities(tx, [entity], change)) as [Attempted];
  if (id !== null) return { id, warnings };
  throw new Refused(
    refusals.map((refusal) => ({ ...refusal, path: refusal.path.map((step) => (step === 'label' ? 'title' : step)) })),
    known,
  );
}

const definedOnly = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
