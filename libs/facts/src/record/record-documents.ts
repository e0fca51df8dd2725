import { createHash } from 'node:crypto';
import { cypher, query, type Writing } from '@linchpin/graph';
import type { DocumentInput } from '../input.js';
import { Refused, refuse } from '../refusals.js';
import { BadEdtfError, parseValidTime, type ValidTime } from '../time/index.js';
import { recordEntities } from './record-entities.js';
import type { Change } from './change.js';
import type { RecordedFact } from './record-facts.js';
import { referencesOf } from './references.js';

const describeDocument = query({
  about: 'Gives a document its source data and joins it to its publisher.',
  takes: { document: 'id', publisher: 'id', properties: 'map' },
  gives: {},
  cypher: cypher`
    MATCH (d:Entity:Document {id: $document}) MATCH (p:Entity {id: $publisher})
    SET d += $properties
    CREATE (d)-[:PUBLISHED_BY]->(p)`,
});

const findByUrl = query({
  about: 'Is there a document with this address?',
  takes: { label: 'text', url: 'text' },
  gives: { id: 'id' },
  cypher: cypher`MATCH (d:Entity:Document {label: $label}) WHERE d.url = $url RETURN d.id AS id LIMIT 1`,
});

function readDate(publishedAt: string | undefined): ValidTime | null {
  try {
    return publishedAt ? parseValidTime(publishedAt) : null;
  } catch (error) {
    if (error instanceof BadEdtfError) throw new Refused([refuse('BAD_EDTF', ['publishedAt'], error.message)]);
    throw error;
  }
}

const isWebAddress = (url: string): boolean => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

/** Records a source. Of its text only a hash and the length are kept, unless its licence allows all of it. */
export async function recordDocument(tx: Writing, input: DocumentInput, change: Change): Promise<RecordedFact> {
  const { title, url, publisher, publishedAt, lang, textPolicy = 'QUOTES_ONLY', text, note } = input;
  const name = title?.trim() || url;
  if (!name) throw new Refused([refuse('INVALID_INPUT', ['title'], 'A document needs a title or a URL.')]);
  if (url && !isWebAddress(url)) throw new Refused([refuse('INVALID_INPUT', ['url'], 'A URL begins with http:// or https://.')]);
  const { entities } = await referencesOf(tx, [publisher], [], change.begun);
  if (!entities.has(publisher))
    throw new Refused([
      refuse(
        'UNKNOWN_ENTITY',
        ['publisher'],
        `No entity has the id "${publisher}". Search for the publisher, or create it with createEntity.`,
      ),
    ]);
  const published = readDate(publishedAt);
  if (url) {
    const [known] = await tx.run(findByUrl, { label: name, url });
    if (known) throw new Refused([refuse('DUPLICATE_ENTITY', ['url'], `This is document ${known.id} already.`, { existing: known.id })]);
  }
  const [recorded] = await recordEntities(tx, [{ id: input.id, kind: 'Document', label: name }], change);
  const properties = {
    title,
    url,
    publishedAt,
    lang,
    textPolicy,
    note,
    publishedEarliest: published?.startEarliest,
    publishedLatest: published?.endLatest,
    contentHash: text === undefined ? undefined : createHash('sha256').update(text).digest('hex'),
    textLength: text?.length,
    text: textPolicy === 'FULL_TEXT' ? text : undefined,
  };
  await tx.run(describeDocument, { document: recorded!.id, publisher, properties: definedOnly(properties) });
  return recorded!;
}

const definedOnly = (record: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
