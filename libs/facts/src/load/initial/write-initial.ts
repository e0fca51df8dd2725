import { requireFreeDisk } from '@linchpin/graph';
import { Change } from '../../record/change.js';
import type { SeedData } from '../../record/load-seed.js';
import { documentProperties } from '../../record/record-documents.js';
import { ahead, batches } from '../batches.js';
import { asNew, together } from '../ensure-entities.js';
import { commonRecord, documentOf } from '../listed-fact.js';
import { refuseDayToCome } from '../load-snapshot.js';
import { emptyReport, type LoadReport } from '../load-report.js';
import type { ListRecord, ListSnapshot } from '../snapshot.js';
import { Chain } from './chain.js';
import { EntityRows } from './entity-rows.js';
import { RecordRows } from './record-rows.js';
import { StoreRows } from './store-rows.js';
import { isSound, survey } from './survey.js';

/** Bytes on the disk: rows and the store that is made of them, with its indexes. */
const perFact = 6_000;
const perRecord = 3_000;

export interface InitialProgress {
  phase: 'reading' | 'writing';
  /** Records. */
  done: number;
  /** Not known while they are being read. */
  total?: number;
}

interface Options {
  by: string;
  onProgress?: (progress: InitialProgress) => void;
  signal?: AbortSignal;
}

/**
 * Writes the first snapshot of a list, with the entities of the seed, as rows of an empty database: all that `loadSnapshot` would make of
 * it. What rests on what others say (denials, further claimants) is left to `loadSnapshot`, which finds the import begun.
 * @param dir an empty folder
 * @returns what neo4j-admin is to be told
 * @throws InitialLoadError, Refused, ServerStartError where the disk is too full
 */
export async function writeInitial(
  dir: string,
  snapshot: ListSnapshot,
  seed: SeedData,
  { by, onProgress, signal }: Options,
): Promise<string[]> {
  refuseDayToCome(snapshot);
  const startedAt = new Date();
  const found = await survey(snapshot, seed, (done) => onProgress?.({ phase: 'reading', done }), signal);
  await requireFreeDisk(dir, Math.ceil((found.facts * perFact + found.records * perRecord) / 2 ** 20));
  const rows = new StoreRows(dir);
  try {
    const chain = new Chain(rows);
    const entities = new EntityRows(rows, found.again);
    const records = new RecordRows(rows, snapshot, seed, found);
    const inChange = (action: 'LOAD_SEED' | 'IMPORT_LIST', author: string, work: (change: Change, at: Date) => void): void => {
      const [change, at] = [new Change(author, false), chain.nextMoment()];
      work(change, at);
      chain.conclude(change, action, at);
    };
    inChange('LOAD_SEED', 'seed', (change, recordedAt) => {
      for (const entity of seed.entities) if (entities.add(entity, { recordedBy: 'seed', recordedAt })) change.entities.add(entity.id);
    });
    const addAll = (listed: readonly ListRecord['entities'][number][], change: Change, recordedAt: Date): void => {
      for (const entity of together(listed).values())
        if (entities.add(asNew(entity), { recordedBy: by, recordedAt })) change.entities.add(entity.id);
    };
    inChange('IMPORT_LIST', by, (change, at) => {
      addAll([snapshot.authority, ...snapshot.frame.entities], change, at);
      writeDocument(snapshot, { rows, entities, by, change, at });
      records.add(commonRecord(snapshot), emptyReport(), change, at);
    });
    const report = emptyReport();
    let done = 0;
    for await (const batch of ahead(batches(snapshot.records()))) {
      signal?.throwIfAborted();
      inChange('IMPORT_LIST', by, (change, at) => {
        addAll(
          batch.flatMap((record) => record.entities.filter(isSound)),
          change,
          at,
        );
        for (const record of batch) records.add(record, report, change, at);
      });
      await rows.flush();
      onProgress?.({ phase: 'writing', done: (done += batch.length), total: found.records });
    }
    entities.finish();
    writeImport(rows, snapshot, { report, startedAt, left: [...records.left] });
    return await rows.finish();
  } finally {
    await rows.close();
  }
}

interface Writer {
  rows: StoreRows;
  entities: EntityRows;
  by: string;
  change: Change;
  at: Date;
}

function writeDocument(snapshot: ListSnapshot, { rows, entities, by, change, at }: Writer): void {
  const document = documentOf(snapshot);
  const { label, properties } = documentProperties(document);
  if (entities.add({ id: document.id, kind: 'Document', label }, { recordedBy: by, recordedAt: at }, properties))
    change.entities.add(document.id);
  rows.relationship('PUBLISHED_BY', ['Entity', document.id], ['Entity', document.publisher]);
}

/** As begun: `loadSnapshot` records what is left, and ends it. */
function writeImport(
  rows: StoreRows,
  { list, date, digest }: ListSnapshot,
  { report, startedAt, left }: { report: LoadReport; startedAt: Date; left: string[] },
): void {
  const id = `${list}@${date}`;
  rows.lone('Import', { id, list, date, digest, cursor: 0n, startedAt, report: JSON.stringify(report), left: JSON.stringify(left) });
}
