import { csvRows } from '../csv-rows.js';
import { IngestError } from '../ingest-error.js';

const needed = ['_id', 'source', 'entity_number', 'type', 'programs', 'name', 'addresses', 'alt_names', 'ids'];

/** A row by the names of its columns; what is blank is left out. */
export interface CslRow {
  at: Partial<Record<string, string>>;
  place: string;
  /** Rows before it that are the header once more: so many. */
  headers: number;
}

/** The rows of a Consolidated Screening List. @throws IngestError naming file and line, where the header or a row is not of this list */
export async function* cslRows(path: string): AsyncGenerator<CslRow> {
  let header: string[] | null = null;
  let headers = 0;
  for await (const { cells, place } of csvRows(path)) {
    if (header === null) {
      const missing = needed.filter((column) => !cells.includes(column));
      if (missing.length)
        throw new IngestError(place, `the first line names no column ${missing.join(', ')}: not the Consolidated Screening List.`);
      header = cells;
      continue;
    }
    if (cells.length !== header.length)
      throw new IngestError(place, `${cells.length} columns where this file has ${header.length}: the file is cut off, or damaged.`);
    if (cells[header.indexOf('source')] === 'source') {
      headers++;
      continue;
    }
    const at: Partial<Record<string, string>> = Object.fromEntries(
      header.map((column, i): [string, string] => [column, cells[i]!.replace(/\s+/g, ' ').trim()]).filter(([, text]) => text),
    );
    if (!at._id || !at.source || !at.name) throw new IngestError(place, 'a row without _id, source or name.');
    yield { at, place, headers };
    headers = 0;
  }
}

/** "Farid; and Engineer Idris" are two. */
export const several = (text: string | undefined): string[] =>
  (text ?? '')
    .split(';')
    .map((each) => each.trim().replace(/^and /, ''))
    .filter(Boolean);
