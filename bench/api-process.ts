import { spawn } from 'node:child_process';
import { join } from 'node:path';

const entry = join(import.meta.dirname, '..', 'apps', 'cli', 'src', 'main.js');
const readyWithin = 120_000;

export interface ApiProcess {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** The product as its users run it, in a process of its own on a free port. */
export async function startApiProcess(home: string): Promise<ApiProcess> {
  const settings = { PORT: '0', LINCHPIN_HOME: home, LINCHPIN_RATE_ANONYMOUS: '0', LINCHPIN_RATE_TOKEN: '0', LINCHPIN_LOG: 'error' };
  const options = process.env.LINCHPIN_BENCH_NODE_OPTIONS ?? '';
  const child = spawn(process.execPath, [entry, 'start'], {
    env: { ...process.env, ...settings, NODE_OPTIONS: options },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  const deadline = Date.now() + readyWithin;
  while (child.exitCode === null && Date.now() < deadline) {
    const url = /GraphQL +(http:\S+\/graphql)[\s\S]*Ctrl-C/.exec(output)?.[1];
    if (url) return { url, pid: child.pid ?? 0, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`the API did not start:\n${output}`);
}
