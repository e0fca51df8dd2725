import { setTimeout as sleep } from 'node:timers/promises';
import { refusedPassword } from './password.js';
import { probe } from './probe.js';
import type { ServerHome } from './server-home.js';
import { endProcess } from './server-process.js';
import { forgetState, isOurServer, readState, type ServerState } from './server-state.js';

// It may still be starting, or recovering after a kill, which took up to 21 s.
const patienceMs = 60_000;

/**
 * The server that already runs on this home, e.g. after its app was killed; null when there is none.
 * Two servers on one store die on its lock, so one of ours that does not answer is ended.
 * @throws ServerStartError when it refuses the kept password
 */
export async function adopt(
  home: ServerHome,
  password: string | null,
  onProgress: (text: string) => void,
  withinMs = patienceMs,
): Promise<ServerState | null> {
  const state = await readState(home);
  if (state && password && (await answers(home, state, password, withinMs))) return state;
  if (state && (await isOurServer(home, state))) {
    onProgress('Ending a Neo4j that does not answer');
    await endProcess(state.pid, state.startedAt);
  }
  await forgetState(home);
  return null;
}

async function answers(home: ServerHome, state: ServerState, password: string, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; await isOurServer(home, state); await sleep(250)) {
    const answer = await probe(state.port, password);
    if (answer === 'up') return true;
    if (answer === 'wrong password') throw refusedPassword(home);
    if (Date.now() > end) return false;
  }
  return false;
}
