import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestServer } from './support/server.js';

const own = { NEO4J_URI: '' };
let server: TestServer;
let frozen: number | undefined;

const databasePid = (): number => (JSON.parse(readFileSync(join(server.home, 'neo4j', 'state.json'), 'utf8')) as { pid: number }).pid;
const health = async (probe: 'live' | 'ready') => {
  const response = await fetch(`${server.url}/health/${probe}`);
  return { status: response.status, body: (await response.json()) as unknown };
};
const thaw = () => {
  if (frozen) process.kill(frozen, 'SIGCONT');
  frozen = undefined;
};
const isStopped = (pid: number): boolean => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
/** Of a JVM that hangs, which every thread of it does; the signal is not the work of a moment. */
async function freeze(): Promise<void> {
  frozen = databasePid();
  process.kill(frozen, 'SIGSTOP');
  if (process.platform === 'linux') while (!isStopped(frozen)) await new Promise((resolve) => setTimeout(resolve, 10));
}
const question = '{ facts(first: 3) { edges { node { id subject { id } } } } }';

beforeAll(async () => {
  server = await TestServer.start(own);
});
afterAll(async () => {
  thaw();
  await server?.stop();
});

it('is live and ready while it can answer', async () => {
  expect(await health('live')).toEqual({ status: 200, body: { status: 'ok' } });
  expect(await health('ready')).toEqual({ status: 200, body: { status: 'ok' } });
});

describe('while the database hangs', () => {
  beforeAll(freeze);
  afterAll(thaw);

  it('is live, but not ready, and says why without a name or an address', async () => {
    expect(await health('live')).toEqual({ status: 200, body: { status: 'ok' } });
    expect(await health('ready')).toEqual({ status: 503, body: { status: 'unavailable', reason: 'the database does not answer' } });
  });

  it('answers every question and change with what is the matter', async () => {
    const change = 'mutation { createEntity(input: { idempotencyKey: "h1", kind: Company, label: "Hangs" }) { entity { id } } }';
    const answers = await Promise.all([
      ...Array.from({ length: 60 }, () => server.ask(question)),
      server.ask(`{ a: ${question.slice(1, -1)} b: ${question.slice(1, -1)} }`),
      server.ask(change, { token: server.token }),
    ]);
    expect(frozen).toBeDefined();
    for (const { status, data, errors } of answers) {
      expect([503, 504]).toContain(status);
      expect(data).toBeNull();
      expect(['DEADLINE_EXCEEDED', 'DATABASE_UNAVAILABLE']).toContain(errors![0]!.extensions.code);
      expect(errors![0]!.message).not.toMatch(/bolt|pool|driver|Neo4jError/i);
    }
    expect(await health('live')).toEqual({ status: 200, body: { status: 'ok' } });
  });
});

it('answers as before once the database goes on', async () => {
  let ready = await health('ready');
  while (ready.status !== 200) ready = await health('ready');
  const answers = await Promise.all(Array.from({ length: 100 }, () => server.ask(question)));
  expect(new Set(answers.map(({ status, errors }) => errors?.[0]?.extensions.code ?? status))).toEqual(new Set([200]));
  expect(await server.data('{ entity(ref: "kp") { id } }')).toEqual({ entity: { id: 'kp' } });
});
