import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { IngestError } from './ingest-error.js';

/** A record of 1 MB is no record of a list: rather a file of one endless line. */
const longestRecord = 1_000_000;
/** The end of the file as MS-DOS wrote it; OFAC's files still have it. */
const endOfText = 0x1a;

export interface CsvRow {
  cells: string[];
  /** sdn.csv:12 */
  place: string;
}

/** Decodes UTF-8 piece by piece, and leaves the last sign of MS-DOS away. @throws IngestError naming the byte where it is another encoding */
function decoded(file: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      try {
        read += chunk.length;
        done(null, decoder.decode(chunk.at(-1) === endOfText ? chunk.subarray(0, -1) : chunk, { stream: true }));
      } catch {
        done(new IngestError(file, `not UTF-8 text within the bytes up to ${read}. Save it as UTF-8 and try again.`));
      }
    },
  });
}

/** The rows of a CSV file, one at a time. @throws IngestError naming file and line */
export async function* csvRows(path: string): AsyncGenerator<CsvRow> {
  const file = basename(path);
  const source = createReadStream(path);
  const rows = source
    .on('error', (error) => rows.destroy(new IngestError(file, error.message)))
    .pipe(decoded(file))
    .on('error', (error) => rows.destroy(error))
    .pipe(parse({ bom: true, info: true, max_record_size: longestRecord, relax_column_count: true, skip_empty_lines: true }));
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
