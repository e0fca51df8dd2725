import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { Xml } from '../graph/xml.js';
import { isHarmful } from '../tables/columns.js';

/** Excel refuses a file with longer ones. */
const longestCell = 32_767;

/** The style that tells Excel to keep text as text even when somebody edits it: its own apostrophe, which no reader sees. */
export const keptAsText = 1;

/** The rows of a sheet in SpreadsheetML (ECMA-376, part 1, section 18.3). Text stands in the cells themselves, so nothing is kept for later. */
export class RowWriter {
  private readonly xml: Xml;

  constructor(private readonly losses: Losses) {
    this.xml = new Xml(losses);
  }

  /** @param number of the row, from 1 */
  row(number: number, cells: readonly (string | number | null)[]): string {
    return `<row r="${number}">${cells.map((cell, i) => this.cell(`${letters(i)}${number}`, cell)).join('')}</row>`;
  }

  private cell(place: string, cell: string | number | null): string {
    if (cell === null || cell === '') return '';
    if (typeof cell === 'number') return Number.isFinite(cell) ? `<c r="${place}"><v>${cell}</v></c>` : '';
    if (cell.length > longestCell) lose(this.losses, `text beyond ${longestCell} characters of a cell`);
    // Excel reads _x0041_ as A; 005F is the underscore.
    const text = this.xml.text(cell.slice(0, longestCell)).replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_');
    return `<c r="${place}" t="inlineStr"${isHarmful(cell) ? ` s="${keptAsText}"` : ''}><is><t xml:space="preserve">${text}</t></is></c>`;
  }
}

/** The name of a column: A to Z, AA and on. */
const letters = (column: number): string =>
  `${column < 26 ? '' : letters(Math.floor(column / 26) - 1)}${String.fromCharCode(65 + (column % 26))}`;
