import { join, resolve } from 'node:path';
import ora from 'ora';
import { firstToken, readPepper } from '@linchpin/access';
import { forgetOperations, loadSeed, noteToken } from '@linchpin/facts';
import { projectRoot } from '../../../seed/seed-source.js';
import { seedData } from '../../../seed/seed-data.js';
import { startApi, type Api } from '../../api/src/server.js';
import type { Config } from '../../config.js';
import { openGraph, type OpenGraph } from './open-graph.js';

/** How long the key of a change is remembered. */
const operationDays = 30;

/** Runs the product until it is told to stop: database, schema, seed, API. */
export async function start(config: Config): Promise<void> {
  // A terminal that does not tell its width, as in a container, says 0, and there ora would clear endlessly many lines.
  const isEnabled = process.stderr.isTTY && process.stderr.columns > 0;
  const spinner = ora({ text: 'Starting', isSilent: config.log === 'silent', isEnabled }).start();
  const onProgress = (text: string) => {
    if (spinner.isSpinning) spinner.text = text;
    if (!isEnabled) process.stderr.write(`- ${text}\n`);
  };
  let opening: Promise<OpenGraph> | undefined;
  let api: Api | undefined;
  let stopping = false;
  const stop = once(async () => {
    stopping = true;
    spinner.stop();
    await api?.close();
    await (await opening?.catch(() => undefined))?.close();
  });
  endOnSignals(stop);
  try {
    opening = openGraph(config, { onProgress, onExit: (reason) => void endWith(stop, `The database ended: ${reason}`) });
    const opened = await opening;
    onProgress('Loading the facts of the article');
    const loaded = await loadSeed(opened.graph, await seedData());
    await opened.graph.write((tx) => tx.run(forgetOperations, { days: operationDays }));
    const pepper = await readPepper(resolve(config.home), config.secret);
    api = await startApi({ graph: opened.graph, config, pepper, playground: join(projectRoot(), 'dist', 'playground') });
    const token = await firstToken(opened.graph, pepper, noteToken('CREATE_TOKEN', 'linchpin'));
    spinner.succeed(loaded ? `Linchpin runs with ${loaded} new facts, on ${opened.where}` : `Linchpin runs on ${opened.where}`);
    process.stdout.write(welcome(api.url, token));
  } catch (error) {
    const interrupted = stopping;
    await stop();
    if (!interrupted) throw error;
  }
}

function welcome(url: string, token: string | null): string {
  const lines = [
    '',
    `  Playground  ${url}/playground`,
    `  GraphQL     ${url}/graphql`,
    '',
    token ? `  Admin token, shown once, valid for 24 hours:\n  ${token}\n` : undefined,
    '  Another token: npm run linchpin -- token create      Stop: Ctrl-C',
    '',
    '',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

const once = (work: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  return () => (running ??= work());
};

async function endWith(stop: () => Promise<void>, message: string): Promise<void> {
  process.stderr.write(`${message}\n`);
  await stop().catch(() => undefined);
  process.exit(1);
}

/** The first signal drains and stops; a second one, from somebody in a hurry, ends at once. */
function endOnSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      process.stderr.write('\nStopping …\n');
      process.once(signal, () => process.exit(1));
      void stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}
