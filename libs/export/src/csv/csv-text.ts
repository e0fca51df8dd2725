import { stringify } from 'csv-stringify/sync';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { asCell, isHarmful, type Columns } from '../tables/columns.js';

const batch = 500;

/**
 * A table as CSV (RFC 4180) in UTF-8. Text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection);
 * numbers stay numbers.
 * @returns in the end what `row` lost, and how often an apostrophe was put
 */
export async function* csvText<T>(rows: AsyncIterable<T>, columns: Columns<T>, losses: Losses): AsyncGenerator<string, Losses> {
  const names = Object.keys(columns);
  const text = (records: unknown[][]): string => stringify(records, { record_delimiter: 'windows', escape_formulas: true });
  let waiting: unknown[][] = [names];
  for await (const row of rows) {
    const cells = names.map((name) => asCell(columns[name]!(row)));
    lose(losses, 'apostrophe put before what would be a formula', cells.filter(isHarmful).length);
    waiting.push(cells);
    if (waiting.length < batch) continue;
    yield text(waiting);
    waiting = [];
  }
  yield text(waiting);
  return losses;
}
