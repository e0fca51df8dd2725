import { randomUUID } from 'node:crypto';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

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

interface Payload {
  entity: { id: string } | null;
  userErrors: { code: string; existing?: { id: string } }[];
}
const create = async (input: Record<string, unknown>): Promise<Payload> => {
  const data = await server.data<{ createEntity: Payload }>(
    'mutation ($input: CreateEntityInput!) { createEntity(input: $input) { entity { id } userErrors { code ... on DuplicateEntity { existing { id } } } } }',
    { input: { idempotencyKey: randomUUID(), ...input } },
    server.token,
  );
  return data.createEntity;
};

it.each([
  ['by name', {}],
  ['with an id of their choice', { id: 'the-other-north-star' }],
])(
  'makes one entity of 64 callers who create the same one at once %s, and leads the others to it',
  async (_, rest) => {
    const label = `North Star Shipping ${Object.keys(rest).join()}`.trim();
    const answers = await Promise.all(Array.from({ length: 64 }, () => create({ kind: 'Company', label, ...rest })));
    const made = answers.flatMap(({ entity }) => (entity ? [entity.id] : []));
    expect(made).toHaveLength(1);
    const refused = answers.filter(({ entity }) => !entity).map(({ userErrors }) => userErrors);
    expect(refused).toEqual(Array(63).fill([{ code: 'DUPLICATE_ENTITY', existing: { id: made[0] } }]));
  },
  120_000,
);
