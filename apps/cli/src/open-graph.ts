import { resolve } from 'node:path';
import { Graph, migrate, startLocalServer } from '@linchpin/graph';
import type { Config } from '../../config.js';

export interface OpenGraph {
  graph: Graph;
  /** Where the database is, in words. */
  where: string;
  /** Closes the connection, and ends the database if we are the last to use it. */
  close(): Promise<void>;
}

interface Options {
  onProgress?: (text: string) => void;
  onExit?: (reason: string) => void;
}

/** A connection to the configured Neo4j, or to the managed one, which is started if it does not run; with the schema of this version. */
export async function openGraph(config: Config, { onProgress, onExit }: Options = {}): Promise<OpenGraph> {
  const opened = config.neo4j ? await connect(config.neo4j) : await managed(config, { onProgress, onExit });
  try {
    await opened.graph.verify();
    await migrate(opened.graph, { onProgress });
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function connect(address: NonNullable<Config['neo4j']>): Promise<OpenGraph> {
  const graph = new Graph(address);
  return { graph, where: address.uri, close: () => graph.close() };
}

async function managed({ home, mayInstall }: Config, { onProgress, onExit }: Options): Promise<OpenGraph> {
  const server = await startLocalServer({ home: resolve(home), onProgress, onExit, mayInstall });
  const graph = new Graph(server);
  const close = async () => {
    await graph.close();
    await server.stop();
  };
  return { graph, where: `${server.adopted ? 'the running Neo4j' : 'a Neo4j'} of our own (${server.uri})`, close };
}
