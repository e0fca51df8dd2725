import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cellsOf, checkedColumns, TableError, type Row, type Table } from './table.js';
import { utf8Only } from './utf8.js';

interface Parsed {
  record: string[];
  info: { lines: number; bytes: number };
}

/** Excel's own first line, which says what parts the columns. */
const separatorLine = /^\uFEFF?"?sep=([,;|\t])"?$/i;

/** Which of comma, semicolon and tab parts the columns: Excel writes semicolons where numbers have a decimal comma. */
export function delimiterOf(head: string): string {
  const line = head.split(/\r\n|\n|\r/).find(isOurs) ?? '';
  const said = separatorLine.exec(line)?.[1];
  if (said) return said;
  const bare = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return [',', ';', '\t'].sort((a, b) => count(b) - count(a))[0]!;
}

/** `npm run` without --silent puts lines of its own before what a program prints, and so into a file made of it. */
const isOurs = (line: string): boolean => line.trim() !== '' && !line.startsWith('> ');

async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } finally {
    await handle.close();
  }
}

/** Reads a CSV file in UTF-8, row by row. */
export async function readCsv(file: string): Promise<Table> {
  const delimiter = delimiterOf(await headOf(file));
  const parser = parse({ bom: true, delimiter, info: true, relax_column_count: true, skip_empty_lines: true });
  // The parser tells of what goes wrong before it, too.
  pipeline(createReadStream(file), utf8Only(file), parser, () => undefined);
  const records = withLines(file, parser)[Symbol.asyncIterator]();
  for (;;) {
    const next = await records.next();
    if (next.done) throw new TableError(`${file} is empty: its first line has the names of the columns.`);
    const { line, record } = next.value;
    if (!isOurs(record[0] ?? '') && record.length === 1) continue;
    if (separatorLine.test(record.join(delimiter))) continue;
    const columns = checkedColumns(file, line, record);
    const { size } = await stat(file);
    return { columns, decimalComma: delimiter === ';', percentCells: false, size, rows: rowsOf(file, columns, records) };
  }
}

async function* rowsOf(file: string, columns: string[], records: AsyncIterator<Numbered>): AsyncGenerator<Row> {
  for (;;) {
    const next = await records.next();
    if (next.done) return;
    const { line, record, bytes } = next.value;
    const cells = cellsOf(file, line, columns, record);
    if (cells.size) yield { line, cells, read: bytes };
  }
}

interface Numbered {
  line: number;
  record: string[];
  bytes: number;
}

async function* withLines(file: string, parsed: AsyncIterable<Parsed>): AsyncGenerator<Numbered> {
  try {
    // Within quotes csv-parse counts \r\n as two lines.
    let counted = 0;
    for await (const { record, info } of parsed) {
      const pairs = breaksIn(record, /\r\n/g);
      yield { line: info.lines - counted - pairs - breaksIn(record, /\r\n|\n|\r/g), record, bytes: info.bytes };
      counted += pairs;
    }
  } catch (error) {
    if (error instanceof CsvError) throw new TableError(`${file}, line ${String(error.lines)}: ${error.message}`, { cause: error });
    throw error;
  }
}

const breaksIn = (record: readonly string[], kind: RegExp): number =>
  record.reduce((sum, cell) => sum + (cell.match(kind)?.length ?? 0), 0);
