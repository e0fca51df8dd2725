import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const entry = join(import.meta.dirname, '..', '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const readyWithin = 180_000;

export interface Answer {
  status: number;
  data: Record<string, unknown> | null;
  errors?: { message: string; path?: string[]; extensions: { code: string; requestId: string } }[];
}

/** The product as a user runs it: `start` of the command line, in a process of its own. */
export class TestServer {
  private constructor(
    readonly process: ChildProcess,
    readonly home: string,
    readonly url: string,
    /** The admin token; empty where the database had one before. */
    readonly token: string,
    readonly output: () => string,
  ) {}

  /** @param env beside the tests' own: NEO4J_URI as the global set-up gives it */
  static async start(env: Record<string, string> = {}, home?: string): Promise<TestServer> {
    const dir = home ?? (await mkdtemp(join(tmpdir(), 'linchpin-test-')));
    const settings = {
      PORT: '0',
      LINCHPIN_HOME: dir,
      LINCHPIN_RATE_ANONYMOUS: '0',
      LINCHPIN_RATE_TOKEN: '0',
      LINCHPIN_LOG: 'error',
      // What is recorded is read at once; the specs of the review turn it on.
      LINCHPIN_REVIEW: 'off',
      ...env,
    };
    const child = spawn(process.execPath, [entry, 'start'], {
      env: { ...process.env, NODE_OPTIONS: '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Jest may be interrupted; the server, and the database that it runs, must not outlive it.
    process.once('exit', () => child.kill('SIGTERM'));
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ready = () => /GraphQL +(http:\S+)\/graphql[\s\S]*Ctrl-C/.exec(output);
    const deadline = Date.now() + readyWithin;
    while (!ready() && child.exitCode === null && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
    const match = ready();
    if (!match) {
      child.kill('SIGTERM');
      throw new Error(`the server did not start:\n${output}`);
    }
    return new TestServer(child, dir, match[1]!, /lp_[\w-]+/.exec(output)?.[0] ?? '', () => output);
  }

  async ask(
    query: string,
    { variables, token, headers }: { variables?: Record<string, unknown>; token?: string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await this.post(JSON.stringify({ query, variables }), {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
  }

  /** The data of a question that must not fail. */
  async data<T = Record<string, never>>(query: string, variables?: Record<string, unknown>, token?: string): Promise<T> {
    const answer = await this.ask(query, { variables, token });
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data as T;
  }

  post(body: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  }

  /** Ends it as Ctrl-C does. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.home, { recursive: true, force: true });
  }

  /** Ends it as a power cut would; its data stay. */
  kill(): Promise<void> {
    return this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill(signal);
    await ended;
  }
}
