import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { hasOpenReassessment, inChange, recordFacts, verifyAudit, workOffReassessment, type FactInput } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
/** 500 of them fit the change itself; the rest is several steps of as many. */
const many = 2_300;

interface Reassessment {
  change: number;
  action: string;
  entities: string[];
  done: number;
  total: number | null;
  finishedAt: string | null;
}

let graph: Graph;
let server: TestServer;
let token: string;
let count = 0;
beforeAll(async () => {
  graph = await emptyGraph();
  server = await TestServer.start();
  ({ token } = server);
});
afterAll(async () => {
  await server?.stop();
  await graph?.close();
});

const attestation = (claimant: string) => ({
  document: 'doc-seed',
  claimant,
  chain: [claimant],
  origin: `${claimant}-own`,
  stance: 'ASSERTS' as const,
  modality: 'FACTUAL' as const,
  voice: 'EDITORIAL' as const,
  note: 'for the test',
});
const claimed = (claimants: string[]): FactInput => ({
  subject: 'uski',
  predicate: 'hasSector',
  value: { text: `sector ${++count}` },
  attestations: claimants.map(attestation),
});

/** As many more like a fact that two claim: with its attestations and standings, as if each had been recorded. */
const multiply = cypher`
  MATCH (f:Fact {id: $fact})-[:SUBJECT]->(s)
  UNWIND range(1, $many) AS i
  CREATE (n:Fact)-[:SUBJECT]->(s) SET n = f{.*, id: f.id + '-' + toString(100000 + i), proposition: f.proposition + toString(i)}
  WITH f, n
  CALL (f, n) { MATCH (f)-[:STANDS]->(st) CREATE (n)-[:STANDS]->(c:Standing) SET c = properties(st) RETURN count(*) AS standings }
  CALL (f, n) {
    MATCH (f)<-[:ATTESTS]-(a)-[:CLAIMED_BY]->(e) MATCH (a)-[:STATED_IN]->(d)
    CREATE (n)<-[:ATTESTS]-(b:Attestation)-[:CLAIMED_BY]->(e) SET b = a{.*, id: n.id + a.id}
    CREATE (b)-[:STATED_IN]->(d) CREATE (b)-[:PASSED_BY {position: 0}]->(e)
    RETURN count(*) AS attestations
  }
  RETURN count(n) AS made`;
const record = async (claimants: string[]): Promise<string> =>
  graph.write((tx) => inChange(tx, 'test', 'PROPOSE_FACT', async (change) => (await recordFacts(tx, [claimed(claimants)], change))[0]!.id));
const statuses = async (like: string): Promise<Record<string, number>> => {
  const rows = await graph.readText(cypher`MATCH (f:Fact) WHERE f.id STARTS WITH $like RETURN f.status AS status, count(f) AS facts`, {
    like,
  });
  return Object.fromEntries(rows.map(({ status, facts }) => [String(status), Number(facts)]));
};
/** How often each of these facts was changed since a change: the counts that occur. */
const timesChanged = async (like: string, since: number): Promise<number[]> => {
  const rows = await graph.readText(
    cypher`MATCH (f:Fact) WHERE f.id STARTS WITH $like RETURN DISTINCT COUNT { (f)<-[:CHANGED]-(c:Change) WHERE c.number >= $since } AS times`,
    { like, since },
  );
  return rows.map(({ times }) => Number(times));
};
const reassessments = async (): Promise<Reassessment[]> =>
  (
    await server.data<{ reassessments: Reassessment[] }>(
      '{ reassessments(first: 5) { id change action entities done total leftAt startedAt finishedAt } }',
      undefined,
      token,
    )
  ).reassessments;
const until = async <T>(look: () => Promise<T>, met: (value: T) => boolean): Promise<T> => {
  for (;;) {
    const value = await look();
    if (met(value)) return value;
    await sleep(20);
  }
};
interface Proposed {
  proposeFact: { warnings: { code: string }[]; userErrors: unknown[] };
}
/** Puts one under another through the API; the same call again, by its key, where a busy machine had no answer in time. */
async function put(subject: string, object: string): Promise<Proposed['proposeFact']> {
  const input = {
    idempotencyKey: `r${++count}`,
    subject,
    predicate: 'controlledBy',
    object,
    attestation: { document: 'doc-seed', claimant: 'wapo', voice: 'EDITORIAL', note: 'for the test' },
  };
  const text = 'mutation ($input: ProposeFactInput!) { proposeFact(input: $input) { warnings { code } userErrors { message } } }';
  const { status, data, errors } = await until(
    () => server.ask(text, { variables: { input }, token }),
    (answer) => answer.status !== 504,
  );
  if (errors) throw new Error(`${status}: ${JSON.stringify(errors)}`);
  return (data as unknown as Proposed).proposeFact;
}

it('works out after the change what does not fit it, also when it is killed in between, and nothing twice', async () => {
  const like = await record(['dyn', 'fireeye']);
  await graph.write((tx) => tx.runText(multiply, { fact: like, many }), 60_000);
  expect(await statuses(like)).toEqual({ CORROBORATED: many + 1 });
  expect(await put('dyn', 'fireeye')).toMatchObject({ userErrors: [], warnings: [{ code: 'STATUS_PENDING' }] });
  const begun = await until(reassessments, ([first]) => first!.done > 500);
  expect(begun[0]).toMatchObject({ action: 'PROPOSE_FACT', entities: ['dyn'], finishedAt: null });
  await server.kill();
  const { CORROBORATED: left = 0 } = await statuses(like);
  expect(left).toBeGreaterThan(0);

  server = await TestServer.start({}, server.home);
  const [done] = await until(reassessments, ([first]) => first!.finishedAt !== null);
  expect(done!.done).toBe(done!.total);
  expect(done!.total).toBeGreaterThan(many);
  expect(await statuses(like)).toEqual({ ASSERTED: many + 1 });
  expect(await timesChanged(like, done!.change)).toEqual([1]);
  const [standings] = await graph.readText(
    cypher`MATCH (f:Fact) WHERE f.id STARTS WITH $like WITH f, [(f)-[:STANDS]->(s) | s] AS cells
      RETURN DISTINCT size(cells) AS cells, size([s IN cells WHERE s.recordedTo IS NULL]) AS open, size([s IN cells WHERE s.recordedFrom IS NULL]) AS bare`,
    { like },
  );
  expect(standings).toEqual({ cells: 2, open: 1, bare: 0 });
  expect(await verifyAudit(graph)).toMatchObject({ fault: null });
}, 120_000);

it('is done by the command line where no server runs', async () => {
  const cli = () => promisify(execFile)(process.execPath, [entry, 'statuses'], { env: { ...process.env, NODE_OPTIONS: '' } });
  expect((await cli()).stdout).toContain('No statuses are left');
  await server.kill();
  const like = await record(['n38', 'zeit']);
  await graph.write((tx) => tx.runText(multiply, { fact: like, many: 700 }), 60_000);
  await leave('n38', 'zeit');
  expect((await cli()).stdout).toMatch(/^The statuses that depend on change \d+ are worked out\.$/m);
  expect(await statuses(like)).toEqual({ ASSERTED: 701 });
  server = await TestServer.start({}, server.home);
}, 120_000);

/** Puts one under another, without a server that would go on with what the change leaves. */
const leave = (subject: string, object: string) =>
  graph.write(
    (tx) =>
      inChange(tx, 'test', 'PROPOSE_FACT', (change) =>
        recordFacts(tx, [{ subject, predicate: 'controlledBy', object, attestations: [attestation('wapo')] }], change),
      ),
    60_000,
  );

it('is done by one process at a time, and lists no fact that stands as before', async () => {
  await server.stop();
  const like = await record(['uski', 'williams']);
  await graph.write((tx) => tx.runText(multiply, { fact: like, many: 700 }), 60_000);
  await leave('uski', 'jhu');
  const before = await statuses(like);
  const [me, other] = [randomUUID(), randomUUID()];
  expect(await workOffReassessment(graph, me, 20)).toBe('worked');
  expect(await workOffReassessment(graph, other, 20)).toBe('busy');
  expect(await hasOpenReassessment(graph)).toBe(true);
  while ((await workOffReassessment(graph, me, 20)) === 'worked');
  expect(await hasOpenReassessment(graph)).toBe(false);
  expect(await statuses(like)).toEqual(before);
  const [row] = await graph.readText(cypher`MATCH (c:Change) RETURN c.action AS action ORDER BY c.number DESC LIMIT 1`, {});
  expect(row!.action).toBe('PROPOSE_FACT');
  server = await TestServer.start();
}, 120_000);
