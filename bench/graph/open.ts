import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rebuildEdges } from '@linchpin/facts';
import { cypher, Graph, migrate, startLocalServer, type LocalServer } from '@linchpin/graph';
import { buildGraph, type Tell } from './build.js';
import { withoutIndexes } from './without-indexes.js';

/** Counts up when the generator changes, so that an older graph is not taken for a new one. */
const generator = 2;

export interface BenchGraph {
  server: LocalServer;
  close: () => Promise<void>;
}

/** The generated graph on a Neo4j of its own, built on the first run. @throws Error when the home holds another graph */
export async function openBenchGraph(home: string, size: { entities: number; facts: number }, tell: Tell): Promise<BenchGraph> {
  const server = await startLocalServer({ home, onProgress: tell });
  const graph = new Graph(server);
  try {
    await graph.verify();
    await migrate(graph, { onProgress: tell });
    await buildUnlessThere(
      graph,
      server,
      join(home, 'generated.json'),
      JSON.stringify({ generator, ...size, schema: await schemaOf(graph) }),
      size,
      tell,
    );
    return { server, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  } finally {
    await graph.close();
  }
}

async function buildUnlessThere(
  graph: Graph,
  server: LocalServer,
  file: string,
  wanted: string,
  size: { entities: number; facts: number },
  tell: Tell,
) {
  const stamp = await readFile(file, 'utf8').catch(() => '');
  if (stamp === wanted) return;
  const [row] = await graph.readText(cypher`RETURN EXISTS { (:Entity) } AS filled`, {});
  if (row?.filled) throw new Error(`Another graph is there (${stamp || 'unfinished'}). Remove the directory of ${file} and run again.`);
  await withoutIndexes(server, tell, () => buildGraph(graph, size, tell));
  await rebuildEdges(graph, (predicate) => tell(`edges: ${predicate}`));
  await writeFile(file, wanted);
}

/** Which migrations the database has had. */
async function schemaOf(graph: Graph): Promise<string> {
  const rows = await graph.readText(cypher`MATCH (m:Migration) RETURN m.checksum AS checksum ORDER BY m.number`, {});
  return rows.map(({ checksum }) => String(checksum).slice(0, 8)).join('-');
}
