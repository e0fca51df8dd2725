import fc from 'fast-check';
import { originsOf } from './origins.js';

const tie = (pair: string) => ({ subject: pair[0]!, object: pair[1]! });
const origins = (pairs: string) => originsOf(pairs.split(' ').filter(Boolean).map(tie), 't').sort().join('');

it.each([
  ['nobody', '', ''],
  ['whoever has no supplier', 'at bt ca', 'bc'],
  ['a ring that supplies itself', 'at ab ba', 'ab'],
  ['not what hangs on a ring', 'ab ba bc ct', 'ab'],
  ['not a ring that somebody supplies', 'ab ba at ca', 'c'],
])('begins with %s', (_, pairs, expected) => {
  expect(origins(pairs)).toBe(expected);
});

it('finds as few places as reach all suppliers, and only those that nobody outside supplies', () => {
  const node = fc.constantFrom(...'abcdefgt');
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), (pairs) => {
      const ties = pairs.map(([subject, object]) => ({ subject, object })).filter(({ subject, object }) => subject !== object);
      const between = ties.filter(({ subject, object }) => subject !== 't' && object !== 't');
      const reached = (from: string): Set<string> => {
        const seen = new Set([from]);
        for (const here of seen) for (const { subject, object } of between) if (subject === here) seen.add(object);
        return seen;
      };
      const nodes = [...new Set(ties.map(({ subject }) => subject))].filter((id) => id !== 't');
      const isOrigin = (id: string): boolean => nodes.every((other) => !reached(other).has(id) || reached(id).has(other));
      expect(
        originsOf(
          ties.filter(({ subject }) => subject !== 't'),
          't',
        ).sort(),
      ).toEqual(nodes.filter(isOrigin).sort());
    }),
  );
});
