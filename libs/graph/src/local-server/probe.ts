import { setTimeout as sleep } from 'node:timers/promises';
import neo4j from 'neo4j-driver';

export type Answer = 'up' | 'silent' | 'wrong password';

const patienceMs = 5_000;

export const boltUri = (port: number): string => `bolt://127.0.0.1:${port}`;

/** Asks the server on that loopback port once; 5 s at most. `up` means that its database answers to the kept password. */
export async function probe(port: number, password: string): Promise<Answer> {
  const driver = neo4j.driver(boltUri(port), neo4j.auth.basic('neo4j', password), {
    connectionTimeout: patienceMs,
    maxTransactionRetryTime: 0,
    telemetryDisabled: true,
  });
  const asking = ask(driver);
  // A frozen server keeps the driver waiting past its own timeouts, so the clock is ours.
  const timer = new AbortController();
  const late = sleep<Answer>(patienceMs, 'silent', { signal: timer.signal }).catch((): Answer => 'silent');
  try {
    return await Promise.race([asking, late]);
  } finally {
    timer.abort();
    void driver.close().catch(() => undefined);
  }
}

async function ask(driver: ReturnType<typeof neo4j.driver>): Promise<Answer> {
  try {
    // verifyConnectivity alone is content before the database itself is online.
    await driver.verifyConnectivity({ database: 'neo4j' });
    await driver.executeQuery('RETURN 1', {}, { database: 'neo4j' });
    return 'up';
  } catch (error) {
    return error instanceof neo4j.Neo4jError && error.code === 'Neo.ClientError.Security.Unauthorized' ? 'wrong password' : 'silent';
  }
}
