import fc from 'fast-check';
import { modalities, stances, type Stance } from '@linchpin/vocabulary';
import { assess, latestByClaimant } from './assess.js';
import type { Claim } from './claim.js';
import { independentGroups } from './independence.js';
import { endOfTime, standings } from './standings.js';

const now = { retracted: false, superseded: false, coarseDate: false };
let order = 0;
const claim = (claimant: string, stance: Stance, rest: Partial<Claim> = {}): Claim => ({
  claimant,
  label: claimant,
  control: [claimant],
  byParty: false,
  unnamed: false,
  stance,
  modality: 'FACTUAL',
  hedge: null,
  origin: null,
  wire: null,
  chain: [claimant, 'zeit'],
  itemGrade: 6,
  publicAt: 0,
  recorded: order++,
  ...rest,
});
const status = (claims: Claim[], fact = {}): string => assess(claims, { ...now, ...fact }).status;

const dyn = claim('dyn', 'ASSERTS', { origin: 'dyn-measurement' });
const fireeye = claim('fireeye', 'ASSERTS', { origin: 'fireeye-measurement' });
const west = claim('west', 'ASSERTS', { origin: 'west', unnamed: true });
const accuser = claim('treasury', 'ASSERTS', { origin: 'treasury-investigation' });
const pyongyang = claim('kp-gov', 'DENIES', { byParty: true });
const silence = claim('ttk', 'DECLINES_TO_CONFIRM', { byParty: true });

describe('the vectors of the design', () => {
  const copies = ['faz', 'sz', 'nzz', 'taz', 'welt'].map((paper) =>
    claim(paper, 'ASSERTS', { origin: 'dyn-measurement', wire: 'reuters', chain: ['dyn', 'reuters', paper] }),
  );
  it.each([
    ['Dyn alone', [dyn], 'ASSERTED'],
    ['Dyn and five copies of Reuters’ report of Dyn', [dyn, ...copies], 'ASSERTED'],
    ['Dyn and FireEye’s own measurement', [dyn, fireeye], 'CORROBORATED'],
    ['the West with Pyongyang’s denial', [west, pyongyang], 'DENIED'],
    ['the same with a second independent accuser', [west, accuser, pyongyang], 'DISPUTED'],
    ['TransTelecom’s silence alone', [silence], 'UNCONFIRMED'],
  ])('%s → %#', (_name, claims, expected) => expect(status(claims)).toBe(expected));
});

describe('the table, row by row', () => {
  it.each([
    ['1: we retracted it', [dyn, fireeye], { retracted: true }, 'RETRACTED'],
    ['1: whoever affirmed it withdrew', [dyn, claim('dyn', 'WITHDRAWS', { publicAt: 1 })], {}, 'RETRACTED'],
    ['2: it has a successor', [dyn], { superseded: true }, 'SUPERSEDED'],
    ['3: only a denial by a party', [pyongyang], {}, 'DENIED'],
    ['3: only a denial by another', [claim('x', 'DENIES')], {}, 'DENIED'],
    ['4: another denies', [dyn, claim('x', 'DENIES')], {}, 'DISPUTED'],
    ['5: two origins against a party', [dyn, fireeye, pyongyang], {}, 'DISPUTED'],
    ['6: one origin against a party', [dyn, pyongyang], {}, 'DENIED'],
    ['7: two factual origins', [dyn, fireeye], {}, 'CORROBORATED'],
    [
      '8: two origins, but one only assesses',
      [dyn, claim('fireeye', 'ASSERTS', { origin: 'fireeye-measurement', modality: 'ASSESSMENT' })],
      {},
      'ASSERTED',
    ],
    ['9: doubts alone', [claim('x', 'DOUBTS')], {}, 'UNCONFIRMED'],
    ['9: a withdrawal of nothing', [claim('x', 'WITHDRAWS')], {}, 'UNCONFIRMED'],
  ])('%s', (_name, claims, fact, expected) => expect(status(claims, fact)).toBe(expected));
});

it('lets a decline change nothing but the badge', () => {
  const { status: after, badges } = assess([dyn, silence], now);
  expect(after).toBe('ASSERTED');
  expect(badges).toContain('DECLINED_BY_PARTY');
  expect(assess([dyn, { ...silence, byParty: false }], now).badges).not.toContain('DECLINED_BY_PARTY');
});

it('counts only what each claimant said last, and nothing graded improbable', () => {
  expect(status([claim('x', 'ASSERTS', { origin: 'a' }), claim('x', 'DENIES', { publicAt: 1 })])).toBe('DENIED');
  expect(status([dyn, claim('y', 'DENIES', { itemGrade: 5 })])).toBe('ASSERTED');
});

it('takes one claimant who withdraws out of the count and keeps the others', () => {
  expect(status([dyn, fireeye, claim('fireeye', 'WITHDRAWS', { publicAt: 1 })])).toBe('ASSERTED');
});

it('never counts an unknown origin as a further group', () => {
  const unknown = ['a', 'b', 'c'].map((name) => claim(name, 'ASSERTS', { chain: [name] }));
  expect(assess(unknown, now).independentGroups).toBe(1);
  expect(assess([dyn, ...unknown], now).independentGroups).toBe(1);
});

it('joins claims of common control, of one wire, and of a chain that contains the other', () => {
  const pair = (a: Partial<Claim>, b: Partial<Claim>) =>
    independentGroups([claim('a', 'ASSERTS', { origin: '1', ...a }), claim('b', 'ASSERTS', { origin: '2', ...b })]).length;
  expect(pair({}, {})).toBe(2);
  expect(pair({ control: ['a', 'owner'] }, { control: ['b', 'owner'] })).toBe(1);
  expect(pair({ wire: 'reuters' }, { wire: 'reuters' })).toBe(1);
  expect(pair({ chain: ['a'] }, { chain: ['a', 'reuters', 'faz'] })).toBe(1);
});

describe('for any claims', () => {
  const word = <T extends string>(table: Record<T, unknown>) => fc.constantFrom(...(Object.keys(table) as T[]));
  const anyClaim: fc.Arbitrary<Claim> = fc.record({
    claimant: fc.constantFrom('a', 'b', 'c', 'd'),
    label: fc.constant('x'),
    control: fc.constant([]),
    byParty: fc.boolean(),
    unnamed: fc.boolean(),
    stance: word(stances),
    modality: word(modalities),
    hedge: fc.constantFrom(null, 'etwa'),
    origin: fc.constantFrom(null, 'o1', 'o2', 'o3'),
    wire: fc.constantFrom(null, 'w'),
    chain: fc.constantFrom(['p'], ['q'], ['p', 'q']),
    itemGrade: fc.integer({ min: 1, max: 6 }),
    publicAt: fc.integer({ min: 0, max: 5 }),
    recorded: fc.nat(),
  });

  it('does not depend on the order in which independence is looked at', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { maxLength: 8 }), fc.nat(), (claims, seed) => {
        const shuffled = [...claims].sort((a, b) => ((a.recorded * 7919 + seed) % 101) - ((b.recorded * 7919 + seed) % 101));
        expect(independentGroups(shuffled).length).toBe(independentGroups(claims).length);
      }),
    );
  });

  it('a decline never changes the status', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { minLength: 1, maxLength: 8 }), anyClaim, (claims, other) => {
        expect(status([...claims, { ...other, stance: 'DECLINES_TO_CONFIRM' }])).toBe(status(claims));
      }),
    );
  });

  it('counts no claimant twice', () => {
    fc.assert(
      fc.property(
        fc.array(anyClaim),
        (claims) => new Set(latestByClaimant(claims).map(({ claimant }) => claimant)).size === latestByClaimant(claims).length,
      ),
    );
  });

  it('stands somewhere at every moment from the first publication on, and at the end as assessed now', () => {
    fc.assert(
      fc.property(fc.array(anyClaim, { minLength: 1, maxLength: 8 }), (claims) => {
        const steps = standings(claims, now);
        steps.forEach((step, i) => expect(step.publishedTo).toBe(steps[i + 1]?.publishedFrom ?? endOfTime));
        expect(steps[0]!.publishedFrom).toBe(Math.min(...claims.map(({ publicAt }) => publicAt)));
        expect(steps.at(-1)).toMatchObject(assess(claims, now));
      }),
    );
  });
});
