import { loadSnapshot, unload, type ListRecord, type ListSnapshot } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';

let graph: Graph;
beforeEach(async () => void (graph = await emptyGraph()), 120_000);
afterEach(() => graph.close());

const party = (key: string, label = `Party ${key}`): ListRecord => ({
  key,
  place: `list:${key}`,
  content: label,
  entities: [
    { id: `party-${key}`, kind: 'Company', label },
    { id: `party-${key}-listing`, kind: 'Designation', label: `Listing of ${label.slice(0, 100)}` },
  ],
  facts: [{ subject: `party-${key}-listing`, predicate: 'targetsEntity', object: `party-${key}`, locator: key }],
  warnings: [],
});
async function* inOrder(records: readonly ListRecord[], last?: Promise<void>): AsyncGenerator<ListRecord> {
  for (const record of records) yield await Promise.resolve(record);
  await last;
}
const snapshot = (date: string, records: () => AsyncIterable<ListRecord>): ListSnapshot => ({
  list: 'some-list',
  title: 'Some list',
  authority: { id: 'some-authority', kind: 'Organization', label: 'Some authority' },
  frame: { entities: [], facts: [] },
  date,
  digest: date,
  lang: 'en',
  records,
});
const load = (date: string, records: readonly ListRecord[], last?: Promise<void>) =>
  loadSnapshot(
    graph,
    snapshot(date, () => inOrder(records, last)),
    { by: 'test', acceptRemovals: true },
  );

/** Each listing with the day by which it had ended, as it leaves. */
async function listings(): Promise<Record<string, string | null>> {
  const found: Record<string, string | null> = {};
  for await (const { subject, endedBy } of (await unload(graph)).facts()) found[subject.id] = endedBy;
  return found;
}

describe('a list that two programs import at once', () => {
  it('stands as the later snapshot tells it, and the run of the earlier one ends', async () => {
    const all = ['1', '2', '3'].map((key) => party(key));
    await load('2019-01-01', all);
    let free = (): void => undefined;
    const later = new Promise<void>((resolve) => (free = resolve));
    const slow = load('2019-02-01', all, later);
    while ((await graph.readText(cypher`MATCH (i:Import {date: '2019-02-01'}) RETURN i.id`, {})).length === 0);
    await load('2019-03-01', [...all, party('4')]);
    free();
    await expect(slow).rejects.toThrow('2019-03-01 was begun meanwhile');
    const open = ['1', '2', '3', '4'].map((key) => [`party-${key}-listing`, null]);
    expect(await listings()).toEqual(Object.fromEntries(open));
  });

  it('is recorded once, with one report', async () => {
    const many = Array.from({ length: 2_100 }, (_, i) => party(String(i)));
    const reports = await Promise.all([load('2019-01-01', many), load('2019-01-01', many)]);
    for (const { records, facts, warnings } of reports)
      expect([records.read, records.added, facts.made, warnings]).toEqual([2_100, 2_100, 2_100, {}]);
  });
});

describe('a listing that is gone', () => {
  it('leaves as one that has ended, and had lasted only until it was seen last', async () => {
    await load('2019-01-01', [party('1'), party('2')]);
    const cut = { by: 'test', signal: AbortSignal.abort(new Error('cut short')) };
    await expect(
      loadSnapshot(
        graph,
        snapshot('2019-02-01', () => inOrder([party('2')])),
        cut,
      ),
    ).rejects.toThrow('cut short');
    await load('2019-03-01', [party('2')]);
    expect(await listings()).toEqual({ 'party-1-listing': '2019-03-01', 'party-2-listing': null });
    const [gone] = await graph.readText(
      cypher`MATCH (f:Fact {subject: 'party-1-listing'}) WHERE f.visible RETURN f.endEarliest AS day`,
      {},
    );
    expect(new Date(Number(gone!.day)).toISOString().slice(0, 10)).toBe('2019-01-01');
  });
});

describe('a listing that was announced', () => {
  it('is withdrawn where it is gone before its day, and does not keep the list from being imported', async () => {
    const announced = party('1');
    announced.facts[0]!.validTime = '2019-06-01/..';
    await load('2019-01-01', [announced, party('2')]);
    const { facts } = await load('2019-03-01', [party('2')]);
    expect(facts).toMatchObject({ ended: 0, withdrawn: 1 });
    expect(Object.keys(await listings())).toEqual(['party-2-listing']);
  });
});

describe('a list with a fault', () => {
  it('of a day that has not come is refused, so that it does not bar later ones', async () => {
    await expect(load('9999-12-31', [])).rejects.toThrow('has not come yet');
  });

  it('is taken but for an entity that cannot be kept, which is counted with its place', async () => {
    const { records, warnings } = await load('2019-01-01', [party('1', 'N'.repeat(10_000)), party('2')]);
    expect(records.added).toBe(2);
    expect(warnings).toMatchObject({ 'refused: INVALID_INPUT': { count: 1, examples: [expect.stringContaining('list:1: A name')] } });
    expect(Object.keys(await listings())).toEqual(['party-2-listing']);
  });

  it('tells of an id under which an entity of another kind is known', async () => {
    await load('2019-01-01', [party('1')]);
    const other = party('1');
    other.entities[0]!.kind = 'Person';
    const { warnings } = await load('2019-01-02', [other]);
    expect(warnings).toMatchObject({ 'an id under which an entity of another kind is known': { count: 1 } });
  });
});
