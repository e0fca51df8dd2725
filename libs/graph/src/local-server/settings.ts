import { writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import type { ServerHome } from './server-home.js';

/** In megabytes. */
export interface Memory {
  heapMb: number;
  pageCacheMb: number;
}

const megabyte = 1024 * 1024;

/** An eighth of the machine, or of the container, for each; at least 512 MB, at most 4 GB. */
export function defaultMemory(machine = totalmem(), container = process.constrainedMemory()): Memory {
  const bytes = container > 0 ? Math.min(machine, container) : machine;
  const share = Math.min(Math.max(Math.floor(bytes / megabyte / 8), 512), 4096);
  return { heapMb: share, pageCacheMb: share };
}

/** The text of neo4j.conf. Paths in it are relative to the home. */
export function settings(port: number, memory: Memory): string {
  return Object.entries({
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    'server.bolt.tls_level': 'DISABLED',
    'server.http.enabled': 'false',
    'server.https.enabled': 'false',
    'dbms.usage_report.enabled': 'false',
    'client.allow_telemetry': 'false',
    // Launched from jars, Neo4j would let LOAD CSV read every file of the user and every host of the network.
    'server.directories.import': 'import',
    'dbms.security.allow_csv_import_from_file_urls': 'false',
    'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
    // An empty store takes 2 MB instead of 544 MB.
    'db.tx_log.preallocate': 'false',
    'db.tx_log.rotation.size': '8m',
    // Seconds. Once the stores are closed, Bolt would stay quiet for twice 5 s: a stop takes 0.3 s instead of 10 s.
    'internal.dbms.bolt.netty_server_shutdown_quiet_period': '0',
    'server.memory.pagecache.size': `${memory.pageCacheMb}m`,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

export const writeSettings = (home: ServerHome, port: number, memory: Memory): Promise<void> =>
  writeFile(join(home.conf, 'neo4j.conf'), settings(port, memory));
