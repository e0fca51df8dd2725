import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from './classpath.js';
import { explainDeath, lostThePort, ServerStartError } from './errors.js';
import { serverArguments } from './java-command.js';
import { refusedPassword } from './password.js';
import { probe } from './probe.js';
import type { ServerHome } from './server-home.js';
import { endProcess, identify, isAlive } from './server-process.js';
import { forgetState, type ServerState, writeState } from './server-state.js';
import { type Memory, writeSettings } from './settings.js';

/** What a start needs. */
export interface Launch {
  home: ServerHome;
  runtime: Runtime;
  password: string;
  memory: Memory;
  /** Where to listen; left out, or taken by somebody else: on any free port. */
  port?: number;
  onProgress: (text: string) => void;
}

/**
 * Starts a server on a loopback port and returns when it answers.
 * @throws ServerStartError
 */
export async function launch(plan: Launch): Promise<ServerState> {
  plan.onProgress('Starting Neo4j');
  for (let tries = 1; ; tries++) {
    try {
      return await launchOn((tries === 1 && plan.port) || (await freePort()), plan);
    } catch (error) {
      if (tries === 3 || !lostThePort(error)) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function launchOn(port: number, plan: Launch): Promise<ServerState> {
  const { home, runtime, memory } = plan;
  await writeSettings(home, port, memory);
  const pid = await spawnServer(home, runtime.java, await serverArguments(home, runtime, memory.heapMb));
  const startedAt = (await identify(pid))?.startedAt;
  if (startedAt === undefined) throw await deathOf(home);
  const state: ServerState = { pid, startedAt, port, users: [] };
  await writeState(home, state);
  try {
    await untilItAnswers(state, plan);
    return state;
  } catch (error) {
    await endProcess(pid, startedAt);
    await forgetState(home);
    throw error;
  }
}

/** The JVM writes to a file and leads a process group of its own: no closed pipe and no Ctrl-C of the terminal reaches it. */
async function spawnServer(home: ServerHome, java: string, args: string[]): Promise<number> {
  const log = await open(home.console, 'w', 0o600);
  try {
    const child = spawn(java, args, { cwd: home.root, detached: true, windowsHide: true, stdio: ['ignore', log.fd, log.fd] });
    child.unref();
    return await new Promise((resolve, reject) => child.once('error', reject).once('spawn', () => resolve(child.pid ?? 0)));
  } finally {
    await log.close();
  }
}

// Recovery after a kill took 9 to 21 s on a small store; on a large one it may take minutes.
const patienceMs = 10 * 60_000;

async function untilItAnswers(state: ServerState, { home, password, onProgress }: Launch): Promise<void> {
  const from = Date.now();
  for (let seconds = 0; seconds * 1000 < patienceMs; seconds = Math.floor((Date.now() - from) / 1000)) {
    const answer = await probe(state.port, password);
    if (answer === 'up') return;
    // A stranger may have taken the port a moment before: then ours is about to die of it.
    if (answer === 'wrong password') await sleep(5_000);
    if (!(await isAlive(state.pid))) throw await deathOf(home);
    if (answer === 'wrong password') throw refusedPassword(home);
    if (seconds >= 10) onProgress(`Starting Neo4j (${seconds} s)`);
    await sleep(200);
  }
  throw new ServerStartError(`Neo4j did not answer within ${patienceMs / 60_000} minutes. Its log: ${home.console}`);
}

/** Why the server ended, as far as its console tells. */
export async function deathOf(home: ServerHome, what = 'Neo4j did not start.'): Promise<ServerStartError> {
  return explainDeath(what, await readFile(home.console, 'utf8').catch(() => ''), home.console);
}
