import { existsSync, readFileSync } from 'node:fs';
import { minimumCuts, type Cuts } from './minimum-cuts.js';
import { survivors, type SupplyGraph } from './supply-graph.js';

/** Reference data, if present: the adjacencies of autonomous systems that one BGP session saw on 2015-10-23. */
const links = new URL('../../../../../shared/data/bgp_paths/as_links_2015-10-23.csv', import.meta.url);
const present = existsSync(links);
const onTheInternet = present ? describe : describe.skip;

onTheInternet(`the internet of 2015${present ? '' : ' (skipped: the reference data is not here)'}`, () => {
  const rows = present ? readFileSync(links, 'utf8').trim().split(/\r?\n/).slice(1) : [];
  const ties = rows.flatMap((row) => {
    const [one, other] = row.split(',') as [string, string];
    return [
      { from: one, to: other },
      { from: other, to: one },
    ];
  });
  const degrees = new Map<string, number>();
  for (const { from } of ties) degrees.set(from, (degrees.get(from) ?? 0) + 1);
  const core = [...degrees].sort(([, one], [, other]) => other - one).map(([as]) => as);
  const origins = core.slice(0, 10);
  const coreStays = (id: string): boolean => !origins.includes(id);

  const times: string[] = [];
  const ask = (target: string, removable?: SupplyGraph['removable']): { graph: SupplyGraph; cuts: Cuts } => {
    const graph = { ties, target, origins, ...(removable && { removable }) };
    const start = performance.now();
    const cuts = minimumCuts(graph, { maxSets: 100 });
    const took = Math.round(performance.now() - start);
    times.push(`AS${target}, ${degrees.get(target)} neighbours, ${removable ? 'core stays' : 'all can exit'}: ${took} ms`);
    return { graph, cuts };
  };
  afterAll(() => process.stdout.write(`${times.join('\n')}\n`));

  it('has the 68,911 links', () => expect(ties).toHaveLength(2 * 68_911));

  it('reaches North Korea (path 2914 1239 4837 131279) through 4837 alone', () => {
    const { graph, cuts } = ask('131279');
    expect(cuts).toEqual({ size: 1, sets: [['4837']], complete: true, alreadyCutOff: false });
    const left = survivors(graph, ['4837']);
    expect(['2914', '1239'].every((as) => left.has(as))).toBe(true);
    expect(left).not.toContain('131279');
    expect(survivors(graph, ['1239'])).toContain('131279');
    expect(ask('131279', coreStays).cuts).toEqual(cuts);
  });

  it('cuts off a well connected network only with the whole core', () => {
    expect(ask('20485').cuts).toEqual({ size: 10, sets: [origins.toSorted()], complete: true, alreadyCutOff: false });
  });

  it('cannot cut off a direct customer of a core that stays', () => {
    expect(ask('20485', coreStays).cuts.size).toBeNull();
  });

  it.each([
    ['8220', 138, 100],
    ['3216', 51, 100],
    ['9318', 15, 32],
    ['3786', 14, 16],
  ])('lists what cuts AS%s, with hundreds of neighbours, off from a core that stays', (target, size, count) => {
    const { graph, cuts } = ask(target, coreStays);
    expect(cuts).toMatchObject({ size, complete: count < 100 });
    expect(new Set(cuts.sets.map((set) => set.join())).size).toBe(count);
    for (const set of [cuts.sets[0]!, cuts.sets.at(-1)!]) {
      expect(survivors(graph, set)).not.toContain(target);
      expect(survivors(graph, set.slice(1))).toContain(target);
    }
  });
});
