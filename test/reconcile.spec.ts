import { join } from 'node:path';
import { readPepper } from '@linchpin/access';
import { loadSnapshot } from '@linchpin/facts';
import { formats } from '@linchpin/ingest';
import { faultsOf } from './support/reconciliation-schemas.js';
import { graph, server } from './support/running.js';
import { TestServer } from './support/server.js';

interface Result {
  id: string;
  score: number;
  match: boolean;
  features: { id: string; value: number | boolean }[];
}
type Batch = Record<string, { result: Result[] }>;

const hostile = '<script>alert(1)</script> & "Sons"';
const fixture = join(import.meta.dirname, '..', 'libs', 'ingest', 'src', 'ofac-csv', 'sdn-dprk.fixture.csv');

beforeAll(async () => {
  const ofac = formats.find(({ name }) => name === 'ofac-csv')!;
  await loadSnapshot(graph, await ofac.read([fixture], { date: '2021-07-15' }), { by: 'test' });
  const entity = (n: string, rest: string) =>
    `${n}: createEntity(input: {idempotencyKey: "${n}", ${rest}}) { entity { id } userErrors { message } }`;
  await server.data(
    `mutation ($hostile: String!) { ${entity('hostile', 'kind: Company, id: "hostile", label: $hostile')}
      ${entity('painter', 'kind: Person, id: "painter", label: "Park Jin Hyok"')} ${entity('ship', 'kind: Vessel, id: "ship", label: "Ocean Star", identifiers: [{scheme: "imo", value: "9187629"}]')}
      ${entity('source', 'kind: Company, id: "register", label: "A Register"')} }`,
    { hostile },
    server.token,
  );
  await server.data(
    `mutation { createDocument(input: {idempotencyKey: "doc", id: "doc-register", title: "${'<b>Register</b>'}", publisher: "register"}) { document { id } }
      proposeFact(input: {idempotencyKey: "born", subject: "painter", predicate: birthDate, value: {date: "1951-03-02"},
        attestation: {document: "doc-register", claimant: "register", voice: LIST_ENTRY, locator: "1"}}) { userErrors { message } } }`,
    {},
    server.token,
  );
}, 120_000);

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${server.url}/reconcile${path}`, { headers });
const json = async <T>(path: string): Promise<T> => (await get(path)).json() as Promise<T>;
const send = (fields: Record<string, unknown>): Promise<Response> =>
  fetch(`${server.url}/reconcile`, {
    method: 'POST',
    body: new URLSearchParams(Object.entries(fields).map(([key, value]) => [key, JSON.stringify(value)])),
  });
async function batch(queries: Record<string, unknown>): Promise<Batch> {
  const response = await send({ queries });
  expect(response.status).toBe(200);
  const answer = (await response.json()) as Batch;
  expect(faultsOf('reconciliation-query-batch', queries)).toEqual([]);
  expect(faultsOf('reconciliation-result-batch', answer)).toEqual([]);
  return answer;
}
const park = { query: 'Park Jin-Hyok', type: 'Person', type_strict: 'should' };

describe('the manifest', () => {
  it('says what there is and where', async () => {
    const manifest = await json<Record<string, { url: string }>>('');
    expect(faultsOf('manifest', manifest)).toEqual([]);
    expect(manifest).toMatchObject({ versions: ['0.2'], identifierSpace: 'urn:linchpin:entity:', batchSize: 50 });
    expect(manifest.preview!.url).toBe(`${server.url}/reconcile/preview?id={{id}}`);
    expect(manifest).not.toHaveProperty('authentication');
    const [page, hash = ''] = manifest.view!.url.replace('{{id}}', 'ttk').split('#');
    expect((await fetch(page!)).status).toBe(200);
    const link = new URLSearchParams(hash);
    const shown = await server.data(link.get('query')!, JSON.parse(link.get('variables')!) as Record<string, unknown>);
    expect(shown).toMatchObject({ node: { id: 'ttk', label: 'TransTelecom' } });
  });
});

describe('rows of a spreadsheet', () => {
  it('find whom they mean, misspelt and in another script, each on its own', async () => {
    const { cyrillic, misspelt, code, bad } = await batch({
      cyrillic: { query: 'ТрансТелеКом' },
      misspelt: { query: 'Transtelekon', limit: 2 },
      code: { query: 'imo:9187629' },
      bad: { query: 'Dyn', type: 'Nobody' },
    });
    expect(cyrillic!.result[0]).toMatchObject({ id: 'ttk', name: 'TransTelecom', match: false });
    expect(misspelt!.result[0]).toMatchObject({ id: 'ttk', match: false });
    expect(misspelt!.result[0]!.score).toBeLessThan(cyrillic!.result[0]!.score);
    expect(code!.result).toMatchObject([{ id: 'ship', score: 100, match: true }]);
    expect(bad).toMatchObject({ result: [], error: { code: 'BAD_INPUT' } });
    const asked = await json<Batch>(`?queries=${encodeURIComponent('{"q":{"query":"KP"}}')}`);
    expect(asked.q!.result[0]).toMatchObject({ id: 'kp', match: true });
  });

  it('are matched by a property beside the name, which changes the order', async () => {
    const born = (v: unknown) => ({ ...park, properties: [{ pid: 'birthDate', v }] });
    const { alone, listed, painter, vessel } = await batch({
      alone: park,
      listed: born('1984'),
      painter: born('1951-03-02'),
      vessel: { ...park, type: 'Vessel' },
    });
    expect(alone!.result.map(({ match }) => match)).toEqual([false, false]);
    expect(listed!.result.map(({ id, match }) => [id, match])).toEqual([
      ['ofac-sdn-24918', true],
      ['painter', false],
    ]);
    expect(painter!.result[0]).toMatchObject({ id: 'painter', match: true });
    expect(painter!.result[0]!.features).toContainEqual({ id: 'birthDate', value: 1 });
    expect(vessel!.result).toEqual([]);
  });

  it('come in bounded batches, and not as JSONP', async () => {
    const many = await send({ queries: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`q${i}`, { query: 'x' }])) });
    expect([many.status, await many.json()]).toMatchObject([413, { code: 'BATCH_TOO_LARGE' }]);
    const bad = await fetch(`${server.url}/reconcile`, { method: 'POST', body: new URLSearchParams({ queries: '{' }) });
    expect([bad.status, await bad.json()]).toMatchObject([400, { code: 'BAD_INPUT' }]);
    expect((await get('?callback=run')).status).toBe(400);
  });
});

it('suggests entities, properties and types by their beginnings', async () => {
  const entities = await json<{ result: { id: string }[] }>('/suggest/entity?prefix=transte');
  expect(faultsOf('suggest-entities-response', entities)).toEqual([]);
  expect(entities.result[0]!.id).toBe('ttk');
  const properties = await json<{ result: { id: string }[] }>('/suggest/property?prefix=birth');
  expect(faultsOf('suggest-properties-response', properties)).toEqual([]);
  expect(properties.result.map(({ id }) => id)).toEqual(['birthDate', 'birthPlace']);
  const types = await json<{ result: { id: string }[] }>('/suggest/type?prefix=');
  expect(faultsOf('suggest-types-response', types)).toEqual([]);
  expect(types.result).toHaveLength(20);
  expect((await json<{ result: unknown[] }>('/suggest/type?prefix=&cursor=20')).result).toHaveLength(3);
});

it('extends entities by what facts tell', async () => {
  const proposed = await json<{ properties: { id: string }[] }>('/properties?type=Person&limit=500');
  expect(faultsOf('data-extension-property-proposal', proposed)).toEqual([]);
  expect(proposed.properties.map(({ id }) => id)).toEqual(expect.arrayContaining(['citizenOf', 'birthDate', 'identifier:passport']));
  const extension = {
    ids: ['kp', 'painter', 'nobody'],
    properties: [
      { id: 'receivesAccessFrom', settings: { limit: '1' } },
      { id: 'trafficCarriedBy', settings: { content: 'id', publishedBy: '2017-01-01' } },
      { id: 'identifier:iso-3166-1-alpha-2' },
      { id: 'birthDate' },
    ],
  };
  const answer = (await (await send({ extend: extension })).json()) as { rows: Record<string, unknown> };
  expect(faultsOf('data-extension-query', extension)).toEqual([]);
  expect(faultsOf('data-extension-response', answer)).toEqual([]);
  const none = { receivesAccessFrom: [], trafficCarriedBy: [], 'identifier:iso-3166-1-alpha-2': [], birthDate: [] };
  expect(answer.rows).toEqual({
    kp: { ...none, receivesAccessFrom: [{ id: 'ttk', name: 'TransTelecom' }], 'identifier:iso-3166-1-alpha-2': [{ str: 'KP' }] },
    painter: { ...none, birthDate: [{ date: '1951-03-02T00:00:00+00:00' }] },
    nobody: none,
  });
});

it('shows a preview in frames of this machine only, in which nothing runs', async () => {
  const disputed = await get('/preview?id=kp');
  expect(disputed.headers.get('content-security-policy')).toMatch(
    /^default-src 'none';style-src 'sha256-[^']+';frame-ancestors 'self' http:\/\/localhost/,
  );
  expect(disputed.headers.get('x-frame-options')).toBeNull();
  expect(await disputed.text()).toMatch(/<b>denied<\/b>: .* denies it \(/);
  const escaped = await (await get('/preview?id=hostile')).text();
  expect(escaped).toContain('&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;Sons&quot;');
  expect(escaped).not.toContain('<script');
  expect(await (await get('/preview?id=painter')).text()).toContain('(&lt;b&gt;Register&lt;/b&gt;)');
  expect((await get('/preview?id=nobody')).status).toBe(404);
  expect((await fetch(`${server.url}/playground/`)).headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
});

it('lets pages of this machine read, and only here', async () => {
  const origin = 'http://127.0.0.1:3333';
  const preflight = await fetch(`${server.url}/reconcile/suggest/entity`, { method: 'OPTIONS', headers: { origin } });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
  expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
  expect((await get('', { origin: 'https://evil.example' })).headers.get('access-control-allow-origin')).toBeNull();
  for (const path of ['/health/live', '/playground/', '/export'])
    expect((await fetch(`${server.url}${path}`, { headers: { origin } })).headers.get('access-control-allow-origin')).toBeNull();
});

it('asks for a token where reading takes one, but not for the manifest', async () => {
  const closed = await TestServer.start({ LINCHPIN_READ: 'token', LINCHPIN_SECRET: await readPepper(server.home) });
  try {
    const manifest: unknown = await (await fetch(`${closed.url}/reconcile`)).json();
    expect(manifest).toMatchObject({ authentication: { type: 'apiKey', name: 'authorization' } });
    expect(faultsOf('manifest', manifest)).toEqual([]);
    for (const path of ['?queries={}', '/suggest/type?prefix=', '/preview?id=kp']) {
      const response = await fetch(`${closed.url}/reconcile${path}`, { headers: { origin: 'http://localhost:3333' } });
      expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([401, 'http://localhost:3333']);
      expect(await response.json()).toMatchObject({ code: 'UNAUTHENTICATED' });
    }
    const headers = { authorization: `Bearer ${server.token}` };
    expect((await fetch(`${closed.url}/reconcile/preview?id=kp`, { headers })).status).toBe(200);
  } finally {
    await closed.stop();
  }
});
