import { basename } from 'node:path';
import { csvRows } from '../csv-rows.js';
import { IngestError } from '../ingest-error.js';
import { consolidated, specially, type OfacList } from './ofac-lists.js';

const columns = { parties: 12, addresses: 6, aliases: 5, comments: 2 } as const;
type Part = keyof typeof columns;

export interface OfacFile {
  path: string;
  part: Part;
  list: OfacList;
}

/** OFAC writes "-0- " for nothing. */
export const cell = (text: string | undefined): string | null => {
  const plain = text?.trim() ?? '';
  return plain === '' || plain === '-0-' || plain === '-0' ? null : plain;
};

/** "SDGT] [IFSR" are two programmes. */
export const programsOf = (text: string | undefined): string[] =>
  (cell(text) ?? '')
    .split(/\]?\s*\[|\]/)
    .map((each) => each.trim())
    .filter(Boolean);

/** Which of the files it is, by its name as OFAC gives it: sdn.csv, add.csv, cons_alt.csv; what is added to it does not matter. */
function fileAt(path: string): OfacFile {
  const name = basename(path).toLowerCase();
  const list = name.startsWith('cons') ? consolidated : specially;
  const plain = name.replace(/^cons_?/, '');
  if (plain.includes('comment')) return { path, list, part: 'comments' };
  if (plain.startsWith('add')) return { path, list, part: 'addresses' };
  if (plain.startsWith('alt')) return { path, list, part: 'aliases' };
  if (/^(sdn|prim)/.test(plain)) return { path, list, part: 'parties' };
  throw new IngestError(
    name,
    'not a file of this list. Give sdn.csv, and with it add.csv, alt.csv and sdn_comments.csv where you have them; or cons_prim.csv with cons_add.csv, cons_alt.csv and cons_comments.csv.',
  );
}

/** The files of one list, of which one holds the parties. @throws IngestError where they are of two lists, or several of one sort */
export function filesAt(paths: readonly string[]): { parties: OfacFile; others: OfacFile[]; list: OfacList } {
  const files = paths.map(fileAt);
  for (const part of Object.keys(columns) as Part[]) {
    const found = files.filter((file) => file.part === part);
    if (found.length > 1)
      throw new IngestError(found.map(({ path }) => basename(path)).join(', '), `${found.length} files of ${part}; give one.`);
  }
  const [list, other] = new Set(files.map((file) => file.list));
  if (other) throw new IngestError(paths.map((path) => basename(path)).join(', '), 'files of two lists: import one after the other.');
  const parties = files.find(({ part }) => part === 'parties');
  if (!parties || !list)
    throw new IngestError(paths.map((path) => basename(path)).join(', '), 'no file of parties; give sdn.csv or cons_prim.csv.');
  return { parties, others: files.filter((file) => file !== parties), list };
}

/** The rows of a file. @throws IngestError naming file and line, where a row is not of this file */
export async function* rowsOf({ path, part }: OfacFile): AsyncGenerator<{ cells: string[]; place: string }> {
  for await (const row of csvRows(path)) {
    if (row.cells.length !== columns[part])
      throw new IngestError(row.place, `${row.cells.length} columns where this file has ${columns[part]}: not the file, or cut off.`);
    if (!/^\d+$/.test(row.cells[0]!.trim()))
      throw new IngestError(row.place, `the number of a record where "${row.cells[0]!.slice(0, 40)}" stands.`);
    yield row;
  }
}
