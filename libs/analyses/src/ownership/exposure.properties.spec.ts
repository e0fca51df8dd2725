import fc from 'fast-check';
import { exposure, type ExposureResult } from './exposure.js';
import type { OwnershipTie } from './stakes.js';

const names = ['A', 'B', 'C', 'D', 'E'];

interface Drawn {
  ties: OwnershipTie[];
  designated: string[];
}

const aTie = (widest: number) =>
  fc
    .record({
      owned: fc.constantFrom(...names),
      owner: fc.constantFrom(...names),
      lower: fc.constantFrom(0, 5, 10, 20, 25, 30, 40, 50, 60, 100),
      width: fc.nat(widest),
      known: fc.integer({ min: 0, max: 4 }).map((one) => one > 0 || widest === 0),
    })
    .map(({ width, ...tie }): OwnershipTie => {
      const fact = `${tie.owner}-${tie.owned}`;
      return {
        ...tie,
        upper: tie.known ? Math.min(100, tie.lower + width) : 100,
        lower: tie.known ? tie.lower : 0,
        fact,
        status: 'ASSERTED',
      };
    });

/** At most one tie between any two, and shares that fit into 100 % at their lowest. */
const graph = (widest: number): fc.Arbitrary<Drawn> =>
  fc.record({
    ties: fc.uniqueArray(aTie(widest), { selector: ({ fact }) => fact, maxLength: 12 }).map((ties) => {
      const used = new Map<string, number>();
      return ties.filter(({ owned, lower }) => {
        const total = (used.get(owned) ?? 0) + lower;
        if (total <= 100) used.set(owned, total);
        return total <= 100;
      });
    }),
    designated: fc.subarray(names, { maxLength: 2 }),
  });

const result = (entity: string, { ties, designated }: Drawn, unownable: string[] = []): ExposureResult =>
  exposure({
    entity,
    ties,
    designated: new Map(designated.map((one) => [one, [`list-${one}`]])),
    controls: [],
    blockedByDefinition: new Map(),
    unownable: new Set(unownable),
  }).result;

const isBlocked = (found: ExposureResult): boolean => found === 'DESIGNATED' || found === 'BLOCKED_BY_OWNERSHIP';

/** The intersection of all sets that hold the listed and are closed under the rule: the least fixpoint after Knaster and Tarski. */
function bruteForce({ ties, designated }: Drawn, extra: string[] = []): Set<string> {
  const all = [...new Set([...names, ...extra])];
  const isClosed = (set: Set<string>): boolean =>
    all.every((entity) => {
      const held = ties.filter(({ owned, owner }) => owned === entity && owner !== entity && set.has(owner));
      return set.has(entity) || held.reduce((sum, { lower }) => sum + lower, 0) < 50;
    });
  const subsets = Array.from({ length: 2 ** all.length }, (_, bits) => new Set(all.filter((_name, bit) => bits & (1 << bit))));
  const closed = subsets.filter((set) => designated.every((one) => set.has(one)) && isClosed(set));
  return new Set(all.filter((entity) => closed.every((set) => set.has(entity))));
}

it('blocks for sure exactly what the least fixpoint by brute force blocks', () => {
  fc.assert(
    fc.property(graph(0), (drawn) => {
      const blocked = bruteForce(drawn);
      for (const entity of names) expect(isBlocked(result(entity, drawn))).toBe(blocked.has(entity));
    }),
    { numRuns: 300 },
  );
});

const order: ExposureResult[] = ['NOT_BLOCKED', 'NOT_DETERMINABLE', 'CAUTION', 'POSSIBLY_BLOCKED', 'BLOCKED_BY_OWNERSHIP', 'DESIGNATED'];

it('one more listing never makes a result milder', () => {
  fc.assert(
    fc.property(graph(50), fc.constantFrom(...names), (drawn, more) => {
      const wider = { ...drawn, designated: [...new Set([...drawn.designated, more])] };
      for (const entity of names) {
        expect(order.indexOf(result(entity, wider))).toBeGreaterThanOrEqual(order.indexOf(result(entity, drawn)));
      }
    }),
    { numRuns: 300 },
  );
});

it('does not depend on the order of ties, parallel ones included', () => {
  const shuffled = fc
    .array(aTie(50), { maxLength: 12 })
    .chain((ties) => fc.tuple(fc.constant(ties), fc.shuffledSubarray(ties, { minLength: ties.length, maxLength: ties.length })));
  const whole = (entity: string, ties: OwnershipTie[]) =>
    exposure({ entity, ties, designated: new Map([['A', []]]), controls: [], blockedByDefinition: new Map() });
  fc.assert(
    fc.property(shuffled, ([ties, others]) => {
      for (const entity of names) expect(whole(entity, others)).toEqual(whole(entity, ties));
    }),
  );
});

/** One way the world could be: shares within the ranges that fit into 100 %; what is left may go to a hidden listed owner, H. */
function possibleWorld({ ties, designated }: Drawn, picks: number[], hidden: boolean): Drawn {
  const left = new Map(
    names.map((name) => [name, ties.filter(({ owned }) => owned === name).reduce((rest, { lower }) => rest - lower, 100)]),
  );
  const settled = ties.map((tie, index) => {
    const more = Math.min(tie.upper - tie.lower, Math.floor((left.get(tie.owned)! * picks[index]!) / 10));
    left.set(tie.owned, left.get(tie.owned)! - more);
    return { ...tie, lower: tie.lower + more };
  });
  const rest = names.map((owned): OwnershipTie => ({ ...aSecret, owned, lower: left.get(owned)! }));
  return hidden ? { ties: [...settled, ...rest], designated: [...designated, 'H'] } : { ties: settled, designated };
}
const aSecret = { fact: 'secret', owner: 'H', upper: 100, known: true, status: 'ASSERTED' };

describe('in every world that the ranges allow', () => {
  const worlds = fc.tuple(graph(60), fc.array(fc.nat(10), { minLength: 12, maxLength: 12 }));

  it('what is blocked for sure is blocked', () => {
    fc.assert(
      fc.property(worlds, ([drawn, picks]) => {
        const blocked = bruteForce(possibleWorld(drawn, picks, false));
        for (const entity of names) if (isBlocked(result(entity, drawn))) expect(blocked).toContain(entity);
      }),
    );
  });

  it('what is blocked with stated ranges only was at least possibly blocked', () => {
    fc.assert(
      fc.property(worlds, ([drawn, picks]) => {
        const stated = { ...drawn, ties: drawn.ties.filter(({ known }) => known) };
        const blocked = bruteForce(possibleWorld(stated, picks, false));
        for (const entity of blocked)
          expect(order.indexOf(result(entity, stated))).toBeGreaterThanOrEqual(order.indexOf('POSSIBLY_BLOCKED'));
      }),
    );
  });

  it('what is not blocked stays so whoever holds the rest', () => {
    fc.assert(
      fc.property(worlds, fc.subarray(names), ([drawn, picks], unownable) => {
        const world = possibleWorld(drawn, picks, true);
        const ownable = { ...world, ties: world.ties.filter(({ owned }) => !unownable.includes(owned)) };
        const blocked = bruteForce(ownable, ['H']);
        for (const entity of names) if (result(entity, drawn, unownable) === 'NOT_BLOCKED') expect(blocked).not.toContain(entity);
      }),
      { numRuns: 300 },
    );
  });
});

it('rests every step on earlier ones, with facts for every share', () => {
  fc.assert(
    fc.property(graph(50), fc.constantFrom(...names), ({ ties, designated }, entity) => {
      const { steps, result: found } = exposure({
        entity,
        ties,
        designated: new Map(designated.map((one) => [one, [`list-${one}`]])),
        controls: [],
        blockedByDefinition: new Map(),
      });
      if (order.indexOf(found) >= order.indexOf('POSSIBLY_BLOCKED')) expect(steps.map((step) => step.entity)).toContain(entity);
      for (const { step, because, total, facts } of steps) {
        expect(step === 0 ? facts.length : because.length).toBeGreaterThan(0);
        if (total) expect(total.upper).toBeGreaterThanOrEqual(50);
        for (const { owner, facts: shareFacts } of because) {
          expect(steps.find((earlier) => earlier.entity === owner)!.step).toBeLessThan(step);
          expect(shareFacts.length).toBeGreaterThan(0);
        }
      }
    }),
    { numRuns: 300 },
  );
});
