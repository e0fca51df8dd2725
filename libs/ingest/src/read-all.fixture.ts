import type { ListRecord, ListSnapshot } from '@linchpin/facts';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListFormat, ReadOptions } from './format.js';
import { IngestError } from './ingest-error.js';

export async function recordsIn(snapshot: Pick<ListSnapshot, 'records'>): Promise<ListRecord[]> {
  const found = [];
  for await (const record of snapshot.records()) found.push(record);
  return found;
}

/** A folder of its own for the files of a spec, taken away after it. */
export function fileWriter(): (name: string, content: string | Buffer) => Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'linchpin-lists-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return async (name, content) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
}

/** The words with which a format refuses a file. */
export async function refusalOf(format: ListFormat, path: string, options: ReadOptions = { date: '2024-05-03' }): Promise<string> {
  const error = await format
    .read([path], options)
    .then(recordsIn)
    .catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(IngestError);
  return (error as IngestError).message;
}

/** Facts in few words: actsFor iso-3166-1-alpha-2:KP. */
export const inBrief = ({ facts }: ListRecord): string[] =>
  facts.map(({ predicate, object, value }) => [predicate, object ?? value?.text ?? value?.date ?? value?.verbatim].join(' '));

/** How often each kind of warning occurs. */
export function warningsOf(records: readonly ListRecord[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { warnings } of records) for (const { kind } of warnings) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** Ends of facts that no record before brought. */
export function unknownEnds(records: readonly ListRecord[], known: readonly string[] = []): string[] {
  const seen = new Set(known);
  return records.flatMap(({ entities, facts }) => {
    entities.forEach(({ id }) => seen.add(id));
    return facts
      .flatMap(({ subject, object, claimant }) => [subject, object, claimant].flatMap((end) => end ?? []))
      .filter((end) => !end.includes(':') && !seen.has(end));
  });
}
