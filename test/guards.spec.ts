import { get, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { createToken, readPepper, revokeToken } from '@linchpin/access';
import { cypher } from '@linchpin/graph';
import { bearer, expectRefusal } from './support/refusal.js';
import { ask, expectAlive, graph, server } from './support/running.js';
import { TestServer } from './support/server.js';

afterEach(expectAlive);

const post = (body: string, headers?: Record<string, string>) => server.post(body, headers);

/** As fetch, with headers that fetch keeps to itself. */
const raw = (path: string, headers: Record<string, string>): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { headers }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('upgrade', (response, socket) => {
        socket.destroy();
        resolve({ status: response.statusCode ?? 0, text: 'upgraded' });
      })
      .on('error', reject);
  });

describe('the form of a request', () => {
  const syntaxTree = { kind: 'Document', definitions: [] };
  it.each([
    ['a body of 1 MB', JSON.stringify({ query: `{ __typename }${' '.repeat(1e6)}` }), 413, 'BODY_TOO_LARGE'],
    ['malformed JSON', '{"query":', 400, 'BAD_REQUEST'],
    ['an empty body', '', 400, 'BAD_REQUEST'],
    ['several queries at once', '[{"query":"{ __typename }"}]', 400, 'BAD_REQUEST'],
    ['a query as a syntax tree', JSON.stringify({ query: syntaxTree }), 400, 'BAD_REQUEST'],
    ['an empty query', '{"query":" "}', 400, 'BAD_REQUEST'],
    ['null', 'null', 400, 'BAD_REQUEST'],
    ['a prototype', '{"query":"{ __typename }","__proto__":{"admin":true}}', 400, 'BAD_REQUEST'],
    ['variables as text', '{"query":"{ __typename }","variables":"x"}', 400, 'BAD_REQUEST'],
    ['variables as a list', '{"query":"{ __typename }","variables":[1]}', 400, 'BAD_REQUEST'],
    ['an operation name that is a number', '{"query":"{ __typename }","operationName":1}', 400, 'BAD_REQUEST'],
    ['an operation that is not there', '{"query":"query A { __typename }","operationName":"B"}', 400, 'INVALID_QUERY'],
  ])('refuses %s', async (_, body, status, code) => {
    await expectRefusal(await post(body), status, code);
  });

  it.each([
    'text/plain',
    'application/graphql',
    'multipart/form-data; boundary=x',
    'application/x-www-form-urlencoded',
    'application/jsonp',
  ])('refuses %s, which a page of another site can send unasked', async (type) => {
    await expectRefusal(await post('{"query":"{ __typename }"}', { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    await expectRefusal(await post('query={__typename}', { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it.each(['GET', 'OPTIONS', 'PUT', 'DELETE', 'PATCH'])('refuses %s and names what is allowed', async (method) => {
    const response = await fetch(`${server.url}/graphql?query={__typename}`, { method });
    expect(response.headers.get('allow')).toBe('POST');
    await expectRefusal(response, 405, 'METHOD_NOT_ALLOWED');
  });

  it('refuses HEAD, and a GET under another spelling of the address', async () => {
    expect((await fetch(`${server.url}/graphql`, { method: 'HEAD' })).status).toBe(405);
    await expectRefusal(await fetch(`${server.url}/%67raphql?query={__typename}`), 405, 'METHOD_NOT_ALLOWED');
  });

  it('leads a browser to the playground', async () => {
    const response = await fetch(`${server.url}/graphql`, { headers: { accept: 'text/html,*/*' }, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/playground/']);
  });

  it('does not upgrade to a websocket', async () => {
    const upgrade = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    };
    expect((await raw('/graphql', upgrade)).status).toBe(405);
  });

  it.each(['/nope', '/graphql/', '/playground/nope', '/playground/..%2f..%2fpackage.json'])('answers %s with 404 as JSON', async (path) => {
    await expectRefusal(await fetch(`${server.url}${path}`), 404, 'NOT_FOUND');
  });

  it('answers an address that cannot be read with 400 as JSON', async () => {
    await expectRefusal(await fetch(`${server.url}/%zz`), 400, 'BAD_REQUEST');
  });

  it('sends headers that keep a browser safe, also with a refusal', async () => {
    const pages = [
      post('{"query":"{ __typename }"}'),
      fetch(`${server.url}/playground/`),
      fetch(`${server.url}/nope`),
      fetch(`${server.url}/graphql`),
    ];
    for (const { headers } of await Promise.all(pages)) {
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('answers to names of this machine only', async () => {
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', '192.168.0.7', 'evil.example:x']) {
      const { status, text } = await raw('/health/live', { host });
      expect([host, status]).toEqual([host, 421]);
      expect(JSON.parse(text)).toMatchObject({ data: null, errors: [{ extensions: { code: 'WRONG_HOST' } }] });
    }
    for (const host of ['localhost', 'LOCALHOST:3000', '127.0.0.1:3000', '[::1]:3000', 'linchpin.localhost'])
      expect([host, (await raw('/health/live', { host })).status]).toEqual([host, 200]);
  });

  it('lives on when a caller hangs up in the middle of a body', async () => {
    const { hostname, port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const half = request({
        hostname,
        port,
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1000 },
      });
      half.once('error', () => undefined).once('close', resolve);
      half.write('{"query":', () => half.destroy());
    });
  });
});

describe('who asks', () => {
  const pepper = () => readPepper(server.home);

  it.each(['Bearer x', `Bearer lp_${'a'.repeat(43)}`, 'Bearer', 'Basic abc', 'lp_x', `Bearer ${'x'.repeat(7000)}`, ''])(
    'refuses the header "%s"',
    async (authorization) => {
      await expectRefusal(await ask('{ __typename }', {}, { authorization }), 401, 'UNAUTHENTICATED');
    },
  );

  it('refuses a token that has expired or was revoked, and takes one that holds', async () => {
    const [held, revoked, expired] = await Promise.all(
      ['held', 'revoked', 'expired'].map(async (name) => createToken(graph, await pepper(), { role: 'reader', name })),
    );
    await revokeToken(graph, revoked!.id);
    await graph.command(cypher`MATCH (t:Token {id: $id}) SET t.expiresAt = datetime() - duration('PT1S')`, { id: expired!.id });
    expect((await ask('{ __typename }', {}, bearer(held!.token))).status).toBe(200);
    for (const { token } of [revoked!, expired!])
      await expectRefusal(await ask('{ __typename }', {}, bearer(token)), 401, 'UNAUTHENTICATED');
  });

  it('lets nobody write without a token, or with one that may only read', async () => {
    const { token } = await createToken(graph, await pepper(), { role: 'reader', name: 'reads' });
    const mutation = 'mutation { createEntity(input: { idempotencyKey: "g1", kind: Company, label: "Never" }) { entity { id } } }';
    await expectRefusal(await ask(mutation), 401, 'UNAUTHENTICATED');
    await expectRefusal(await ask(mutation, {}, bearer(token)), 403, 'FORBIDDEN');
    expect(await server.data('{ entity(ref: "Never") { id } }')).toEqual({ entity: null });
  });

  it('answers only to bearers where reading needs a token, and by no other way', async () => {
    const closed = await TestServer.start({ LINCHPIN_READ: 'token', LINCHPIN_SECRET: await pepper() });
    try {
      const body = '{"query":"{ entity(ref: \\"kp\\") { id } }"}';
      await expectRefusal(await closed.post(body), 401, 'UNAUTHENTICATED');
      const spelt = await fetch(`${closed.url}/%67raphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      await expectRefusal(spelt, 401, 'UNAUTHENTICATED');
      expect((await closed.post(body, bearer(server.token))).status).toBe(200);
      expect((await fetch(`${closed.url}/health/ready`)).status).toBe(200);
    } finally {
      await closed.stop();
    }
  });

  it('answers so many requests a minute, and fewer tries with a token that does not hold than an endless number', async () => {
    const limited = await TestServer.start({ LINCHPIN_RATE_ANONYMOUS: '5', LINCHPIN_SECRET: await pepper() });
    try {
      const statuses = async (headers?: Record<string, string>) => {
        const answers: Response[] = [];
        for (let i = 0; i < 7; i++) answers.push(await limited.post('{"query":"{ __typename }"}', headers));
        return answers;
      };
      const answers = await statuses();
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429, 429]);
      expect(Number(answers[6]!.headers.get('retry-after'))).toBeGreaterThan(0);
      await expectRefusal(answers[6]!, 429, 'RATE_LIMITED');
      const guesses = await statuses(bearer(`lp_${'a'.repeat(43)}`));
      expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429, 429]);
      expect(Number(guesses[6]!.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await fetch(`${limited.url}/health/live`)).status).toBe(200);
    } finally {
      await limited.stop();
    }
  });
});

describe('the log', () => {
  it('is JSON where nobody looks on, warns of nothing at the start and ends with the greeting', async () => {
    const loud = await TestServer.start({ LINCHPIN_LOG: 'info', LINCHPIN_SECRET: await readPepper(server.home) });
    try {
      expect(loud.output()).not.toMatch(/FSTDEP|FSTWRN|Deprecation/);
      expect(loud.output().trimEnd()).toMatch(/Ctrl-C$/);
      await loud.post('{"query":"{ __typename }"}', { ...bearer(server.token), cookie: 'secret=1' });
      while (!loud.output().includes('answered')) await sleep(20);
      const lines = loud
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'));
      expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual(expect.objectContaining({ msg: 'answered', status: 200 }));
      expect(loud.output()).not.toContain(server.token);
    } finally {
      await loud.stop();
    }
  });
});
