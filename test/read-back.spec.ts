import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

const changes = 50;

let graph: Graph;
let server: TestServer;
beforeAll(async () => {
  graph = await emptyGraph();
  server = await TestServer.start();
}, 240_000);
afterAll(async () => {
  await server.stop();
  await graph.close();
});

const parties = ['ttk', 'cu', 'kptc', 'intelsat'];
const claimants = ['dyn', 'fireeye', 'zeit', 'kp-gov', 'ttk'];

/** What a reader sees of all facts that are visible. */
const view = `query ($at: LensInput, $after: String) {
  facts(first: 100, after: $after, at: $at) {
    pageInfo { hasNextPage endCursor }
    edges { node {
      id label status badges independentGroups because validTime
      subject { id } object { id }
      attestations { id stance claimant { id } origin grade quote { exact } }
    } }
  }
}`;
interface View {
  facts: { pageInfo: { hasNextPage: boolean; endCursor: string }; edges: { node: { id: string; status: string } }[] };
}
async function seen(at?: Record<string, unknown>): Promise<View['facts']['edges'][number]['node'][]> {
  const nodes = [];
  for (let after: string | undefined; ;) {
    const { facts }: View = await server.data<View>(view, { at: { background: true, ...at }, after });
    nodes.push(...facts.edges.map(({ node }) => node));
    if (!facts.pageInfo.hasNextPage) return nodes;
    after = facts.pageInfo.endCursor;
  }
}

async function lastMoment(): Promise<string> {
  const { changesSince } = await server.data<{ changesSince: { edges: { node: { at: string } }[] } }>(
    '{ changesSince(last: 1) { edges { node { at } } } }',
  );
  return changesSince.edges[0]!.node.at;
}

interface Payload {
  fact: { id: string; version: number } | null;
  userErrors: { code: string }[];
}
async function change(field: string, input: Record<string, unknown>): Promise<Payload> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const data = await server.data<Record<string, Payload>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { fact { id version } userErrors { code } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    server.token,
  );
  return data[field]!;
}

const attestation = fc.record({
  document: fc.constant('doc-seed'),
  claimant: fc.constantFrom(...claimants),
  stance: fc.constantFrom('ASSERTS', 'CONFIRMS', 'DENIES', 'DECLINES_TO_CONFIRM', 'WITHDRAWS'),
  voice: fc.constant('ATTRIBUTED'),
  origin: fc.option(fc.constantFrom('o1', 'o2'), { nil: undefined }),
  locator: fc.constant('by chance'),
});
const proposal = fc.record({
  subject: fc.constantFrom(...parties),
  predicate: fc.constantFrom('doesBusinessWith', 'supplies'),
  object: fc.constant('kp'),
  validTime: fc.integer({ min: 1990, max: 2016 }).chain((year) => fc.constantFrom(`${year}/..`, `${year}-05`, `${year}~`)),
  attestation,
});
const step = fc.record({
  act: fc.constantFrom('proposeFact', 'proposeFact', 'addAttestation', 'addAttestation', 'addAttestation', 'retractFact', 'supersedeFact'),
  which: fc.nat(),
  proposal,
});

it(`reads back the state before each of ${changes} random changes exactly, by the clock of recording`, async () => {
  const steps = fc.sample(step, changes * 4);
  const own: { id: string; version: number }[] = [];
  const states = [{ at: await lastMoment(), state: await seen() }];
  for (const { act, which, proposal } of steps) {
    if (states.length > changes) break;
    const target = own[which % Math.max(1, own.length)];
    if (act !== 'proposeFact' && !target) continue;
    const about = { fact: target?.id, expectedVersion: target?.version };
    const inputs: Record<string, Record<string, unknown>> = {
      proposeFact: proposal,
      addAttestation: { ...about, attestation: proposal.attestation },
      retractFact: { ...about, reason: 'OTHER', note: 'by chance' },
      supersedeFact: { ...about, reason: 'by chance', by: proposal },
    };
    const { fact, userErrors } = await change(act, inputs[act]!);
    if (!fact) {
      expect(['DUPLICATE_FACT', 'ALREADY_RETRACTED', 'ALREADY_SUPERSEDED', 'STALE_VERSION']).toContain(userErrors[0]!.code);
      continue;
    }
    if (target && fact.id === target.id) target.version = fact.version;
    else own.push(fact);
    states.push({ at: await lastMoment(), state: await seen() });
  }
  expect(states).toHaveLength(changes + 1);
  expect(new Set(states.map(({ state }) => JSON.stringify(state))).size).toBeGreaterThan(changes * 0.8);
  for (const { at, state } of states) expect(await seen({ recordedAt: at })).toEqual(state);
}, 300_000);
