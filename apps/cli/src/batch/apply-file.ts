import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { applyBatch, mostOperations, operationSorts, type Attempted } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import { rowReader, type Fault, type RowReader } from './row-operation.js';
import { openTable, type Row, type Table } from './table.js';

export interface FileSettings {
  /** For a table of facts without that column. */
  predicate?: Predicate;
  /** Left out: nothing is written. */
  write: boolean;
  /** The id of a token, or of this program. */
  by: string;
  reviewed: boolean;
}

/** What came of a file, in rows. */
export interface FileReport {
  file: string;
  dryRun: boolean;
  read: number;
  /** Made by this run, or in a dry run to be made. */
  made: number;
  /** Made by an earlier run of the same file. */
  madeBefore: number;
  /** Their fact or entity is there already; what else the row says, such as another source, is not recorded. */
  known: number;
  /** Where those stand, and what is there; no more than `mostKnown`. */
  knownRows: KnownRow[];
  refused: number;
  /** Sound, but not written, since another row of the same batch was refused. */
  held: number;
  /** How often each warning came. */
  warnings: Record<string, number>;
  /** Of the refused rows; no more than `mostFaults`. */
  faults: Fault[];
}

/** A row whose fact or entity is there already, with its id. */
export type KnownRow = { line: number; fact: string } | { line: number; entity: string };

export const mostFaults = 1_000;
export const mostKnown = 100_000;

export interface Progress {
  begin: (size: number) => void;
  /** @param read how much of the size is done */
  step: (read: number, rows: number) => void;
}

const batchMs = 120_000;

/**
 * Records the rows of a .csv or .xlsx file in batches of up to 1,000, each all or none. The key of a batch follows from the file's content, so
 * that a run after one that was cut short goes on where that ended.
 * @throws TableError
 */
export async function applyFile(graph: Graph, file: string, settings: FileSettings, progress: Progress): Promise<FileReport> {
  const { predicate, write } = settings;
  const table = await openTable(file);
  const reader = rowReader(file, table, predicate);
  const content = await hashOf(file, predicate);
  progress.begin(table.size);
  const report: FileReport = {
    file,
    dryRun: !write,
    read: 0,
    made: 0,
    madeBefore: 0,
    known: 0,
    knownRows: [],
    refused: 0,
    held: 0,
    warnings: {},
    faults: [],
  };
  let number = 0;
  for await (const rows of batchesOf(table)) {
    await applyRows(graph, rows, reader, { ...settings, key: `file:${content}:${++number}` }, report);
    report.read += rows.length;
    progress.step(rows.at(-1)!.read, report.read);
  }
  return report;
}

async function hashOf(file: string, predicate = ''): Promise<string> {
  const hash = createHash('sha256').update(`${predicate}\n`);
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('base64url');
}

async function* batchesOf({ rows }: Table): AsyncGenerator<Row[]> {
  let batch: Row[] = [];
  for await (const row of rows) {
    batch.push(row);
    if (batch.length < mostOperations) continue;
    yield batch;
    batch = [];
  }
  if (batch.length) yield batch;
}

async function applyRows(
  graph: Graph,
  rows: readonly Row[],
  { read, columnOf }: RowReader,
  { write, by, reviewed, key }: FileSettings & { key: string },
  report: FileReport,
): Promise<void> {
  const given = rows.map(read);
  const sound = given.flatMap((each, i) => ('operation' in each ? [{ row: rows[i]!, operation: each.operation }] : []));
  const malformed = given.flatMap((each) => ('faults' in each ? [each.faults] : []));
  malformed.forEach((faults) => addRefused(report, faults));
  if (sound.length === 0) return;
  const { applied, replayed, outcomes } = await applyBatch(graph, {
    operations: sound.map(({ operation }) => operation),
    by,
    key,
    reviewed,
    dryRun: !write || malformed.length > 0,
    passKnown: true,
    timeout: batchMs,
  });
  outcomes.forEach((outcome, i) => count(outcome, sound[i]!));

  function count({ refusals, known, warnings }: Attempted, { row: { line }, operation: { sort } }: (typeof sound)[number]): void {
    if (refusals.length && known === undefined)
      return addRefused(
        report,
        refusals.map((refusal) => ({ line, column: columnOf(refusal), code: refusal.code, message: refusal.message })),
      );
    if (known !== undefined) addKnown(report, operationSorts[sort] === 'fact' ? { line, fact: known } : { line, entity: known });
    else if (write && !applied) report.held++;
    else if (replayed) report.madeBefore++;
    else report.made++;
    for (const { code } of warnings) report.warnings[code] = (report.warnings[code] ?? 0) + 1;
  }
}

function addKnown(report: FileReport, row: KnownRow): void {
  report.known++;
  if (report.knownRows.length < mostKnown) report.knownRows.push(row);
}

function addRefused(report: FileReport, faults: readonly Fault[]): void {
  report.refused++;
  report.faults.push(...faults.slice(0, mostFaults - report.faults.length));
}
