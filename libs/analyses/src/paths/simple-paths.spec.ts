import fc from 'fast-check';
import { tie } from '../tie.fixture.js';
import type { Tie } from '../world.js';
import { holdTogether, weakestStatus, type Hop } from './hops.js';
import { simplePaths } from './simple-paths.js';

const nodes = (hops: readonly Hop[]): string => [hops[0]!.from, ...hops.map(({ to }) => to)].join('');

/** Every simple path by trying all orders of all subsets. */
function bruteForce(ties: readonly Tie[], from: string, to: string, maxHops: number): string[] {
  const joined = (a: string, b: string) =>
    ties.some(({ subject, object }) => (subject === a && object === b) || (subject === b && object === a));
  const grow = (path: string): string[] => {
    const last = path.at(-1)!;
    if (last === to) return [path];
    if (path.length > maxHops) return [];
    return [...'abcdef'].filter((next) => !path.includes(next) && joined(last, next)).flatMap((next) => grow(path + next));
  };
  return grow(from).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

it('finds all simple paths, the shortest first, as trying everything does', () => {
  const node = fc.constantFrom(...'abcdef');
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 14 }), fc.integer({ min: 1, max: 6 }), (pairs, maxHops) => {
      const ties = pairs.map(([a, b]) => tie(a, b));
      const { paths, complete } = simplePaths(ties, 'a', 'f', { maxHops, limit: 1000 });
      expect(complete).toBe(true);
      expect(paths.map(nodes)).toEqual(bruteForce(ties, 'a', 'f', maxHops));
    }),
  );
});

it('takes parallel ties as one step and stops at the limit', () => {
  const ties = [tie('a', 'b'), tie('b', 'a', { fact: 'other' }), tie('b', 'f'), tie('a', 'c'), tie('c', 'f')];
  const { paths } = simplePaths(ties, 'a', 'f', { maxHops: 6, limit: 1 });
  expect(paths.map(nodes)).toEqual(['abf']);
  expect(paths[0]![0]!.ties).toHaveLength(2);
});

it('stops after bounded work in a thicket and says so', () => {
  const names = Array.from({ length: 60 }, (_, i) => `n${i}`);
  const ties = names.flatMap((a) => names.filter((b) => a < b).map((b) => tie(a, b)));
  expect(simplePaths(ties, 'n0', 'n1', { maxHops: 6, limit: 1e9 }).complete).toBe(false);
});

it('is as weak as its weakest step, a step as firm as its firmest tie', () => {
  const hop = (...statuses: Tie['status'][]): Hop => ({ from: 'a', to: 'b', ties: statuses.map((status) => tie('a', 'b', { status })) });
  expect(weakestStatus([hop('ASSERTED'), hop('DENIED', 'CORROBORATED')])).toBe('ASSERTED');
  expect(weakestStatus([hop('ASSERTED'), hop('DENIED')])).toBe('DENIED');
});

it('knows whether all steps may hold at one time', () => {
  const hop = (...spans: [number, number][]): Hop => ({ from: 'a', to: 'b', ties: spans.map(([from, to]) => tie('a', 'b', { from, to })) });
  expect(holdTogether([hop([0, 5]), hop([4, 9])])).toBe(true);
  expect(holdTogether([hop([0, 3]), hop([4, 9])])).toBe(false);
  expect(holdTogether([hop([0, 3], [7, 8]), hop([4, 9])])).toBe(true);
  expect(holdTogether([hop([0, 3]), hop([2, 6]), hop([5, 9])])).toBe(false);
});
