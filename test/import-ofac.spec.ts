import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed, loadSnapshot, verifyAudit, type ListRecord } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { formats, IngestError } from '@linchpin/ingest';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { graphLines, hashOf } from './support/graph-hash.js';

const ofac = formats.find(({ name }) => name === 'ofac-csv')!;
const referenceData = join(import.meta.dirname, '..', '..', 'shared', 'data');
/** Real lists, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceData) ? it : it.skip;

let graph: Graph;
let dir: string;
beforeAll(async () => {
  graph = await emptyGraph();
  await loadSeed(graph, await seedData());
  dir = await mkdtemp(join(tmpdir(), 'linchpin-ofac-'));
}, 120_000);
afterAll(async () => {
  await graph.close();
  await rm(dir, { recursive: true, force: true });
});

async function all(records: AsyncIterable<ListRecord>): Promise<ListRecord[]> {
  const found = [];
  for await (const record of records) found.push(record);
  return found;
}
const row = (cells: (string | null)[]): string => cells.map((cell) => (cell === null ? '-0- ' : `"${cell}"`)).join(',');
const party = (number: number, name: string, type: string | null, programs: string, remarks: string | null): string =>
  `${number},${row([name, type, programs, null, null, null, null, null, null, null, remarks])}`;
async function list(name: string, rows: string[]): Promise<string> {
  const path = join(dir, name);
  await writeFile(path, `${rows.join('\r\n')}\r\n\x1a`);
  return path;
}
const load = async (rows: string[], date: string) =>
  loadSnapshot(graph, await ofac.read([await list(`sdn-${date}.csv`, rows)], { date }), { by: 'test' });

const first = [
  party(1, 'NORTH STAR SHIPPING CO., LTD.', null, 'DPRK] [SDGT', "a.k.a. 'NORTHSTAR'; Linked To: OCEAN HOLDING S.A."),
  party(
    2,
    'KIM, Example',
    'individual',
    'DPRK',
    'DOB 10 Dec 1948; nationality Korea, North; Passport 1084010 (Korea, North); a remark of no kind.',
  ),
  party(3, 'OCEAN HOLDING S.A.', null, 'DPRK', null),
];

describe('a list and the next one', () => {
  it('are facts that rest on the list, and nothing is left out in silence', async () => {
    const report = await load(first, '2019-01-15');
    expect(report.records).toEqual({ read: 3, added: 3, changed: 0, unchanged: 0, removed: 0 });
    expect(report.facts.refused).toBe(0);
    expect(report.warnings).toMatchObject({
      'a remark without a known pattern': { count: 1, examples: ['sdn-2019-01-15.csv:2: a remark of no kind'] },
    });
    const said = await graph.readText(
      cypher`MATCH (f:Fact)<-[:ATTESTS]-(a)-[:STATED_IN]->(d) WHERE a.record STARTS WITH 'ofac-sdn/' AND a.record <> 'ofac-sdn/frame'
        RETURN f.subject AS subject, f.predicate AS predicate, coalesce(f.object, f.value_text, f.value_date) AS object, a.voice AS voice, d.id AS document, f.status AS status ORDER BY subject, predicate, object`,
      {},
    );
    expect(said.map(({ subject, predicate, object }) => [subject, predicate, object].join(' '))).toEqual([
      'ofac-sdn-1 actsFor ofac-sdn-3',
      'ofac-sdn-1 alias NORTHSTAR',
      'ofac-sdn-1-listing partOfRegime ofac-program-dprk',
      'ofac-sdn-1-listing partOfRegime ofac-program-sdgt',
      'ofac-sdn-1-listing targetsEntity ofac-sdn-1',
      'ofac-sdn-2 birthDate 1948-12-10',
      'ofac-sdn-2 citizenOf kp',
      'ofac-sdn-2 identifier 1084010',
      'ofac-sdn-2 remark a remark of no kind',
      'ofac-sdn-2-listing partOfRegime ofac-program-dprk',
      'ofac-sdn-2-listing targetsEntity ofac-sdn-2',
      'ofac-sdn-3-listing partOfRegime ofac-program-dprk',
      'ofac-sdn-3-listing targetsEntity ofac-sdn-3',
    ]);
    expect(new Set(said.map(({ voice, document, status }) => [voice, document, status].join()))).toEqual(
      new Set(['LIST_ENTRY,ofac-sdn-2019-01-15,ASSERTED']),
    );
  });

  it('change nothing when they are imported again', async () => {
    const before = hashOf(await graphLines(graph));
    await load(first, '2019-01-15');
    expect(hashOf(await graphLines(graph))).toBe(before);
    await expect(load(first.slice(1), '2019-01-15')).rejects.toThrow('with other files');
  });

  it('tell what was added, changed and removed; a listing ends, and nothing is deleted', async () => {
    const next = [first[0]!.replace("a.k.a. 'NORTHSTAR'; ", ''), first[2]!, party(4, 'NEW PARTY', null, 'SDGT', null)];
    const report = await load(next, '2019-03-01');
    expect(report.records).toEqual({ read: 3, added: 1, changed: 1, unchanged: 1, removed: 1 });
    expect(report.facts).toMatchObject({ ended: 2, withdrawn: 1, refused: 0 });
    const [alias] = await graph.readText(cypher`MATCH (f:Fact {subject: 'ofac-sdn-1', predicate: 'alias'}) RETURN f.status AS status`, {});
    expect(alias).toEqual({ status: 'RETRACTED' });
    const listings = await graph.readText(
      cypher`MATCH (f:Fact {subject: 'ofac-sdn-2-listing', predicate: 'targetsEntity'}) RETURN f.status AS status, f.endLatest < datetime('2019-03-02').epochMillis AS ended ORDER BY status`,
      {},
    );
    expect(listings).toEqual([
      { status: 'ASSERTED', ended: true },
      { status: 'SUPERSEDED', ended: false },
    ]);
    expect((await verifyAudit(graph)).fault).toBeNull();
    await expect(load(first, '2018-01-01')).rejects.toThrow('older');
  });

  it('list a party anew that comes back: the former listing has ended, and stays so', async () => {
    const report = await load([...first, party(4, 'NEW PARTY', null, 'SDGT', null)], '2019-06-01');
    expect(report.records).toMatchObject({ added: 1, changed: 1, removed: 0 });
    const listings = await graph.readText(
      cypher`MATCH (f:Fact {object: 'ofac-sdn-2', predicate: 'targetsEntity'}) WHERE f.visible
        RETURN f.subject AS listing, f.endLatest < datetime('2019-03-02').epochMillis AS ended ORDER BY listing`,
      {},
    );
    expect(listings).toEqual([
      { listing: 'ofac-sdn-2-listing', ended: true },
      { listing: 'ofac-sdn-2-listing-2019-06-01', ended: false },
    ]);
    expect((await load([first[0]!, first[2]!, party(4, 'NEW PARTY', null, 'SDGT', null)], '2019-07-01')).facts).toMatchObject({
      ended: 2,
      withdrawn: 0,
    });
  });

  it('count a number that stands twice, and take what it says first', async () => {
    const report = await load(
      [first[0]!, party(4, 'NEW PARTY', null, 'SDGT', null), party(4, 'ANOTHER', null, 'SDGT', null)],
      '2019-08-01',
    );
    expect(report.warnings).toMatchObject({ 'a number that stands in the list twice': { count: 1 } });
    expect(report.records).toMatchObject({ read: 3, unchanged: 2 });
  });

  it('end nothing where more than half of the list is gone, until that is accepted', async () => {
    const many = Array.from({ length: 40 }, (_, i) => party(100 + i, `PARTY ${i}`, null, 'SDGT', null));
    await load([first[0]!, party(4, 'NEW PARTY', null, 'SDGT', null), ...many], '2019-08-03');
    const cut = await ofac.read([await list('sdn-cut-off.csv', [first[0]!])], { date: '2019-08-04' });
    const error = await loadSnapshot(graph, cut, { by: 'test' }).catch((fault: unknown) => fault);
    expect(error).toMatchObject({ refusals: [{ code: 'MANY_REMOVALS', message: expect.stringContaining('41 of 42') as string }] });
    const report = await loadSnapshot(graph, cut, { by: 'test', acceptRemovals: true });
    expect(report.records).toMatchObject({ read: 1, removed: 41 });
  });

  it('are one more who says it where another list says the same, of which nobody knows from whom it has it', async () => {
    const other = {
      list: 'other-list',
      title: 'Another list',
      authority: { id: 'other-authority', kind: 'Organization' as const, label: 'Another authority' },
      frame: { entities: [], facts: [] },
      date: '2019-08-02',
      digest: 'x',
      lang: 'en',
    };
    const facts = (date: string) => [{ subject: 'ofac-sdn-2', predicate: 'birthDate' as const, value: { date }, locator: '7' }];
    async function* records(date: string): AsyncGenerator<ListRecord> {
      yield await Promise.resolve({ key: '7', place: 'other:7', content: date, entities: [], facts: facts(date), warnings: [] });
    }
    const status = async () =>
      (
        await graph.readText(
          cypher`MATCH (f:Fact {subject: 'ofac-sdn-2', predicate: 'birthDate'}) RETURN f.value_date AS date, f.status AS status, COUNT { (f)<-[:ATTESTS]-() } AS attestations ORDER BY date`,
          {},
        )
      ).map(({ date, status, attestations }) => [date, status, attestations].join(' '));
    const report = await loadSnapshot(graph, { ...other, records: () => records('1948-12-10') }, { by: 'test' });
    expect(report.facts).toMatchObject({ made: 0, known: 1, refused: 0 });
    expect(await status()).toEqual(['1948-12-10 ASSERTED 2']);
    await loadSnapshot(graph, { ...other, date: '2019-08-03', digest: 'y', records: () => records('1948-12-11') }, { by: 'test' });
    expect(await status()).toEqual(['1948-12-10 ASSERTED 3', '1948-12-11 ASSERTED 1']);
  });

  it('end a listing that two lists tell only when both do not any more', async () => {
    const told = async (list: string, date: string, listed: boolean) => {
      const [id, locator] = ['shared-listing', '9'];
      const record: ListRecord = {
        key: '9',
        place: `${list}:9`,
        content: String(listed),
        entities: [{ id, kind: 'Designation', label: 'A listing' }],
        facts: listed
          ? [{ subject: id, predicate: 'targetsEntity', object: 'ofac-sdn-1', claimant: 'ofac', validTime: '2010-01-01/..', locator }]
          : [],
        warnings: [],
      };
      const authority = { id: `${list}-authority`, kind: 'Organization' as const, label: `Authority of ${list}` };
      const snapshot = { list, title: list, authority, frame: { entities: [], facts: [] }, date, digest: `${date}`, lang: 'en' };
      async function* records(): AsyncGenerator<ListRecord> {
        yield await Promise.resolve(record);
      }
      await loadSnapshot(graph, { ...snapshot, records }, { by: 'test' });
      const rows = await graph.readText(
        cypher`MATCH (f:Fact {subject: 'shared-listing'}) WHERE f.visible RETURN f.validTime AS validTime, f.status AS status, f.endLatest < datetime('2020-01-01').epochMillis AS ended`,
        {},
      );
      return rows.map(({ validTime, status, ended }) => [validTime, status, ended].join(' '));
    };
    expect(await told('list-a', '2019-09-01', true)).toEqual(['2010-01-01/.. ASSERTED false']);
    expect(await told('list-b', '2019-09-02', true)).toEqual(['2010-01-01/.. ASSERTED false']);
    expect(await told('list-a', '2019-09-03', false)).toEqual(['2010-01-01/.. ASSERTED false']);
    expect(await told('list-b', '2019-09-04', false)).toEqual(['2010-01-01/ ASSERTED true']);
    expect((await verifyAudit(graph)).fault).toBeNull();
  });
});

describe('a file that is not the list', () => {
  const refused = async (name: string, rows: string[] | Buffer, date?: string): Promise<string> => {
    const path = join(dir, name);
    await writeFile(path, Buffer.isBuffer(rows) ? rows : rows.join('\n'));
    const error = await ofac
      .read([path], { date })
      .then(({ records }) => all(records()))
      .catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(IngestError);
    return (error as IngestError).message;
  };
  it('is refused with its place and what to do', async () => {
    expect(await refused('sdn.csv', first)).toContain('--date');
    expect(await refused('list.csv', first, '2019-01-15')).toContain('Give sdn.csv');
    expect(await refused('sdn-cut.csv', [first[0]!, '2,"CUT'], '2019-01-15')).toMatch(/^sdn-cut\.csv:\d+: /);
    expect(await refused('sdn-short.csv', [first[0]!, '2,"SHORT"'], '2019-01-15')).toContain(
      'sdn-short.csv:2: 2 columns where this file has 12',
    );
    expect(await refused('sdn-latin.csv', Buffer.from(party(1, 'M\u00dcLLER', null, 'X', null), 'latin1'), '2019-01-15')).toContain(
      'not UTF-8',
    );
    expect(await refused('sdn-endless.csv', [`1,"${'x'.repeat(2_000_000)}"`], '2019-01-15')).toMatch(/^sdn-endless\.csv:\d+: /);
  });
});

describe('the real list', () => {
  const data = (folder: string, ...files: string[]) => files.map((file) => join(referenceData, folder, file));

  withReferenceData('of January 2019 has 7,379 parties, of which all but three that are linked to have an entry', async () => {
    const { records } = await ofac.read(data('ofac_sdn_2019-01', 'sdn.csv', 'add.csv', 'alt.csv', 'sdn_comments.csv'), {
      date: '2019-01-15',
    });
    const found = await all(records());
    expect(found).toHaveLength(7_379);
    const facts = found.flatMap((record) => record.facts);
    expect(facts.filter(({ predicate, locator }) => predicate === 'alias' && locator.includes('alt '))).toHaveLength(9_682);
    expect(facts.filter(({ predicate }) => predicate === 'actsFor')).toHaveLength(2_424);
    expect(found.flatMap(({ warnings }) => warnings).filter(({ kind }) => kind.startsWith('a party that is linked to'))).toHaveLength(3);
  });

  withReferenceData('of February 2022 became that of April with 999 added, 22 removed and 45 changed', async () => {
    const of = async (date: string) =>
      new Map(
        (await all((await ofac.read(data('ofac_sdn_history', `sdn_${date}.csv`), { date })).records())).map(({ key, content }) => [
          key,
          content,
        ]),
      );
    const [before, after] = [await of('2022-02-17'), await of('2022-04-20')];
    expect([before.size, after.size]).toEqual([9_056, 10_033]);
    expect([...after.keys()].filter((key) => !before.has(key))).toHaveLength(999);
    expect([...before.keys()].filter((key) => !after.has(key))).toHaveLength(22);
    expect([...after].filter(([key, content]) => before.has(key) && before.get(key) !== content)).toHaveLength(45);
  });
});
