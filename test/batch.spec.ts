import { createToken, readPepper, type Role } from '@linchpin/access';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Fault {
  code: string;
  path: string[];
  existing?: { id: string } | null;
}
interface Result {
  index: number;
  done: boolean;
  fact: { id: string; label: string; workflow: string; version: number } | null;
  entity: { id: string } | null;
  warnings: { code: string }[];
  userErrors: Fault[];
}
interface Payload {
  dryRun: boolean;
  applied: boolean;
  results: Result[];
  userErrors: Fault[];
}

const mutation = `mutation ($input: ApplyBatchInput!) { applyBatch(input: $input) {
  dryRun applied userErrors { code path }
  results { index done fact { id label workflow version } entity { id } warnings { code }
    userErrors { code path ... on DuplicateFact { existing { id } } ... on DuplicateEntity { existing { id } } } } } }`;

describe('a batch', () => {
  let graph: Graph;
  let server: TestServer;
  let count = 0;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start({ LINCHPIN_REVIEW: 'on' });
    const pepper = await readPepper(server.home);
    const people: [string, Role][] = [
      ['ada', 'analyst'],
      ['bob', 'reviewer'],
      ['dee', 'reader'],
    ];
    for (const [name, role] of people) tokens.set(name, (await createToken(graph, pepper, { role, name })).token);
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const apply = async (operations: object[], rest: object = {}, who = 'ada'): Promise<Payload> =>
    (
      await server.data<{ applyBatch: Payload }>(
        mutation,
        { input: { idempotencyKey: `b${++count}`, operations, ...rest } },
        tokens.get(who),
      )
    ).applyBatch;
  const write = { dryRun: false };
  const attestation = { document: 'doc-seed', claimant: 'dyn', voice: 'EDITORIAL', note: 'for the test' };
  const propose = (rest: object = {}) => ({
    proposeFact: {
      subject: 'ttk',
      predicate: 'providesInternetAccessTo',
      object: 'kp',
      validTime: `${1000 + ++count}`,
      attestation,
      ...rest,
    },
  });
  const company = (id: string, label = `Company ${id}`) => ({ createEntity: { kind: 'Company', label, id } });
  const counted = async (): Promise<Record<string, unknown>> =>
    (
      await graph.readText(
        cypher`RETURN COUNT { (f:Fact) } AS facts, COUNT { (n:Entity) } AS entities, COUNT { (c:Change) } AS changes, COUNT { (o:Operation) } AS operations`,
        {},
      )
    )[0]!;
  const codes = ({ userErrors }: { userErrors: Fault[] }) => userErrors.map(({ code }) => code);

  it('only tries unless told otherwise, and leaves no trace', async () => {
    const before = await counted();
    const tried = await apply([company('b-acme'), propose({ subject: 'b-acme' })]);
    expect(tried).toMatchObject({ dryRun: true, applied: false, userErrors: [] });
    expect(tried.results).toMatchObject([
      { index: 0, done: true, entity: null },
      { index: 1, done: true, fact: null },
    ]);
    expect(await counted()).toEqual(before);
  });

  it('applies operations in order, each seeing those before it, as one entry of the audit', async () => {
    const before = await counted();
    const document = {
      title: 'A list',
      publisher: 'b-acme',
      id: 'b-list',
      lang: 'en',
      textPolicy: 'FULL_TEXT',
      text: 'Acme serves North Korea.',
    };
    const operations = [
      company('b-acme'),
      { createDocument: document },
      propose({ subject: 'b-acme', attestation: { ...attestation, document: 'b-list', note: undefined, quote: { exact: 'Acme serves' } } }),
    ];
    const done = await apply(operations, { ...write, reason: 'From a list.' });
    expect(done).toMatchObject({ dryRun: false, applied: true, userErrors: [] });
    expect(done.results).toMatchObject([
      { entity: { id: 'b-acme' }, fact: null },
      { entity: { id: 'b-list' } },
      { fact: { workflow: 'DRAFT', version: 1 }, entity: null, userErrors: [] },
    ]);
    const after = await counted();
    expect(after).toMatchObject({
      facts: Number(before.facts) + 1,
      entities: Number(before.entities) + 2,
      changes: Number(before.changes) + 1,
    });
    const { history } = await server.data<{ history: { edges: { node: object }[] } }>(
      `{ history(of: "${done.results[2]!.fact!.id}") { edges { node { action reason } } } }`,
      undefined,
      tokens.get('ada'),
    );
    expect(history.edges.map(({ node }) => node)).toEqual([{ action: 'APPLY_BATCH', reason: 'From a list.' }]);
  });

  it('keeps the reason of each operation behind its own', async () => {
    const drafts = (await apply([propose(), propose()], write)).results.map(({ fact }) => fact!);
    const back = drafts.map(({ id }, i) => ({ retractFact: { fact: id, expectedVersion: 1, reason: 'OTHER', note: `Note ${i}.` } }));
    await apply(back, { ...write, reason: 'From a list.' });
    const [row] = await graph.readText(cypher`MATCH (c:Change) RETURN c.reason AS reason ORDER BY c.number DESC LIMIT 1`, {});
    expect(row!.reason).toBe('From a list. · Note 0. · Note 1.');
  });

  it('is applied once under its key', async () => {
    const operations = [propose()];
    const rest = { ...write, idempotencyKey: 'the same' };
    const first = await apply(operations, rest);
    const before = await counted();
    expect(await apply(operations, rest)).toEqual(first);
    expect(await counted()).toEqual(before);
    expect(codes(await apply([propose()], rest))).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('tells every fault of every operation, and writes nothing', async () => {
    const known = propose();
    const fine = propose();
    await apply([known], write);
    const before = await counted();
    const { applied, results } = await apply(
      [
        company('b-new'),
        known,
        propose({ subject: 'nobody', validTime: 'last year', attestation: { ...attestation, claimant: 'no-one', grade: 'Z9' } }),
        propose({ subject: 'nobody', validTime: 'last year' }),
        propose({ subject: 'b-new' }),
        fine,
        fine,
        company('b-new', 'Another'),
        company('B New'),
        { retractFact: { fact: 'F0', expectedVersion: 1, reason: 'OTHER', note: 'x' } },
      ],
      write,
    );
    expect(applied).toBe(false);
    expect(results.map(codes)).toEqual([
      [],
      ['DUPLICATE_FACT'],
      ['INVALID_INPUT'],
      ['UNKNOWN_ENTITY', 'BAD_EDTF'],
      [],
      [],
      ['DUPLICATE_FACT'],
      ['DUPLICATE_ENTITY'],
      ['INVALID_INPUT'],
      ['UNKNOWN_FACT'],
    ]);
    expect(results[1]!.userErrors[0]).toMatchObject({
      path: ['input', 'operations', '1', 'proposeFact'],
      existing: { id: expect.any(String) as unknown },
    });
    expect(results[2]!.userErrors[0]!.path).toEqual(['input', 'operations', '2', 'proposeFact', 'attestation', 'grade']);
    expect(await counted()).toEqual(before);
  });

  it('keeps to the roles: what is published is taken back by reviewers only', async () => {
    const { facts } = await server.data<{ facts: { edges: { node: { id: string; version: number } }[] } }>(
      '{ facts(filter: {predicates: [soleInternetProviderTo]}) { edges { node { id version } } } }',
    );
    const { id, version } = facts.edges[0]!.node;
    const back = { retractFact: { fact: id, expectedVersion: version, reason: 'OTHER', note: 'For the test.' } };
    expect((await apply([propose(), back])).results.map(codes)).toEqual([[], ['REVIEWER_REQUIRED']]);
    expect((await apply([propose(), back], {}, 'bob')).results.map(codes)).toEqual([[], []]);
    const { errors } = await server.ask(mutation, {
      token: tokens.get('dee'),
      variables: { input: { idempotencyKey: 'x', operations: [propose()] } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each<[string, object[], string[]]>([
    ['none', [], ['INVALID_INPUT']],
    ['more than 1,000', Array.from({ length: 1001 }, () => company('b-x')), ['TOO_MANY']],
  ])('refuses %s operations', async (_, operations, expected) => {
    expect(codes(await apply(operations))).toEqual(expected);
  });

  it('takes one operation in each place', async () => {
    for (let i = 0; i < 3; i++) {
      const { data, errors } = await server.ask(mutation, {
        token: tokens.get('ada'),
        variables: { input: { idempotencyKey: `t${i}`, operations: [{ ...company('b-y'), ...propose() }] } },
      });
      const answer = JSON.stringify(errors ?? (data as { applyBatch: Payload }).applyBatch.results[0]!.userErrors);
      expect(answer).toMatch(/exactly one/i);
    }
  });

  it('takes 1,000 facts in one request of a writer, and not of others', async () => {
    const operations = Array.from({ length: 1000 }, (_, i) => propose({ object: i % 2 ? 'se' : 'no' }));
    const begun = Date.now();
    expect((await apply(operations)).results.filter(({ done }) => done)).toHaveLength(1000);
    const tried = Date.now();
    const done = await apply(operations, write);
    process.stdout.write(`1,000 facts: tried in ${tried - begun} ms, applied in ${Date.now() - tried} ms\n`);
    expect(done.results.filter(({ fact }) => fact)).toHaveLength(1000);
    const body = JSON.stringify({ query: mutation, variables: { input: { idempotencyKey: 'big', operations } } });
    expect((await server.post(body)).status).toBe(413);
    expect((await server.post(body, { authorization: `Bearer ${tokens.get('dee')}` })).status).toBe(413);
  });
});
