import { IngestError } from '../ingest-error.js';
import { jsonItems } from '../json-items.js';
import { jsonLines } from '../json-lines.js';
import { isJsonRecord, recordsAt, textAt, textsAt, type JsonRecord } from '../json-record.js';

const recordTypes = ['entity', 'person', 'relationship'] as const;
type RecordType = (typeof recordTypes)[number];

/** A statement of BODS 0.4: what is said of a record, or said of it anew. */
export interface BodsStatement {
  id: string;
  recordId: string;
  type: RecordType;
  status: string;
  /** An instant or a day in ISO 8601. */
  date: string;
  details: JsonRecord;
  /** Of the publisher. */
  publisher?: string;
  properties: JsonRecord;
  place: string;
  /** How many statements of the file stand before it. */
  position: number;
}

/** The statements of a JSON array, or of JSON lines, as the file has them. @throws IngestError naming file and line */
export async function* bodsStatements(path: string): AsyncGenerator<BodsStatement> {
  let position = 0;
  const items = /\.(jsonl|ndjson)$/i.test(path) ? jsonLines(path) : jsonItems(path, { items: null, header: [] });
  for await (const { value, place } of items) yield statementOf(value, place, position++);
}

function statementOf(properties: JsonRecord, place: string, position: number): BodsStatement {
  const [id, recordId, date] = ['statementId', 'recordId', 'statementDate'].map((name) => textAt(properties, name));
  const type = recordTypes.find((each) => each === properties.recordType);
  const details = properties.recordDetails;
  const [publication] = recordsAt(properties, 'publicationDetails');
  if (!id || !recordId || !type || !date || !isJsonRecord(details)) {
    const version = publication && textAt(publication, 'bodsVersion');
    throw new IngestError(
      place,
      `not a statement of BODS 0.4: it needs statementId, statementDate, recordId, recordDetails and a recordType of ${recordTypes.join(', ')}.` +
        (version && version !== '0.4' ? ` It says that it is of BODS ${version}.` : ''),
    );
  }
  if (!/^\d{4}-\d\d-\d\d(?!\d)/.test(date)) throw new IngestError(place, `the statementDate ${date.slice(0, 40)} is no day.`);
  const [publisher] = publication ? recordsAt(publication, 'publisher') : [];
  return {
    id,
    recordId,
    type,
    status: textAt(properties, 'recordStatus') ?? 'new',
    date,
    details,
    publisher: publisher && (textAt(publisher, 'name') ?? textAt(publisher, 'url')),
    properties,
    place,
    position,
  };
}

/** Which statement it is and whose word it passes on, for the locator of each of its facts. */
export function sourceWords({ id, date, details, properties }: BodsStatement): string {
  const [source = {}] = recordsAt(properties, 'source');
  const asserted = recordsAt(source, 'assertedBy').flatMap((each) => textAt(each, 'name') ?? textAt(each, 'uri') ?? []);
  const words: [string, string[]][] = [
    ['asserted by', asserted],
    ['source', [...textsAt(source, 'type'), ...textsAt(source, 'description'), ...textsAt(source, 'url')]],
    ['declared of', textsAt(properties, 'declarationSubject')],
    ['declaration', textsAt(properties, 'declaration')],
    ['components', textsAt(details, 'componentRecords')],
  ];
  const told = words.filter(([, texts]) => texts.length).map(([name, texts]) => `${name} ${texts.join('; ')}`);
  return [`statement ${id} of ${date.slice(0, 10)}`, ...told].join(', ').slice(0, 1_000);
}

/** A value of JSON in words: jurisdiction: {code: GB} → code: GB. */
export function flat(value: unknown): string {
  if (Array.isArray(value)) return value.map(flat).join('; ');
  if (!isJsonRecord(value)) return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name}: ${flat(each)}`)
    .join(', ');
}
