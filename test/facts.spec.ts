import { cypher, type Graph } from '@linchpin/graph';
import { loadSeed, rebuildEdges } from '@linchpin/facts';
import { readSeed } from '../seed/read-seed.js';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';

describe('the seed in the database', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
  });
  afterAll(() => graph.close());

  it('has the status and badges that the golden facts expect', async () => {
    const { facts } = await readSeed();
    const rows = await graph.readText(
      cypher`MATCH (f:Fact) RETURN f.id AS id, f.status AS status, f.badges AS badges, f.because AS because`,
      {},
    );
    const stored = new Map(rows.map((row) => [row.id, row]));
    for (const { id, expected } of facts) {
      if (!expected) continue;
      expect({ id, status: stored.get(id)?.status }).toEqual({ id, status: expected.status });
      for (const badge of expected.badges) expect(stored.get(id)?.badges).toContain(badge);
    }
  });

  it('loads twice without a change', async () => {
    const count = () => graph.readText(cypher`MATCH (n) RETURN count(n) AS nodes, sum(COUNT { (n)--() }) AS ends`, {});
    const before = await count();
    expect(await loadSeed(graph, await seedData())).toBe(0);
    expect(await count()).toEqual(before);
  });

  it('rebuilds the same edges from the facts', async () => {
    const edges = () =>
      graph.readText(
        cypher`MATCH (a)-[r]->(b) WHERE r.fact IS NOT NULL RETURN a.id AS a, type(r) AS type, properties(r) AS properties, b.id AS b ORDER BY r.fact`,
        {},
      );
    const before = await edges();
    expect(before.length).toBeGreaterThan(40);
    expect(await rebuildEdges(graph)).toBe(before.length);
    expect(await edges()).toEqual(before);
  });
});
