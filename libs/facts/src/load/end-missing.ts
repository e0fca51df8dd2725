import type { Graph } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';
import { inChange } from '../record/change.js';
import { endFacts, type StandingFact } from './end-facts.js';
import { holdImport } from './hold-import.js';
import { advanceImport, countMissing, findMissing, markGone } from './list-queries.js';
import type { Frame } from './listed-fact.js';
import type { LoadReport } from './load-report.js';
import { sourceOf } from './source-of.js';

const mostMissing = 200;
/** A list rarely loses so much of itself: rather the file was cut off, or is another list. */
const mostLost = { share: 0.5, records: 20 };
/** One change may take so long, in milliseconds. */
export const patience = 120_000;

/** @throws Refused MANY_REMOVALS */
export async function refuseManyRemovals(graph: Graph, { list, date }: Frame): Promise<void> {
  const [row] = await graph.read(countMissing, { list, snapshot: date });
  const { missing, all } = row!;
  if (missing < mostLost.records || missing < mostLost.share * all) return;
  throw new Refused([
    refuse(
      'MANY_REMOVALS',
      ['files'],
      `${missing} of ${all} records are not on the list of ${date} any more. If its files are whole, import them again and accept removals; their listings end then.`,
      { limit: Math.floor(mostLost.share * all) },
    ),
  ]);
}

/** Ends what stood on the list before and stands there no more. */
export async function endMissing(
  graph: Graph,
  frame: Frame,
  { id, by, signal }: { id: string; by: string; signal?: AbortSignal },
  report: LoadReport,
): Promise<void> {
  const { list, date } = frame;
  for (let after: string | null = ''; after !== null;) {
    const from: string = after;
    after = await graph.write(async (tx) => {
      const held = await holdImport(tx, frame, id);
      const missing = await tx.run(findMissing, { list, snapshot: date, after: from, limit: mostMissing });
      if (missing.length) {
        await inChange(tx, by, 'IMPORT_LIST', async (change) => {
          const listings = missing
            .flatMap(({ id: record, seen, facts }) =>
              (facts as unknown as Omit<StandingFact, 'record' | 'seen'>[]).map((fact) => ({ ...fact, record, seen })),
            )
            .filter(({ listing }) => listing);
          await endFacts(tx, listings, { frame, references: await sourceOf(tx, frame, change) }, held.report, change);
          await tx.run(markGone, { records: missing.map((each) => each.id), snapshot: date });
        });
        held.report.records.removed += missing.length;
        await tx.run(advanceImport, { id, cursor: held.cursor, report: JSON.stringify(held.report) });
      }
      Object.assign(report, held.report);
      return missing.at(-1)?.id ?? null;
    }, patience);
    signal?.throwIfAborted();
  }
}
