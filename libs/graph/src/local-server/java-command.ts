import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Runtime } from './classpath.js';
import type { ServerHome } from './server-home.js';

const run = promisify(execFile);

// The flags that Neo4j's own start script passes (conf/neo4j.conf of the 5.26 package), and an end on memory exhaustion instead of a half-dead server.
const flags = [
  '-XX:+UseG1GC',
  '-XX:-OmitStackTraceInFastThrow',
  '-XX:+DisableExplicitGC',
  '-XX:+ExitOnOutOfMemoryError',
  '-Djdk.nio.maxCachedBufferSize=1024',
  '-Dio.netty.tryReflectionSetAccessible=true',
  '-Djdk.tls.ephemeralDHKeySize=2048',
  '-Djdk.tls.rejectClientInitiatedRenegotiation=true',
  '--add-opens=java.base/java.nio=ALL-UNNAMED',
  '--add-opens=java.base/java.io=ALL-UNNAMED',
  '--add-opens=java.base/sun.nio.ch=ALL-UNNAMED',
  '--add-opens=java.base/java.util.concurrent=ALL-UNNAMED',
  '--enable-native-access=ALL-UNNAMED',
  '-Dlog4j2.disable.jmx=true',
  '-Dlog4j.layout.jsonTemplate.maxStringLength=32768',
];

// In an @argfile a quoted word keeps its spaces, and a backslash escapes.
const word = (text: string) => `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;

/** Writes what Java reads by `java @file`: 214 jars would drown the command line, and a secret must not stand in it. */
async function writeArguments(file: string, words: string[]): Promise<string> {
  await writeFile(file, words.map(word).join('\n'), { mode: 0o600 });
  return `@${file}`;
}

/** The arguments that start the server. Its home stays readable in the process list: that is how we know it again. */
export async function serverArguments(home: ServerHome, runtime: Runtime, heapMb: number): Promise<string[]> {
  const file = await writeArguments(join(home.conf, 'java.args'), [...flags, `-Xmx${heapMb}m`, '-cp', runtime.classpath]);
  return [file, 'org.neo4j.server.CommunityEntryPoint', `--home-dir=${home.root}`, `--config-dir=${home.conf}`, '--console-mode'];
}

export interface ToolOptions {
  heapMb?: number;
  /** Told what the tool prints, as it comes. */
  onOutput?: (text: string) => void;
  signal?: AbortSignal;
}

/**
 * Runs `neo4j-admin` from the same jars on the store of a stopped server, e.g. `['database', 'dump', 'neo4j', '--to-path=…']`.
 * @returns what it printed; @throws the error of execFile, with stdout and stderr
 */
export async function adminTool(
  home: ServerHome,
  runtime: Runtime,
  args: string[],
  { heapMb, onOutput, signal }: ToolOptions = {},
): Promise<string> {
  const file = join(home.conf, `admin-${process.pid}.args`);
  const words = [...(heapMb ? [`-Xmx${heapMb}m`] : []), '-cp', runtime.classpath, 'org.neo4j.cli.AdminTool', ...args];
  const env = { ...process.env, NEO4J_HOME: home.root, NEO4J_CONF: home.conf };
  try {
    const running = run(runtime.java, [await writeArguments(file, words)], { env, cwd: home.root, signal });
    if (onOutput) running.child.stdout?.on('data', onOutput);
    return (await running).stdout;
  } finally {
    await rm(file, { force: true });
  }
}
