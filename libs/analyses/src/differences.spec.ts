import { z } from 'zod';
import { choice, entityRef, factRefs, number, texts } from './analysis.js';
import { differencesOf } from './differences.js';

const gives = z.object({
  hhi: number('A number.').nullable(),
  rows: z.array(
    z.object({
      who: entityRef('Who.'),
      link: choice('How.', { A: 'a', B: 'b' }),
      share: z.object({ lower: number('At least.'), basis: factRefs('Facts.') }).nullable(),
      with: z.array(entityRef('With whom.')),
    }),
  ),
  sets: z.array(z.object({ members: z.array(entityRef('A member.')) })),
  missing: texts('What is missing.'),
});
const row = (who: string, link: 'A' | 'B', lower: number | null, basis: string[], others: string[] = []) => ({
  who,
  link,
  share: lower === null ? null : { lower, basis },
  with: others,
});

describe('the differences of two answers', () => {
  it('are told by what an entry is about, not by its place', () => {
    const before = { hhi: 1, rows: [row('cu', 'A', 100, ['F05'])], sets: [{ members: ['cu'] }], missing: ['seat of cu'] };
    const after = {
      hhi: 0.52,
      rows: [row('ttk', 'A', 60, ['F04'], ['x']), row('cu', 'A', 40, ['F05', 'F04'])],
      sets: [{ members: ['cu', 'ttk'] }],
      missing: [],
    };
    const { differences, factsBefore, factsAfter } = differencesOf(gives, before, after);
    expect(differences).toEqual(
      expect.arrayContaining([
        { path: 'hhi', before: '1', after: '0.52' },
        { path: 'rows[cu A].share.lower', before: '100', after: '40' },
        { path: 'rows[ttk A].share.lower', before: null, after: '60' },
        { path: 'rows[ttk A].with[x]', before: null, after: 'x' },
        { path: 'sets[cu].members[cu]', before: 'cu', after: null },
        { path: 'sets[cu ttk].members[ttk]', before: null, after: 'ttk' },
        { path: 'missing[seat of cu]', before: 'seat of cu', after: null },
      ]),
    );
    expect([factsBefore, factsAfter]).toEqual([[], ['F04']]);
  });

  it('are none between answers that list the same in another order', () => {
    const rows = [row('a', 'A', 1, ['F1']), row('a', 'B', 2, ['F2']), row('b', 'A', null, [])];
    const answer = { hhi: null, rows, sets: [], missing: ['x', 'y'] };
    expect(differencesOf(gives, answer, { ...answer, rows: [...rows].reverse(), missing: ['y', 'x'] })).toEqual({
      differences: [],
      factsBefore: [],
      factsAfter: [],
    });
  });
});
