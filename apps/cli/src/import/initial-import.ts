import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { writeInitial, type InitialProgress, type ListSnapshot } from '@linchpin/facts';
import { firstLoad, isNewHome } from '@linchpin/graph';
import type { Config } from '../../../config.js';
import { seedData } from '../../../../seed/seed-data.js';

const used = '--initial is for a knowledge base that was never started; run without it.';

/** Makes the database of a home that was never started from a list; what is left of the list is imported after the start. @returns how many records it has */
export async function importInitially(snapshot: ListSnapshot, { neo4j, home, mayInstall }: Config): Promise<number> {
  if (neo4j) throw new Error('--initial is for a Neo4j of our own, and NEO4J_URI names another one; run without it.');
  if (!(await isNewHome(resolve(home)))) throw new Error(used);
  const bar = new SingleBar({
    format: '{bar} {percentage} %, {phase}',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
  });
  const stopped = new AbortController();
  const stop = (): void => stopped.abort(new Error('Stopped. Nothing was recorded.'));
  process.once('SIGINT', stop);
  const seed = await seedData();
  bar.start(100, 0, { phase: 'reading' });
  let records = 0;
  const onPhase = ({ phase, done, total }: InitialProgress): void => {
    records = total ?? done;
    bar.update(total ? (100 * done) / total : 0, { phase: `${phase}: ${done} records` });
  };
  try {
    await firstLoad({
      home: resolve(home),
      mayInstall,
      write: (dir) => writeInitial(dir, snapshot, seed, { by: 'cli', onProgress: onPhase, signal: stopped.signal }),
      onPercent: (percent) => bar.update(percent, { phase: 'loading into Neo4j' }),
      onProgress: (text) => process.stderr.write(`- ${text}\n`),
      signal: stopped.signal,
    });
    return records;
  } finally {
    bar.stop();
    process.off('SIGINT', stop);
  }
}
