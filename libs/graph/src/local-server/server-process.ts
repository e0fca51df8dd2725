import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What tells a process from a later one with the same pid. `startedAt` is only good for comparing. */
export interface ProcessIdentity {
  startedAt: string;
  commandLine: string;
}

/** The live process of that pid, or null when there is none. */
export async function identify(pid: number): Promise<ProcessIdentity | null> {
  if (!hasEntry(pid)) return null;
  try {
    if (process.platform === 'linux') return await identifyOnLinux(pid);
    return process.platform === 'win32' ? await identifyOnWindows(pid) : await identifyByPs(pid);
  } catch {
    return null;
  }
}

async function identifyOnLinux(pid: number): Promise<ProcessIdentity | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // proc(5): the name in parentheses may hold spaces; after it come the state (field 3) and the start in ticks (field 22).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const commandLine = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0').join(' ').trim();
  return { startedAt: fields[19] ?? '', commandLine };
}

async function identifyByPs(pid: number): Promise<ProcessIdentity | null> {
  const { stdout } = await run('ps', ['-ww', '-o', 'lstart=,command=', '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' },
  });
  const parts = /^\s*(\w+\s+\w+\s+\d+\s+[\d:]+\s+\d+)\s+(.*)$/.exec(stdout.trim());
  return parts ? { startedAt: parts[1] ?? '', commandLine: parts[2] ?? '' } : null;
}

async function identifyOnWindows(pid: number): Promise<ProcessIdentity | null> {
  const query = `$p = Get-CimInstance Win32_Process -Filter "ProcessId=${pid}"; $p.CreationDate.ToFileTimeUtc(); $p.CommandLine`;
  const { stdout } = await run('powershell', ['-NoProfile', '-NonInteractive', '-Command', query]);
  const [startedAt = '', commandLine = ''] = stdout.trim().split(/\r?\n/);
  return { startedAt, commandLine };
}

// A process of another user counts; so does a dead one whose parent has not asked after it.
function hasEntry(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whoever it is. Cheap enough to ask every second. */
export async function isAlive(pid: number): Promise<boolean> {
  return hasEntry(pid) && (process.platform !== 'linux' || (await identify(pid)) !== null);
}

/** True while the process of that pid is the one that started then. */
export async function isStill(pid: number, startedAt: string): Promise<boolean> {
  return (await identify(pid))?.startedAt === startedAt;
}

const patienceMs = 20_000;

/** Ends that process and returns when it is gone: SIGTERM, after 20 s SIGKILL. */
export async function endProcess(pid: number, startedAt: string): Promise<void> {
  for (const [signal, withinMs] of [
    ['SIGTERM', patienceMs],
    ['SIGKILL', patienceMs],
  ] as const) {
    if (!(await isStill(pid, startedAt))) return;
    process.kill(pid, signal);
    for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
      if (!(await isAlive(pid))) return;
    }
  }
  throw new Error(`Process ${pid} does not end.`);
}
