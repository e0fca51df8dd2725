import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './database.js';
import { TestServer } from './server.js';

/** What the spec that imports this runs against, from before its first test until after its last: an emptied database with the seed, and a server. */
export let graph: Graph;
export let server: TestServer;

beforeAll(async () => {
  graph = await emptyGraph();
  server = await TestServer.start();
});
afterAll(async () => {
  await server?.stop();
  await graph?.close();
});

/** The response to a question, whatever became of it. */
export const ask = (query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Response> =>
  server.post(JSON.stringify({ query, variables }), headers);

/** Whatever was asked of it, it lives and answers. */
export async function expectAlive(): Promise<void> {
  const live = await fetch(`${server.url}/health/live`);
  expect(await live.json()).toEqual({ status: 'ok' });
  expect(await server.data('{ entity(ref: "kp") { id } }')).toEqual({ entity: { id: 'kp' } });
}
