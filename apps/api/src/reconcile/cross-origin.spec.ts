import fastify from 'fastify';
import { allowOrigin, isManifest, isPreflight, isReconcile } from './cross-origin.js';

describe('pages of other origins', () => {
  const app = fastify();
  const seen: boolean[][] = [];
  app.addHook('onRequest', (request, reply, done) => {
    seen.push([isReconcile(request), isManifest(request), isPreflight(request)]);
    if (isReconcile(request)) allowOrigin(request, reply, ['https://refine.example']);
    done();
  });
  for (const url of ['/reconcile', '/reconcile/preview', '/reconciled']) app.get(url, () => ({}));
  app.options('/reconcile', () => ({}));
  afterAll(() => app.close());
  const allowed = async (origin?: string): Promise<unknown> =>
    (await app.inject({ url: '/reconcile', headers: origin === undefined ? {} : { origin } })).headers['access-control-allow-origin'];

  it.each(['http://127.0.0.1:3333', 'http://localhost', 'http://[::1]:3333', 'https://refine.localhost:8443', 'https://refine.example'])(
    'of %s may read',
    async (origin) => {
      expect(await allowed(origin)).toBe(origin);
    },
  );

  it.each([
    'https://evil.example',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'null',
    'https://refine.example.org',
    undefined,
  ])('of %s may not', async (origin) => {
    expect(await allowed(origin)).toBeUndefined();
  });

  it('are told apart by the route', async () => {
    seen.length = 0;
    await app.inject('/reconcile');
    await app.inject('/reconcile?queries={}');
    await app.inject('/reconcile/preview');
    await app.inject('/reconciled');
    await app.inject({ method: 'OPTIONS', url: '/reconcile' });
    expect(seen).toEqual([
      [true, true, false],
      [true, false, false],
      [true, false, false],
      [false, false, false],
      [true, false, true],
    ]);
  });
});
