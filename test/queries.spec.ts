import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import '@linchpin/access';
import { loadSeed } from '@linchpin/facts';
import { cypher, registeredQueries, type Graph, type Query } from '@linchpin/graph';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph, testAddress } from './support/database.js';

const moment = '2017-10-01T00:00:00Z';
/** A value of each type that a query takes. */
const dummies: Record<string, unknown> = {
  id: 'kp',
  text: 'text',
  int: neo4j.int(1),
  float: 1.5,
  flag: true,
  moment,
  ids: ['kp'],
  map: {},
  maps: [{}],
};
/** There are few of these, and they are asked for all at once. */
const readWhole = ['Migration', 'Token'];

const operators = (plan: Plan): Plan[] => [plan, ...plan.children.flatMap(operators)];

/** Steps of a plan whose work grows with the database: "AllNodesScan n", "NodeByLabelScan f:Fact". */
function scansOf(plan: Plan): string[] {
  return operators(plan).flatMap(({ operatorType, arguments: { Details: details = '' } }) => {
    const operator = operatorType.split('@')[0]!;
    if (!/(AllNodes|AllRelationships|LabelScan|LabelsScan)/.test(operator)) return [];
    const labels = [...String(details).matchAll(/:\s*(\w+)/g)].map(([, label]) => label!);
    return labels.length && labels.every((label) => readWhole.includes(label)) ? [] : [`${operator} ${String(details)}`];
  });
}

describe('every registered query', () => {
  let graph: Graph;
  let driver: Driver;

  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
    await graph.command(cypher`CALL db.awaitIndexes(60)`);
    const { uri, user, password } = testAddress();
    driver = neo4j.driver(uri, neo4j.auth.basic(user, password));
  });
  afterAll(async () => {
    await driver.close();
    await graph.close();
  });

  const explain = async ({ takes, cypher: { text } }: Pick<Query, 'takes' | 'cypher'>): Promise<Plan> => {
    const parameters = Object.fromEntries(Object.entries(takes).map(([name, type]) => [name, dummies[type.replace('?', '')]]));
    const { summary } = await driver.executeQuery(`EXPLAIN ${text}`, parameters);
    if (!summary.plan) throw new Error('the database gave no plan');
    return summary.plan;
  };

  it.each(registeredQueries.map((query) => [query.about, query] as const))('finds what it needs by an index: %s', async (_about, query) => {
    expect(scansOf(await explain(query))).toEqual([]);
  });

  it('is here: none stands in the code that this file did not load', async () => {
    const libs = join(import.meta.dirname, '..', 'libs');
    const files = (await readdir(libs, { recursive: true })).filter((file) => /(?<!\.spec)\.ts$/.test(file));
    const texts = await Promise.all(files.map((file) => readFile(join(libs, file), 'utf8')));
    const written = texts.reduce((count, text) => count + (text.match(/^(export )?const \w+ = query\(/gm)?.length ?? 0), 0);
    expect(written).toBeGreaterThan(20);
    expect(registeredQueries).toHaveLength(written);
  });

  it.each([
    [cypher`MATCH (n) WHERE n.id = $id RETURN n.id AS id`],
    [cypher`MATCH (f:Fact) WHERE f.because CONTAINS $id RETURN f.id AS id`],
    [cypher`MATCH (s:Standing {status: $id}) RETURN s.status AS id`],
    [cypher`MATCH ()-[r]->() WHERE r.fact = $id RETURN r.fact AS id`],
  ])('would fail here if it were %s', async (text) => {
    expect(scansOf(await explain({ takes: { id: 'id' }, cypher: text }))).not.toEqual([]);
  });
});
