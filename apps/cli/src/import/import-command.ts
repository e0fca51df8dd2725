import { SingleBar } from 'cli-progress';
import { Argument, Command } from 'commander';
import { loadSeed, loadSnapshot, type ListRecord, type ListSnapshot, type LoadReport } from '@linchpin/facts';
import { formats } from '@linchpin/ingest';
import { readConfig } from '../../../config.js';
import { seedData } from '../../../../seed/seed-data.js';
import { withGraph } from '../tokens.js';
import { importInitially } from './initial-import.js';

interface ImportOptions {
  date?: string;
  acceptRemovals?: boolean;
  initial?: boolean;
  json?: boolean;
}

/** `import ofac-csv sdn.csv add.csv alt.csv --date 2024-05-03`: a list as facts, each resting on the list. */
export function importCommand(): Command {
  const command = new Command('import')
    .description('record a list as facts; a later snapshot of it tells what was added, changed and removed')
    .addArgument(new Argument('<format>', 'which format').choices(formats.map(({ name }) => name)))
    .argument('<files...>', 'files of this machine; nothing is fetched')
    .option('--date <date>', 'the day of the list, where its files do not tell it: 2024-05-03')
    .option('--accept-removals', 'more than half of the list may be gone since the last snapshot')
    .option('--initial', 'the first load of a large list, before the first start: at least twice as fast')
    .option('--json', 'print the report as JSON, for programs')
    .action(importList);
  return command.addHelpText(
    'after',
    `\nFormats:\n${formats.map(({ name, about, files }) => `  ${name}  ${about}\n    ${files}`).join('\n')}\n`,
  );
}

async function importList(name: string, files: string[], { date, acceptRemovals, initial, json }: ImportOptions): Promise<void> {
  const format = formats.find((each) => each.name === name)!;
  if (date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(date)) throw new Error('--date: give a day such as 2024-05-03.');
  const snapshot = await format.read(files, { date });
  const total = initial ? await importInitially(snapshot, readConfig()) : await countRecords(snapshot.records());
  const bar = new SingleBar({
    format: '{bar} {percentage} %, {value} of {total} records, {rate} facts a second, {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 20,
  });
  const begun = Date.now();
  const report = await withGraph(readConfig(), async ({ graph }) => {
    // Lists speak of states, which a database has from its first start on.
    await loadSeed(graph, await seedData());
    bar.start(total, 0, { rate: 0 });
    const onProgress = ({ records, facts }: LoadReport) =>
      bar.update(records.read, { rate: Math.round((facts.made * 1000) / Math.max(1, Date.now() - begun)) });
    const stopped = new AbortController();
    process.once('SIGINT', () => stopped.abort(new Error('Stopped. What is recorded stays; the same command goes on from there.')));
    return loadSnapshot(graph, snapshot, { by: 'cli', onProgress, acceptRemovals, signal: stopped.signal }).finally(() => bar.stop());
  });
  process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : told(snapshot, report));
}

/** Reading alone is some fifty times as fast as recording, and finds a faulty file before anything is written. */
async function countRecords(records: AsyncIterable<ListRecord>): Promise<number> {
  let total = 0;
  for await (const _ of records) total++;
  return total;
}

function told({ title, date }: ListSnapshot, { records, facts, warnings }: LoadReport): string {
  const kinds = Object.entries(warnings).sort(([, a], [, b]) => b.count - a.count);
  return [
    `${title}, ${date}: ${records.read} records: ${records.added} new, ${records.changed} changed, ${records.unchanged} as before, ${records.removed} removed.`,
    `${facts.made} facts recorded, ${facts.known} known already, ${facts.ended} ended, ${facts.withdrawn} not said any more, ${facts.refused} refused.`,
    ...kinds.map(([kind, { count, examples }]) => `  ${count} × ${kind}, such as ${examples[0]}`),
    '',
  ].join('\n');
}
