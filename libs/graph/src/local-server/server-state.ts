import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { ServerHome } from './server-home.js';
import { identify, isStill } from './server-process.js';

const shape = z.object({
  pid: z.int().positive(),
  startedAt: z.string(),
  port: z.int().min(1).max(65_535),
  users: z.array(z.object({ id: z.string(), pid: z.int().positive(), startedAt: z.string() })),
});

/** The server that was last started on a home, and the processes that use it. */
export type ServerState = z.infer<typeof shape>;

/** Null when there is none or its text is damaged. */
export async function readState(home: ServerHome): Promise<ServerState | null> {
  const text = await readFile(home.state, 'utf8').catch(() => 'null');
  try {
    return shape.nullable().parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export async function writeState(home: ServerHome, state: ServerState): Promise<void> {
  const draft = `${home.state}.new`;
  await writeFile(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, home.state);
}

export const forgetState = (home: ServerHome): Promise<void> => rm(home.state, { force: true });

/** True when the noted process lives and is a Neo4j on this very home, not a stranger with a recycled pid. */
export async function isOurServer(home: ServerHome, state: ServerState): Promise<boolean> {
  const found = await identify(state.pid);
  return found?.startedAt === state.startedAt && found.commandLine.includes(`--home-dir=${home.root}`);
}

export async function thisProcess(id: string): Promise<ServerState['users'][number]> {
  return { id, pid: process.pid, startedAt: (await identify(process.pid))?.startedAt ?? '' };
}

/** The users of the server that are still alive. */
export async function liveUsers(state: ServerState): Promise<ServerState['users']> {
  const alive = await Promise.all(state.users.map((user) => isStill(user.pid, user.startedAt)));
  return state.users.filter((_, i) => alive[i]);
}
