import { setTimeout as wait } from 'node:timers/promises';
import type { Graph } from '@linchpin/graph';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerExports } from './export.plugin.js';

let app: FastifyInstance;
let pages = 0;
/** A knowledge base without an end: a format that reads it before it writes never comes to its first byte. */
const endless = {
  read: () => Promise.resolve([{ at: '2026-01-01T00:00:00.000Z', merges: 0 }]),
  readText: async () => {
    await wait(5);
    const row = { id: `e-${++pages}`, kind: 'State', label: 'A', names: [], identifiers: [], formerIds: [], document: null };
    return [{ last: row.id, size: 1_000, given: [row] }];
  },
} as unknown as Graph;

let address: string;
beforeAll(async () => {
  app = Fastify();
  await registerExports(app, endless);
  address = await app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => app.close());

describe('a download that nobody waits for any more', () => {
  it.each(['/export/ftm', '/export/stix/losses'])('ends at %s before its first byte, and makes room', async (path) => {
    for (let i = 0; i < 4; i++) {
      await expect(fetch(address + path, { signal: AbortSignal.timeout(100) })).rejects.toThrow('timeout');
      await wait(100);
    }
    const read = pages;
    await wait(100);
    expect(pages).toBe(read);
  });
});
