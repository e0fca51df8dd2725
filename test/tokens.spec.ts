import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createToken, identify, listTokens, readPepper, rotateToken } from '@linchpin/access';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { bearer, expectRefusal } from './support/refusal.js';
import { TestServer } from './support/server.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');

let graph: Graph;
let server: TestServer;
let pepper: string;
beforeAll(async () => {
  graph = await emptyGraph();
  server = await TestServer.start();
  pepper = await readPepper(server.home);
});
afterAll(async () => {
  await server?.stop();
  await graph?.close();
});

interface Payload {
  token: Record<string, string | null> | null;
  secret: string | null;
  userErrors: { code: string; message: string; path: string[] }[];
}
const change = async (call: string, token = server.token, variables?: Record<string, unknown>, head = ''): Promise<Payload> => {
  const { payload } = await server.data<{ payload: Payload }>(
    `mutation${head} { payload: ${call} { secret token { id name role createdAt expiresAt revokedAt rotatedAt } userErrors { code message path } } }`,
    variables,
    token,
  );
  return payload;
};
const me = async (token?: string) =>
  (await server.data<{ me: Record<string, string> | null }>('{ me { id name role expiresAt } }', undefined, token)).me;
const expectEnded = async (token: string) =>
  expectRefusal(await server.post('{"query":"{ me { id } }"}', bearer(token)), 401, 'UNAUTHENTICATED');
const make = (name: string, role = 'READER') => change(`createToken(input: {name: "${name}", role: ${role}, days: 2})`);

describe('me', () => {
  it('is null without a token and tells the token otherwise', async () => {
    expect(await me()).toBeNull();
    expect(await me(server.token)).toEqual({
      id: expect.stringMatching(/^T/) as string,
      name: 'first start',
      role: 'ADMIN',
      expiresAt: expect.any(String) as string,
    });
  });
});

describe('a token', () => {
  it('is made, shown once, used and listed', async () => {
    const { token, secret, userErrors } = await make('Ada', 'ANALYST');
    expect(userErrors).toEqual([]);
    expect(token).toMatchObject({ name: 'Ada', role: 'ANALYST', revokedAt: null });
    expect(Date.parse(token!.expiresAt!) - Date.parse(token!.createdAt!)).toBe(48 * 3600_000);
    expect(await me(secret!)).toMatchObject({ id: token!.id, name: 'Ada', role: 'ANALYST' });
    const list = await server.post('{"query":"{ tokens { id name role lastUsedAt } }"}', bearer(server.token));
    const text = await list.text();
    expect(text).toContain(token!.id);
    expect(text).not.toContain(secret);
  });

  it('is made from variables too, and for 90 days where nothing is said', async () => {
    const variables = { input: { name: 'Grace', role: 'REVIEWER' } };
    for (let i = 0; i < 2; i++) {
      const { token } = await change('createToken(input: $input)', server.token, variables, '($input: CreateTokenInput!)');
      expect(token).toMatchObject({ name: 'Grace', role: 'REVIEWER' });
      expect(Date.parse(token!.expiresAt!) - Date.parse(token!.createdAt!)).toBe(90 * 24 * 3600_000);
    }
  });

  it.each([
    ['createToken(input: {name: " ", role: READER})', 'INVALID_INPUT', ['input', 'name']],
    ['createToken(input: {name: "x", role: READER, days: 0})', 'INVALID_INPUT', ['input', 'days']],
    ['createToken(input: {name: "x", role: READER, days: 4000})', 'INVALID_INPUT', ['input', 'days']],
    ['rotateToken(id: "T0")', 'UNKNOWN_TOKEN', ['id']],
    ['rotateToken(id: "T0", minutes: 61)', 'INVALID_INPUT', ['minutes']],
    ['revokeToken(id: "T0")', 'UNKNOWN_TOKEN', ['id']],
  ])('%s is refused', async (call, code, path) => {
    const { token, secret, userErrors } = await change(call);
    expect([token, secret]).toEqual([null, null]);
    expect(userErrors).toEqual([{ code, path, message: expect.stringMatching(/\.$/) as string }]);
  });

  it('that is rotated keeps its bearer and loses its former text at once', async () => {
    const { token, secret } = await make('Bob');
    const { secret: second, token: rotated } = await change(`rotateToken(id: "${token!.id}")`);
    expect(rotated).toMatchObject({ id: token!.id, expiresAt: token!.expiresAt, rotatedAt: expect.any(String) as string });
    await expectEnded(secret!);
    expect(await me(second!)).toMatchObject({ id: token!.id, role: 'READER' });
  });

  it('that is rotated with minutes holds by both texts for so long, and by the last two only', async () => {
    const { token, secret: first } = await make('Carol');
    const rotate = async () => (await change(`rotateToken(id: "${token!.id}", minutes: 5)`)).secret!;
    const second = await rotate();
    const overlapping = await me(first!);
    expect(overlapping).toMatchObject({ id: token!.id, name: 'Carol' });
    expect(Date.parse(overlapping!.expiresAt!) - Date.now()).toBeLessThanOrEqual(300_000);
    const third = await rotate();
    await expectEnded(first!);
    for (const text of [second, third]) expect(await me(text)).toMatchObject({ id: token!.id });
    expect((await listTokens(graph)).filter(({ name }) => name === 'Carol')).toHaveLength(1);
    await graph.command(cypher`MATCH (t:Token)-[:SUCCEEDED_BY]->(:Token {id: $id}) SET t.expiresAt = datetime() - duration('PT1S')`, {
      id: token!.id,
    });
    await expectEnded(second);
    expect(await me(third)).toMatchObject({ id: token!.id });
  });

  it('that eight rotate at once has one text in the end', async () => {
    const { id } = await createToken(graph, pepper, { role: 'reader', name: 'Dan' });
    const texts = await Promise.all(Array.from({ length: 8 }, () => rotateToken(graph, pepper, id)));
    const held = await Promise.all(texts.map(({ token }) => identify(graph, pepper, token)));
    expect(held.filter(Boolean)).toHaveLength(1);
  });

  it('that is revoked ends at once with both its texts, stays in the list and cannot be rotated', async () => {
    const { token, secret } = await make('Eve');
    const { secret: second } = await change(`rotateToken(id: "${token!.id}", minutes: 60)`);
    const { token: revoked } = await change(`revokeToken(id: "${token!.id}")`);
    expect(revoked).toMatchObject({ id: token!.id, revokedAt: expect.any(String) as string });
    for (const text of [secret!, second!]) await expectEnded(text);
    expect((await listTokens(graph)).map(({ id }) => id)).toContain(token!.id);
    expect((await change(`rotateToken(id: "${token!.id}")`)).userErrors).toMatchObject([{ code: 'TOKEN_ENDED' }]);
    expect((await change(`revokeToken(id: "${token!.id}")`)).token).toMatchObject({ revokedAt: revoked!.revokedAt });
  });

  it('that is the last of an admin stays, also when two revoke each other at once', async () => {
    const first = (await me(server.token))!;
    expect((await change(`revokeToken(id: "${first.id}")`)).userErrors).toMatchObject([
      { code: 'LAST_ADMIN_TOKEN', path: ['id'], message: expect.stringContaining('npm run linchpin -- token revoke') as string },
    ]);
    const second = await make('Second', 'ADMIN');
    const outcomes = await Promise.all([
      change(`revokeToken(id: "${second.token!.id}")`),
      change(`revokeToken(id: "${first.id}")`, second.secret!),
    ]);
    expect(outcomes.map(({ userErrors }) => userErrors.length).sort()).toEqual([0, 1]);
    const holding = (await listTokens(graph)).filter(({ role, revokedAt }) => role === 'admin' && !revokedAt);
    expect(holding).toHaveLength(1);
  });
});

describe('the command line', () => {
  const run = (args: string[], env: Record<string, string> = {}) =>
    promisify(execFile)(process.execPath, [entry, ...args], {
      env: { ...process.env, NODE_OPTIONS: '', LINCHPIN_HOME: server.home, LINCHPIN_TOKEN: '', ...env },
    });

  it('rotates a token and tells whose it is', async () => {
    const { id, token, expiresAt } = await createToken(graph, pepper, { role: 'reviewer', name: 'Frank' });
    const { stdout } = await run(['token', 'rotate', id]);
    const text = stdout.trim();
    expect(text).toMatch(/^lp_/);
    const told = await run(['whoami'], { LINCHPIN_TOKEN: text });
    for (const each of [id, 'Frank', 'reviewer', expiresAt]) expect(told.stdout).toContain(each);
    await expect(run(['whoami', '--token', token])).rejects.toMatchObject({ stderr: expect.stringContaining('not known here') as string });
    await expect(run(['whoami'])).rejects.toMatchObject({ stderr: expect.stringContaining('LINCHPIN_TOKEN') as string });
  });

  it('may end the last admin token', async () => {
    const last = (await listTokens(graph)).find(({ role, revokedAt }) => role === 'admin' && !revokedAt)!;
    await run(['token', 'revoke', last.id]);
    expect((await listTokens(graph)).find(({ id }) => id === last.id)?.revokedAt).toEqual(expect.any(String));
  });
});
