import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { readCsv } from './read-csv.js';
import { readWorkbook } from './read-workbook.js';

export interface Row {
  /** As an editor or a spreadsheet counts, from 1; a row of several lines begins there. */
  line: number;
  /** By column; what is empty is left out. */
  cells: Map<string, string>;
  /** How much of the table's size is read with it. */
  read: number;
}

/** A table with a line of column names, read as it is asked for. */
export interface Table {
  columns: string[];
  decimalComma: boolean;
  /** A cell that shows 51 % may hold 0.51. */
  percentCells: boolean;
  /** Bytes of a CSV file, rows of a workbook. */
  size: number;
  rows: AsyncIterable<Row>;
}

/** The file cannot be read. The message names it, and the line where there is one. */
export class TableError extends Error {}

const readers: Record<string, (file: string) => Promise<Table>> = { '.csv': readCsv, '.xlsx': readWorkbook };

/** Opens a .csv or .xlsx file. @throws TableError */
export async function openTable(file: string): Promise<Table> {
  const read = readers[extname(file).toLowerCase()];
  if (!read) throw new TableError(`${file} is neither a .csv nor an .xlsx file.`);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new TableError(`There is no file ${file}.`);
  return read(file);
}

/** Checks the line of column names. @throws TableError */
export function checkedColumns(file: string, line: number, names: readonly string[]): string[] {
  const columns = names.map((name) => name.trim());
  while (columns.at(-1) === '') columns.pop();
  const twice = columns.find((name, i) => columns.indexOf(name) < i);
  if (columns.length === 0) throw new TableError(`${file} is empty: its first line has the names of the columns.`);
  if (twice !== undefined)
    throw new TableError(`${file}, line ${line}: ${twice ? `the column ${twice} stands there twice` : 'a column has no name'}.`);
  return columns;
}

/** @throws TableError where a cell stands outside the columns */
export function cellsOf(file: string, line: number, columns: readonly string[], values: readonly string[]): Map<string, string> {
  const beyond = values.slice(columns.length).find((value) => value.trim() !== '');
  if (beyond !== undefined)
    throw new TableError(
      `${file}, line ${line}: there are more cells than columns ("${beyond.slice(0, 40)}"). Is a separator within an unquoted text?`,
    );
  return new Map(columns.flatMap((name, i) => ((values[i] ?? '').trim() === '' ? [] : [[name, values[i]!] as const])));
}
