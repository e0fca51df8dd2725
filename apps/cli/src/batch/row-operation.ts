import type { AttestationInput, BatchOperation, DocumentInput, EntityInput, FactInput, QuoteInput, Refusal } from '@linchpin/facts';
import type { Predicate } from '@linchpin/vocabulary';
import { CellError } from './cell.js';
import { documentColumns, entityColumns, factColumns, type Column } from './columns.js';
import { percentFaults } from './percent-cells.js';
import { TableError, type Row, type Table } from './table.js';

/** Something in a row that keeps it from being recorded. */
export interface Fault {
  line: number;
  /** Empty where it is about the row as a whole. */
  column: string;
  code: string;
  message: string;
}

export type ReadRow = { operation: BatchOperation } | { faults: Fault[] };

/** How the rows of a table become operations. */
export interface RowReader {
  read: (row: Row) => ReadRow;
  /** The column that a refusal is about. */
  columnOf: (refusal: Refusal) => string;
}

type Sort = 'createEntity' | 'createDocument' | 'proposeFact';
const columnsBySort: Record<Sort, Column[]> = { createEntity: entityColumns, createDocument: documentColumns, proposeFact: factColumns };

/** What a table holds follows from its columns. @param predicate for a table of facts without a column of that name @throws TableError */
export function rowReader(file: string, { columns: names, decimalComma, percentCells }: Table, predicate?: Predicate): RowReader {
  const sort = sortOf(file, names, predicate);
  const columns = columnsBySort[sort];
  const unknown = names.filter((name) => !columns.some((column) => column.name === name));
  if (unknown.length)
    throw new TableError(
      `${file}: no column is called ${unknown.join(', ')}. They are called: ${columns.map(({ name }) => name).join(', ')}.`,
    );
  const missing = columns.filter(({ name, required }) => required && !names.includes(name));
  if (missing.length) throw new TableError(`${file}: the column ${missing.map(({ name }) => name).join(', ')} is missing.`);
  const read = (row: Row): ReadRow => {
    const input: Nested = predicate ? { predicate } : {};
    const faults = columns.flatMap((column) => readCell(row, column, decimalComma, input));
    if (percentCells) faults.push(...percentFaults(row.line, input));
    return faults.length ? { faults } : { operation: operationOf(sort, input) };
  };
  return { read, columnOf: ({ path }) => columnAt(columns, path) };
}

function sortOf(file: string, names: readonly string[], predicate?: Predicate): Sort {
  if (names.includes('predicate') || predicate) {
    if (names.includes('predicate') && predicate) throw new TableError(`${file} has a column predicate: leave --predicate out.`);
    return 'proposeFact';
  }
  if (names.includes('kind')) return 'createEntity';
  if (names.includes('publisher')) return 'createDocument';
  if (names.includes('subject')) throw new TableError(`${file} has no column predicate: say with --predicate what its rows are about.`);
  throw new TableError(
    `${file}: its columns are neither those of entities (kind, label), of documents (publisher, title) nor of facts (subject). See: template`,
  );
}

interface Nested {
  [key: string]: unknown;
}

function readCell({ line, cells }: Row, { name, path, read, required }: Column, decimalComma: boolean, input: Nested): Fault[] {
  const given = cells.get(name);
  if (given === undefined)
    return required ? [{ line, column: name, code: 'INVALID_INPUT', message: `is empty, but each row needs it.` }] : [];
  try {
    const value = read({ text: given, decimalComma });
    let at = input;
    for (const step of path.slice(0, -1)) at = (at[step] ??= {}) as Nested;
    at[path.at(-1)!] = value;
    return [];
  } catch (error) {
    if (!(error instanceof CellError)) throw error;
    return [{ line, column: name, code: 'INVALID_INPUT', message: error.message }];
  }
}

function operationOf(sort: Sort, input: Nested): BatchOperation {
  if (sort === 'createEntity') return { sort, input: input as unknown as EntityInput };
  if (sort === 'createDocument') return { sort, input: input as unknown as DocumentInput };
  const { attestation, ...fact } = input as { attestation: Nested };
  return { sort, input: { ...fact, attestations: [attestationOf(attestation)] } as unknown as FactInput };
}

/** A quote as a row has it: one translation, with its language beside it. */
interface QuoteCells extends Omit<QuoteInput, 'translation'> {
  translation?: string;
  translationLang?: string;
}

function attestationOf({ quote, ...given }: Nested): AttestationInput {
  const attestation = { stance: 'ASSERTS', modality: 'FACTUAL', ...given } as unknown as AttestationInput;
  if (quote === undefined) return attestation;
  const { translation, translationLang = 'en', ...words } = { exact: '', ...(quote as Partial<QuoteCells>) };
  return { ...attestation, quote: { ...words, ...(translation === undefined ? {} : { translation: { [translationLang]: translation } }) } };
}

/** The column whose place is the longest beginning of the refusal's; the path of a value as a whole has the first of its columns. */
function columnAt(columns: readonly Column[], path: readonly string[]): string {
  const begins = (a: readonly string[], b: readonly string[]): boolean => a.every((step, i) => b[i] === step);
  const within = columns.filter((column) => begins(column.path, path)).sort((a, b) => b.path.length - a.path.length)[0];
  return (within ?? (path.length ? columns.find((column) => begins(path, column.path)) : undefined))?.name ?? '';
}
