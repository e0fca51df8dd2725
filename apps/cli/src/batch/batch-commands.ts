import { writeSync } from 'node:fs';
import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import { reaches } from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import { predicateNames, type Predicate } from '@linchpin/vocabulary';
import { readConfig, type Config } from '../../../config.js';
import { identityOf, withGraph } from '../tokens.js';
import { applyFile, mostFaults, type FileReport, type Progress } from './apply-file.js';
import { templateCsv, writeTemplate } from './template.js';

interface ApplyOptions {
  write?: boolean;
  predicate?: Predicate;
  json?: boolean;
}

/** `template ownedBy`, `apply owners.csv`: many entities, documents or facts from a table. */
export function batchCommands(): Command[] {
  const template = new Command('template')
    .description('print a table to fill in, as CSV: entities, documents, or a predicate such as ownedBy')
    .argument('<what>')
    .option('--xlsx <file>', 'write a workbook instead, with a sheet that explains the columns')
    .action(async (what: string, { xlsx }: { xlsx?: string }) => {
      if (xlsx === undefined) return void writeSync(1, templateCsv(what));
      await writeTemplate(what, xlsx);
      process.stderr.write(`Wrote ${xlsx}.\n`);
    });
  const apply = new Command('apply')
    .description('record the rows of a .csv or .xlsx file; without --write only says what would come of it')
    .argument('<file>')
    .option('--write', 'record them; a batch of 1,000 with a faulty row is left out as a whole')
    .addOption(new Option('--predicate <predicate>', 'what the facts say, where the file has no such column').choices(predicateNames))
    .option('--json', 'print the report as JSON, for programs')
    .action(runApply);
  return [template, apply];
}

async function runApply(file: string, { write = false, predicate, json }: ApplyOptions): Promise<void> {
  const config = readConfig();
  await withGraph(config, async ({ graph }) => {
    const by = await writerOf(config, graph);
    const bar = progressBar();
    const report = await applyFile(graph, file, { predicate, write, by, reviewed: config.review === 'on' }, bar.progress).finally(bar.stop);
    process.stderr.write(faultLines(report));
    process.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : told(report));
    if (report.refused > 0) process.exitCode = 1;
  });
}

/** Whoever the token in LINCHPIN_TOKEN belongs to; without one it is this program. */
async function writerOf(config: Config, graph: Graph): Promise<string> {
  const token = process.env.LINCHPIN_TOKEN?.trim();
  if (!token) return 'cli';
  const { id, role } = await identityOf(config, graph, token);
  if (!reaches(role, 'analyst'))
    throw new Error(`The token in LINCHPIN_TOKEN has the role ${role}, which may not write. Take one with the role analyst.`);
  return id;
}

function progressBar(): { progress: Progress; stop: () => void } {
  const format = '{bar} {percentage} %, {rows} rows, {rate} a second, {eta_formatted} left';
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, clearOnComplete: true, etaBuffer: 20 });
  let begun = Date.now();
  return {
    progress: {
      begin: (size) => {
        begun = Date.now();
        bar.start(size, 0, { rows: 0, rate: 0 });
      },
      step: (read, rows) => bar.update(read, { rows, rate: Math.round((rows * 1000) / Math.max(1, Date.now() - begun)) }),
    },
    stop: () => bar.stop(),
  };
}

function faultLines({ file, faults, refused }: FileReport): string {
  const lines = faults.map(
    ({ line, column, code, message }) => `${file}, line ${line}${column ? `, column ${column}` : ''}: ${message} (${code})\n`,
  );
  const more = faults.length < mostFaults ? '' : `Only the first ${mostFaults} faults are shown; ${refused} rows were refused.\n`;
  return lines.join('') + more;
}

const mostStretches = 200;

/** "lines 2-5, 9": which rows are meant, without their facts. */
function linesOf(rows: readonly { line: number }[]): string {
  const stretches: [number, number][] = [];
  for (const { line } of rows) {
    const last = stretches.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else stretches.push([line, line]);
  }
  const shown = stretches.slice(0, mostStretches).map(([from, to]) => (from === to ? String(from) : `${from}-${to}`));
  const more = stretches.length > mostStretches ? ' and more; --json lists them' : '';
  return `line${rows.length === 1 ? '' : 's'} ${shown.join(', ')}${more}`;
}

function told({ file, dryRun, read, made, madeBefore, known, knownRows, refused, held, warnings }: FileReport): string {
  const rows = (count: number): string => count.toLocaleString('en');
  const minded = Object.entries(warnings).map(([code, count]) => `${code} ${rows(count)} times`);
  return [
    `${file}: ${rows(read)} rows read.`,
    `${rows(made)} ${dryRun ? 'would be made' : 'made'}, ${rows(known)} known already, ${rows(refused)} refused.`,
    ...(held
      ? [`${rows(held)} sound rows were not written, since they stand in a batch with a refused one. Mend those and run it again.`]
      : []),
    ...(madeBefore ? [`${rows(madeBefore)} were made before, by an earlier run of this file.`] : []),
    ...(known ? [`Known already: ${linesOf(knownRows)}. To a fact that is known no further source was added: use addAttestation.`] : []),
    ...(minded.length ? [`To be minded: ${minded.join(', ')}.`] : []),
    ...(dryRun && refused === 0 && made > 0 ? ['Nothing was written. Write them with --write.'] : []),
    '',
  ].join('\n');
}
