import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { Unloading } from '@linchpin/facts';
import type { ExportFormat, Losses } from '../format.js';
import { asCell, type Columns } from '../tables/columns.js';
import { factRows, relationRows } from '../tables/rows.js';
import { entityColumns, factColumns, relationColumns } from '../tables/tables.js';
import { RowWriter } from './cells.js';
import { sheetFoot, sheetHead, sheetPath, workbookParts } from './workbook-parts.js';

/** Excel's own limit, the header among them. */
const mostRows = 1_048_576;
const batch = 500;

/** A ZIP file that is handed on while it is written. */
class Package {
  private ready: Uint8Array[] = [];
  private readonly zip = new Zip((error, data) => {
    if (error) throw error;
    this.ready.push(data);
  });

  file(path: string): (text: string, last?: boolean) => void {
    const entry = new ZipDeflate(path, { level: 6 });
    this.zip.add(entry);
    return (text, last = false) => entry.push(strToU8(text), last);
  }

  end(): void {
    this.zip.end();
  }

  /** What is written since it was asked last. */
  taken(): Uint8Array[] {
    const taken = this.ready;
    this.ready = [];
    return taken;
  }
}

/** Writes a table, on further sheets where one is full. @returns the names of its sheets */
async function* sheetsOf<T>(
  rows: AsyncIterable<T>,
  { name, columns, first, full }: { name: string; columns: Columns<T>; first: number; full: number },
  out: Package,
  losses: Losses,
): AsyncGenerator<Uint8Array, string[]> {
  const writer = new RowWriter(losses);
  const header = writer.row(1, Object.keys(columns));
  const begun = (number: number): ((text: string, last?: boolean) => void) => {
    const write = out.file(sheetPath(number));
    write(sheetHead + header);
    return write;
  };
  const names = [name];
  let [write, written, waiting] = [begun(first), 1, ''];
  for await (const row of rows) {
    if (written === full) {
      write(waiting + sheetFoot, true);
      names.push(`${name} ${names.length + 1}`);
      [write, written, waiting] = [begun(first + names.length - 1), 1, ''];
    }
    waiting += writer.row(
      ++written,
      Object.values(columns).map((read) => asCell(read(row))),
    );
    if (written % batch) continue;
    write(waiting);
    waiting = '';
    yield* out.taken();
  }
  write(waiting + sheetFoot, true);
  yield* out.taken();
  return names;
}

/** @param full after so many rows the next sheet begins */
export async function* workbook(from: Unloading, full = mostRows): AsyncGenerator<Uint8Array, Losses> {
  const [losses, ofRelations]: [Losses, Losses] = [{}, {}];
  const out = new Package();
  const names: string[] = [];
  const first = (): { first: number; full: number } => ({ first: names.length + 1, full });
  names.push(...(yield* sheetsOf(factRows(from, losses), { name: 'Facts', columns: factColumns, ...first() }, out, losses)));
  names.push(
    ...(yield* sheetsOf(relationRows(from, ofRelations), { name: 'Relations', columns: relationColumns, ...first() }, out, ofRelations)),
  );
  names.push(...(yield* sheetsOf(from.entities(), { name: 'Entities', columns: entityColumns, ...first() }, out, losses)));
  for (const [path, text] of Object.entries(workbookParts(names))) out.file(path)(text, true);
  out.end();
  yield* out.taken();
  return losses;
}

export const xlsx: ExportFormat = {
  name: 'xlsx',
  about: 'A workbook for Excel and LibreOffice: a sheet of facts, one of relations and one of entities.',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: (from) => workbook(from),
};
