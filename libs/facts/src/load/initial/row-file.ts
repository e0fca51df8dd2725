import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** As it is stored: a number as a float, a bigint as an integer. What is null, undefined or an empty list is not stored. */
export type Stored = string | number | bigint | boolean | Date | readonly string[] | null | undefined;

/** Between the elements of a list. It has no escape, and the ends of elements are trimmed, see `fitsList`. */
export const listDelimiter = '\u001f';

const mostWaiting = 2 ** 18;

/** Whether a list with this element can be written. */
export const fitsList = (element: string): boolean =>
  element === '' || (!element.includes(listDelimiter) && element.charCodeAt(0) > 32 && element.charCodeAt(element.length - 1) > 32);

const quoted = (text: string): string => `"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;

function written(value: NonNullable<Stored>): [type: string, cell: string] {
  if (typeof value === 'string') return ['string', quoted(value)];
  if (typeof value === 'number') return ['double', String(value)];
  if (typeof value === 'bigint') return ['long', String(value)];
  if (typeof value === 'boolean') return ['boolean', String(value)];
  if (value instanceof Date) return ['datetime', value.toISOString()];
  // A list of one empty element would be read as an empty list; a blank is trimmed to it.
  return ['string[]', quoted(value.map((element) => element || ' ').join(listDelimiter))];
}

/**
 * Rows of one sort of nodes or relationships, as neo4j-admin reads them. Columns come up as they are needed, so the header is a file of its
 * own and earlier rows are shorter. Rows with line breaks go to another file: only there does neo4j-admin look for the end of a cell.
 */
export class RowFile {
  private readonly header: string[];
  /** By name, then by type: the same property may hold a number here and words there. */
  private readonly columns = new Map<string, Map<string, number>>();
  private readonly parts = { rows: new Part(), lines: new Part() };

  /** @param ends the first columns, which each row fills: id:ID(Fact) */
  constructor(
    private readonly dir: string,
    private readonly name: string,
    ends: readonly string[],
  ) {
    this.header = [...ends];
  }

  add(ends: readonly string[], properties: Record<string, Stored>): void {
    const cells = ends.map(quoted);
    for (const key in properties) {
      const value = properties[key];
      if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) continue;
      const [type, cell] = written(value);
      cells[this.columnOf(key, type)] = cell;
    }
    const row = `${cells.join(',')}\n`;
    const part = /[\n\r]/.test(row.slice(0, -1)) ? this.parts.lines : this.parts.rows;
    part.waiting.push(row);
    part.length += row.length;
  }

  private columnOf(key: string, type: string): number {
    let types = this.columns.get(key);
    if (!types) this.columns.set(key, (types = new Map<string, number>()));
    const known = types.get(type);
    if (known !== undefined) return known;
    types.set(type, this.header.length);
    return this.header.push(`${key}:${type}`) - 1;
  }

  /** Writes what waits, where it is enough for a write, or all. */
  async flush(all = false): Promise<void> {
    for (const [suffix, part] of Object.entries(this.parts))
      if (part.length > (all ? 0 : mostWaiting)) await part.flush(join(this.dir, `${this.name}.${suffix}.csv`));
  }

  /** @returns the names of the header and the files of rows, and of the one with line breaks among them, if there is one */
  async finish(): Promise<{ files: string[]; withLineBreaks: string[] }> {
    await this.flush(true);
    const header = `${this.name}.header.csv`;
    await writeFile(join(this.dir, header), `${this.header.join(',')}\n`);
    const written: string[] = [];
    for (const [suffix, part] of Object.entries(this.parts)) if (await part.close()) written.push(`${this.name}.${suffix}.csv`);
    return { files: [header, ...written], withLineBreaks: written.filter((file) => file.endsWith('.lines.csv')) };
  }

  async close(): Promise<void> {
    for (const part of Object.values(this.parts)) await part.close();
  }
}

class Part {
  waiting: string[] = [];
  length = 0;
  private handle: FileHandle | null = null;

  async flush(path: string): Promise<void> {
    this.handle ??= await open(path, 'w', 0o600);
    const text = this.waiting.join('');
    [this.waiting, this.length] = [[], 0];
    await this.handle.appendFile(text);
  }

  /** @returns whether anything was written */
  async close(): Promise<boolean> {
    await this.handle?.close();
    return this.handle !== null;
  }
}
