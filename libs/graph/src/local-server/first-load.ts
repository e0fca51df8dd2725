import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveRuntime } from './classpath.js';
import { ServerStartError } from './errors.js';
import { adminTool } from './java-command.js';
import { lookUpHome, openHome, pinnedRelease, type ServerHome } from './server-home.js';
import { defaultMemory, type Memory, writeSettings } from './settings.js';
import { withStartLock } from './start-lock.js';

export interface FirstLoad {
  /** The directory of Linchpin's data, on which no server was ever started. */
  home: string;
  /** Writes files into an empty folder. @returns what `database import full` is to be told of them, by names within the folder */
  write: (dir: string) => Promise<string[]>;
  /** Told in percent how far Neo4j has read the files. */
  onPercent?: (percent: number) => void;
  onProgress?: (text: string) => void;
  mayInstall?: boolean;
  memory?: Memory;
  signal?: AbortSignal;
}

/** Whether no server was ever started on this home, so that there is nothing to be lost. */
export async function isNewHome(home: string): Promise<boolean> {
  const opened = await lookUpHome(home);
  return opened === null || isEmpty(opened);
}

const isEmpty = async ({ root, password }: ServerHome): Promise<boolean> =>
  !existsSync(password) && (await readdir(join(root, 'data')).catch(() => [])).length === 0;

/** Where a first load is made ready, beside the data: one that was killed leaves it. */
const scratchOf = ({ root }: ServerHome): string => join(root, 'first-load');

/** Removes what a first load that was killed has left. No other may run. */
export const forgetFirstLoad = (home: ServerHome): Promise<void> => rm(scratchOf(home), { recursive: true, force: true });

/**
 * Makes the database of a home from files, before its first start. It is made apart and put into its place at once: whatever fails, there is
 * the whole database or none.
 * @throws ServerStartError where there is a database already; MissingToolError; the error of execFile, with `stderr`, when the tool fails
 */
export async function firstLoad({
  home,
  write,
  onPercent,
  onProgress = () => undefined,
  mayInstall = false,
  memory,
  signal,
}: FirstLoad): Promise<void> {
  const opened = await openHome(home);
  await withStartLock(
    opened.lock,
    () => onProgress('Waiting for another start on the same home'),
    async () => {
      if (!(await isEmpty(opened)))
        throw new ServerStartError(`There is a database in ${opened.root} already. A first load never replaces one.`);
      const runtime = await resolveRuntime(opened, pinnedRelease(), mayInstall, onProgress);
      const root = scratchOf(opened);
      const scratch = { ...opened, root, conf: join(root, 'conf') };
      await forgetFirstLoad(opened);
      try {
        await mkdir(scratch.conf, { recursive: true, mode: 0o700 });
        const { heapMb, pageCacheMb } = memory ?? defaultMemory();
        await writeSettings(scratch, 0, { heapMb, pageCacheMb });
        const files = await write(root);
        const limits = ['--max-off-heap-memory=' + `${pageCacheMb}m`, '--read-buffer-size=16m'];
        await adminTool(scratch, runtime, ['database', 'import', 'full', 'neo4j', ...limits, ...files], {
          heapMb,
          onOutput: percentIn(onPercent),
          signal,
        });
        await rmdir(join(opened.root, 'data'));
        await rename(join(root, 'data'), join(opened.root, 'data'));
      } finally {
        await forgetFirstLoad(opened);
      }
    },
  );
}

/** neo4j-admin counts to a hundred in each of four phases. */
function percentIn(tell: (percent: number) => void = () => undefined): (output: string) => void {
  let phase = 1;
  return (output) => {
    for (const [, begun, percent] of output.matchAll(/\((\d)\/4\) |(\d+)% ∆/g))
      if (begun) phase = Number(begun);
      else tell(((phase - 1) * 100 + Number(percent)) / 4);
  };
}
