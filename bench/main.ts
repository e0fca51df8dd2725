import { Command } from 'commander';
import ora from 'ora';
import { resolve } from 'node:path';
import { startApiProcess } from './api-process.js';
import { autoCommit, connect, managed, overHttp, type Ask } from './contestants.js';
import { castOf } from './graph/entities.js';
import { openBenchGraph } from './graph/open.js';
import { takeTurns } from './measure.js';
import { profile, type Reading } from './plans.js';
import { openRehearsal, type Rehearsed } from './rehearsal.js';
import { planTable, tableOf, type Contestant, type Result } from './report.js';
import { scenarios } from './scenarios.js';

const factsPerEntity = 3;

interface Options {
  entities: number;
  only?: string[];
  seconds: number;
  rounds: number;
  clients: number[];
  plans: boolean;
  profile?: string;
  json: boolean;
}

async function bench(options: Options): Promise<void> {
  const home = resolve(process.env.LINCHPIN_BENCH_HOME ?? '.linchpin-bench');
  const size = { entities: options.entities, facts: options.entities * factsPerEntity };
  const chosen = scenarios.filter(({ name }) => !options.only || options.only.includes(name));
  if (chosen.length === 0) throw new Error(`There is no such scenario. There are: ${scenarios.map(({ name }) => name).join(', ')}.`);
  const spinner = ora('Opening the graph').start();
  const tell = (text: string) => {
    spinner.text = text;
    if (!process.stderr.isTTY) process.stderr.write(`- ${text}\n`);
  };
  const closing: (() => Promise<void>)[] = [];
  try {
    const { server, close } = await openBenchGraph(home, size, tell);
    closing.push(close);
    tell('Starting the API');
    const api = await startApiProcess(home, options.profile);
    closing.push(api.stop);
    const rehearsal = await openRehearsal(server, home, castOf(size.entities));
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
    spinner.succeed(`${size.entities} entities, ${size.facts} facts; milliseconds`);
    print(options, results, readings);
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
  return { managed: managed(driver, statements), ...(scenario.writes ? {} : { autoCommit: autoCommit(driver, statements) }) };
}

function print({ json, plans }: Options, results: readonly Result[], readings: ReadonlyMap<string, Reading>): void {
  if (json) process.stdout.write(`${JSON.stringify({ results, plans: Object.fromEntries(readings) }, null, 2)}\n`);
  else process.stdout.write(`\n${tableOf(results)}\n${plans ? `\n${planTable(readings)}\n` : ''}`);
}

const positive = (text: string): number => {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`${text} is not a number above 0.`);
  return number;
};
const list = (text: string): string[] => text.split(',');

await new Command('bench')
  .description('GraphQL over HTTP against the same Cypher over the raw driver, on a generated graph that is kept in .linchpin-bench')
  .option('--entities <count>', 'size of the graph; three facts for each', positive, 200_000)
  .option('--only <names>', 'only these scenarios, with commas', list)
  .option('--seconds <seconds>', 'for each figure', positive, 4)
  .option('--rounds <count>', 'turns that the seconds are split into', positive, 4)
  .option('--clients <counts>', 'how many ask at once, with commas', (text) => list(text).map(positive), [1, 16])
  .option('--plans', 'also show by which index the database reads', false)
  .option('--profile <directory>', 'write a CPU profile of the API there; it then runs more slowly')
  .option('--json', 'print the figures as JSON', false)
  .action(bench)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
