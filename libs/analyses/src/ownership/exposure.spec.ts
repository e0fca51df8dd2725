import { exposure, type Exposure } from './exposure.js';
import type { ExposureInput } from './exposure-input.js';
import { tie, unstated } from './stakes.fixture.js';
import type { OwnershipTie } from './stakes.js';

/** X and Y are listed; P is a person whom nobody lists. */
const ask = (entity: string, ties: OwnershipTie[], rest: Partial<ExposureInput> = {}): Exposure =>
  exposure({
    entity,
    ties,
    designated: new Map([
      ['X', ['list-x']],
      ['Y', ['list-y']],
    ]),
    controls: [],
    blockedByDefinition: new Map(),
    unownable: new Set(['P', 'X', 'Y']),
    ...rest,
  });
const result = (...asked: Parameters<typeof ask>): string => ask(...asked).result;

describe('FAQ 401: indirect ownership', () => {
  it('1: half of A, which has half of B, blocks B', () => {
    const { result: found, steps, heldByBlocked } = ask('B', [tie('X', 'A', 50), tie('A', 'B', 50)]);
    expect(found).toBe('BLOCKED_BY_OWNERSHIP');
    expect(heldByBlocked).toEqual({ lower: 50, upper: 50 });
    expect(steps).toEqual([
      { step: 0, entity: 'X', finding: 'DESIGNATED', because: [], total: null, facts: ['list-x'], reason: null },
      {
        step: 1,
        entity: 'A',
        finding: 'BLOCKED_BY_OWNERSHIP',
        because: [{ owner: 'X', share: { lower: 50, upper: 50 }, facts: ['X-A'], finding: 'DESIGNATED' }],
        total: { lower: 50, upper: 50 },
        facts: [],
        reason: null,
      },
      {
        step: 2,
        entity: 'B',
        finding: 'BLOCKED_BY_OWNERSHIP',
        because: [{ owner: 'A', share: { lower: 50, upper: 50 }, facts: ['A-B'], finding: 'BLOCKED_BY_OWNERSHIP' }],
        total: { lower: 50, upper: 50 },
        facts: [],
        reason: null,
      },
    ]);
  });

  it('2: half of A and of B, which have a quarter of C each, blocks C', () => {
    expect(result('C', [tie('X', 'A', 50), tie('X', 'B', 50), tie('A', 'C', 25), tie('B', 'C', 25)])).toBe('BLOCKED_BY_OWNERSHIP');
  });

  it('3: half of A and 10 % of B, of which A has 40 %, blocks B', () => {
    expect(result('B', [tie('X', 'A', 50), tie('X', 'B', 10), tie('A', 'B', 40)])).toBe('BLOCKED_BY_OWNERSHIP');
  });

  const four = [tie('X', 'A', 50), tie('X', 'B', 25), tie('A', 'C', 25), tie('B', 'C', 25)];
  it('4: half of A and a quarter of B, which have a quarter of C each, does not block C: A is a blocked minority owner', () => {
    const { result: found, cautions, heldByBlocked } = ask('C', four);
    expect(found).toBe('CAUTION');
    expect(heldByBlocked).toEqual({ lower: 25, upper: 25 });
    expect(cautions).toMatchObject([{ kind: 'MINORITY_STAKE', by: 'A', finding: 'BLOCKED_BY_OWNERSHIP', share: { lower: 25, upper: 25 } }]);
  });

  const five = [tie('X', 'A', 25), tie('X', 'B', 25), tie('A', 'C', 50), tie('B', 'C', 50)];
  it('5: a quarter of A and of B, which have half of C each, does not block C', () => {
    expect(result('C', [...five, tie('P', 'A', 75), tie('P', 'B', 75)])).toBe('NOT_BLOCKED');
    expect(result('A', five)).toBe('CAUTION');
  });

  it('5, as long as nobody is named for the other three quarters: no finding, and the gaps are named', () => {
    const { result: found, missing } = ask('C', five);
    expect(found).toBe('NOT_DETERMINABLE');
    expect(missing).toEqual([
      { gap: 'UNNAMED_OWNERS', entity: 'A', owner: null, upTo: 75, facts: [] },
      { gap: 'UNNAMED_OWNERS', entity: 'B', owner: null, upTo: 75, facts: [] },
    ]);
  });
});

it('FAQ 399: adds up the stakes of two blocked persons', () => {
  const { result: found, steps } = ask('A', [tie('X', 'A', 25), tie('Y', 'A', 25)]);
  expect(found).toBe('BLOCKED_BY_OWNERSHIP');
  expect(steps.at(-1)!.because.map(({ owner }) => owner)).toEqual(['X', 'Y']);
});

describe('FAQ 398 and 400: control', () => {
  const controls = [{ fact: 'control', controlled: 'A', controller: 'X' }];
  it('does not block, but warrants caution', () => {
    const { result: found, cautions, steps } = ask('A', [tie('P', 'A', 100)], { controls });
    expect(found).toBe('CAUTION');
    expect(cautions).toEqual([{ kind: 'CONTROL', by: 'X', finding: 'DESIGNATED', facts: ['control'] }]);
    expect(steps.map(({ entity }) => entity)).toEqual(['X']);
  });

  it('does not block what the controlled entity owns', () => {
    expect(result('B', [tie('P', 'A', 100), tie('A', 'B', 100)], { controls })).toBe('NOT_BLOCKED');
  });

  it('by a person nobody lists is no reason for caution; by an entity that is blocked through its owners it is', () => {
    expect(result('A', [tie('P', 'A', 100)], { controls: [{ ...controls[0]!, controller: 'P' }] })).toBe('NOT_BLOCKED');
    const byOwned = ask('A', [tie('P', 'A', 100), tie('X', 'H', 60)], { controls: [{ ...controls[0]!, controller: 'H' }] });
    expect(byOwned.cautions).toMatchObject([{ kind: 'CONTROL', by: 'H', finding: 'BLOCKED_BY_OWNERSHIP' }]);
    expect(byOwned.steps.map(({ entity }) => entity)).toEqual(['X', 'H']);
  });

  it('adds nothing where ownership blocks already', () => {
    expect(ask('A', [tie('X', 'A', 50)], { controls })).toMatchObject({ result: 'BLOCKED_BY_OWNERSHIP', cautions: [] });
  });
});

it('FAQ 402: whoever divests below half ends the blocking by ownership, not the caution', () => {
  expect(result('A', [tie('X', 'A', 60), tie('P', 'A', 40)])).toBe('BLOCKED_BY_OWNERSHIP');
  expect(result('A', [tie('X', 'A', 49), tie('P', 'A', 51)])).toBe('CAUTION');
  expect(result('A', [tie('P', 'A', 100)])).toBe('NOT_BLOCKED');
});

describe('listed and defined', () => {
  it('reports a listing with its facts, whoever owns it', () => {
    expect(ask('X', [])).toMatchObject({ result: 'DESIGNATED', missing: [], steps: [{ step: 0, facts: ['list-x'] }] });
  });

  it('counts the shares of those that are blocked by definition', () => {
    const blockedByDefinition = new Map([['G', { reason: 'Government of a blocked state', facts: ['law'] }]]);
    expect(result('G', [], { blockedByDefinition })).toBe('BLOCKED_BY_DEFINITION');
    const { result: found, steps } = ask('A', [tie('G', 'A', 30), tie('X', 'A', 20)], { blockedByDefinition });
    expect(found).toBe('BLOCKED_BY_OWNERSHIP');
    expect(steps[0]).toMatchObject({
      entity: 'G',
      finding: 'BLOCKED_BY_DEFINITION',
      reason: 'Government of a blocked state',
      facts: ['law'],
    });
  });
});

describe('ranges', () => {
  it('that only reach half at the top possibly block, down the chain too', () => {
    const ties = [tie('X', 'A', 40, 60), tie('A', 'B', 100)];
    expect(ask('A', ties)).toMatchObject({ result: 'POSSIBLY_BLOCKED', heldByBlocked: { lower: 40, upper: 60 } });
    const { result: found, steps } = ask('B', ties);
    expect(found).toBe('POSSIBLY_BLOCKED');
    expect(steps.map(({ step, entity, finding }) => [step, entity, finding])).toEqual([
      [0, 'X', 'DESIGNATED'],
      [1, 'A', 'POSSIBLY_BLOCKED'],
      [2, 'B', 'POSSIBLY_BLOCKED'],
    ]);
    expect(steps.at(-1)!.total).toEqual({ lower: 0, upper: 100 });
  });

  it('cannot take what others hold for sure', () => {
    expect(result('A', [tie('X', 'A', 20, 60), tie('P', 'A', 55)])).toBe('CAUTION');
  });

  it('block for sure when even the bottom is half', () => {
    expect(result('A', [tie('X', 'A', 50, 75)])).toBe('BLOCKED_BY_OWNERSHIP');
  });

  it('add up without the noise of binary fractions', () => {
    expect(result('A', [tie('X', 'A', 16.1), tie('Y', 'A', 33.9)])).toBe('BLOCKED_BY_OWNERSHIP');
    expect(result('A', [tie('X', 'A', 49.999)])).toBe('CAUTION');
  });
});

describe('what is unknown', () => {
  it('no ownership data: no finding', () => {
    expect(ask('A', [])).toMatchObject({ result: 'NOT_DETERMINABLE', missing: [{ gap: 'NO_OWNERSHIP_DATA', entity: 'A' }], steps: [] });
  });

  it('a person cannot be owned', () => {
    expect(result('P', [])).toBe('NOT_BLOCKED');
  });

  it('an unstated share of a listed owner is named as missing', () => {
    const { result: found, missing } = ask('A', [unstated('X', 'A')]);
    expect(found).toBe('NOT_DETERMINABLE');
    expect(missing).toContainEqual({ gap: 'UNSTATED_SHARE', entity: 'A', owner: 'X', upTo: 100, facts: ['X-A'] });
  });

  it('does not matter where others hold more than half', () => {
    expect(ask('A', [unstated('X', 'A'), tie('P', 'A', 51)])).toMatchObject({ result: 'NOT_BLOCKED', missing: [] });
    expect(result('A', [unstated('X', 'A'), tie('P', 'A', 50)])).toBe('NOT_DETERMINABLE');
  });

  it('owners of an owner that are unknown are missing too', () => {
    expect(ask('B', [tie('A', 'B', 100)]).missing).toEqual([{ gap: 'NO_OWNERSHIP_DATA', entity: 'A', owner: null, upTo: 100, facts: [] }]);
  });
});

describe('odd data', () => {
  it('a cycle does not block by itself, and blocks once someone from outside holds half', () => {
    const ring = [tie('A', 'B', 60), tie('B', 'A', 60)];
    expect(result('A', ring)).toBe('NOT_BLOCKED');
    expect(result('A', [tie('A', 'B', 50), tie('B', 'A', 50)])).toBe('NOT_DETERMINABLE');
    expect(result('A', [tie('A', 'B', 50), tie('B', 'A', 50), tie('X', 'B', 50)])).toBe('BLOCKED_BY_OWNERSHIP');
  });

  it('shares that an entity holds in itself count for nobody', () => {
    const self = ask('A', [tie('A', 'A', 60), tie('X', 'A', 40)]);
    expect(self).toMatchObject({ result: 'CAUTION', heldByBlocked: { lower: 40, upper: 40 }, warnings: [{ code: 'SELF_OWNERSHIP' }] });
    expect(result('A', [tie('A', 'A', 60), tie('P', 'A', 20)])).toBe('NOT_DETERMINABLE');
  });

  it('shares over 100 % are warned of and never hide a blocking', () => {
    const over = ask('A', [tie('X', 'A', 60), tie('P', 'A', 80)]);
    expect(over).toMatchObject({
      result: 'BLOCKED_BY_OWNERSHIP',
      warnings: [{ code: 'SHARES_OVER_100', entity: 'A', facts: ['P-A', 'X-A'] }],
    });
    expect(result('A', [tie('X', 'A', 45, 60), tie('P', 'A', 80)])).toBe('POSSIBLY_BLOCKED');
  });

  it('two facts on one stake are reconciled, not added', () => {
    const again = (lower: number, upper = lower) => ({ ...tie('X', 'A', lower, upper), fact: 'again' });
    expect(ask('A', [tie('X', 'A', 30), again(30)])).toMatchObject({ result: 'CAUTION', heldByBlocked: { lower: 30 } });
    expect(ask('A', [tie('X', 'A', 25, 100), again(40)])).toMatchObject({ heldByBlocked: { lower: 40, upper: 40 }, warnings: [] });
    expect(ask('A', [tie('X', 'A', 30), again(60)])).toMatchObject({
      result: 'POSSIBLY_BLOCKED',
      warnings: [{ code: 'CONFLICTING_SHARES' }],
    });
    expect(ask('A', [unstated('X', 'A'), again(60)])).toMatchObject({ result: 'BLOCKED_BY_OWNERSHIP' });
  });

  it('a share that is none is read as unstated, one beyond 100 % is cut', () => {
    expect(ask('A', [tie('X', 'A', Number.NaN)])).toMatchObject({ result: 'NOT_DETERMINABLE', warnings: [{ code: 'SHARE_OUT_OF_RANGE' }] });
    expect(ask('A', [tie('X', 'A', 150)])).toMatchObject({ heldByBlocked: { lower: 100, upper: 100 } });
  });
});
