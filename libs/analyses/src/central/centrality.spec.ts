import fc from 'fast-check';
import { tie } from '../tie.fixture.js';
import type { Tie } from '../world.js';
import { betweennessIn, centralities, graphOf, pageRankIn, ranked, type Centrality } from './centrality.js';

const along = (path: string): Tie[] => [...path].slice(1).map((node, i) => tie(path[i]!, node));
const star = (leaves: string): Tie[] => [...leaves].map((leaf) => tie(leaf, 'm'));
const measured = (ties: readonly Tie[]): Map<string, Centrality> =>
  new Map(centralities(graphOf(ties), ties).map((row) => [row.entity, row]));
const figures = (ties: readonly Tie[], measure: 'degree' | 'betweenness' | 'pageRank'): Record<string, number | null> =>
  Object.fromEntries([...measured(ties)].map(([entity, row]) => [entity, row[measure]]));

it('counts neighbours, and facts apart from them: ten reports make a tie no stronger', () => {
  const rows = measured([
    tie('a', 'b'),
    tie('a', 'b', { fact: 'other' }),
    tie('b', 'a'),
    tie('b', 'c'),
    tie('c', 'c'),
    tie('b', 'd', { fact: null }),
  ]);
  expect(rows.get('b')).toMatchObject({ degree: 3, facts: 4 });
  expect(rows.get('c')).toMatchObject({ degree: 1, facts: 1 });
  expect(rows.get('d')).toMatchObject({ degree: 1, facts: 0 });
  expect(figures([tie('a', 'b'), tie('a', 'b', { fact: 'other' }), tie('b', 'c')], 'pageRank')).toEqual(figures(along('abc'), 'pageRank'));
});

it.each([
  ['two', along('ab'), { a: 0, b: 0 }],
  ['a path', along('abcd'), { a: 0, b: 2 / 3, c: 2 / 3, d: 0 }],
  ['a star', star('abcd'), { m: 1, a: 0, b: 0, c: 0, d: 0 }],
  ['a ring, where each is half of one of three ways', along('abcda'), { a: 1 / 6, b: 1 / 6, c: 1 / 6, d: 1 / 6 }],
  ['two pairs that nothing joins', [...along('ab'), ...along('cd')], { a: 0, b: 0, c: 0, d: 0 }],
])('works out the betweenness of %s', (_, ties, expected: Record<string, number>) => {
  const found = figures(ties, 'betweenness');
  expect(Object.keys(found).sort()).toEqual(Object.keys(expected).sort());
  for (const [entity, figure] of Object.entries(expected)) expect(found[entity]).toBeCloseTo(figure, 9);
});

it('works out PageRank: of a star with four leaves the middle has 0.132 / 0.2775', () => {
  const found = figures(star('abcd'), 'pageRank');
  expect(found.m).toBeCloseTo(0.132 / 0.2775, 8);
  expect(found.a).toBeCloseTo(0.03 + (0.85 / 4) * (0.132 / 0.2775), 8);
});

it('gives no figure where there is too much to work out or nothing settles', () => {
  const graph = graphOf(along('abcd'));
  expect(betweennessIn(graph, 28)).not.toBeNull();
  expect(betweennessIn(graph, 27)).toBeNull();
  expect(pageRankIn(graph, 1)).toBeNull();
  expect(pageRankIn(graph)).not.toBeNull();
  expect(centralities(graphOf([]), [])).toEqual([]);
});

it('sorts by the measure asked for, equal ones by id', () => {
  const row = (entity: string, degree: number, betweenness: number, pageRank: number): Centrality => ({
    entity,
    degree,
    betweenness,
    pageRank,
    facts: 0,
  });
  const rows = [row('b', 1, 0.2, 0.5), row('a', 1, 0.1, 0.3), row('c', 2, 0, 0.2)];
  const order = (measure: 'DEGREE' | 'BETWEENNESS' | 'PAGERANK') => ranked(rows, measure).map(({ entity }) => entity);
  expect([order('DEGREE'), order('BETWEENNESS'), order('PAGERANK')]).toEqual([
    ['c', 'a', 'b'],
    ['b', 'a', 'c'],
    ['b', 'a', 'c'],
  ]);
});

describe('of any ties', () => {
  const node = fc.constantFrom(...'abcdefgh');
  const ties = fc.array(fc.tuple(node, node), { maxLength: 20 }).map((pairs) => pairs.map(([a, b], i) => tie(a, b, { fact: `F${i}` })));

  it('degrees add up to two for each edge, and PageRank to one', () => {
    fc.assert(
      fc.property(ties, (given) => {
        const graph = graphOf(given);
        const rows = centralities(graph, given);
        expect(rows.reduce((sum, { degree }) => sum + degree, 0)).toBe(2 * graph.size);
        if (rows.length) expect(rows.reduce((sum, { pageRank }) => sum + pageRank!, 0)).toBeCloseTo(1, 8);
        for (const { betweenness } of rows) expect(betweenness! >= 0 && betweenness! <= 1).toBe(true);
      }),
    );
  });

  it('the order and direction in which they come changes nothing', () => {
    const shuffled = ties.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }), fc.boolean()),
    );
    fc.assert(
      fc.property(shuffled, ([given, other, turned]) => {
        const ends = turned ? other.map((each) => ({ ...each, subject: each.object, object: each.subject })) : other;
        for (const measure of ['DEGREE', 'BETWEENNESS', 'PAGERANK'] as const)
          expect(ranked(centralities(graphOf(ends), ends), measure)).toEqual(ranked(centralities(graphOf(given), given), measure));
      }),
    );
  });
});
