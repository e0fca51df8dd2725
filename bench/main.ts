import { Command } from 'commander';
import ora from 'ora';
import { resolve } from 'node:path';
import { startApiProcess } from './api-process.js';
import { autoCommit, connect, managed, overHttp, type Ask } from './contestants.js';
import { castOf } from './graph/entities.js';
import { measureImport } from './import.js';
import { openBenchGraph } from './graph/open.js';
import { takeTurns } from './measure.js';
import { profile, type Reading } from './plans.js';
import { openRehearsal, type Rehearsed } from './rehearsal.js';
import { growthTable, importTable, planTable, tableOf, type Contestant, type Result } from './report.js';
import { scenarios, type Scenario } from './scenarios.js';

const factsPerEntity = 3;

interface Options {
  entities: number[];
  analyses: boolean;
  only?: string[];
  seconds: number;
  rounds: number;
  clients: number[];
  plans: boolean;
  profile?: string;
  import?: number;
  json: boolean;
}

/** What was measured on one graph. */
interface Measured {
  entities: number;
  results: Result[];
  readings: Map<string, Reading>;
}

async function bench(options: Options): Promise<void> {
  if (options.import) return benchImport(options.import, options);
  const chosen = scenarios.filter(({ name, analysis }) =>
    options.only ? options.only.includes(name) : options.analyses === Boolean(analysis),
  );
  if (chosen.length === 0) throw new Error(`There is no such scenario. There are: ${scenarios.map(({ name }) => name).join(', ')}.`);
  const measured: Measured[] = [];
  for (const entities of options.entities) measured.push(await measureGraph(entities, chosen, options));
  if (options.json)
    process.stdout.write(
      `${JSON.stringify(
        measured.map(({ readings, ...rest }) => ({ ...rest, plans: Object.fromEntries(readings) })),
        null,
        2,
      )}\n`,
    );
  else if (measured.length > 1) process.stdout.write(`\n${growthTable(measured)}\n`);
}

async function benchImport(parties: number, { rounds, json }: Options): Promise<void> {
  const tell = (text: string) => void process.stderr.write(`- ${text}\n`);
  const figures = await measureImport(resolve(process.env.LINCHPIN_BENCH_HOME ?? '.linchpin-bench', 'import'), parties, rounds, tell);
  process.stdout.write(json ? `${JSON.stringify(figures, null, 2)}\n` : `\n${importTable(figures)}\n`);
}

async function measureGraph(entities: number, chosen: readonly Scenario[], options: Options): Promise<Measured> {
  const home = resolve(process.env.LINCHPIN_BENCH_HOME ?? '.linchpin-bench', String(entities));
  const spinner = ora('Opening the graph').start();
  const tell = (text: string) => {
    spinner.text = text;
    if (!process.stderr.isTTY) process.stderr.write(`- ${text}\n`);
  };
  const closing: (() => Promise<void>)[] = [];
  try {
    const { server, close } = await openBenchGraph(home, { entities, facts: entities * factsPerEntity }, tell);
    closing.push(close);
    tell('Starting the API');
    const api = await startApiProcess(home, options.profile);
    closing.push(api.stop);
    const rehearsal = await openRehearsal(server, home, castOf(entities));
    closing.push(rehearsal.close, rehearsal.tidy);
    const driver = connect(server);
    closing.push(() => driver.close());
    const results: Result[] = [];
    const readings = new Map<string, Reading>();
    for (const scenario of chosen) {
      tell(`${scenario.name}: finding its statements`);
      const rehearsed = await rehearsal.rehearse(scenario);
      if (options.plans && !scenario.writes) readings.set(scenario.name, await profile(driver, rehearsed.statements[0]![0]!));
      for (const clients of options.clients) {
        tell(`${scenario.name}: ${clients === 1 ? '1 client' : `${clients} clients`}`);
        const contestants = { graphql: graphql(api.url, clients, rehearsal.token, rehearsed), ...raw(driver, rehearsed) };
        const { seconds, rounds } = options;
        const figures = await takeTurns<Contestant>(contestants, { clients, seconds, rounds });
        results.push({ scenario: scenario.name, clients, figures });
      }
    }
    spinner.succeed(`${entities} entities, ${entities * factsPerEntity} facts; milliseconds`);
    if (!options.json) process.stdout.write(`\n${tableOf(results)}\n${options.plans ? `\n${planTable(readings)}\n` : ''}`);
    return { entities, results, readings };
  } catch (error) {
    spinner.fail();
    throw error;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

const graphql = (url: string, clients: number, token: string, { scenario, variables }: Rehearsed): Ask =>
  overHttp(url, clients)({ query: scenario.document, variables, token: scenario.writes && token });

/** A change in several statements is whole only within a transaction. */
function raw(driver: ReturnType<typeof connect>, { scenario, statements }: Rehearsed): Partial<Record<Contestant, Ask>> {
  return {
    managed: managed(driver, statements),
    ...(scenario.writes || scenario.analysis ? {} : { autoCommit: autoCommit(driver, statements) }),
  };
}

const positive = (text: string): number => {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${text} is not a number above 0.`);
  return number;
};
const list = (text: string): string[] => text.split(',');
const numbers = (text: string): number[] => list(text).map(positive);

await new Command('bench')
  .description('GraphQL over HTTP against the same Cypher over the raw driver, on a generated graph that is kept in .linchpin-bench')
  .option('--entities <counts>', 'size of the graph, three facts for each; several with commas show how the times grow', numbers, [200_000])
  .option('--analyses', 'the analyses instead of plain reads and changes', false)
  .option('--only <names>', 'only these scenarios, with commas', list)
  .option('--seconds <seconds>', 'for each figure', positive, 4)
  .option('--rounds <count>', 'turns that the seconds are split into', positive, 4)
  .option('--clients <counts>', 'how many ask at once, with commas', numbers, [1, 16])
  .option('--plans', 'also show by which index the database reads', false)
  .option('--profile <directory>', 'write a CPU profile of the API there; it then runs more slowly')
  .option('--import <parties>', 'instead: import a made-up list of so many parties, against the same rows by the bare driver', positive)
  .option('--json', 'print the figures as JSON', false)
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
