import fc from 'fast-check';
import { integratedShares } from './integrated-shares.js';
import { tie, unstated } from './stakes.fixture.js';
import type { OwnershipTie } from './stakes.js';

const shareOf = (owner: string, entity: string, ties: OwnershipTie[]) =>
  integratedShares(ties, entity).owners!.find((one) => one.owner === owner)!;

it('adds direct and indirect shares', () => {
  const ties = [tie('X', 'A', 50), tie('X', 'B', 10), tie('A', 'B', 40), tie('P', 'B', 50)];
  expect(integratedShares(ties, 'B')).toMatchObject({
    owners: [
      { owner: 'P', lower: 50, upper: 50, ultimate: true },
      { owner: 'A', lower: 40, upper: 40, ultimate: false, direct: { lower: 40, upper: 40 } },
      { owner: 'X', lower: 30, upper: 30, ultimate: true, direct: { lower: 10, upper: 10 } },
    ],
    unaccounted: { lower: 20, upper: 20 },
    complete: true,
    computed: true,
  });
});

it('counts cross-holdings once: 40 % of each of two that own half of each other', () => {
  const ties = [tie('X', 'A', 40), tie('B', 'A', 50), tie('A', 'B', 50), tie('Y', 'B', 40)];
  expect(shareOf('X', 'A', ties).lower).toBeCloseTo(40 / 0.75, 6);
  expect(shareOf('Y', 'A', ties).lower).toBeCloseTo(20 / 0.75, 6);
  expect(shareOf('B', 'A', ties).lower).toBeCloseTo(50, 6);
});

it('gives shares that an entity holds in itself to the others', () => {
  expect(shareOf('X', 'A', [tie('A', 'A', 20), tie('X', 'A', 80)]).lower).toBeCloseTo(100, 6);
});

it('finds no ultimate owner in a ring that owns itself', () => {
  const ring = [tie('A', 'C', 100), tie('B', 'A', 100), tie('A', 'B', 100)];
  const { owners, unaccounted } = integratedShares(ring, 'C');
  expect(owners).toMatchObject([
    { owner: 'A', lower: 100, upper: 100, ultimate: false },
    { owner: 'B', lower: 100, upper: 100, ultimate: false },
  ]);
  expect(unaccounted).toEqual({ lower: 100, upper: 100 });
});

it('keeps ranges within what is left of 100 %', () => {
  const ties = [tie('X', 'A', 30, 80), tie('P', 'A', 50), unstated('Y', 'A')];
  expect(shareOf('X', 'A', ties)).toMatchObject({ lower: 30, upper: 50 });
  expect(shareOf('Y', 'A', ties)).toMatchObject({ lower: 0, upper: 20 });
});

it('gives null and a warning where shares exceed 100 %', () => {
  expect(integratedShares([tie('X', 'A', 60), tie('P', 'A', 80)], 'A')).toMatchObject({
    owners: null,
    unaccounted: null,
    warnings: [{ code: 'SHARES_OVER_100' }],
  });
});

it('gives null and a warning above a thousand owners', () => {
  const many = Array.from({ length: 1_001 }, (_, index) => tie(`o${index}`, 'A', 0.01));
  expect(integratedShares(many, 'A')).toMatchObject({ owners: null, complete: false, warnings: [{ code: 'TOO_MANY_OWNERS' }] });
});

const names = ['A', 'B', 'C', 'D'];

/** (I − A)⁻¹ by Gaussian elimination: the independent way, for rows that add up to less than 1. */
function inverse(matrix: number[][]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, at) => [...row.map((cell, to) => Number(at === to) - cell), ...row.map((_, to) => Number(at === to))]);
  for (let pivot = 0; pivot < size; pivot++) {
    const scale = rows[pivot]![pivot]!;
    rows[pivot] = rows[pivot]!.map((cell) => cell / scale);
    for (let row = 0; row < size; row++) {
      const factor = rows[row]![pivot]!;
      if (row !== pivot) rows[row] = rows[row]!.map((cell, column) => cell - factor * rows[pivot]![column]!);
    }
  }
  return rows.map((row) => row.slice(size));
}

/** Each company is owned in equal parts by three others. */
const partners = (owned: number, size: number): number[] => [1, 7, 31].map((step) => (owned + step) % size);
const ring = (size: number, share: number): OwnershipTie[] =>
  Array.from({ length: size }, (_, owned) => partners(owned, size).map((owner) => tie(`c${owner}`, `c${owned}`, share))).flat();
const ringMatrix = (size: number, share: number): number[][] =>
  Array.from({ length: size }, (_, owned) =>
    Array.from({ length: size }, (_none, owner) => (partners(owned, size).includes(owner) ? share : 0)),
  );

const weights = fc.array(fc.array(fc.nat(10), { minLength: 4, maxLength: 4 }), { minLength: 4, maxLength: 4 });
const toMatrix = (drawn: number[][]): number[][] => drawn.map((row) => row.map((weight) => weight / (1 + row.reduce((a, b) => a + b, 0))));
const toTies = (matrix: number[][], width = 0): OwnershipTie[] =>
  matrix.flatMap((row, owned) =>
    row.flatMap((share, owner) =>
      share ? [tie(names[owner]!, names[owned]!, share * 100 * (1 - width), Math.min(100, share * 100 * (1 + width)))] : [],
    ),
  );

it('agrees with the solved linear system on random graphs with cycles', () => {
  fc.assert(
    fc.property(weights, (drawn) => {
      const walks = inverse(toMatrix(drawn));
      const { owners, complete } = integratedShares(toTies(toMatrix(drawn)), 'A');
      expect(complete).toBe(true);
      for (const { owner, lower, upper } of owners!) {
        const at = names.indexOf(owner);
        expect(lower).toBeCloseTo((100 * walks[0]![at]!) / walks[at]![at]!, 5);
        expect(upper).toBe(lower);
      }
    }),
  );
});

it('holds the true value of every range', () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 1, max: 9 }), (drawn, tenths) => {
      const walks = inverse(toMatrix(drawn));
      for (const { owner, lower, upper } of integratedShares(toTies(toMatrix(drawn), tenths / 10), 'A').owners!) {
        const at = names.indexOf(owner);
        const truth = (100 * walks[0]![at]!) / walks[at]![at]!;
        expect(lower).toBeLessThanOrEqual(truth + 1e-6);
        expect(upper).toBeGreaterThanOrEqual(truth - 1e-6);
      }
    }),
  );
});

it('converges on twenty companies that own nearly all of each other', () => {
  const ties = ring(20, 33);
  const { complete, unaccounted } = integratedShares([...ties, tie('X', 'c0', 1)], 'c1');
  expect(complete).toBe(true);
  expect(unaccounted!.upper - unaccounted!.lower).toBeLessThan(1e-6);
});

it('stops in time on hundreds that own nearly all of each other, with bounds that hold, and says so', () => {
  const started = performance.now();
  const { owners, complete } = integratedShares([...ring(300, 33), tie('X', 'c0', 1)], 'c1');
  const found = owners!.find(({ owner }) => owner === 'X')!;
  const visits = inverse(ringMatrix(300, 0.33))[1]![0]!;
  const truth = visits * tie('X', 'c0', 1).lower;
  expect(complete).toBe(false);
  expect(found.lower).toBeLessThanOrEqual(truth);
  expect(found.upper).toBeGreaterThanOrEqual(truth);
  expect(performance.now() - started).toBeLessThan(10_000);
});
