import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { identify, isStill } from './server-process.js';

/**
 * Runs the work while no other process of this machine holds the lock; waits for one that does.
 * A lock whose holder is dead is taken over.
 * @param onWait told once, when there is a wait
 */
export async function withStartLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  const mine = `${process.pid} ${(await identify(process.pid))?.startedAt ?? ''} ${randomUUID()}`;
  for (let waits = 0; !(await tryTake(file, mine)); waits++) {
    if (await isStale(file)) await takeAway(file);
    else {
      if (waits === 0) onWait();
      await sleep(200);
    }
  }
  try {
    return await work();
  } finally {
    if ((await read(file)) === mine) await rm(file, { force: true });
  }
}

async function tryTake(file: string, mine: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(mine).finally(() => handle.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

const read = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);

const unwrittenForMs = 5_000;

async function isStale(file: string): Promise<boolean> {
  const text = await read(file);
  if (text === null) return false;
  const [pid, startedAt] = text.split(' ');
  if (pid && startedAt !== undefined) return !(await isStill(Number(pid), startedAt));
  const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Date.now() }));
  return Date.now() - mtimeMs > unwrittenForMs;
}

// Two may find the same stale lock: the slower one must not throw away the quicker one's new lock. Renaming has one winner.
async function takeAway(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  await rename(file, aside).catch(() => undefined);
  if (await isStale(aside)) await rm(aside, { force: true });
  else await rename(aside, file).catch(() => undefined);
}
