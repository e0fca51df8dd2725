import type { WithTestServer } from './global-setup.js';

/** Ends the server that the set-up started, if it started one, and removes its files. */
export default async function tearDown(): Promise<void> {
  await (globalThis as WithTestServer).stopTestServer?.();
}
