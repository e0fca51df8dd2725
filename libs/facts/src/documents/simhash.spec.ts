import fc from 'fast-check';
import { distanceOf, nearDistance, simhash, simhashBands, wordsOf } from './simhash.js';

const syllables = ['ka', 'ro', 'min', 'tes', 'lu', 'pa', 'ви', 'до', 'ñe', 'ö'];
const aWord = fc.array(fc.constantFrom(...syllables), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));
const aText = fc.array(aWord, { minLength: 300, maxLength: 500 });
const near = (one: string, other: string) => distanceOf(simhash(one)!, simhash(other)!);

it.each([
  ['Don’t stop: 60 % of traffic.', ['don', 't', 'stop', '60', 'of', 'traffic']],
  ['ТрансТелеКом начал', ['транстелеком', 'начал']],
  ['朝鲜 互联网 via TTK', ['朝', '鲜', '互', '联', '网', 'via', 'ttk']],
  ['북한의 인터넷', ['북한의', '인터넷']],
  ['ｆｕｌｌ ﬁnal', ['full', 'final']],
  ['… – !', []],
])('takes the words of %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

it('gives 64 bits, the same for the same text, and nothing for a short one', () => {
  const text = 'one two three four five six seven eight nine ten eleven twelve';
  expect(simhash(text)).toMatch(/^[01]{64}$/);
  expect(simhash('one two three four five six seven eight nine ten eleven')).toBeNull();
  expect(simhash('')).toBeNull();
  expect(simhashBands(simhash(text)!).join('')).toBe(simhash(text));
});

it('does not see case, punctuation and spaces', () => {
  fc.assert(
    fc.property(aText, (words) => {
      expect(near(words.join(' '), words.join(',\n  ').toUpperCase())).toBe(0);
    }),
    { numRuns: 20 },
  );
});

it('stays near for a small edit and is far for another text', () => {
  const distances = { edited: [] as number[], other: [] as number[] };
  fc.assert(
    fc.property(aText, aText, fc.nat(299), (words, other, at) => {
      distances.edited.push(near(words.join(' '), words.with(at, 'changed').join(' ')));
      distances.other.push(near(words.join(' '), other.join(' ')));
    }),
    { numRuns: 100 },
  );
  const { edited, other } = distances;
  expect(edited.filter((distance) => distance <= nearDistance).length).toBeGreaterThan(0.8 * edited.length);
  expect(Math.max(...edited)).toBeLessThan(12);
  expect(other.filter((distance) => distance <= nearDistance)).toEqual([]);
});

it('finds by its parts whatever is near enough', () => {
  const fingerprint = fc.array(fc.constantFrom('0', '1'), { minLength: 64, maxLength: 64 });
  fc.assert(
    fc.property(fingerprint, fc.uniqueArray(fc.nat(63), { maxLength: nearDistance }), (digits, turned) => {
      const one = digits.join('');
      const other = digits.map((digit, i) => (turned.includes(i) ? (digit === '0' ? '1' : '0') : digit)).join('');
      expect(distanceOf(one, other)).toBe(turned.length);
      const parts = simhashBands(other);
      expect(simhashBands(one).some((part, i) => part === parts[i])).toBe(true);
    }),
  );
});

it('takes the bytes of real scripts: an agency text with another headline is the same text', () => {
  const body = Array.from({ length: 60 }, (_, i) => `Компания ${i % 7} начала передавать трафик номер ${i} через новый канал связи`).join(
    '. ',
  );
  expect(near(`Москва, 2 октября. ${body}`, `От нашего корреспондента: ${body}`)).toBeLessThanOrEqual(nearDistance);
});
