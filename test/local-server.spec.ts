import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { jest } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import neo4j from 'neo4j-driver';
import { adopt } from '../libs/graph/src/local-server/adopt.js';
import { findRunningServer, type LocalServer, type RunningServer, startLocalServer } from '../libs/graph/src/local-server/index.js';
import { openHome, pinnedRelease } from '../libs/graph/src/local-server/server-home.js';
import { endProcess, identify, isAlive } from '../libs/graph/src/local-server/server-process.js';

jest.setTimeout(10 * 60_000);

const memory = { heapMb: 512, pageCacheMb: 64 };
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'linchpin local server ')));
const compiled = join(import.meta.dirname, '..', 'node_modules', '.cache', `local-server-${process.pid}`);
const children = new Set<ChildProcess>();

const stateOf = (home: string) => join(home, 'neo4j', 'state.json');
const noted = (home: string) => JSON.parse(readFileSync(stateOf(home), 'utf8')) as { pid: number; startedAt: string; port: number };
const start = (home: string, onProgress?: (text: string) => void) => startLocalServer({ home, memory, onProgress });

async function ask(server: RunningServer, cypher: string): Promise<Record<string, unknown>[]> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password), { disableLosslessIntegers: true });
  try {
    return (await driver.executeQuery(cypher, {}, { database: 'neo4j' })).records.map((record) => record.toObject());
  } finally {
    await driver.close();
  }
}

/** A program of its own that starts a server, prints what it got as one JSON line, and lives on. */
function startInChild(home: string, env: NodeJS.ProcessEnv = process.env): ChildProcess {
  mkdirSync(compiled, { recursive: true });
  const source = join(import.meta.dirname, '..', 'libs', 'graph', 'src', 'local-server');
  for (const name of readdirSync(source).filter((file) => !file.endsWith('.spec.ts'))) {
    const { code } = transformFileSync(join(source, name), {
      swcrc: false,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'es6' },
    });
    writeFileSync(join(compiled, name.replace(/\.ts$/, '.js')), code);
  }
  writeFileSync(join(compiled, 'package.json'), '{ "type": "module" }');
  const program = `import { startLocalServer } from './index.js';
    const say = (what) => console.log(JSON.stringify(what));
    setInterval(() => 0, 1000);
    await startLocalServer(${JSON.stringify({ home, memory })}).then(say, (error) => say({ code: error.code, message: error.message }));`;
  writeFileSync(join(compiled, 'program.js'), program);
  const child = spawn(process.execPath, [join(compiled, 'program.js')], { stdio: ['ignore', 'pipe', 'inherit'], env });
  children.add(child);
  return child;
}

async function firstLine(child: ChildProcess): Promise<Record<string, unknown>> {
  if (!child.stdout) throw new Error('The child has no output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return JSON.parse(line) as Record<string, unknown>;
}

async function kill(child: ChildProcess): Promise<void> {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function endAllOf(home: string): Promise<void> {
  if (!existsSync(stateOf(home))) return;
  const { pid, startedAt } = noted(home);
  if ((await identify(pid))?.commandLine.includes(home)) await endProcess(pid, startedAt);
}

function linkOf(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return '';
  }
}

/** `address:port` of every TCP socket the process listens on; from the kernel's tables (proc(5): state 0A, hexadecimal) or from lsof. */
async function listening(pid: number): Promise<string[]> {
  if (process.platform !== 'linux') {
    const { stdout } = await promisify(execFile)('lsof', ['-nP', '-a', '-p', String(pid), '-iTCP', '-sTCP:LISTEN', '-Fn']);
    return stdout.split('\n').flatMap((line) => (line.startsWith('n') ? [line.slice(1)] : []));
  }
  const open = readdirSync(`/proc/${pid}/fd`).map((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n'));
  const heard = rows.map((row) => row.trim().split(/\s+/)).filter((row) => row[3] === '0A' && open.includes(`socket:[${row[9]}]`));
  return heard.map((row) => {
    const [address = '', port = ''] = (row[1] ?? '').split(':');
    const loopback = /^(0{16}F{4}0{4}|0{16}0{4}F{4}|)0100007F$/.test(address);
    return `${loopback ? '127.0.0.1' : address}:${parseInt(port, 16)}`;
  });
}

afterAll(async () => {
  await Promise.all([...children].map(kill));
  for (const name of readdirSync(scratch)) await endAllOf(join(scratch, name));
  rmSync(scratch, { recursive: true, force: true });
  rmSync(compiled, { recursive: true, force: true });
});

describe('the local Neo4j', () => {
  const home = join(scratch, 'first home');
  let server: LocalServer;

  it('starts, says so, keeps its secret, and is found by other programs', async () => {
    const said: string[] = [];
    expect(await findRunningServer(home)).toBeNull();
    expect(existsSync(home)).toBe(false);
    server = await start(home, (text) => said.push(text));
    expect(server.adopted).toBe(false);
    expect(said).toContain('Starting Neo4j');
    expect(statSync(join(home, 'neo4j', 'password')).mode & 0o777).toBe(0o600);
    expect(noted(home).pid).toBe(server.pid);
    const { uri, user, password, port, pid } = server;
    expect(await findRunningServer(home)).toEqual({ uri, user, password, port, pid });
    const commandLine = (await identify(pid))?.commandLine;
    expect(commandLine).toContain(`--home-dir=${join(home, 'neo4j')}`);
    expect(commandLine).not.toContain(password);
    const release = pinnedRelease();
    const jars = readFileSync(join(home, 'neo4j', `classpath-${release.hash}.txt`), 'utf8').split(delimiter);
    expect(jars).toHaveLength(release.jars);
    expect(await ask(server, 'CALL dbms.components() YIELD versions RETURN versions')).toEqual([{ versions: [release.version] }]);
  });

  it('listens on the Bolt port of the loopback address and nowhere else', async () => {
    expect(await listening(server.pid)).toEqual([server.uri.replace('bolt://', '')]);
  });

  it('reads neither files nor addresses by LOAD CSV', async () => {
    let asked = 0;
    const bait = createServer((_, response) => response.end(`row ${++asked}`)).listen(0, '127.0.0.1');
    await once(bait, 'listening');
    const { port } = bait.address() as AddressInfo;
    const urls = ['file:///etc/hosts', `http://127.0.0.1:${port}/a.csv`, `http://localhost:${port}/a.csv`, `http://[::1]:${port}/a.csv`];
    try {
      for (const url of urls)
        await expect(ask(server, `LOAD CSV FROM '${url}' AS row RETURN row`)).rejects.toThrow(/allow_csv_import_from_file_urls|blocked/);
      expect(asked).toBe(0);
    } finally {
      bait.close();
    }
  });

  it('ends with the app and has the data when it comes back, once for two starts at a time', async () => {
    await ask(server, "CREATE (:Kept {id: 'before the stop'})");
    await server.stop();
    expect(await isAlive(server.pid)).toBe(false);
    expect(existsSync(stateOf(home))).toBe(false);
    const both = await Promise.all([start(home), start(home)]);
    expect(both.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
    expect(both[0].pid).toBe(both[1].pid);
    expect(await ask(both[0], 'MATCH (n:Kept) RETURN n.id AS id')).toEqual([{ id: 'before the stop' }]);
    await both[0].stop();
    expect(await isAlive(both[1].pid)).toBe(true);
    await both[1].stop();
    expect(await isAlive(both[1].pid)).toBe(false);
  });

  it('is adopted after its app was killed', async () => {
    const app = startInChild(home);
    const orphan = (await firstLine(app)) as unknown as RunningServer;
    await ask(orphan, "CREATE (:Kept {id: 'by the killed app'})");
    await kill(app);
    server = await start(home);
    expect(server).toMatchObject({ adopted: true, pid: orphan.pid });
    expect(await ask(server, 'MATCH (n:Kept) RETURN count(n) AS kept')).toEqual([{ kept: 2 }]);
    await server.stop();
    expect(await isAlive(server.pid)).toBe(false);
  });

  it('tells when it dies, and comes back with the data', async () => {
    const died = new Promise<string>(
      (resolve) => void startLocalServer({ home, memory, onExit: resolve }).then(({ pid }) => process.kill(pid, 'SIGKILL')),
    );
    expect(await died).toContain('ended by itself');
    server = await start(home);
    expect(server.adopted).toBe(false);
    expect(await ask(server, 'MATCH (n:Kept) RETURN count(n) AS kept')).toEqual([{ kept: 2 }]);
  });

  it('says what to do when a server it does not know holds the store', async () => {
    const state = readFileSync(stateOf(home));
    rmSync(stateOf(home));
    await expect(start(home)).rejects.toMatchObject({
      code: 'SERVER_START',
      message: expect.stringContaining('Another Neo4j holds this store') as string,
    });
    writeFileSync(stateOf(home), state);
  });

  it('is ended and replaced when it is ours and frozen', async () => {
    process.kill(server.pid, 'SIGSTOP');
    expect(await adopt(await openHome(home), server.password, () => undefined, 0)).toBeNull();
    expect(await isAlive(server.pid)).toBe(false);
  });

  it('does not mistake a process that got its pid for it', async () => {
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'], { stdio: 'ignore' });
    children.add(stranger);
    writeFileSync(stateOf(home), JSON.stringify({ pid: stranger.pid, startedAt: 'long ago', port: 1, users: [] }));
    expect(await findRunningServer(home)).toBeNull();
    server = await start(home);
    expect(server.adopted).toBe(false);
    expect(await isAlive(stranger.pid ?? 0)).toBe(true);
    await server.stop();
  });

  it('names three ways out where Java and Maven are missing', async () => {
    const nowhere = join(scratch, 'empty');
    mkdirSync(nowhere);
    const answer = await firstLine(startInChild(join(scratch, 'second home'), { PATH: nowhere }));
    expect(answer.code).toBe('MISSING_TOOL');
    for (const way of ['Install them: ', 'NEO4J_URI', 'docker compose up']) expect(answer.message).toContain(way);
  });
});
