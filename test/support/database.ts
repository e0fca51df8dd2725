import { Graph, migrate, cypher, type GraphAddress } from '@linchpin/graph';

/** Where the tests' database is: the managed one that the global set-up started. */
export const testAddress = (): GraphAddress => ({
  uri: process.env.NEO4J_URI ?? '',
  user: process.env.NEO4J_USER ?? 'neo4j',
  password: process.env.NEO4J_PASSWORD ?? '',
});

/** A connection to an emptied database with the current schema. */
export async function emptyGraph(): Promise<Graph> {
  const graph = new Graph(testAddress());
  await migrate(graph);
  await graph.command(cypher`MATCH (n) WHERE NOT n:Migration AND NOT n:Lock CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`);
  return graph;
}
