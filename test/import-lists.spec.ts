import { join } from 'node:path';
import { loadSeed, loadSnapshot } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { formats } from '@linchpin/ingest';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { graphLines, hashOf } from './support/graph-hash.js';

const source = join(import.meta.dirname, '..', 'libs', 'ingest', 'src');
/** One after the other, as a user would take them in: the second list of OFAC is the first one some years later, in another format. */
const lists = [
  ['ofac-xml', 'ofac-xml/sdn.fixture.xml', '2020-04-22'],
  ['ofac-xml', 'ofac-xml/sdn_advanced.fixture.xml', '2024-05-03'],
  ['us-csl', 'us-csl/us-csl.fixture.csv', '2023-11-30'],
  ['bis-dpl', 'bis-dpl/bis-dpl.fixture.txt', '2023-11-30'],
  ['eu-fsf', 'eu-fsf/eu-fsf.fixture.xml', '2020-04-15'],
  ['uk-hmt', 'uk-hmt/uk-hmt.fixture.csv', '2020-04-27'],
] as const;

let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
  await loadSeed(graph, await seedData());
}, 120_000);
afterAll(() => graph.close());

async function load([name, path, date]: (typeof lists)[number]) {
  const format = formats.find((each) => each.name === name)!;
  return loadSnapshot(graph, await format.read([join(source, path)], { date }), { by: 'test' });
}

it('takes in lists of five authorities, refuses nothing, and changes nothing the second time', async () => {
  for (const list of lists) {
    const { facts, records, warnings } = await load(list);
    expect({ list: list[1], refused: facts.refused }).toEqual({ list: list[1], refused: 0 });
    expect(records.added).toBeGreaterThan(0);
    expect(Object.keys(warnings).filter((kind) => /refused|not known here|twice/.test(kind))).toEqual([]);
  }
  const before = hashOf(await graphLines(graph));
  for (const list of lists.slice(1)) await load(list);
  expect(hashOf(await graphLines(graph))).toBe(before);
});

it('keeps whose word a joint list passes on', async () => {
  const rows = await graph.readText(
    cypher`MATCH (a:Attestation)-[:STATED_IN]->(d:Document) WHERE d.id STARTS WITH 'us-csl' MATCH (a)-[:CLAIMED_BY]->(c) RETURN DISTINCT c.id AS claimant ORDER BY claimant`,
    {},
  );
  expect(rows.map(({ claimant }) => claimant)).toEqual(['ofac', 'us-bis', 'us-ita', 'us-state-department']);
});
