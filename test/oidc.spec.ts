import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { exportJWK, exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { createToken, readPepper } from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { audience, Issuer, pairOf, type Pair } from './support/issuer.js';
import { bearer, expectRefusal } from './support/refusal.js';
import { TestServer } from './support/server.js';

let graph: Graph;
let server: TestServer;
let issuer: Issuer;
let rsa: Pair;
let others: Pair[];
const settings = () => ({
  LINCHPIN_OIDC_ISSUER: issuer.url,
  LINCHPIN_OIDC_AUDIENCE: audience,
  LINCHPIN_OIDC_ROLES: 'analysts=analyst, leads=reviewer',
});

beforeAll(async () => {
  graph = await emptyGraph();
  rsa = await pairOf('RS256', 'rsa');
  others = await Promise.all((['PS256', 'ES256', 'EdDSA'] as const).map((alg) => pairOf(alg, alg.toLowerCase())));
  issuer = new Issuer();
  await issuer.start([rsa, ...others]);
  server = await TestServer.start(settings());
});
afterAll(async () => {
  await server?.stop();
  await issuer?.stop();
  await graph?.close();
});

const me = async (token: string, of = server) =>
  (await of.data<{ me: Record<string, string> }>('{ me { id name role expiresAt } }', undefined, token)).me;
const ask = (token: string, of = server) => of.post('{"query":"{ me { id } }"}', bearer(token));
const now = () => Math.floor(Date.now() / 1000);
/** As the issuer would sign it. */
const signed = (claims: JWTPayload = {}, { alg, kid, privateKey } = rsa, header: { kid?: string } = { kid }) => {
  const whole = { iss: issuer.url, aud: audience, sub: 'ada', exp: now() + 300, ...claims };
  return new SignJWT(whole).setProtectedHeader({ alg, ...header }).sign(privateKey);
};
const expectRefused = async (token: string, reason: RegExp) => {
  const [error] = await expectRefusal(await ask(token), 401, 'UNAUTHENTICATED');
  expect(error!.message).toMatch(reason);
  expect(error!.message).not.toContain(token);
};

describe('a token of the issuer', () => {
  it.each([
    ['nobody', 'READER'],
    ['analysts', 'ANALYST'],
    ['leads', 'REVIEWER'],
    ['leads+analysts', 'REVIEWER'],
  ])('got by the client %s lets it do what a %s may', async (client, role) => {
    const { id, role: told, expiresAt } = await me(await issuer.token(client));
    expect([id, told]).toEqual([`oidc:${client}`, role]);
    expect(Date.parse(expiresAt!)).toBeGreaterThan(Date.now());
  });

  it('writes under the subject of the issuer', async () => {
    const create = (token: string) =>
      server.ask('mutation { createEntity(input: {idempotencyKey: "o1", kind: Company, label: "Of OIDC"}) { entity { id } } }', { token });
    expect((await create(await issuer.token('nobody'))).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect((await create(await issuer.token('analysts'))).data).toMatchObject({ createEntity: { entity: { id: 'of-oidc' } } });
  });

  it('may be signed by any of the four methods, name its bearer and have one group or none', async () => {
    expect(await me(await signed({ name: 'Ada L.', groups: 'leads' }))).toMatchObject({ id: 'oidc:ada', name: 'Ada L.', role: 'REVIEWER' });
    for (const pair of others) expect(await me(await signed({ groups: { leads: true } }, pair))).toMatchObject({ role: 'READER' });
    expect(await me(await signed({ groups: ['__proto__', 'constructor', 'admin'] }))).toMatchObject({ role: 'READER' });
    expect(await me(await signed({ exp: now() - 10, nbf: now() + 10 }))).toMatchObject({ id: 'oidc:ada' });
  });

  it('is known by its name beside tokens of our own: nobody reviews their own work, or reviews twice, with the other one', async () => {
    const pepper = await readPepper(server.home);
    const reviewed = await TestServer.start({ ...settings(), LINCHPIN_REVIEW: 'on', LINCHPIN_SECRET: pepper });
    const local = async (name: string) => (await createToken(graph, pepper, { role: 'reviewer', name })).token;
    const change = async (token: string, mutation: string, input: object) => {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
      const { done } = await reviewed.data<{ done: { fact: { id: string } | null; userErrors: { code: string }[] } }>(
        `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { fact { id } userErrors { code } } }`,
        { input },
        token,
      );
      return done;
    };
    try {
      const author = await signed({ sub: 'ada', name: 'Ada L.', groups: 'analysts' });
      const attestation = { document: 'doc-seed', claimant: 'dyn', voice: 'EDITORIAL', note: 'for the test' };
      const given = { idempotencyKey: 'n1', subject: 'williams', predicate: 'responsibleFor', object: 'inc-sony', attestation };
      const { fact } = await change(author, 'proposeFact', given);
      const step = (token: string, mutation: string, expectedVersion: number, rest = {}) =>
        change(token, mutation, { idempotencyKey: `n${mutation}${expectedVersion}`, fact: fact!.id, expectedVersion, ...rest });
      const approve = async (token: string, version: number) =>
        (await step(token, 'reviewFact', version, { decision: 'APPROVE' })).userErrors.map(({ code }) => code);
      await step(author, 'submitFact', 1);
      expect(await approve(await local('Ada L.'), 2)).toEqual(['SELF_REVIEW']);
      expect(await approve(await signed({ sub: 'bob', name: 'Bob', groups: 'leads' }), 2)).toEqual([]);
      expect(await approve(await local('Bob'), 3)).toEqual(['WRONG_STATE']);
      expect(await approve(await local('Cy'), 3)).toEqual([]);
    } finally {
      await reviewed.stop();
    }
  });

  it('stands beside tokens of our own', async () => {
    const { token } = await createToken(graph, await readPepper(server.home), { role: 'analyst', name: 'own' });
    expect(await me(token)).toMatchObject({ name: 'own', role: 'ANALYST' });
    await expectRefused(`lp_${'a'.repeat(43)}`, /not known here/);
  });
});

describe('a token is refused', () => {
  it.each<[string, RegExp, () => Promise<string> | string]>([
    ['of another issuer', /"iss"/, () => signed({ iss: 'https://evil.example' })],
    ['of no issuer', /"iss"/, () => signed({ iss: undefined })],
    ['for somebody else', /"aud"/, () => issuer.token('analysts', 'https://other.example')],
    ['for nobody', /"aud"/, () => signed({ aud: undefined })],
    ['that has expired', /expired/, () => signed({ exp: now() - 60 })],
    ['that never ends', /"exp"/, () => signed({ exp: undefined })],
    ['that does not hold yet', /"nbf"/, () => signed({ nbf: now() + 90 })],
    ['of nobody', /"sub"/, () => signed({ sub: undefined })],
    ['of a nameless one', /"sub"/, () => signed({ sub: ' ' })],
    ['without a signature', /RS256/, () => new UnsecuredJWT({ iss: issuer.url, aud: audience, sub: 'ada', exp: now() + 300 }).encode()],
    ['by another method', /RS256/, async () => signed({}, await pairOf('RS512', 'rsa'))],
    ['by another key under a known name', /key of the issuer/, async () => signed({}, await pairOf('RS256', 'rsa'))],
    ['by a key of an unknown name', /key of the issuer/, async () => signed({}, await pairOf('RS256', 'unknown'))],
    ['by a key without a name that is not known', /key of the issuer/, async () => signed({}, await pairOf('ES256', ''), {})],
    ['that is no token', /malformed/, () => 'a.b.c'],
    ['that is anything else', /malformed/, () => 'x'.repeat(7000)],
  ])('%s', async (_name, reason, make) => expectRefused(await make(), reason));

  it('signed by the public key as if that were a shared secret', async () => {
    const texts = [await exportSPKI(rsa.publicKey), JSON.stringify(await exportJWK(rsa.publicKey))];
    for (const secret of texts) {
      const token = new SignJWT({ iss: issuer.url, aud: audience, sub: 'ada', groups: ['leads'], exp: now() + 300 });
      await expectRefused(await token.setProtectedHeader({ alg: 'HS256', kid: 'rsa' }).sign(new TextEncoder().encode(secret)), /RS256/);
    }
  });

  it('that was altered', async () => {
    const [header, , signature] = (await signed()).split('.');
    const claims = { iss: issuer.url, aud: audience, sub: 'ada', groups: ['leads'], exp: now() + 300 };
    await expectRefused([header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.'), /key of the issuer/);
  });

  it('that brings its own key', async () => {
    const own = await pairOf('RS256', 'rsa');
    const header = { alg: 'RS256', kid: 'rsa', jwk: await exportJWK(own.publicKey), jku: 'http://127.0.0.1:1/keys' };
    const token = new SignJWT({ iss: issuer.url, aud: audience, sub: 'ada', exp: now() + 300 });
    await expectRefused(await token.setProtectedHeader(header).sign(own.privateKey), /key of the issuer/);
  });

  it('where no issuer is configured', async () => {
    const plain = await TestServer.start({ LINCHPIN_SECRET: await readPepper(server.home) });
    try {
      const [error] = await expectRefusal(await ask(await signed(), plain), 401, 'UNAUTHENTICATED');
      expect(error!.message).toMatch(/not known here/);
    } finally {
      await plain.stop();
    }
  });
});

describe('the keys of the issuer', () => {
  it('may change: new ones are known within seconds, and old ones hold no longer', async () => {
    const old = await issuer.token('analysts');
    expect(await me(old)).toMatchObject({ role: 'ANALYST' });
    await issuer.stop();
    const next = await pairOf('RS256', 'next');
    await issuer.start([next]);
    const fresh = await issuer.token('leads');
    const deadline = Date.now() + 15_000;
    while ((await ask(fresh)).status !== 200 && Date.now() < deadline) await sleep(500);
    expect(await me(fresh)).toMatchObject({ id: 'oidc:leads', role: 'REVIEWER' });
    await expectRefused(old, /key of the issuer/);
    rsa = next;
  });

  it('are waited for by nobody else: while the issuer is down, reading and our own tokens go on', async () => {
    const known = await signed({}, rsa);
    const down = await TestServer.start({ ...settings(), LINCHPIN_SECRET: await readPepper(server.home) });
    await issuer.stop();
    try {
      const [error] = await expectRefusal(await ask(known, down), 503, 'ISSUER_UNAVAILABLE');
      expect(error!.message).toMatch(/does not tell its keys/);
      expect(await down.data('{ entity(ref: "kp") { id } }')).toEqual({ entity: { id: 'kp' } });
      const { token } = await createToken(graph, await readPepper(server.home), { role: 'reader', name: 'while down' });
      expect(await me(token, down)).toMatchObject({ name: 'while down' });
      expect(await me(known)).toMatchObject({ id: 'oidc:ada' });
      await issuer.start([rsa]);
      expect(await me(known, down)).toMatchObject({ id: 'oidc:ada' });
    } finally {
      await down.stop();
    }
  });

  it('are not taken from an address that calls itself otherwise or sends elsewhere', async () => {
    let answer: Record<string, unknown> = {};
    const fake = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => fake.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(fake.address() as AddressInfo).port}`;
    const env = { ...settings(), LINCHPIN_OIDC_ISSUER: url, LINCHPIN_SECRET: await readPepper(server.home) };
    const misled = await TestServer.start(env);
    try {
      for (answer of [{ issuer: issuer.url, jwks_uri: `${url}/keys` }, { issuer: url, jwks_uri: 'http://keys.example/' }, { issuer: url }])
        await expectRefusal(await ask(await signed({ iss: url }), misled), 503, 'ISSUER_UNAVAILABLE');
    } finally {
      await misled.stop();
      fake.closeAllConnections();
      fake.close();
    }
  });
});
