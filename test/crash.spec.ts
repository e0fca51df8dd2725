import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { rebuildEdges } from '@linchpin/facts';
import { cypher, findRunningServer, Graph } from '@linchpin/graph';
import { TestServer, type Answer } from './support/server.js';

jest.setTimeout(10 * 60_000);

const own = { NEO4J_URI: '' };
const subjects = 20;
const objects = 15;

let server: TestServer;
let home: string;
let token: string;

const databasePid = (): number => (JSON.parse(readFileSync(join(home, 'neo4j', 'state.json'), 'utf8')) as { pid: number }).pid;
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0) && (process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  } catch {
    return false;
  }
}
const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sleep(50);
};
const answersAgain = () => until(async () => (await fetch(`${server.url}/health/ready`).catch(() => null))?.status === 200);
/** Another start on the same home; the token is still the first one's. */
const startAgain = async () => (server = await TestServer.start(own, home));

/** The end of the product that leaves its data. */
async function endGently(): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => server.process.once('exit', resolve));
  server.process.kill('SIGTERM');
  return ended;
}

async function withGraph<R>(work: (graph: Graph) => Promise<R>): Promise<R> {
  const running = await findRunningServer(home);
  const graph = new Graph(running!);
  try {
    return await work(graph);
  } finally {
    await graph.close();
  }
}

const propose = `mutation ($input: ProposeFactInput!) { proposeFact(input: $input) { fact { id status } userErrors { code message } } }`;
interface Proposed {
  proposeFact: { fact: { id: string; status: string } | null; userErrors: { code: string; message: string }[] };
}
const inputOf = (key: string, subject: string, object: string, label?: string) => ({
  idempotencyKey: key,
  subject,
  object,
  predicate: 'doesBusinessWith',
  label,
  attestation: { document: 'crash-report', claimant: subject, voice: 'EDITORIAL', locator: 'p. 1' },
});

/** Repeats the call with the same key until there is an answer that is not about the state of the server. */
async function proposeUntilAnswered(input: ReturnType<typeof inputOf>): Promise<Proposed['proposeFact']> {
  for (;;) {
    const answer: Answer | null = await server.ask(propose, { variables: { input }, token }).catch(() => null);
    if (answer?.data && !answer.errors) return (answer.data as unknown as Proposed).proposeFact;
    // With data and an error it was recorded, but the database ended before it could be read again.
    if (answer && !answer.data && answer.status < 500) throw new Error(JSON.stringify(answer));
    await sleep(200);
  }
}

const entityId = (i: number) => `crash-company-${i}`;
async function makeEntities(): Promise<void> {
  const create = 'mutation ($input: CreateEntityInput!) { createEntity(input: $input) { entity { id } userErrors { code } } }';
  for (let i = 0; i < subjects + objects; i++) {
    const input = {
      idempotencyKey: `company ${i}`,
      id: entityId(i),
      kind: 'Company',
      label: `Crash Company Number ${i} ${'abcdefghij'[i % 10]}${i}`,
    };
    expect(await server.data(create, { input }, token)).toMatchObject({ createEntity: { entity: { id: entityId(i) }, userErrors: [] } });
  }
  const document = 'mutation ($input: CreateDocumentInput!) { createDocument(input: $input) { document { id } userErrors { code } } }';
  const input = {
    idempotencyKey: 'document',
    id: 'crash-report',
    title: 'A report on crashes',
    publisher: entityId(0),
    publishedAt: '2020-01-01',
  };
  expect(await server.data(document, { input }, token)).toMatchObject({ createDocument: { document: { id: 'crash-report' } } });
}

beforeAll(async () => {
  server = await TestServer.start(own);
  ({ home, token } = server);
  await makeEntities();
});
afterAll(async () => {
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

it('keeps what was recorded when the API is killed, and takes over the database that was left behind', async () => {
  const { fact } = await proposeUntilAnswered(inputOf('before the kill', entityId(1), entityId(2)));
  const orphan = databasePid();
  await server.kill();
  expect(isAlive(orphan)).toBe(true);

  await startAgain();
  expect(databasePid()).toBe(orphan);
  expect(await server.data('query ($id: ID!) { node(id: $id) { id } }', { id: fact!.id })).toEqual({ node: { id: fact!.id } });
  expect(await proposeUntilAnswered(inputOf('before the kill', entityId(1), entityId(2)))).toMatchObject({
    fact: { id: fact!.id },
    userErrors: [],
  });

  expect(await endGently()).toBe(0);
  expect(isAlive(orphan)).toBe(false);
  await startAgain();
  expect(await server.data('query ($id: ID!) { node(id: $id) { id } }', { id: fact!.id })).toEqual({ node: { id: fact!.id } });
});

it('answers a change that leaves out what has a default, however often its text is sent', async () => {
  for (let i = 0; i < 4; i++)
    expect(await proposeUntilAnswered(inputOf('with defaults', entityId(6), entityId(7)))).toMatchObject({
      fact: { status: 'ASSERTED' },
      userErrors: [],
    });
});

it('does one change per key, however often and at once it is asked for', async () => {
  const input = inputOf('at once', entityId(3), entityId(4));
  const answers = await Promise.all(Array.from({ length: 16 }, () => proposeUntilAnswered(input)));
  expect(answers.map(({ userErrors }) => userErrors).flat()).toEqual([]);
  expect(new Set(answers.map(({ fact }) => fact!.id)).size).toBe(1);

  const other = await proposeUntilAnswered(inputOf('at once', entityId(3), entityId(5)));
  expect(other).toMatchObject({ fact: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
  const sameFact = await proposeUntilAnswered(inputOf('another key', entityId(3), entityId(4)));
  expect(sameFact).toMatchObject({ fact: null, userErrors: [{ code: 'DUPLICATE_FACT' }] });
});

it('loses and doubles nothing when the database is killed under 8 writers, and comes back by itself', async () => {
  const pairs = Array.from({ length: subjects }, (_, i) =>
    Array.from({ length: objects }, (_unused, j) => [entityId(i), entityId(subjects + j)]),
  ).flat();
  const calls = pairs.map(([subject, object], i) => inputOf(`write ${i}`, subject!, object!));
  const acknowledged = new Map<string, string>();
  const waiting = [...calls];
  const client = async () => {
    for (let call = waiting.shift(); call; call = waiting.shift()) {
      const { fact, userErrors } = await proposeUntilAnswered(call);
      if (!fact) waiting.length = 0;
      expect(userErrors).toEqual([]);
      acknowledged.set(call.idempotencyKey, fact!.id);
    }
  };
  const victim = databasePid();
  let killed = false;
  const killer = async () => {
    await until(() => acknowledged.size >= 100 || waiting.length === 0);
    killed = acknowledged.size >= 100 && process.kill(victim, 'SIGKILL');
  };
  await Promise.all([...Array.from({ length: 8 }, client), killer()]);
  expect(killed).toBe(true);

  expect(isAlive(victim)).toBe(false);
  expect(server.process.exitCode).toBeNull();
  expect(server.output()).toContain('The database runs again.');
  expect(acknowledged.size).toBe(calls.length);
  expect(new Set(acknowledged.values()).size).toBe(calls.length);
  for (const call of calls.filter((_, i) => i % 10 === 0))
    expect((await proposeUntilAnswered(call)).fact!.id).toBe(acknowledged.get(call.idempotencyKey));

  await withGraph(async (graph) => {
    const facts = await graph.readText(
      cypher`MATCH (f:Fact {predicate: 'doesBusinessWith'}) WHERE f.subject IN $objects OR f.object IN $objects
        RETURN f.id AS id, f.status AS status, f.visible AS visible, COUNT { (f)<-[:ATTESTS]-() } AS attestations`,
      { objects: Array.from({ length: objects }, (_, j) => entityId(subjects + j)) },
    );
    expect(facts.map(({ id }) => id).sort()).toEqual([...acknowledged.values()].sort());
    expect(
      new Set(facts.map(({ status, visible, attestations }) => `${String(status)} ${String(visible)} ${String(attestations)}`)),
    ).toEqual(new Set(['ASSERTED true 1']));
    const edges = () =>
      graph.readText(
        cypher`MATCH (s:Entity)-[r]->(o:Entity) WHERE r.fact IS NOT NULL RETURN s.id AS s, type(r) AS type, o.id AS o, properties(r) AS properties ORDER BY r.fact, s, o`,
        {},
      );
    const before = await edges();
    await rebuildEdges(graph);
    expect(await edges()).toEqual(before);
    expect(before.filter(({ properties }) => [...acknowledged.values()].includes((properties as { fact: string }).fact))).toHaveLength(
      calls.length,
    );
    const operations = await graph.readText(
      cypher`MATCH (o:Operation) WHERE o.key CONTAINS ':write ' RETURN count(o) AS all, count(o.result) AS concluded`,
      {},
    );
    expect(operations).toEqual([{ all: calls.length, concluded: calls.length }]);
  });
});

it('answers what is under way when it is told to stop, exits with 0 and leaves no database behind', async () => {
  const database = databasePid();
  process.kill(database, 'SIGSTOP');
  const asked = Promise.all(
    Array.from({ length: 10 }, () => server.ask('{ facts(first: 50) { edges { node { id attestations { stance } } } } }')),
  );
  await until(async () => (await fetch(`${server.url}/health/ready`)).status === 503);
  const ended = endGently();
  await until(() => server.output().includes('Stopping'));
  process.kill(database, 'SIGCONT');
  expect((await asked).map(({ status, errors }) => errors?.[0]?.extensions.code ?? status)).toEqual(Array(10).fill(200));
  expect(await ended).toBe(0);
  expect(isAlive(database)).toBe(false);
  await startAgain();
});

it('gives up with a message and exit code 1 when the database dies again and again', async () => {
  const ended = new Promise<number | null>((resolve) => server.process.once('exit', resolve));
  for (let death = 1; death <= 4; death++) {
    await answersAgain();
    const pid = databasePid();
    process.kill(pid, 'SIGKILL');
    await until(() => !isAlive(pid));
    if (death < 4) await until(() => server.output().split('The database runs again.').length > death);
  }
  expect(await ended).toBe(1);
  expect(server.output()).toMatch(/The database ended: Neo4j ended by itself/);
});
