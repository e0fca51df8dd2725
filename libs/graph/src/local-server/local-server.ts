import { randomUUID } from 'node:crypto';
import { adopt } from './adopt.js';
import { resolveRuntime } from './classpath.js';
import { forgetFirstLoad } from './first-load.js';
import { requireFreeDisk } from './free-disk.js';
import { deathOf, launch } from './launch.js';
import { givePassword, keptPassword } from './password.js';
import { boltUri, probe } from './probe.js';
import { lookUpHome, openHome, pinnedRelease, type ServerHome } from './server-home.js';
import { endProcess, isAlive } from './server-process.js';
import { forgetState, isOurServer, liveUsers, readState, type ServerState, thisProcess, writeState } from './server-state.js';
import { defaultMemory, type Memory } from './settings.js';
import { withStartLock } from './start-lock.js';

/** A Neo4j on this machine that answers. `uri` is `bolt://127.0.0.1:<port>`. */
export interface RunningServer {
  uri: string;
  port: number;
  user: 'neo4j';
  password: string;
  pid: number;
}

/** A server this process uses. `adopted`: it ran already. `stop` ends it, unless another live process uses it too. */
export interface LocalServer extends RunningServer {
  adopted: boolean;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The directory of Linchpin's data; Neo4j's part is `<home>/neo4j`. */
  home: string;
  /** Told what goes on, one short line each: `Fetching Neo4j 5.26.30 (57 of 214 files)`, `Starting Neo4j`. */
  onProgress?: (text: string) => void;
  /** Told once when the server ends without `stop`. */
  onExit?: (reason: string) => void;
  /** Lets root on Debian or Ubuntu install Java and Maven. Default: false. */
  mayInstall?: boolean;
  memory?: Memory;
  /** Tried first, so that connections find a server that is started again. */
  port?: number;
}

/**
 * Brings up Neo4j for this home, or joins the one that already runs.
 * @throws MissingToolError, ServerStartError
 */
export async function startLocalServer(options: StartOptions): Promise<LocalServer> {
  const onProgress = onlyNews(options.onProgress);
  const home = await openHome(options.home);
  const id = randomUUID();
  return withStartLock(
    home.lock,
    () => onProgress('Waiting for another start on the same home'),
    async () => {
      const found = await adopt(home, await keptPassword(home), onProgress);
      const state = found ?? (await startAnew(home, options, onProgress));
      await writeState(home, { ...state, users: [...(await liveUsers(state)), await thisProcess(id)] });
      const endWatch = watch(home, state, options.onExit);
      const stop = async () => {
        endWatch();
        await withStartLock(
          home.lock,
          () => undefined,
          () => leave(home, id),
        );
      };
      return { ...(await describe(home, state)), adopted: found !== null, stop };
    },
  );
}

function onlyNews(tell: (text: string) => void = () => undefined): (text: string) => void {
  let last = '';
  return (text) => {
    if (text !== last) tell((last = text));
  };
}

async function startAnew(home: ServerHome, options: StartOptions, onProgress: (text: string) => void): Promise<ServerState> {
  await forgetFirstLoad(home);
  await requireFreeDisk(home.root);
  const runtime = await resolveRuntime(home, pinnedRelease(), options.mayInstall ?? false, onProgress);
  const password = await givePassword(home, runtime);
  return launch({ home, runtime, password, memory: options.memory ?? defaultMemory(), port: options.port, onProgress });
}

/** The live server of this home, for another program on the same machine; it is not that program's to end. */
export async function findRunningServer(home: string): Promise<RunningServer | null> {
  const opened = await lookUpHome(home);
  if (!opened) return null;
  const [state, password] = await Promise.all([readState(opened), keptPassword(opened)]);
  if (!state || !password || !(await isOurServer(opened, state))) return null;
  return (await probe(state.port, password)) === 'up' ? describe(opened, state) : null;
}

async function describe(home: ServerHome, state: ServerState): Promise<RunningServer> {
  return { uri: boltUri(state.port), port: state.port, user: 'neo4j', password: (await keptPassword(home)) ?? '', pid: state.pid };
}

async function leave(home: ServerHome, id: string): Promise<void> {
  const state = await readState(home);
  if (!state?.users.some((user) => user.id === id)) return;
  const others = (await liveUsers(state)).filter((user) => user.id !== id);
  if (others.length > 0) return writeState(home, { ...state, users: others });
  await endProcess(state.pid, state.startedAt);
  await forgetState(home);
}

/** Looks each second, since an adopted server is no child of ours. Keeps no process alive. */
function watch(home: ServerHome, state: ServerState, onExit: (reason: string) => void = () => undefined): () => void {
  let ended = false;
  const look = async () => {
    if (ended || (await isAlive(state.pid)) || ended) return;
    end();
    onExit((await deathOf(home, 'Neo4j ended by itself.')).message);
  };
  const timer = setInterval(() => void look(), 1_000).unref();
  const end = () => {
    ended = true;
    clearInterval(timer);
  };
  return end;
}
