import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { verifyAudit } from '@linchpin/facts';
import { cypher, findRunningServer, Graph } from '@linchpin/graph';
import { TestServer } from './support/server.js';

jest.setTimeout(10 * 60_000);

const own = { NEO4J_URI: '' };
/** Each takes half a minute; LINCHPIN_TEST_DEATHS=10 asks for more. */
const deaths = Number(process.env.LINCHPIN_TEST_DEATHS ?? 4);
/** The product gives up when the database dies four times in ten minutes, and is started again by whoever runs it. */
const deathsInARow = 3;
const writers = 16;
const perWriterAndDeath = 1;
/** The database is killed when so many facts of a round are acknowledged: most writers are in the middle of something then. */
const acknowledgedFirst = 4;

let server: TestServer;
let home: string;
let token: string;
const databasePid = (): number => (JSON.parse(readFileSync(join(home, 'neo4j', 'state.json'), 'utf8')) as { pid: number }).pid;

beforeAll(async () => {
  server = await TestServer.start(own);
  ({ home, token } = server);
});
afterAll(async () => {
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

type Payload = { userErrors: { code: string }[] } & Record<'entity' | 'fact', { id: string; version: number } | undefined>;

/** Repeats a call with its key until it is answered: the answer may have been lost with the database. */
async function untilAnswered(field: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const made = field === 'createEntity' ? 'entity { id version }' : 'fact { id version }';
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { ${made} userErrors { code } } }`;
  for (;;) {
    const answer = await server.ask(text, { variables: { input }, token }).catch(() => null);
    if (answer?.data?.[field] && !answer.errors) return answer.data[field] as Payload;
    if (answer && answer.status < 500 && answer.status !== 429 && !answer.data) throw new Error(JSON.stringify(answer));
    await sleep(200);
  }
}

interface Acknowledged {
  entities: string[];
  facts: string[];
  /** How many attestations each fact must have. */
  attestations: Map<string, number>;
}
const acknowledged: Acknowledged = { entities: [], facts: [], attestations: new Map() };

const attestation = (locator: string) => ({ document: 'doc-seed', claimant: 'dyn', voice: 'ATTRIBUTED', locator });

/** One writer's turn: an entity, a fact of it, and what another one says of the fact. */
async function write(key: string): Promise<void> {
  const created = await untilAnswered('createEntity', { idempotencyKey: `${key} entity`, kind: 'Company', label: `Firm of ${key}` });
  expect(created.userErrors).toEqual([]);
  const entity = created.entity!.id;
  acknowledged.entities.push(entity);
  const proposed = await untilAnswered('proposeFact', {
    idempotencyKey: `${key} fact`,
    subject: entity,
    predicate: 'doesBusinessWith',
    object: 'ttk',
    attestation: attestation(key),
  });
  expect(proposed.userErrors).toEqual([]);
  const { id, version } = proposed.fact!;
  acknowledged.facts.push(id);
  acknowledged.attestations.set(id, 1);
  const added = await untilAnswered('addAttestation', {
    idempotencyKey: `${key} attestation`,
    fact: id,
    expectedVersion: version,
    attestation: { ...attestation(key), claimant: 'fireeye' },
  });
  expect(added.userErrors).toEqual([]);
  acknowledged.attestations.set(id, 2);
}

it(`loses and doubles nothing when the database is killed ${deaths} times under ${writers} writers, and keeps the chain of the audit`, async () => {
  for (let death = 1; death <= deaths; death++) {
    const before = acknowledged.facts.length;
    const writing = Array.from({ length: writers }, async (_, writer) => {
      for (let turn = 0; turn < perWriterAndDeath; turn++) await write(`d${death} w${writer} t${turn}`);
    });
    while (acknowledged.facts.length < before + acknowledgedFirst) await sleep(5);
    process.kill(databasePid(), 'SIGKILL');
    await Promise.all(writing);
    if (death % deathsInARow === 0 && death < deaths) {
      await server.kill();
      server = await TestServer.start(own, home);
    }
  }
  const all = deaths * writers * perWriterAndDeath;
  expect(new Set(acknowledged.facts).size).toBe(all);
  expect(new Set(acknowledged.entities).size).toBe(all);

  const graph = new Graph((await findRunningServer(home))!);
  try {
    const facts = await graph.readText(
      cypher`MATCH (f:Fact)-[:SUBJECT]->(s) WHERE s.label STARTS WITH 'Firm of ' RETURN f.id AS id, f.visible AS visible, COUNT { (f)<-[:ATTESTS]-() } AS attestations, COUNT { (s)-[r]->() WHERE r.fact = f.id } + COUNT { (s)<-[r]-() WHERE r.fact = f.id } AS edges`,
      {},
    );
    expect(new Map(facts.map(({ id, attestations }) => [id, attestations]))).toEqual(acknowledged.attestations);
    expect(facts.filter(({ visible, edges }) => visible !== true || edges !== 1)).toEqual([]);
    const [made] = await graph.readText(cypher`MATCH (n:Entity) WHERE n.label STARTS WITH 'Firm of ' RETURN count(n) AS entities`, {});
    expect(made).toEqual({ entities: all });
    const { entries, fault } = await verifyAudit(graph);
    expect(fault).toBeNull();
    expect(entries).toBeGreaterThanOrEqual(3 * all);
  } finally {
    await graph.close();
  }
});
