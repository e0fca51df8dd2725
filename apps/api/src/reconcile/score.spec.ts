import type { Agreement } from './agreement.js';
import { decided, nearest, resultsOf, scoreOf, type Candidate } from './score.js';

const candidate = (id: string, rest: Partial<Candidate> = {}): Candidate => ({
  id,
  kind: 'Person',
  label: 'Kim Myong Chol',
  names: [],
  rank: 5,
  nearness: 1,
  agreements: [],
  ...rest,
});
const agreement = (value: number | null, rest: Partial<Agreement> = {}): Agreement => ({
  property: 'birthDate',
  value,
  proves: false,
  refutes: false,
  ...rest,
});

describe('the decision that somebody is meant', () => {
  it('is never made by the name alone', () => {
    expect(decided([candidate('a')])).toBeNull();
    expect(decided([candidate('a'), candidate('b')])).toBeNull();
  });

  it('is made by the very name and a property that agrees, where this holds of one only', () => {
    const born = candidate('a', { agreements: [agreement(0.85)] });
    expect(decided([born, candidate('b', { agreements: [agreement(0, { refutes: true })] })])).toBe('a');
    expect(decided([born, candidate('b', { agreements: [agreement(null)] })])).toBe('a');
    expect(decided([born, candidate('b', { agreements: [agreement(1)] })])).toBeNull();
    expect(decided([{ ...born, nearness: 0.95 }])).toBeNull();
    expect(decided([{ ...born, agreements: [agreement(1), agreement(0, { property: 'citizenOf', refutes: true })] }])).toBeNull();
  });

  it('is made by an identifier, unless two have it, something tells against it, or the code may be a name', () => {
    const numbered = candidate('a', { rank: 2, nearness: 0.2 });
    expect(decided([numbered, candidate('b', { nearness: 0.8 })])).toBe('a');
    expect(decided([numbered, candidate('b', { rank: 2 })])).toBeNull();
    expect(decided([{ ...numbered, agreements: [agreement(0, { refutes: true })] }])).toBeNull();
    expect(decided([{ ...numbered, rank: 3 }, candidate('b')])).toBeNull();
    const byProperty = candidate('c', { nearness: 0.5, agreements: [agreement(1, { property: 'identifier:imo', proves: true })] });
    expect(decided([byProperty, candidate('b')])).toBe('c');
  });
});

describe('a score', () => {
  it('is higher for an identifier than for any name, and a property that agrees weighs more than one that is not known', () => {
    const byName = scoreOf(candidate('a'), []);
    expect(byName).toBe(90);
    expect(scoreOf(candidate('a', { rank: 1, nearness: 0.1 }), [])).toBe(100);
    const [agreed, unknown, refuted] = [1, null, 0].map((value) =>
      scoreOf(candidate('a', { agreements: [agreement(value, { refutes: value === 0 })] }), []),
    );
    expect(agreed).toBe(100);
    expect(unknown).toBeLessThan(agreed!);
    expect(refuted).toBeLessThan(unknown!);
  });

  it('is a little lower for a kind like the one that was asked for', () => {
    expect(scoreOf(candidate('a', { kind: 'Organization' }), ['Company'])).toBe(81);
  });

  it('puts candidates in order, marks at most the first, and leaves out what only shares a word', () => {
    const results = resultsOf(
      [
        candidate('far', { nearness: 0.3 }),
        candidate('b', { nearness: 0.9 }),
        candidate('a', { agreements: [agreement(1)], names: ['Kim Myong Chol', 'KIM Myong-chol'] }),
      ],
      ['Person'],
      10,
    );
    expect(results.map(({ id, match }) => [id, match])).toEqual([
      ['a', true],
      ['b', false],
    ]);
    expect(results[0]).toMatchObject({ description: 'also KIM Myong-chol', type: [{ id: 'Person', name: 'Person' }] });
    expect(results[0]!.features).toEqual([
      { id: 'name_similarity', value: 1 },
      { id: 'type_match', value: true },
      { id: 'identifier_match', value: false },
      { id: 'birthDate', value: 1 },
    ]);
  });
});

it('finds a name near that holds all the words of the text', () => {
  expect(nearest('ТрансТелеКом', { label: 'TransTeleKom', names: [] })).toBe(1);
  expect(nearest('Dyn', { label: 'Dyn Research', names: [] })).toBe(0.6);
  expect(nearest('of', { label: 'Bank of Dandong', names: [] })).toBeLessThan(0.4);
});
