import { spawn } from 'node:child_process';
import { join } from 'node:path';

const entry = join(import.meta.dirname, '..', 'apps', 'cli', 'src', 'main.js');
const readyWithin = 120_000;

export interface ApiProcess {
  url: string;
  pid: number;
  stop: () => Promise<void>;
}

/**
 * The product as its users run it, in a process of its own on a free port.
 * @param profiles directory for a CPU profile, written when it stops
 */
export async function startApiProcess(home: string, profiles?: string): Promise<ApiProcess> {
  const settings = {
    PORT: '0',
    LINCHPIN_HOME: home,
    LINCHPIN_RATE_ANONYMOUS: '0',
    LINCHPIN_RATE_TOKEN: '0',
    LINCHPIN_LOG: 'error',
    LINCHPIN_REVIEW: 'off',
  };
  const profiling = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
  const child = spawn(process.execPath, [...profiling, entry, 'start'], {
    env: { ...process.env, ...settings, NODE_OPTIONS: '' },
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
