import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import '@linchpin/access';
import { analyses } from '@linchpin/analyses';
import { loadSeed, unload, type UnloadRequest } from '@linchpin/facts';
import { cypher, Graph, registeredQueries, type Cypher, type Query } from '@linchpin/graph';
import { startApi, type Api } from '../apps/api/src/server.js';
import { readConfig } from '../apps/config.js';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph, testAddress } from './support/database.js';

/** A value of each type that a query takes. */
const dummies: Record<string, unknown> = {
  id: 'kp',
  text: 'text',
  int: 1,
  float: 1.5,
  flag: true,
  moment: '2017-10-01T00:00:00Z',
  ids: ['kp'],
  map: {},
  maps: [{}],
};
/** There are few of these, and they are asked for all at once. */
const readWhole = ['Migration', 'Token'];

/** Steps of a plan whose work grows with the database: "AllNodesScan n", "NodeByLabelScan f:Fact". */
const scansIn = (steps: readonly string[]): string[] =>
  steps.filter((step) => {
    if (!/^\S*(AllNodes|AllRelationships|LabelScan|LabelsScan)/.test(step)) return false;
    const labels = [...step.matchAll(/:\s*(\w+)/g)].map(([, label]) => label!);
    return labels.length === 0 || !labels.every((label) => readWhole.includes(label));
  });

/** Remembers what is read through it. */
class RecordingGraph extends Graph {
  readonly asked: { text: Cypher; parameters: Record<string, unknown> }[] = [];

  override readText(text: Cypher, parameters: Record<string, unknown>): ReturnType<Graph['readText']> {
    // The server also looks by itself, every now and then, whether statuses are left to be worked out.
    if (!text.text.includes(':Reassessment')) this.asked.push({ text, parameters });
    return super.readText(text, parameters);
  }
}

describe('every query', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
    await graph.command(cypher`CALL db.awaitIndexes(60)`);
  });
  afterAll(() => graph.close());

  const explain = ({ takes, cypher: text }: Pick<Query, 'takes' | 'cypher'>): Promise<string[]> =>
    graph.explain(text, Object.fromEntries(Object.entries(takes).map(([name, type]) => [name, dummies[type.replace('?', '')]])));

  it.each(registeredQueries.map((query) => [query.about, query] as const))('finds what it needs by an index: %s', async (_about, query) => {
    expect(scansIn(await explain(query))).toEqual([]);
  });

  it('is here: none stands in the code that this file did not load', async () => {
    const rooms = ['libs', 'apps'].map((room) => join(import.meta.dirname, '..', room));
    const files = (await Promise.all(rooms.map(async (room) => (await readdir(room, { recursive: true })).map((file) => join(room, file)))))
      .flat()
      .filter((file) => /(?<!\.spec)\.ts$/.test(file));
    const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    const written = texts.reduce((count, text) => count + (text.match(/^(export )?const \w+ = query\(/gm)?.length ?? 0), 0);
    expect(written).toBeGreaterThan(20);
    expect(registeredQueries).toHaveLength(written);
  });

  it.each([
    [cypher`MATCH (n) WHERE n.id = $id RETURN n.id AS id`],
    [cypher`MATCH (f:Fact) WHERE f.because CONTAINS $id RETURN f.id AS id`],
    [cypher`MATCH (s:Standing {status: $id}) RETURN s.status AS id`],
    [cypher`MATCH ()-[r]->() WHERE r.fact = $id RETURN r.fact AS id`],
  ])('would fail here if it were %s', async (text) => {
    expect(scansIn(await explain({ takes: { id: 'id' }, cypher: text }))).not.toEqual([]);
  });

  describe('that a question is compiled to', () => {
    let recording: RecordingGraph;
    let api: Api;
    beforeAll(async () => {
      recording = new RecordingGraph(testAddress());
      const config = readConfig({ PORT: '0', LINCHPIN_LOG: 'silent', LINCHPIN_RATE_ANONYMOUS: '0' });
      api = await startApi({ graph: recording, config, pepper: 'x'.repeat(32), playground: import.meta.dirname });
    });
    afterAll(async () => {
      await api.close();
      await recording.close();
    });

    /** The statements that a question leads to. */
    const compiled = async (query: string): Promise<RecordingGraph['asked']> => {
      recording.asked.length = 0;
      await fetch(`${api.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return [...recording.asked];
    };

    it('is one for each root field that reads, and uses an index', async () => {
      const folder = join(import.meta.dirname, '..', 'seed', 'questions');
      const names = (await readdir(folder)).filter((name) => !/^4/.test(name));
      expect(names.length).toBeGreaterThan(18);
      for (const name of names) {
        const text = await readFile(join(folder, name), 'utf8');
        const statements = await compiled(text);
        expect(statements.length).toBeGreaterThan(0);
        const analysed = analyses.some((analysis) => new RegExp(`\\b${analysis.name}\\(`).test(text));
        if (!analysed) expect([name, statements.length]).toEqual([name, 1]);
        for (const each of statements) expect([name, scansIn(await graph.explain(each.text, each.parameters))]).toEqual([name, []]);
      }
    });

    it.each([
      '{ facts(first: 5) { totalCount edges { node { id } } } }',
      '{ facts(filter: {statuses: [DENIED]}) { edges { node { id } } } }',
      '{ facts(filter: {claimant: "dyn", stances: [ASSERTS]}, at: {publishedBy: "2018", recordedAt: "2030-01-01", validAt: "2017-10-02"}) { edges { node { id status } } } }',
      '{ facts(filter: {document: "doc-seed"}) { edges { node { id } } } }',
      '{ node(id: "doc-seed") { ... on Document { nearDuplicates { document { id } } passages { totalCount edges { fact { id } } } } } }',
      '{ facts(filter: {subject: "kp", object: "kp", about: "kp"}) { edges { node { id } } } }',
      '{ entities(kind: State, last: 5) { edges { node { id identifiers { value } } } } }',
      '{ company(ref: "x") { doesBusinessWith { totalCount edges { node { ... on State { hosts { edges { node { id } } } } } } } } }',
    ])('uses an index: %s', async (query) => {
      const [statement] = await compiled(query);
      expect(scansIn(await graph.explain(statement!.text, statement!.parameters))).toEqual([]);
    });

    it.each([
      ['validAt: "2017-09-30"', 'validAt: "2017-10-02", recordedAt: "2030-01-01"', ['f:Fact(startEarliest)', 'f:Fact(endLatest)']],
      ['publishedBy: "2017-09-30"', 'recordedAt: "2030-01-01"', ['s:Standing(publishedFrom)']],
      ['recordedAt: "2017-09-30T00:00:00Z"', 'validAt: "2017-10-02", publishedBy: "2018"', ['s:Standing(recordedFrom)']],
    ])('seeks what changed since %s by an index', async (before, after, indexes) => {
      for (const about of ['', ', about: "kp"', ', predicates: [basedIn]']) {
        const statements = await compiled(
          `{ compare(before: {${before}}, after: {${after}}${about}) { world { change } public { change } records { change } } }`,
        );
        const plans = await Promise.all(statements.map(({ text, parameters }) => graph.explain(text, parameters)));
        const steps = plans.flat();
        expect(scansIn(steps)).toEqual([]);
        if (/about/.test(about)) continue;
        const sought = steps.filter((step) => step.startsWith('NodeIndexSeekByRange')).join();
        for (const index of indexes) expect(sought.replaceAll(/RANGE INDEX /g, '')).toContain(index);
      }
    });

    it.each([
      {},
      { at: { validAt: '2017-10-02', publishedBy: '2018' } },
      { filter: { about: 'KP', predicates: ['agencyOf'], statuses: ['RETRACTED'] } },
      { filter: { documents: ['doc-seed'] }, at: { recordedAt: '2030-01-01' } },
    ] satisfies UnloadRequest[])('finds what leaves by an index: %j', async (request) => {
      recording.asked.length = 0;
      const unloading = await unload(recording, request);
      for await (const _ of unloading.facts());
      for await (const _ of unloading.entities());
      await unloading.count();
      expect(recording.asked.length).toBeGreaterThan(5);
      for (const { text, parameters } of recording.asked) expect(scansIn(await graph.explain(text, parameters))).toEqual([]);
    });

    it('depends on its shape alone, not on its values, so that its plan is reused', async () => {
      const text = async (id: string, first: number) =>
        (await compiled(`{ state(code: "${id}") { receivesAccessFrom(first: ${first}) { edges { node { label(lang: "de") } } } } }`))[0]!
          .text.text;
      expect(await text('KP', 3)).toBe(await text('FR', 50));
    });
  });
});
