import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createToken, readPepper } from '@linchpin/access';
import { verifyAudit } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const words = ['Smithereen', 'Quibbleworth', 'Zanzibarrow', 'Flumadiddle', 'Taradiddle', 'Gobbledygook', 'Brouhaha'];
const [name, said, hedged, noted, why, judged, grouped] = words as [string, string, string, string, string, string, string];

describe('the audit', () => {
  let graph: Graph;
  let server: TestServer;
  let count = 0;
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const change = async <T = { userErrors: { code: string; path: string[] }[] }>(
    mutation: string,
    input: Record<string, unknown>,
    fields = '',
  ): Promise<T> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await server.data<{ done: T }>(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${fields} userErrors { code path } } }`,
      { input: { idempotencyKey: `a${++count}`, ...input } },
      server.token,
    );
    return data.done;
  };
  const entries = async () =>
    (await graph.readText(
      cypher`MATCH (c:Change) RETURN c.number AS number, c.action AS action, c.by AS by, c.subjects AS subjects, c.reason AS reason, c.salt AS salt ORDER BY c.number DESC LIMIT 10`,
      {},
    )) as { number: number; action: string; by: string; subjects: string; reason: string | null; salt: string | null }[];
  /** Everything that the database holds, nodes and relationships. */
  const kept = async (): Promise<string> => {
    const rows = await graph.readText(
      cypher`MATCH (n) RETURN properties(n) AS held UNION ALL MATCH ()-[r]->() RETURN properties(r) AS held`,
      {},
    );
    return JSON.stringify(rows);
  };
  const cli = (...args: string[]) =>
    promisify(execFile)(process.execPath, [entry, ...args], { env: { ...process.env, NODE_OPTIONS: '', LINCHPIN_HOME: server.home } });

  it('tells who gave, rotated and ended which token, whether by the API or the command line, and no secret', async () => {
    const ask = (call: string) =>
      server.data<{ done: { secret: string; token: { id: string } } }>(
        `mutation { done: ${call} { secret token { id } userErrors { code } } }`,
        undefined,
        server.token,
      );
    const { done } = await ask('createToken(input: {name: "Ada Lovelace", role: ANALYST})');
    await ask(`rotateToken(id: "${done.token.id}", minutes: 5)`);
    await ask(`revokeToken(id: "${done.token.id}")`);
    await ask(`revokeToken(id: "${done.token.id}")`);
    const { stdout, stderr } = await cli('token', 'create', '--name', 'Grace Hopper');
    const made = /T[0-9A-Z]{26}/.exec(stderr)![0];
    await cli('token', 'rotate', made);
    await cli('token', 'revoke', made);
    const last = (await entries()).slice(0, 6).reverse();
    const asker = (await server.data<{ me: { id: string } }>('{ me { id } }', undefined, server.token)).me.id;
    expect(last.map(({ action, by, subjects }) => [action, by, (JSON.parse(subjects) as { id: string }[])[0]!.id])).toEqual([
      ['CREATE_TOKEN', asker, done.token.id],
      ['ROTATE_TOKEN', asker, done.token.id],
      ['REVOKE_TOKEN', asker, done.token.id],
      ['CREATE_TOKEN', 'cli', made],
      ['ROTATE_TOKEN', 'cli', made],
      ['REVOKE_TOKEN', 'cli', made],
    ]);
    const everything = await kept();
    for (const secret of [done.secret, stdout.trim()]) expect(everything).not.toContain(secret);
    expect(await verifyAudit(graph)).toMatchObject({ fault: null });
    const feed = await server.data<{ changesSince: { edges: { node: { number: number } }[] } }>(
      '{ changesSince(last: 100) { edges { node { number at action entities { id } facts { totalCount } } } } }',
    );
    const numbers = feed.changesSince.edges.map(({ node }) => node.number);
    expect(numbers).toEqual(numbers.map((_, i) => numbers[0]! + i));
    expect(JSON.stringify(feed)).not.toMatch(/Ada|Grace|T0/);
  });

  it('notes the first token of a database, and no change that was refused', async () => {
    const before = (await entries())[0]!.number;
    await server.data('mutation { rotateToken(id: "T0") { userErrors { code } } }', undefined, server.token);
    expect((await entries())[0]!.number).toBe(before);
    const [first] = await graph.readText(cypher`MATCH (c:Change {action: 'CREATE_TOKEN'}) RETURN c.by AS by ORDER BY c.number LIMIT 1`, {});
    expect(first!.by).toBe('linchpin');
    await createToken(graph, await readPepper(server.home), { role: 'reader', name: 'unnoted' });
    expect((await entries())[0]!.number).toBe(before);
  });

  it('holds when words are erased for legal reasons, and the words are nowhere', async () => {
    await change('createDocument', { id: 'a-doc', title: 'Without a text', publisher: 'dyn' });
    const attestation = {
      document: 'a-doc',
      claimant: 'dyn',
      voice: 'DIRECT_QUOTE',
      hedge: hedged,
      note: noted,
      locator: `p. ${noted}`,
      quote: { exact: `He is ${said}`, prefix: said, suffix: said, translations: [{ lang: 'de', text: said }] },
    };
    const { fact } = await change<{ fact: { id: string; attestations: { id: string }[] } }>(
      'proposeFact',
      {
        subject: 'williams',
        predicate: 'alias',
        value: { text: name, verbatim: `called ${name}` },
        label: `Williams is ${name}`,
        attestation,
      },
      'fact { id attestations { id } }',
    );
    const { fact: other } = await change<{ fact: { id: string; version: number; attestations: { id: string }[] } }>(
      'proposeFact',
      { subject: 'ttk', predicate: 'providesInternetAccessTo', object: 'no', attestation },
      'fact { id version attestations { id } }',
    );
    const { fact: back } = await change<{ fact: { id: string; attestations: { id: string }[] } }>(
      'proposeFact',
      {
        subject: 'ttk',
        predicate: 'providesInternetAccessTo',
        object: 'se',
        attestation: { ...attestation, quote: null, hedge: null, note: 'x', locator: null },
      },
      'fact { id attestations { id } }',
    );
    const all = [fact, other, back].flatMap(({ attestations }) => attestations.map(({ id }) => id));
    for (const grade of ['B2', 'B3'])
      await change('judgeAttestations', {
        attestations: all,
        asOf: (await entries())[0]!.number,
        grade,
        origin: grouped,
        rationale: judged,
      });
    await change('addDocumentText', { document: 'a-doc', text: 'Nothing of the kind.' });
    await change('retractFact', { fact: back.id, expectedVersion: 3, reason: 'OTHER', note: why });
    await graph.command(cypher`MATCH (f:Fact {id: $id}) SET f.reviewNote = $why`, { id: back.id, why });
    for (const word of words) expect(await kept()).toContain(word);
    const reasons = (await entries()).filter(({ reason }) => reason !== null);
    expect(reasons.map(({ salt }) => salt)).toEqual(reasons.map(() => expect.stringMatching(/^[0-9a-f]{32}$/) as string));

    const input = {
      facts: [fact.id],
      attestations: [other.attestations[0]!.id],
      changes: reasons.map(({ number }) => number),
      basis: 'Order 1/2026',
      idempotencyKey: 'erased once',
    };
    for (let i = 0; i < 2; i++) expect((await change('erase', input)).userErrors).toEqual([]);
    const everything = await kept();
    for (const word of words) expect(everything).not.toContain(word);
    const [origins] = await graph.readText(cypher`MATCH (a:Attestation) WHERE a.id IN $all RETURN collect(DISTINCT a.origin) AS names`, {
      all,
    });
    expect(origins!.names).toEqual([expect.stringMatching(/^erased-/)]);
    expect(await graph.readText(cypher`MATCH (f:Fact {id: $id}) RETURN f.retractionNote AS note`, { id: back.id })).toEqual([
      { note: 'erased' },
    ]);
    const [warned] = await graph.readText(
      cypher`MATCH (o:Operation) WHERE o.result CONTAINS 'QUOTE_NOT_FOUND' RETURN o.result AS result`,
      {},
    );
    expect((JSON.parse(warned!.result as string) as { warnings: object[] }).warnings[0]).toEqual({
      code: 'QUOTE_NOT_FOUND',
      message: 'erased',
      path: ['text', expect.stringMatching(/^A/)],
    });
    expect(await verifyAudit(graph)).toMatchObject({ fault: null, erased: reasons.length });
    expect((await cli('audit', 'verify')).stdout).toContain(`The reasons of ${reasons.length} were erased`);
    expect((await entries())[0]).toMatchObject({ action: 'ERASE', reason: 'Order 1/2026' });

    const { facts, node, left } = await server.data<{
      facts: { totalCount: number };
      node: { label: string; status: string; retraction: { reason: string } };
      left: { status: string; attestations: { hedge: string; note: string; quote: null }[] };
    }>(
      `{ facts(filter: {subject: "williams", predicates: [alias]}) { totalCount }
         node(id: "${fact.id}") { ... on Fact { label status value { text } retraction { reason note } } }
         left: node(id: "${other.id}") { ... on Fact { status badges attestations { hedge note quote { exact } } } } }`,
    );
    expect(facts.totalCount).toBe(0);
    expect(node).toMatchObject({ label: 'erased', status: 'RETRACTED', retraction: { reason: 'LEGAL', note: 'erased' } });
    expect(left).toMatchObject({ status: 'ASSERTED', badges: expect.arrayContaining(['HEDGED']) as string[] });
    expect(left.attestations).toEqual([{ hedge: 'erased', note: 'erased', quote: null }]);
  });

  it('shows a reason that is taken away otherwise, or written anew', async () => {
    const { fact } = await change<{ fact: { id: string } }>(
      'proposeFact',
      {
        subject: 'ttk',
        predicate: 'providesInternetAccessTo',
        object: 'fi',
        attestation: { document: 'doc-seed', claimant: 'dyn', voice: 'EDITORIAL', note: 'x' },
      },
      'fact { id }',
    );
    await change('retractFact', { fact: fact.id, expectedVersion: 1, reason: 'OTHER', note: 'Misread.' });
    const { number, reason, salt } = (await entries())[0]!;
    const set = (values: Record<string, unknown>) =>
      graph.command(cypher`MATCH (c:Change {number: $number}) SET c += $values`, { number, values });
    await set({ reason: 'Well read.' });
    expect((await verifyAudit(graph)).fault).toMatchObject({ number, what: expect.stringContaining('content') as string });
    await set({ reason: null, salt: null });
    expect((await verifyAudit(graph)).fault).toMatchObject({ number, what: expect.stringContaining('no later entry erased it') as string });
    await set({ reason, salt });
    expect((await verifyAudit(graph)).fault).toBeNull();
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown fact', { facts: ['F0'] }, 'UNKNOWN_FACT input.facts.0'],
    ['an unknown attestation', { attestations: ['A0'] }, 'UNKNOWN_ATTESTATION input.attestations.0'],
    ['an unknown change', { changes: [1_000_000] }, 'INVALID_INPUT input.changes.0'],
    ['nothing', {}, 'INVALID_INPUT input'],
    ['no ground', { changes: [1], basis: ' ' }, 'REASON_REQUIRED input.basis'],
  ])('is not erased for %s', async (_what, input, code) => {
    const { userErrors } = await change('erase', { basis: 'Order 2/2026', ...input });
    expect(userErrors.map((each) => `${each.code} ${each.path.join('.')}`)).toEqual([code]);
  });
});
