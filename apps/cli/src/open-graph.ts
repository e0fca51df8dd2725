import { resolve } from 'node:path';
import { Graph, migrate, startLocalServer } from '@linchpin/graph';
import type { Config } from '../../config.js';
import { keepRunning, type Running, type Start } from './keep-running.js';

export interface OpenGraph {
  graph: Graph;
  /** Where the database is, in words. */
  where: string;
  /** Closes the connection, and ends the database if we are the last to use it. */
  close(): Promise<void>;
}

interface Options {
  onProgress?: (text: string) => void;
  /** Told when the database of our own ended and stays down. */
  onExit?: (reason: string) => void;
}

/** A connection to the configured Neo4j, or to the managed one, which is started if it does not run; with the schema of this version. */
export async function openGraph(config: Config, { onProgress, onExit }: Options = {}): Promise<OpenGraph> {
  const opened = config.neo4j ? connect(config.neo4j) : await managed(config, { onProgress, onExit });
  try {
    await opened.graph.verify();
    await migrate(opened.graph, { onProgress });
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function connect(address: NonNullable<Config['neo4j']>): OpenGraph {
  const graph = new Graph(address);
  return { graph, where: address.uri, close: () => graph.close() };
}

async function once(start: Start): Promise<Running> {
  const server = await start(() => undefined);
  return { server, stop: () => server.stop() };
}

async function managed({ home, mayInstall }: Config, { onProgress, onExit }: Options): Promise<OpenGraph> {
  const start: Start = (onDeath, port) => startLocalServer({ home: resolve(home), onProgress, onExit: onDeath, mayInstall, port });
  // Without somebody to tell, this is one short piece of work, and its own error says enough.
  const { server, stop } = onExit ? await keepRunning(start, onExit) : await once(start);
  const graph = new Graph(server);
  const close = async () => {
    await graph.close();
    await stop();
  };
  return { graph, where: `${server.adopted ? 'the running Neo4j' : 'a Neo4j'} of our own (${server.uri})`, close };
}
