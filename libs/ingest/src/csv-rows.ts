import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { CsvError, parse } from 'csv-parse';
import { IngestError } from './ingest-error.js';
import { decoded } from './utf8.js';

/** A record of 1 MB is no record of a list: rather a file of one endless line. */
const longestRecord = 1_000_000;
export interface CsvRow {
  cells: string[];
  /** sdn.csv:12 */
  place: string;
}

/** The rows of a CSV file, one at a time. @throws IngestError naming file and line */
export async function* csvRows(path: string, delimiter = ','): AsyncGenerator<CsvRow> {
  const file = basename(path);
  const source = createReadStream(path);
  const rows = source
    .on('error', (error) => rows.destroy(new IngestError(file, error.message)))
    .pipe(decoded(file))
    .on('error', (error) => rows.destroy(error))
    .pipe(parse({ delimiter, bom: true, info: true, max_record_size: longestRecord, relax_column_count: true, skip_empty_lines: true }));
  try {
    for await (const { record, info } of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      yield { cells: record, place: `${file}:${info.lines}` };
  } catch (error) {
    if (error instanceof CsvError) throw new IngestError(typeof error.lines === 'number' ? `${file}:${error.lines}` : file, error.message);
    throw error;
  } finally {
    source.destroy();
  }
}
