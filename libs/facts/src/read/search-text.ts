import anyAscii from 'any-ascii';

const longest = 200;
const mostTerms = 10;
/** As the index parts words: an apostrophe or dot between letters parts none, so that Ka'bi and S.A are one word each. */
const word = /[\p{L}\p{M}\p{N}]+(?:(?<=[\p{L}\p{M}])['’.](?=\p{L})[\p{L}\p{M}\p{N}]+)*/gu;
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** All that a name can be found by: itself, and how it sounds in Latin letters, so that ТрансТелеКом is found by transtelekom. An address is no name. */
export const searchNames = (names: readonly string[]): string[] => [
  ...new Set(
    names
      .filter((name) => !/^https?:/.test(name))
      .flatMap((name) => [name, anyAscii(name).trim()])
      .filter(Boolean),
  ),
];

/**
 * A Lucene query for names that contain every word, its beginning, or a misspelling of it (one edit from four letters on, two from eight).
 * Only letters and digits reach Lucene, in lower case: its operators, wildcards and expressions cannot be written.
 * A word in a script other than Latin is also looked up as it sounds. Null when there is nothing to look for.
 * @param kind only entities of this kind
 */
export function luceneQuery(text: string, kind?: string): string | null {
  const words = text.slice(0, longest).normalize('NFC').toLowerCase().match(word)?.slice(0, mostTerms) ?? [];
  if (words.length === 0) return null;
  const clauses = words.map((word) => `+(${spellings(word).map(oneWord).join(' ')})`);
  return [...clauses, ...(kind ? [`+kind:${kind}`] : [])].join(' ');
}

const spellings = (word: string): string[] => {
  const latin = anyAscii(word)
    .toLowerCase()
    .replace(/[^a-z0-9 ]/g, '')
    .trim();
  return latin && latin !== word ? [word, latin] : [word];
};

function oneWord(word: string): string {
  if (withoutSpaces.test(word) || word.includes(' ')) return `searchNames:"${word}"`;
  const edits = word.length >= 8 ? 2 : 1;
  return [`searchNames:${word}^8`, `searchNames:${word}*^3`, ...(word.length >= 4 ? [`searchNames:${word}~${edits}`] : [])].join(' ');
}

/** The whole text as names are compared with it: as it is and as it sounds, in lower case. */
export const comparable = (text: string): string[] => [
  ...new Set([text, anyAscii(text)].map((form) => form.trim().toLowerCase().slice(0, longest))),
];
