import { ownershipChains, type ChainBounds } from './ownership-chains.js';
import { tie, unstated } from './stakes.fixture.js';

const up: ChainBounds = { direction: 'up', maxDepth: 10, maxChains: 100 };
const down: ChainBounds = { ...up, direction: 'down' };

it('multiplies shares along a chain and keeps the direct ones, with their facts', () => {
  const { chains, complete } = ownershipChains([tie('X', 'A', 50), tie('A', 'B', 40, 60)], 'B', up);
  expect(complete).toBe(true);
  expect(chains).toHaveLength(1);
  expect(chains[0]).toMatchObject({ entities: ['B', 'A', 'X'], cumulative: { lower: 20, upper: 30 }, known: true, end: 'END' });
  expect(chains[0]!.steps.map(({ stake, cumulative }) => [stake.facts, stake.lower, cumulative.lower])).toEqual([
    [['A-B'], 40, 40],
    [['X-A'], 50, 20],
  ]);
});

it('finds every chain up and down, the weightiest first', () => {
  const diamond = [tie('X', 'A', 30), tie('X', 'B', 80), tie('A', 'C', 25), tie('B', 'C', 75)];
  expect(ownershipChains(diamond, 'C', up).chains.map(({ entities }) => entities.join(' '))).toEqual(['C B X', 'C A X']);
  expect(ownershipChains(diamond, 'X', down).chains.map(({ entities }) => entities.join(' '))).toEqual(['X B C', 'X A C']);
  expect(ownershipChains(diamond, 'X', up)).toMatchObject({ chains: [], complete: true });
});

it('says when a share on the way is unknown', () => {
  const ties = [tie('X', 'A', 50), unstated('A', 'B')];
  expect(ownershipChains(ties, 'B', up).chains[0]).toMatchObject({ known: false, cumulative: { lower: 0, upper: 50 } });
});

it('cuts cycles and reports each once', () => {
  const ties = [tie('B', 'A', 60), tie('A', 'B', 40), tie('X', 'B', 30), tie('A', 'A', 5)];
  const { chains, cycles, complete, warnings } = ownershipChains(ties, 'A', up);
  expect(chains.map(({ entities, end }) => [entities.join(' '), end])).toEqual([['A B X', 'END']]);
  expect(cycles).toEqual([['A'], ['A', 'B']]);
  expect(complete).toBe(true);
  expect(warnings).toMatchObject([{ code: 'SELF_OWNERSHIP' }]);
  expect(ownershipChains(ties.slice(0, 2), 'A', up).chains).toMatchObject([{ entities: ['A', 'B'], end: 'CYCLE' }]);
});

describe('bounds', () => {
  const line = Array.from({ length: 20 }, (_, step) => tie(`n${step + 1}`, `n${step}`, 100));
  it('of depth are said', () => {
    const answer = ownershipChains(line, 'n0', { ...up, maxDepth: 3 });
    expect(answer).toMatchObject({ complete: false, stoppedBy: ['DEPTH'], chains: [{ end: 'DEPTH' }] });
    expect(answer.chains[0]!.steps).toHaveLength(3);
    expect(ownershipChains(line, 'n0', { ...up, maxDepth: 20 }).complete).toBe(true);
  });

  it('of number are said, and end the work on a graph with 4^12 chains', () => {
    const layers = Array.from({ length: 12 }, (_, layer) => layer).flatMap((layer) =>
      [0, 1, 2, 3].flatMap((owned) => [0, 1, 2, 3].map((owner) => tie(`${layer + 1}.${owner}`, `${layer}.${owned}`, 25))),
    );
    const started = performance.now();
    const answer = ownershipChains(layers, '0.0', { ...up, maxDepth: 12, maxChains: 500 });
    expect(answer).toMatchObject({ complete: false, stoppedBy: ['CHAINS'] });
    expect(answer.chains).toHaveLength(500);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('that are just enough are not hit', () => {
    expect(ownershipChains([tie('X', 'A', 50), tie('Y', 'A', 50)], 'A', { ...up, maxChains: 2 }).complete).toBe(true);
  });
});
