import { cypher, query, type Writing } from '@linchpin/graph';
import type { TextPolicy } from '@linchpin/vocabulary';
import { contentHashOf, textProperties } from '../documents/text-properties.js';
import { Refused, refuse, type Warning } from '../refusals.js';
import { byAnyId } from '../merge/redirects.js';
import type { Change } from './change.js';
import { compareQuotes, type KnownQuote } from './compare-quotes.js';
import type { RecordedFact } from './record-facts.js';
import { warnOfSimilar } from './similar-documents.js';

/** In UTF-16 code units: a report of some 700 pages. */
export const longestText = 2_000_000;

const lockDocument = query({
  about: 'Takes the lock of a document, and reads what is known of its text and the quotes that were taken from it.',
  takes: { document: 'id' },
  gives: { id: 'id', contentHash: 'text?', textLength: 'int?', textPolicy: 'text?', quotes: 'maps' },
  cypher: cypher`
    UNWIND [$document] AS id ${byAnyId}
    WITH n AS d WHERE d:Document
    SET d.locked = true REMOVE d.locked
    RETURN d.id AS id, d.contentHash AS contentHash, d.textLength AS textLength, d.textPolicy AS textPolicy, COLLECT {
      MATCH (d)<-[:STATED_IN]-(a:Attestation) WHERE a.quote IS NOT NULL
      RETURN a{.id, exact: a.quote, prefix: a.quotePrefix, suffix: a.quoteSuffix, start: a.quoteStart, end: a.quoteEnd} ORDER BY a.id
    } AS quotes`,
});

const keepText = query({
  about: 'Keeps what may be kept of a document’s text, and where the quotes stand in it whose place was not known.',
  takes: { document: 'id', properties: 'map', places: 'maps' },
  gives: {},
  cypher: cypher`
    MATCH (d:Entity:Document {id: $document}) SET d += $properties
    WITH d UNWIND $places AS place
    MATCH (a:Attestation {id: place.attestation}) SET a.quoteStart = toInteger(place.start), a.quoteEnd = toInteger(place.end)`,
});

export interface DocumentTextInput {
  document: string;
  text: string;
  /** Left out: as it was recorded. */
  textPolicy?: TextPolicy;
}

/**
 * Compares the text of a document that was recorded without it with all quotes that were taken from it, and keeps of it what its licence
 * allows. A quote without a position that stands in the text once gets that position; one that does not stand there is warned of.
 * @throws Refused TEXT_DIFFERS where another text is known
 */
export async function addDocumentText(tx: Writing, input: DocumentTextInput, change: Change): Promise<RecordedFact> {
  const { text } = input;
  if (!text.trim()) throw new Refused([refuse('INVALID_INPUT', ['text'], 'The text is empty.')]);
  if (text.length > longestText)
    throw new Refused([refuse('INVALID_INPUT', ['text'], `The text has ${text.length} characters; at most ${longestText} are compared.`)]);
  const [known] = await tx.run(lockDocument, { document: input.document });
  if (!known)
    throw new Refused([
      refuse('UNKNOWN_DOCUMENT', ['document'], `No document has the id "${input.document}". Create it with createDocument first.`),
    ]);
  refuseOther(known, text);
  const document = known.id;
  const policy = input.textPolicy ?? (known.textPolicy as TextPolicy | null) ?? 'QUOTES_ONLY';
  const { places, warnings } = compareQuotes(known.quotes as unknown as KnownQuote[], text);
  await tx.run(keepText, { document, properties: { ...textProperties(text, policy), textPolicy: policy }, places });
  change.entities.add(document);
  return { id: document, warnings: [...warnings, ...(await warnOfSimilar(tx, document))] satisfies Warning[] };
}

function refuseOther({ contentHash, textLength }: { contentHash: string | null; textLength: number | null }, text: string): void {
  if (contentHash === null || contentHash === contentHashOf(text)) return;
  throw new Refused([
    refuse(
      'TEXT_DIFFERS',
      ['text'],
      `The document is known with another text: ${textLength} characters with the SHA-256 ${contentHash}; yours has ${text.length}. ` +
        'Take the text as it was then, or record the other version as a document of its own, with the address of an archived copy.',
    ),
  ]);
}
