import type { Graph } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';
import { inChange } from '../record/change.js';
import { recordDocument } from '../record/record-documents.js';
import { endMissing, patience, refuseManyRemovals } from './end-missing.js';
import { ahead, batches } from './batches.js';
import { ensureEntities } from './ensure-entities.js';
import { holdImport } from './hold-import.js';
import { advanceImport, findImports, finishImport, startImport } from './list-queries.js';
import { commonRecord, documentOf, frameOf, type Frame } from './listed-fact.js';
import { emptyReport, type LoadReport } from './load-report.js';
import { loadRecords } from './load-records.js';
import type { ListRecord, ListSnapshot } from './snapshot.js';

export interface LoadOptions {
  /** The id of a token, or of this program. */
  by: string;
  onProgress?: (report: LoadReport) => void;
  /** The snapshot may lack more than half of the records that stood on the list before. */
  acceptRemovals?: boolean;
  /** Ends it after the change that is being written; a later run goes on from there. */
  signal?: AbortSignal;
}

/** In milliseconds. */
const day = 86_400_000;

/** A day by mistake would bar all later snapshots. @throws Refused INVALID_INPUT */
export function refuseDayToCome({ date }: ListSnapshot): void {
  // East of Greenwich the day begins earlier.
  if (date > new Date(Date.now() + day).toISOString().slice(0, 10))
    throw new Refused([refuse('INVALID_INPUT', ['date'], `The day of the list is ${date}, which has not come yet.`)]);
}

/**
 * Records a snapshot of a list, in changes of about 2,000 facts. A run that was cut short goes on where it was; a second run of the same
 * snapshot changes nothing. Compared with the snapshot before: what is new is recorded, what left the list ends, nothing is deleted.
 * @throws Refused INVALID_INPUT for a snapshot of a day that has not come, older than the last one, or another one of a day whose import was begun
 * @throws Refused MANY_REMOVALS where more than half of the list is gone and that is not accepted: what is new is recorded then, nothing has ended
 * @throws the reason of the signal
 */
export async function loadSnapshot(
  graph: Graph,
  snapshot: ListSnapshot,
  { by, onProgress, signal, acceptRemovals = false }: LoadOptions,
): Promise<LoadReport> {
  const { list, date, digest } = snapshot;
  const id = `${list}@${date}`;
  refuseDayToCome(snapshot);
  const [known] = await graph.read(findImports, { list, id });
  const { cursor, finished, latest, digest: begun, report: told, left } = known!;
  if (latest !== null && latest > date)
    throw new Refused([
      refuse(
        'INVALID_INPUT',
        ['date'],
        `The list of ${latest} is imported already; one of ${date} is older. Import snapshots in the order of their days.`,
      ),
    ]);
  if (begun !== null && begun !== digest)
    throw new Refused([
      refuse('INVALID_INPUT', ['files'], `The import of ${id} was begun with other files. Give those, or the day of these.`),
    ]);
  const report = told === null ? emptyReport() : (JSON.parse(told) as LoadReport);
  if (finished) return report;
  const frame = frameOf(snapshot);
  await prepare(graph, snapshot, frame, { id, by });
  let end = 0;
  const records = left === null ? snapshot.records() : those(snapshot, new Set(JSON.parse(left) as string[]));
  for await (const batch of ahead(batches(records))) {
    const begin = end;
    end += batch.length;
    if (end <= (cursor ?? 0)) continue;
    await graph.write(async (tx) => {
      const held = await holdImport(tx, frame, id);
      if (held.cursor < end) {
        const fresh = batch.slice(Math.max(0, held.cursor - begin));
        await inChange(tx, by, 'IMPORT_LIST', (change) => loadRecords(tx, fresh, frame, held.report, change));
        await tx.run(advanceImport, { id, cursor: end, report: JSON.stringify(held.report) });
      }
      Object.assign(report, held.report);
    }, patience);
    onProgress?.(report);
    signal?.throwIfAborted();
  }
  if (!acceptRemovals) await refuseManyRemovals(graph, frame);
  await endMissing(graph, frame, { id, by, signal }, report);
  await graph.write((tx) => tx.run(finishImport, { id }), patience);
  return report;
}

/** Only these records, by their keys; without any nothing is read. */
async function* those({ records }: ListSnapshot, keys: ReadonlySet<string>): AsyncGenerator<ListRecord> {
  if (keys.size) for await (const record of records()) if (keys.has(record.key)) yield record;
}

/** The list as a document, who keeps it, and what all of its records speak of. */
async function prepare(graph: Graph, snapshot: ListSnapshot, frame: Frame, { id, by }: { id: string; by: string }): Promise<void> {
  const { list, date, digest, authority } = snapshot;
  const { entities } = snapshot.frame;
  await graph.write(
    (tx) =>
      inChange(tx, by, 'IMPORT_LIST', async (change) => {
        await tx.run(startImport, { id, list, date, digest });
        const found = await ensureEntities(
          tx,
          [authority, ...entities],
          [{ subject: frame.document, predicate: 'name', locator: '' }],
          change,
        );
        if (!found.has(frame.document)) await recordDocument(tx, documentOf(snapshot), change);
        await loadRecords(tx, [commonRecord(snapshot)], frame, emptyReport(), change);
      }),
    patience,
  );
}
