import fc from 'fast-check';
import { distancesFrom, inOrderOf, nearest } from './nearest.js';

const join = (from: string, to: string, predicate = 'partOf') => ({ from, to, predicate });

it('counts steps in either direction, and leaves out what is not joined', () => {
  const distances = distancesFrom('a', [join('b', 'a'), join('b', 'c'), join('d', 'c'), join('a', 'd'), join('x', 'y')]);
  expect([...distances].sort()).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 1],
  ]);
});

it('puts the nearest first, then those with more ties, then the smaller id', () => {
  const ties = [join('a', 'd'), join('a', 'c'), join('c', 'a', 'ownedBy'), join('a', 'b'), join('b', 'e'), join('d', 'e'), join('e', 'e')];
  expect(nearest(distancesFrom('a', ties), ties)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(nearest(distancesFrom('a', ties), [...ties, join('d', 'c')])).toEqual(['a', 'c', 'd', 'b', 'e']);
});

it('lists a tie as soon as both its ends are listed', () => {
  const ties = [join('c', 'b'), join('a', 'c', 'supplies'), join('a', 'c', 'ownedBy'), join('c', 'a', 'ownedBy'), join('b', 'a')];
  const text = inOrderOf(['a', 'b', 'c'], ties).map(({ from, to, predicate }) => `${from}${to} ${predicate}`);
  expect(text).toEqual(['ba partOf', 'ac ownedBy', 'ca ownedBy', 'ac supplies', 'cb partOf']);
});

it('tells any two neighbours apart by one step at most, in whatever order the ties come', () => {
  const node = fc.constantFrom(...'abcdefg');
  const ties = fc.array(
    fc.tuple(node, node).map(([a, b]) => join(a, b)),
    { maxLength: 15 },
  );
  fc.assert(
    fc.property(
      ties.chain((given) => fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length }))),
      ([given, other]) => {
        const distances = distancesFrom('a', given);
        for (const { from, to } of given) {
          expect(distances.has(from)).toBe(distances.has(to));
          if (distances.has(from)) expect(Math.abs(distances.get(from)! - distances.get(to)!)).toBeLessThanOrEqual(1);
        }
        expect(nearest(distancesFrom('a', other), other)).toEqual(nearest(distances, given));
      },
    ),
  );
});
