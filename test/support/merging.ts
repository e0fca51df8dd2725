import { randomUUID } from 'node:crypto';
import { createToken, readPepper } from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './database.js';
import { TestServer } from './server.js';

/** The database and the server of a spec about merging, with a reviewer's token; live bindings, filled before its first test. */
export let graph: Graph;
export let server: TestServer;
export let reviewer: string;
export let document: string;

export async function startMerging(): Promise<void> {
  graph = await emptyGraph();
  server = await TestServer.start();
  reviewer = (await createToken(graph, await readPepper(server.home), { name: 'Rita', role: 'reviewer' })).token;
  const made = await change<{ document: { id: string } }>(
    'createDocument',
    { title: 'A list of ties', publisher: 'zeit' },
    'document { id }',
  );
  document = made.document.id;
}

export async function endMerging(): Promise<void> {
  await server.stop();
  await graph.close();
}

interface Error {
  code: string;
  path: string[];
  into?: string;
  facts?: string[];
  current?: number;
}
const errors =
  'userErrors { code path ... on AlreadyMerged { into } ... on DifferentEntities { facts } ... on SelfReference { facts } ... on StaleVersion { current } }';

export async function change<T>(field: string, input: Record<string, unknown>, selection: string): Promise<T & { userErrors: Error[] }> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input`;
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} ${errors} } }`;
  const data = await server.data<Record<string, T & { userErrors: Error[] }>>(
    text,
    { input: { idempotencyKey: randomUUID(), ...input } },
    reviewer,
  );
  return data[field]!;
}

export async function entity(label: string, rest: Record<string, unknown> = {}): Promise<string> {
  const { entity } = await change<{ entity: { id: string } }>('createEntity', { kind: 'Company', label, ...rest }, 'entity { id }');
  return entity.id;
}

export async function propose(subject: string, predicate: string, object: string, claimant = 'dyn'): Promise<string> {
  const attestation = { document, claimant, voice: 'ATTRIBUTED', locator: 'row 1' };
  const { fact, userErrors } = await change<{ fact: { id: string } }>(
    'proposeFact',
    { subject, predicate, object, attestation },
    'fact { id }',
  );
  expect(userErrors).toEqual([]);
  return fact.id;
}

export const versionOf = async (ref: string) =>
  (await server.data<{ entity: { version: number } }>('query ($ref: String!) { entity(ref: $ref) { version } }', { ref })).entity.version;

export async function merge(a: string, into: string, rest: Record<string, unknown> = {}) {
  return change<{ entity: { id: string } | null; warnings: { code: string; message: string }[] }>(
    'mergeEntities',
    {
      entity: a,
      into,
      expectedVersion: await versionOf(a),
      expectedIntoVersion: await versionOf(into),
      reason: 'The register says so.',
      ...rest,
    },
    'entity { id } warnings { code message }',
  );
}
export const split = async (former: string) =>
  change<{ entity: { id: string } | null }>(
    'splitEntity',
    { entity: former, expectedVersion: await versionOf(former), reason: 'Two registers, two companies.' },
    'entity { id }',
  );
