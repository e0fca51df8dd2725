import type { Writing } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';
import { holdImport as hold } from './list-queries.js';
import type { Frame } from './listed-fact.js';
import { emptyReport, type LoadReport } from './load-report.js';

/**
 * Keeps other runs from writing what this list says until the transaction ends: another program may import the same snapshot, or the next one.
 * @returns how far the import is by now, whoever came so far, and what came of it
 * @throws Refused INVALID_INPUT once a later snapshot was begun: what this one says would stand as the latest
 */
export async function holdImport(tx: Writing, { list, date }: Frame, id: string): Promise<{ cursor: number; report: LoadReport }> {
  const [row] = await tx.run(hold, { id, list, date });
  const { cursor, report, later } = row!;
  if (later !== null)
    throw new Refused([
      refuse('INVALID_INPUT', ['date'], `The import of the list of ${later} was begun meanwhile, so the one of ${date} has ended.`),
    ]);
  return { cursor, report: report === null ? emptyReport() : (JSON.parse(report) as LoadReport) };
}
