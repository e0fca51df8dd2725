import { Argument, Command, Option } from 'commander';
import { exportFormats, type ExportFormat } from '@linchpin/export';
import { unload, type Unloading } from '@linchpin/facts';
import { firmness, predicateNames, statuses, type Predicate, type Status } from '@linchpin/vocabulary';
import { readConfig } from '../../../config.js';
import { withGraph } from '../tokens.js';
import { checkOut, writeOut, type Out } from './write-out.js';
import { watched } from './watched.js';

interface ExportOptions extends Out {
  validAt?: string;
  publishedBy?: string;
  recordedAt?: string;
  background?: boolean;
  about?: string;
  predicate?: Predicate[];
  status?: Status[];
  minStatus?: Status;
  document?: string[];
  json?: boolean;
}

/** `export facts-csv --out facts.csv --published-by 2017-10-31`: what the knowledge base holds, in a format of others. */
export function exportCommand(): Command {
  const command = new Command('export')
    .description('write what the knowledge base holds in a format that other programs read, and tell what the format could not carry')
    .addArgument(new Argument('<format>', 'which format').choices(exportFormats.map(({ name }) => name)))
    .option('--out <file>', 'into this file; left out: to the standard output')
    .option('--force', 'replace the file if it is there')
    .option('--valid-at <date>', 'in the world: what was so at this day, month or year')
    .option('--published-by <date>', 'in public: what had been published by then')
    .option('--recorded-at <date>', 'in this database: as it stood then')
    .option('--background', 'also facts that were added as background')
    .option('--about <reference>', 'only facts that speak of this entity: an id, identifier or exact name')
    .addOption(new Option('--predicate <predicates...>', 'only facts with these predicates').choices(predicateNames))
    .addOption(new Option('--status <statuses...>', 'only facts of these statuses').choices(Object.keys(statuses)))
    .addOption(new Option('--min-status <status>', 'only facts at least as firm').choices(firmness).conflicts('status'))
    .option('--document <ids...>', 'only facts that somebody states in one of these documents, such as a list')
    .option('--json', 'tell the report as JSON, for programs')
    .action(exportAll);
  return command.addHelpText('after', `\nFormats:\n${exportFormats.map(({ name, about }) => `  ${name}  ${about}`).join('\n')}\n`);
}

async function exportAll(name: string, options: ExportOptions): Promise<void> {
  const format = exportFormats.find((each) => each.name === name)!;
  checkOut(format, options);
  const { validAt, publishedBy, recordedAt, background, about, predicate, status, minStatus, document } = options;
  const filter = {
    about,
    predicates: predicate,
    statuses: minStatus ? firmness.slice(0, firmness.indexOf(minStatus) + 1) : status,
    documents: document,
  };
  await withGraph(readConfig(), async ({ graph }) => {
    const unloading = await unload(graph, { at: { validAt, publishedBy, recordedAt, background }, filter });
    const report = await write(format, unloading, options);
    if (report) tell(report, options);
  });
}

interface Report extends Pick<Unloading, 'at'> {
  format: string;
  /** How many left. */
  read: { entities: number; facts: number };
  bytes: number;
  /** What the format could not carry, by kind. */
  losses: Record<string, number>;
}

async function write(format: ExportFormat, unloading: Unloading, out: Out): Promise<Report | null> {
  const { from, read, stop } = await watched(unloading);
  try {
    const written = await writeOut(format, from, out);
    return written && { format: format.name, at: unloading.at, read, ...written };
  } finally {
    stop();
  }
}

function tell(report: Report, { json, out }: ExportOptions): void {
  if (json) return void (out ? process.stdout : process.stderr).write(`${JSON.stringify(report, null, 2)}\n`);
  const { format, read, at, losses } = report;
  const lost = Object.entries(losses).sort(([, a], [, b]) => b - a);
  process.stderr.write(
    [
      `${format}: ${read.facts} facts and ${read.entities} entities were read, as recorded by ${at.recordedAt}.`,
      lost.length ? 'What the format could not carry:' : 'The format carries all of it.',
      ...lost.map(([kind, count]) => `  ${count} × ${kind}`),
      '',
    ].join('\n'),
  );
}
