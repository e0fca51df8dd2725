import fc from 'fast-check';
import { concentration } from './concentration.js';
import { remainder, type ProviderShare } from './shares.js';

const point = (id: string, share: number): ProviderShare => ({ id, lower: share, upper: share });
const range = (id: string, lower: number, upper: number): ProviderShare => ({ id, lower, upper });

/** Shares in whole percents that add up to 100. */
const wholeShares = fc.array(fc.nat(100), { maxLength: 7 }).map((cuts) => {
  const marks = [0, ...cuts.sort((a, b) => a - b), 100];
  return marks.slice(1).map((mark, index) => point(`p${index}`, mark - marks[index]!));
});
const bruteForce = (shares: number[]): number => shares.reduce((sum, share) => sum + (share / 100) ** 2, 0);
const hhiOf = (providers: ProviderShare[]): number => concentration(providers).hhi!.lower;

describe('the seed', () => {
  it('finds full dependence on one provider', () => {
    expect(concentration([point('china-unicom', 100)])).toMatchObject({
      hhi: { lower: 1, upper: 1, computed: true },
      effectiveProviders: { lower: 1, upper: 1 },
      missing: [],
    });
  });

  it('finds 0.52 and 1.92 for 60 and 40', () => {
    const russian = point('ttk', 60);
    const rest = remainder([russian])!;
    expect(rest).toEqual({ lower: 40, upper: 40, computed: true });
    const { hhi, effectiveProviders } = concentration([russian, { id: 'china-unicom', ...rest }]);
    expect(hhi).toEqual({ lower: 0.52, upper: 0.52, computed: true });
    expect(effectiveProviders!.lower).toBeCloseTo(1.923077, 6);
    expect(effectiveProviders!.upper).toBe(effectiveProviders!.lower);
  });
});

describe('point shares', () => {
  it('agree with brute force and stay between 1/n and 1', () => {
    fc.assert(
      fc.property(wholeShares, (providers) => {
        const { hhi, unnamed } = concentration(providers);
        expect(hhi!.upper).toBe(hhi!.lower);
        expect(hhi!.lower).toBeCloseTo(bruteForce(providers.map(({ lower }) => lower)), 9);
        expect(hhi!.lower).toBeGreaterThanOrEqual(1 / providers.length - 1e-9);
        expect(hhi!.lower).toBeLessThanOrEqual(1);
        expect(unnamed).toEqual({ lower: 0, upper: 0, computed: true });
      }),
    );
  });

  it('do not depend on their order, and merging two never lowers the index', () => {
    fc.assert(
      fc.property(wholeShares, (providers) => {
        const before = hhiOf(providers);
        expect(hhiOf([...providers].reverse())).toBeCloseTo(before, 9);
        const [first, second, ...others] = providers;
        if (second) expect(hhiOf([point('p0', first!.lower + second.lower), ...others])).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('leave open who holds what is unnamed', () => {
    const { hhi, effectiveProviders, unnamed, missing } = concentration([point('ttk', 60)]);
    expect(hhi).toEqual({ lower: 0.36, upper: 0.52, computed: true });
    expect(effectiveProviders!.upper).toBeCloseTo(1 / 0.36, 9);
    expect(unnamed).toEqual({ lower: 40, upper: 40, computed: true });
    expect(missing).toEqual(['the rest']);
  });
});

describe('ranges', () => {
  it('are bounded exactly for two providers', () => {
    const { hhi, missing } = concentration([range('a', 50, 60), range('b', 40, 50)], { complete: true });
    expect(hhi).toEqual({ lower: 0.5, upper: 0.52, computed: true });
    expect(missing).toEqual(['a', 'b']);
  });

  it('hold every index that shares within them can have', () => {
    const drawn = fc.tuple(wholeShares, fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 8, maxLength: 8 }), fc.nat(8));
    fc.assert(
      fc.property(drawn, ([actual, slack, hidden]) => {
        const widened = actual.map(({ id, lower }, index) =>
          range(id, Math.max(0, lower - slack[index]![0]), Math.min(100, lower + slack[index]![1])),
        );
        const truth = bruteForce(actual.map(({ lower }) => lower));
        const named = widened.filter((_, index) => index !== hidden);
        const answers = [
          concentration(widened, { complete: true }),
          concentration(widened),
          ...(named.length ? [concentration(named)] : []),
        ];
        for (const { hhi } of answers) {
          expect(hhi!.lower).toBeLessThanOrEqual(truth + 1e-9);
          expect(hhi!.upper).toBeGreaterThanOrEqual(truth - 1e-9);
        }
        expect(answers[0]!.hhi!.upper).toBeLessThanOrEqual(answers[1]!.hhi!.upper + 1e-9);
      }),
    );
  });

  it('reach both bounds of a small case by brute force', () => {
    const boxes = [range('a', 20, 50), range('b', 10, 40), range('c', 30, 60)];
    const found: number[] = [];
    for (let a = 20; a <= 50; a++)
      for (let b = 10; b <= 40; b++) if (100 - a - b >= 30 && 100 - a - b <= 60) found.push(bruteForce([a, b, 100 - a - b]));
    const { hhi } = concentration(boxes, { complete: true });
    expect(hhi!.lower).toBeLessThanOrEqual(Math.min(...found));
    expect(hhi!.lower).toBeCloseTo(Math.min(...found), 3);
    expect(hhi!.upper).toBeGreaterThanOrEqual(Math.max(...found));
  });

  it('leave a remainder that is a range', () => {
    expect(remainder([range('a', 50, 60), point('b', 10)])).toEqual({ lower: 30, upper: 40, computed: true });
    expect(remainder([range('a', 50, 100), point('b', 10)])).toEqual({ lower: 0, upper: 40, computed: true });
  });
});

describe('what gives no answer', () => {
  it.each([
    ['no providers', [], false, { missing: ['providers'] }],
    ['over 100 %', [point('a', 70), point('b', 40)], false, { warnings: [{ code: 'SHARES_OVER_100' }] }],
    ['a share of 120 %', [point('a', 120)], false, { warnings: [{ code: 'SHARE_OUT_OF_RANGE' }, { code: 'SHARES_OVER_100' }] }],
    ['no number', [point('a', Number.NaN)], false, { warnings: [{ code: 'SHARE_OUT_OF_RANGE' }] }],
    ['one provider twice', [point('a', 40), point('a', 60)], false, { warnings: [{ code: 'DUPLICATE_PROVIDER', providers: ['a'] }] }],
    ['complete shares that miss 100 %', [point('a', 40)], true, { missing: ['60 % of the whole'] }],
  ])('%s', (_name, providers, complete, expected) => {
    expect(concentration(providers, { complete })).toMatchObject({ hhi: null, effectiveProviders: null, ...expected });
  });

  it('has no remainder either', () => {
    expect(remainder([])).toBeNull();
    expect(remainder([point('a', 70), point('b', 40)])).toBeNull();
  });

  it('gives no upper bound of effective providers where all may be splinters', () => {
    expect(concentration([range('a', 0, 100)]).effectiveProviders).toEqual({ lower: 1, upper: null, computed: true });
  });
});
