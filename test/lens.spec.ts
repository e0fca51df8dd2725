import type { Graph } from '@linchpin/graph';
import { loadSeed } from '@linchpin/facts';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Standing {
  status: string;
  badges: string[];
  independentGroups: number;
  attestations: { id: string }[];
}

describe('the three clocks', () => {
  let graph: Graph;
  let server: TestServer;
  let document = 0;
  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server.stop();
    await graph.close();
  });

  const write = async (mutation: string) => {
    const data = await server.data<
      Record<string, { userErrors: unknown[]; fact?: { id: string; version: number }; document?: { id: string } }>
    >(`mutation { ${mutation} }`, undefined, server.token);
    const [payload] = Object.values(data);
    expect(payload!.userErrors).toEqual([]);
    return payload!;
  };
  const source = async (publishedAt: string) =>
    (
      await write(
        `createDocument(input: {idempotencyKey: "d${++document}", title: "Paper ${document}", publisher: "zeit", publishedAt: "${publishedAt}"}) { document { id } userErrors { code } }`,
      )
    ).document!.id;
  const attest = async (fact: string, version: number, rest: string, publishedAt: string) =>
    (
      await write(
        `addAttestation(input: {idempotencyKey: "a${++document}", fact: "${fact}", expectedVersion: ${version}, attestation: {document: "${await source(publishedAt)}", voice: EDITORIAL, note: "for the test", ${rest}}}) { fact { id version } userErrors { code } }`,
      )
    ).fact!;
  const fact = async (id: string, at = '') =>
    (
      await server.data<{ node: Standing | null }>(
        `{ node(id: "${id}"${at && `, at: {${at}}`}) { ... on Fact { status badges independentGroups attestations { id } } } }`,
      )
    ).node;
  const clock = async () =>
    (await graph.readText((await import('@linchpin/graph')).cypher`RETURN toString(datetime.realtime()) AS now`, {}))[0]!.now as string;

  it('tells when something was public: a denial of 2018 and a second accuser of 2019 change the status then, not before', async () => {
    await attest('F19', 1, 'claimant: "sony", stance: DENIES', '2018-05-01');
    await attest('F19', 2, 'claimant: "fireeye", origin: "fireeye-own"', '2019-05-01');
    expect((await fact('F19', 'publishedBy: "2017-12-31"'))?.status).toBe('ASSERTED');
    expect((await fact('F19', 'publishedBy: "2018-12-31"'))?.status).toBe('DENIED');
    expect((await fact('F19'))?.status).toBe('DENIED');
    await attest('F19', 3, 'claimant: "dyn", origin: "dyn-own"', '2020-05-01');
    expect((await fact('F19', 'publishedBy: "2019-12-31"'))?.status).toBe('DENIED');
    expect(await fact('F19', 'publishedBy: "2020-12-31"')).toMatchObject({ status: 'DISPUTED', independentGroups: 2 });
    expect((await fact('F19', 'publishedBy: "2018-12-31"'))?.attestations).toHaveLength(2);
  });

  it('tells what this database held: the state before each change reads back', async () => {
    const before = await clock();
    await attest('F20', 1, 'claimant: "g-banks", stance: DENIES', '2017-10-03');
    const between = await clock();
    await write(
      `retractFact(input: {idempotencyKey: "r1", fact: "F20", expectedVersion: 2, reason: MISATTRIBUTED, note: "for the test"}) { fact { id version } userErrors { code } }`,
    );
    expect(await fact('F20', `recordedAt: "${before}"`)).toMatchObject({ status: 'ASSERTED', attestations: [{ id: 'A27' }] });
    expect((await fact('F20', `recordedAt: "${between}"`))?.status).toBe('DENIED');
    expect((await fact('F20'))?.status).toBe('RETRACTED');
  });

  it('hides what was retracted from every list, and shows it where it is asked for by name or by an earlier clock', async () => {
    const before = await clock();
    const listed = async (query: string) => JSON.stringify(await server.data(query));
    await write(
      `retractFact(input: {idempotencyKey: "r2", fact: "F37", expectedVersion: 1, reason: WRONG_ENTITY, note: "for the test"}) { fact { id version } userErrors { code } }`,
    );
    const lists = (at: string) => [
      `{ facts(filter: {about: "williams"}${at}) { edges { node { id } } } }`,
      `{ person(ref: "williams"${at}) { affiliatedWith { edges { fact { id } } } facts { edges { node { id } } } } }`,
      `{ timeline(entity: "williams"${at}) { edges { node { id } } } }`,
      `{ document(ref: "doc-seed"${at}) { statedFacts(last: 100) { edges { node { id } } } } }`,
    ];
    for (const list of lists('')) expect(await listed(list)).not.toContain('"F37"');
    for (const list of lists(`, at: {recordedAt: "${before}"}`)) expect(await listed(list)).toContain('"F37"');
    expect(await listed('{ facts(filter: {statuses: [RETRACTED]}) { edges { node { id retraction { reason note } } } } }')).toContain(
      'WRONG_ENTITY',
    );
    expect(await listed(`{ node(id: "F37", at: {recordedAt: "${before}"}) { ... on Fact { status retraction { reason } } } }`)).toContain(
      '"retraction":null',
    );
  });

  it('knows no fact by its id before it was public, or before it was recorded here', async () => {
    expect(await server.data('{ node(id: "F01", at: {publishedBy: "2017-01-01"}) { ... on Fact { status } } }')).toEqual({ node: null });
    expect(await server.data('{ node(id: "F01", at: {recordedAt: "2017-01-01"}) { ... on Fact { status } } }')).toEqual({ node: null });
    expect(await server.data('{ node(id: "F01", at: {publishedBy: "2017-12-31"}) { ... on Fact { status } } }')).toMatchObject({
      node: { status: 'ASSERTED' },
    });
  });

  it('holds for everything below the field that it stands on', async () => {
    const nested = (at: string) =>
      server.data<{
        company: { providesInternetAccessTo: { edges: { node: { receivesAccessFrom: { edges: { node: { id: string } }[] } } }[] } };
      }>(
        `{ company(ref: "cu"${at}) { providesInternetAccessTo { edges { node { ... on State { receivesAccessFrom { edges { node { id } } } } } } } } }`,
      );
    const ids = (data: Awaited<ReturnType<typeof nested>>) =>
      data.company.providesInternetAccessTo.edges[0]?.node.receivesAccessFrom.edges.map(({ node }) => node.id);
    expect(ids(await nested(', at: {validAt: "2017-10-02"}'))).toEqual(['ttk', 'cu']);
    expect(ids(await nested(', at: {validAt: "2017-09-30"}'))).toEqual(['cu']);
  });

  it.each([
    ['F01', '2017-09-30', null],
    ['F01', '2017-10-02', 'DEFINITE'],
    ['F03', '2017-10-02', 'POSSIBLE'],
    ['F04', '2017-09-30', 'DEFINITE'],
    ['F05', '2017-10-02', null],
    ['F08', '2009', 'POSSIBLE'],
    ['F08', '2010-06', 'DEFINITE'],
    ['F10', '2017-10-02', 'POSSIBLE'],
    ['F10', '2017-10-03', null],
    ['F15', '2017-09-30', 'POSSIBLE'],
    ['F15', '2017-10-02', 'DEFINITE'],
    ['F40', '2017-09-30', null],
  ])('valid time of %s at %s: %s', async (id, validAt, expected) => {
    const { facts } = await server.data<{ facts: { edges: { temporalMatch: string; node: { id: string } }[] } }>(
      `{ facts(first: 100, at: {validAt: "${validAt}"}) { edges { temporalMatch node { id } } } }`,
    );
    expect(facts.edges.find(({ node }) => node.id === id)?.temporalMatch ?? null).toBe(expected);
  });

  it('takes an instant with its zone: 17:38 in Pyongyang was 09:08 in Greenwich', async () => {
    const { timeline } = await server.data<{ timeline: { edges: { node: { value: { date: string } | null } }[] } }>(
      '{ timeline(entity: "acc2", at: {background: true}) { edges { node { value { date } } } } }',
    );
    expect(timeline.edges.map(({ node }) => node.value?.date)).toContain('2017-10-01T09:08:00Z');
    const answer = await server.ask('{ facts(at: {validAt: "2017-10-01T17:38:00"}) { edges { node { id } } } }');
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
  });

  it.each(['yesterday', '2017-13-01', '2017-10-01/..', '02.10.2017'])('refuses "%s" as a clock, saying what is right', async (text) => {
    const { errors } = await server.ask('query($at: LensInput) { facts(at: $at) { totalCount } }', {
      variables: { at: { validAt: text } },
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_INPUT' } }]);
    expect(errors![0]!.message).toContain('2017-10-01');
  });
});
