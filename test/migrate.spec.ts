import { cypher, Graph, migrate, type Migration } from '@linchpin/graph';
import { emptyGraph, testAddress } from './support/database.js';

describe('migrations', () => {
  let graph: Graph;
  const forget = () => graph.command(cypher`MATCH (m:Migration) DELETE m`);
  const make = (number: number, text = cypher`CREATE (:Trace {number: 1})`): Migration => ({
    number,
    about: 'For the test.',
    statements: [text],
  });
  const traces = async () => (await graph.readText(cypher`MATCH (t:Trace) RETURN count(t) AS traces`, {}))[0]!.traces;
  beforeAll(async () => {
    graph = await emptyGraph();
  });
  beforeEach(async () => {
    await forget();
    await graph.command(cypher`MATCH (t:Trace) DELETE t`);
  });
  afterAll(async () => {
    await graph.command(cypher`MATCH (t:Trace) DELETE t`);
    await forget();
    await migrate(graph);
    await graph.close();
  });

  it('runs each once, in order', async () => {
    await migrate(graph, { migrations: [make(1)] });
    await migrate(graph, { migrations: [make(1), make(2)] });
    await migrate(graph, { migrations: [make(1), make(2)] });
    expect(await traces()).toBe(2);
  });

  it('runs each once when several processes start at once', async () => {
    const others = Array.from({ length: 5 }, () => new Graph(testAddress()));
    await Promise.all(others.map((other) => migrate(other, { migrations: [make(1), make(2)] })));
    await Promise.all(others.map((other) => other.close()));
    expect(await traces()).toBe(2);
  });

  it('refuses a database of a newer version', async () => {
    await migrate(graph, { migrations: [make(1), make(2)] });
    await expect(migrate(graph, { migrations: [make(1)] })).rejects.toMatchObject({ code: 'DATABASE_NEWER' });
  });

  it('refuses a migration that was edited after it ran', async () => {
    await migrate(graph, { migrations: [make(1)] });
    await expect(migrate(graph, { migrations: [make(1, cypher`CREATE (:Trace {number: 2})`)] })).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
    });
  });

  it('gives the lock back when a statement fails', async () => {
    await expect(migrate(graph, { migrations: [make(1, cypher`THIS IS NO CYPHER`)] })).rejects.toThrow();
    await migrate(graph, { migrations: [make(1)] });
    expect(await traces()).toBe(1);
  });
});
