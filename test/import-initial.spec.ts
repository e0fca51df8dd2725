import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { loadSeed, loadSnapshot, verifyAudit, type ListedFact, type ListRecord, type ListSnapshot } from '@linchpin/facts';
import { cypher, Graph, migrate, startLocalServer, type LocalServer } from '@linchpin/graph';
import { formats } from '@linchpin/ingest';
import { importInitially } from '../apps/cli/src/import/initial-import.js';
import { readConfig } from '../apps/config.js';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { graphLines } from './support/graph-hash.js';

jest.setTimeout(300_000);

const parties = 120;
const hostile = [
  '"',
  '""',
  '\n',
  '\r\n',
  ';',
  '|',
  '\u001f',
  '\t',
  '\\',
  ',',
  "'",
  '😀',
  'ТрансТелеКом',
  ' ',
  '\u0000',
  '{}',
  '=1+1',
  '\u2028',
];
const authority = { id: 'list-office', kind: 'Agency', label: 'List Office' } as const;
const regime = (i: number) => ({
  id: `regime-${i % 3}`,
  kind: 'SanctionsRegime' as const,
  label: `Regime ${i % 3}`,
  names: [{ text: `As of ${i % 30}`, lang: 'en' }],
});

/** A party with its listing, remarks with what breaks tables, ties to the one before, and now and then what others deny or say too. */
function party(i: number, change: string): ListRecord {
  const [id, listing, locator] = [`party-${i}`, `listing-${i}`, `row ${i}`];
  const odd = hostile[i % hostile.length]!;
  const facts: ListedFact[] = [
    { subject: listing, predicate: 'targetsEntity', object: id, locator, quote: `Party ${i}` },
    { subject: listing, predicate: 'partOfRegime', object: `regime-${i % 3}`, locator },
    { subject: `regime-${i % 3}`, predicate: 'imposedBy', object: 'iso-3166-1-alpha-2:US', locator },
    {
      subject: id,
      predicate: 'remark',
      value: { text: `${odd}a${odd}b ${change}${odd}` },
      hedge: `perhaps${odd}`,
      locator: `${locator}${odd}`,
    },
    { subject: id, predicate: 'basedIn', object: 'iso-3166-1-alpha-2:KP', validTime: '2009/..', locator },
  ];
  if (i > 0)
    facts.push(
      {
        subject: id,
        predicate: 'ownedBy',
        object: `party-${i - 1}`,
        value: { lower: 12.5, upper: 60, unit: '%' },
        qualifiers: { direct: i % 2 === 0 },
        locator,
      },
      { subject: id, predicate: 'doesBusinessWith', object: `party-${i - 1}`, locator },
    );
  if (i % 40 === 7)
    facts.push({
      subject: `party-${i - 1}`,
      predicate: 'basedIn',
      object: 'iso-3166-1-alpha-2:KP',
      validTime: '2009/..',
      stance: 'DENIES',
      claimant: id,
      locator,
    });
  if (i % 50 === 10)
    facts.push({
      subject: `party-${i - 1}`,
      predicate: 'basedIn',
      object: 'iso-3166-1-alpha-2:KP',
      validTime: '2009/..',
      claimant: 'ru',
      locator,
    });
  if (i % 60 === 11)
    facts.push(
      { subject: id, predicate: 'basedIn', object: 'nobody', locator },
      { subject: id, predicate: 'citizenOf', object: 'kp', locator },
    );
  const entities = [
    {
      id,
      kind: 'Company' as const,
      label: `Party ${i} ${odd}x`,
      names: [{ text: `P${odd}${i}`, lang: 'ko' }],
      identifiers: [{ scheme: 'No', value: `a${odd}${i}` }],
    },
    { id: listing, kind: 'Designation' as const, label: `Listing ${i}` },
    regime(i),
  ];
  return {
    key: String(i),
    place: `list:${i}`,
    content: JSON.stringify([entities, facts]),
    entities,
    facts,
    warnings: i % 9 ? [] : [{ kind: 'odd', text: odd }],
  };
}

const snapshot = (date: string, numbers: number[], change = ''): ListSnapshot => ({
  list: 'hostile',
  title: 'A list; "hostile"',
  authority,
  frame: {
    entities: [authority, { id: 'us', kind: 'State', label: 'The States' }],
    facts: [{ subject: authority.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US', locator: 'all' }],
  },
  date,
  digest: `${date} ${numbers.length}`,
  lang: 'en',
  // A number that stands there twice.
  records: async function* () {
    for (const number of [...numbers, 3]) yield await Promise.resolve(party(number, change));
  },
});
const all = Array.from({ length: parties }, (_, i) => i);
const first = snapshot('2019-01-15', all);
const second = snapshot(
  '2019-03-01',
  all.filter((i) => i % 10 !== 3),
  'changed',
);

let home: string;
let server: LocalServer | undefined;
let [online, initial]: Graph[] = [];

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'linchpin initial ')));
  online = await emptyGraph();
});
afterAll(async () => {
  await online?.close();
  await initial?.close();
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

const config = () => ({ ...readConfig({ LINCHPIN_HOME: home }), neo4j: null, mayInstall: false });
/** What came of it, without the examples, which are the first ones of each kind: what is left of a first load is told last. */
async function load(graph: Graph, list: ListSnapshot): Promise<unknown> {
  const { records, facts, warnings } = await loadSnapshot(graph, list, { by: 'cli' });
  return {
    records,
    facts,
    warnings: Object.entries(warnings)
      .map(([kind, { count }]) => `${count} × ${kind}`)
      .sort(),
  };
}

/** What has no id of its own gets one by chance, and what has no date is public from when it was recorded. */
const chance = /"[FA]0[0-9A-HJKMNP-TV-Z]{25}"|1[7-9]\d{11}(?!\d)/g;
const linesOf = async (graph: Graph): Promise<string[]> =>
  (await graphLines(graph, { timeless: true })).map((line) => line.replace(chance, '"new"')).sort();

async function expectTheSame(): Promise<void> {
  const [expected, lines] = [await linesOf(online!), await linesOf(initial!)];
  const [there, here] = [new Set(expected), new Set(lines)];
  expect(lines.filter((line) => !there.has(line)).slice(0, 10)).toEqual(expected.filter((line) => !here.has(line)).slice(0, 10));
  expect(lines).toHaveLength(expected.length);
  expect((await verifyAudit(initial!)).fault).toBeNull();
}

it('loads a list before the first start as it would be recorded after it', async () => {
  await loadSeed(online!, await seedData());
  const expected = await load(online!, first);
  await importInitially(first, config());
  server = await startLocalServer({ home, memory: { heapMb: 512, pageCacheMb: 128 } });
  initial = new Graph(server);
  await migrate(initial);
  await loadSeed(initial, await seedData());
  const [begun] = await initial.readText(cypher`MATCH (i:Import) RETURN i.finishedAt AS finished, size(i.left) > 2 AS left`, {});
  expect(begun).toEqual({ finished: null, left: true });
  expect(await load(initial, first)).toEqual(expected);
  await expectTheSame();
});

it('goes on with further snapshots and lists as with any other', async () => {
  const ofac = formats.find(({ name }) => name === 'ofac-csv')!;
  const fixture = join(import.meta.dirname, '..', 'libs', 'ingest', 'src', 'ofac-csv', 'sdn-dprk.fixture.csv');
  const further = await ofac.read([fixture], { date: '2019-01-15' });
  for (const list of [second, further]) expect(await load(initial!, list)).toEqual(await load(online!, list));
  await expectTheSame();
});

it('is refused where a server was started before, and for another Neo4j', async () => {
  await expect(importInitially(first, config())).rejects.toThrow('never started');
  const neo4j = { uri: 'bolt://127.0.0.1:1', user: 'neo4j', password: 'x' };
  await expect(importInitially(first, { ...config(), neo4j })).rejects.toThrow('NEO4J_URI');
});
