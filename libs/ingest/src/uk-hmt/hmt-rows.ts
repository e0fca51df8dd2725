import { csvRows } from '../csv-rows.js';
import { IngestError } from '../ingest-error.js';

const needed = ['Name 6', 'Name 1', 'DOB', 'Other Information', 'Group Type', 'Alias Type', 'Regime', 'Listed On', 'Group ID'];

/** A row by the names of its columns; what is blank is left out. */
export interface HmtRow {
  at: Partial<Record<string, string>>;
  group: string;
  place: string;
}

/** "27/04/2020" → 2020-04-27; 00 is not known: "00/09/1962" → 1962-09, "10/00/1983" → 1983. Null for anything else. */
export function britishDay(text: string): string | null {
  const [, day, month, year] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? [];
  if (!year || Number(month) > 12 || year === '0000') return null;
  if (month === '00') return year;
  if (day === '00') return `${year}-${month}`;
  const date = `${year}-${month}-${day}`;
  return new Date(`${date}T00:00Z`).toISOString().startsWith(date) ? date : null;
}

/** The day of the list from its first line. @throws IngestError where the file begins otherwise */
export async function dayOf(path: string): Promise<string | null> {
  for await (const { cells, place } of csvRows(path)) {
    if (cells[0] !== 'Last Updated')
      throw new IngestError(place, 'the first line does not begin with "Last Updated": not the consolidated list.');
    return britishDay(cells[1]?.trim() ?? '');
  }
  return null;
}

/** The rows of the consolidated list. @throws IngestError naming file and line, where the header or a row is not of this list */
export async function* hmtRows(path: string): AsyncGenerator<HmtRow> {
  let header: string[] | null = null;
  let number = 0;
  for await (const { cells, place } of csvRows(path)) {
    if (number++ === 0) continue;
    if (header === null) {
      header = cells.map((cell) => cell.trim());
      const missing = needed.filter((column) => !header!.includes(column));
      if (missing.length) throw new IngestError(place, `the second line names no column ${missing.join(', ')}: not the consolidated list.`);
      continue;
    }
    if (cells.length !== header.length)
      throw new IngestError(place, `${cells.length} columns where this file has ${header.length}: the file is cut off, or damaged.`);
    const at: Partial<Record<string, string>> = Object.fromEntries(
      header.map((column, i): [string, string] => [column, cells[i]!.replace(/\s+/g, ' ').trim()]).filter(([, text]) => text),
    );
    const group = at['Group ID'];
    if (!group || !/^\d+$/.test(group)) throw new IngestError(place, `the number of a group where "${(group ?? '').slice(0, 40)}" stands.`);
    yield { at, group, place };
  }
}

/** All rows of a party together, as soon as its last one is read. @param counts how many rows each group has */
export async function* groupedRows(path: string, counts: ReadonlyMap<string, number>): AsyncGenerator<HmtRow[]> {
  const open = new Map<string, HmtRow[]>();
  for await (const row of hmtRows(path)) {
    const rows = open.get(row.group) ?? [];
    rows.push(row);
    open.set(row.group, rows);
    if (rows.length < (counts.get(row.group) ?? 1)) continue;
    open.delete(row.group);
    yield rows;
  }
}
