import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as localServers from '../../libs/graph/src/local-server/index.js';

/** What the tear-down finds: jest loads both files into one process, but shares no module between them. */
export type WithTestServer = typeof globalThis & { stopTestServer?: () => Promise<void> };

/**
 * One Neo4j for all specs, which they find in NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD: a new one on an empty directory,
 * or the given one where LINCHPIN_TEST_WIPE=1 says that it may be emptied.
 */
export default async function setUp(_: unknown, { rootDir }: { rootDir: string }): Promise<void> {
  if (process.env.NEO4J_URI) return requireConsent();
  const home = await realpath(await mkdtemp(join(tmpdir(), 'linchpin-test-')));
  const { startLocalServer } = await builtServers(rootDir);
  const starting = startLocalServer({ home, memory: { heapMb: 512, pageCacheMb: 128 } });
  const stop = async () => {
    const server = await starting.catch(() => null);
    await server?.stop();
    await rm(home, { recursive: true, force: true });
  };
  // Jest tears nothing down when it is interrupted, and the server would outlive it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stop().finally(() => process.exit(130)));
  (globalThis as WithTestServer).stopTestServer = stop;
  try {
    const { uri, user, password } = await starting;
    Object.assign(process.env, { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password });
  } catch (error) {
    await stop();
    throw error;
  }
}

function requireConsent(): void {
  if (process.env.LINCHPIN_TEST_WIPE === '1') return;
  throw new Error(
    'NEO4J_URI is set, and the tests empty the database they use. Set LINCHPIN_TEST_WIPE=1 if nothing in it is worth keeping, or unset NEO4J_URI.',
  );
}

/** Jest loads this file as CommonJS, where the sources' imports do not resolve; the built code serves as well. */
async function builtServers(rootDir: string): Promise<typeof localServers> {
  const built = join(rootDir, 'dist/libs/graph/src/local-server/index.js');
  if (!existsSync(built)) execFileSync(process.execPath, [join(rootDir, 'scripts/build.mjs')], { stdio: 'inherit' });
  return (await import(built)) as typeof localServers;
}
