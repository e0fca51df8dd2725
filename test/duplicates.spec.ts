import { randomUUID } from 'node:crypto';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

let graph: Graph;
let server: TestServer;
const made: Record<string, string> = {};
let document: string;

const mutate = async (field: string, type: string, input: Record<string, unknown>, selection: string): Promise<string> => {
  const data = await server.data<Record<string, Record<string, { id: string }>>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} { id } } }`,
    { input: { idempotencyKey: randomUUID(), ...input } },
    server.token,
  );
  return data[field]![selection]!.id;
};
const create = (kind: string, label: string, rest: Record<string, unknown> = {}) =>
  mutate('createEntity', 'CreateEntityInput', { kind, label, ...rest }, 'entity');
const propose = (subject: string, predicate: string, rest: Record<string, unknown>) =>
  mutate(
    'proposeFact',
    'ProposeFactInput',
    { subject, predicate, ...rest, attestation: { document, claimant: 'dyn', voice: 'LIST_ENTRY', locator: '1' } },
    'fact',
  );

beforeAll(async () => {
  graph = await emptyGraph();
  server = await TestServer.start();
  document = await mutate('createDocument', 'CreateDocumentInput', { title: 'A register', publisher: 'zeit' }, 'document');
  made.park = await create('Person', 'Park Jin Hyok', { names: [{ text: '박진혁', lang: 'ko' }] });
  made.alias = await create('Person', 'PARK, Jin-Hyok', { id: 'park-of-the-list' });
  made.other = await create('Person', 'Park Jin Hyok', { id: 'park-the-painter' });
  made.vessel = await create('Vessel', 'Ocean Star', { identifiers: [{ scheme: 'imo', value: '9000001' }] });
  made.renamed = await create('Vessel', 'Blue Horizon', { identifiers: [{ scheme: 'imo', value: '9000001' }] });
  made.namesake = await create('Vessel', 'Ocean Star', { id: 'ocean-star-two', identifiers: [{ scheme: 'imo', value: '9000002' }] });
  await propose(made.park, 'birthDate', { value: { date: '1984-08-15' } });
  await propose(made.alias, 'birthDate', { value: { date: '1984' } });
  await propose(made.other, 'birthDate', { value: { date: '1951' } });
  made.firm = await create('Organization', 'Chosun Expo');
  await propose(made.park, 'actsFor', { object: made.firm });
  await propose(made.alias, 'actsFor', { object: made.firm });
}, 240_000);
afterAll(async () => {
  await server.stop();
  await graph.close();
});

interface Candidate {
  entity: { id: string };
  score: number;
  evidence: { sort: string; because: string; facts: { id: string }[] }[];
}
async function duplicates(entity: string, rest = ''): Promise<Candidate[]> {
  const { duplicates } = await server.data<{ duplicates: { candidates: Candidate[] } }>(
    `query ($entity: String!) { duplicates(entity: $entity${rest}) { candidates { entity { id } score evidence { sort because facts { id } } } warnings } }`,
    { entity },
  );
  return duplicates.candidates;
}

it('finds a person under another spelling, with the reasons and the facts behind them', async () => {
  const [first] = await duplicates(made.park!);
  expect(first!.entity.id).toBe(made.alias);
  expect(first!.evidence.map(({ sort }) => sort)).toEqual(['NAME', 'BIRTH_DATE', 'NEIGHBOUR']);
  expect(first!.evidence[2]!.facts).toHaveLength(2);
  expect(first!.score).toBeGreaterThan(0.8);
});

it('finds a company under another legal form, and with a word that the other lacks', async () => {
  const one = await create('Company', 'Qorvex Marine Limited');
  const other = await create('Company', 'Qorvex Marine Ltd');
  const longer = await create('Company', 'Qorvex Marine Overseas');
  const found = (await duplicates(one)).map(({ entity }) => entity.id);
  expect(found[0]).toBe(other);
  expect((await duplicates(one, ', minScore: 0')).map(({ entity }) => entity.id)).toContain(longer);
});

it('does not propose a namesake who was born in another year, nor a ship with another number', async () => {
  expect((await duplicates(made.park!)).map(({ entity }) => entity.id)).not.toContain(made.other);
  expect((await duplicates(made.vessel!)).map(({ entity }) => entity.id)).toEqual([made.renamed]);
  const all = await duplicates(made.vessel!, ', minScore: 0');
  expect(all.find(({ entity }) => entity.id === made.namesake)!.evidence.map(({ sort }) => sort)).toContain('OTHER_IDENTIFIER');
});

it('stops to propose what a fact tells apart', async () => {
  await propose(made.park!, 'differentFrom', { object: made.alias });
  expect(await duplicates(made.park!)).toEqual([]);
  expect((await duplicates(made.alias!)).map(({ entity }) => entity.id)).toEqual([]);
});

it('is asked by name, and of one that was merged by its former id', async () => {
  await server.data(
    'mutation ($input: MergeEntitiesInput!) { mergeEntities(input: $input) { entity { id } } }',
    {
      input: {
        idempotencyKey: randomUUID(),
        entity: made.renamed,
        into: made.vessel,
        expectedVersion: 1,
        expectedIntoVersion: 1,
        reason: 'The same IMO number.',
      },
    },
    server.token,
  );
  expect(await duplicates(made.renamed!)).toEqual([]);
  expect((await duplicates('Chosun Expo')).map(({ entity }) => entity.id)).toEqual([]);
});
