import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportFormats } from '@linchpin/export';
import { loadSeed, loadSnapshot, unload } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { formats } from '@linchpin/ingest';
import { written } from '../libs/export/src/unloading.fixture.js';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { graphLines, hashOf } from './support/graph-hash.js';

const source = join(import.meta.dirname, '..', 'libs', 'ingest', 'src');
const files = {
  'links.csv': 'near_as,far_as,path_count\n2914,1239,3\n1239,4837,2\n4837,131279,7\n131279,4837,1\n',
  'delegated-apnic':
    '2|apnic|20141009|2|19850701|20141008|+1000\napnic|KP|asn|131279|1|20091221|allocated\napnic|TW|asn|1768|2|20020801|allocated\n',
};

let graph: Graph;
let dir: string;
let lists: [format: string, path: string, date?: string][];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-networks-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  lists = [
    ['ofac-csv', join(source, 'ofac-csv', 'sdn-dprk.fixture.csv'), '2019-01-15'],
    ['bods', join(source, 'bods', 'register.fixture.json')],
    ['programs', join(source, 'programs', 'programs.fixture'), '2026-08-22'],
    ['as-links', join(dir, 'links.csv'), '2015-10-23'],
    ['rir-delegated', join(dir, 'delegated-apnic')],
  ];
  graph = await emptyGraph();
  await loadSeed(graph, await seedData());
}, 120_000);
afterAll(async () => {
  await graph.close();
  await rm(dir, { recursive: true, force: true });
});

async function load([name, path, date]: (typeof lists)[number]) {
  const format = formats.find((each) => each.name === name)!;
  return loadSnapshot(graph, await format.read([path], { date }), { by: 'test' });
}

it('takes in owners, programmes and networks, refuses nothing, and changes nothing the second time', async () => {
  for (const list of lists) {
    const { facts, records, warnings } = await load(list);
    const faults = Object.entries(warnings).filter(([kind]) => /refused|not known here|twice/.test(kind));
    expect({ list: list[0], refused: facts.refused, faults }).toEqual({ list: list[0], refused: 0, faults: [] });
    expect(records.added).toBeGreaterThan(0);
  }
  const before = hashOf(await graphLines(graph));
  for (const list of lists) await load(list);
  expect(hashOf(await graphLines(graph))).toBe(before);
});

it('joins what the lists know under one number or code', async () => {
  const rows = await graph.readText(
    cypher`
      MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(n) WHERE i.key IN ['asn:131279', 'ofac-program:DPRK3']
      RETURN i.key AS key, collect(n.id) AS ids ORDER BY key`,
    {},
  );
  expect(rows.map(({ key, ids }) => [key, (ids as string[]).toSorted()])).toEqual([
    ['asn:131279', ['as131279']],
    ['ofac-program:DPRK3', ['ofac-program-dprk3', 'opensanctions-program-us-nk']],
  ]);
  const links = await graph.readText(
    cypher`MATCH (:Entity {id: 'as131279'})-[:HAS_NETWORK_LINK_TO]-(n) MATCH (n)-[:TRANSITS_FOR*0..1]-(m) RETURN collect(DISTINCT m.id) AS ids`,
    {},
  );
  expect(links).toEqual([{ ids: ['as4837'] }]);
});

interface Relationship {
  recordType: string;
  recordDetails: { subject: string; interestedParty: string; interests: { type: string; share?: object; startDate?: string }[] };
}

it('gives statements of BODS out as they came in: parties, interests, shares and dates', async () => {
  const bods = exportFormats.find(({ name }) => name === 'bods')!;
  const { text } = await written(bods.write(await unload(graph)));
  const told = (JSON.parse(text) as Relationship[])
    .filter(({ recordType, recordDetails }) => recordType === 'relationship' && recordDetails.subject.startsWith('bods-register'))
    .flatMap(({ recordDetails: { subject, interestedParty, interests } }) =>
      interests.map(
        ({ type, share, startDate }) => [nameOf(subject), nameOf(interestedParty), type, share ?? null, startDate ?? null] as const,
      ),
    );
  const byTypeAndParty = ([, a, one]: (typeof told)[number], [, b, other]: (typeof told)[number]) =>
    `${one} ${a}` < `${other} ${b}` ? -1 : 1;
  expect(told.toSorted(byTypeAndParty)).toEqual([
    ['c-1', 'p-1', 'boardChair', null, null],
    ['c-1', 'fi', 'shareholding', { exact: 20 }, null],
    ['c-1', 'p-1', 'shareholding', { exclusiveMinimum: 50, maximum: 75 }, '2020-01-01'],
    ['a-1', 'p-1', 'trustee', null, '2019-01-01'],
    ['c-1', 'u-1', 'unknownInterest', null, null],
    // Its share of the votes stays a remark.
    ['c-1', 'p-1', 'votingRights', null, '2020-01-01'],
  ]);
});

/** bods-register-fixture-c-1-9d2c… → c-1: what the register called it. */
const nameOf = (id: string): string => id.replace('bods-register-fixture-', '').replace(/-[0-9a-f]{12}$/, '');
