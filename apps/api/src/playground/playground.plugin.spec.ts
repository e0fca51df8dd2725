import fastify, { type FastifyInstance } from 'fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { registerPlayground } from './playground.plugin.js';

describe('the playground is served', () => {
  let app: FastifyInstance;
  let dir: string;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'playground-'));
    await mkdir(join(dir, 'assets'));
    await writeFile(join(dir, 'index.html'), '<title>Linchpin playground</title>');
    await writeFile(join(dir, 'assets', 'main-abc.js'), 'run()');
    await writeFile(join(dir, 'assets', 'main-abc.js.br'), brotliCompressSync('run()'));
    app = fastify();
    app.addHook('onRequest', async (_request, reply) => {
      reply.header('content-security-policy', "default-src 'self'");
    });
    app.get('/graphql', () => 'api');
    await registerPlayground(app, { dir });
  });

  afterAll(async () => {
    await app.close();
    await rm(dir, { recursive: true });
  });

  it('with its own policy and a page that is asked for anew each time', async () => {
    const page = await app.inject('/playground/');
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('Linchpin playground');
    expect(page.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-security-policy': expect.stringContaining("default-src 'none'; script-src 'self';") as string,
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('with hashed files kept for a year, compressed where the browser takes it', async () => {
    const plain = await app.inject('/playground/assets/main-abc.js');
    expect(plain.body).toBe('run()');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const packed = await app.inject({ url: '/playground/assets/main-abc.js', headers: { 'accept-encoding': 'gzip, br' } });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(packed.rawPayload).toEqual(brotliCompressSync('run()'));
  });

  it('without the slash too, and leaves other addresses alone', async () => {
    const bare = await app.inject('/playground');
    expect([bare.statusCode, bare.headers.location]).toEqual([302, '/playground/']);
    expect((await app.inject('/playground/assets/none.js')).statusCode).toBe(404);
    expect((await app.inject('/playground/..%2f..%2fetc/passwd')).statusCode).toBeGreaterThanOrEqual(400);
    expect((await app.inject('/graphql')).headers['content-security-policy']).toBe("default-src 'self'");
  });
});
