import { hash } from 'node:crypto';

/** How many of the 64 bits may differ for two texts to count as nearly the same: the bound that Manku et al. found for web pages. */
export const nearDistance = 3;
/** Below this a fingerprint says little: a single changed word would turn many of its bits. */
const fewestWords = 12;
const bits = 64;
const bands = 4;

const unspaced = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}]`;
const word = new RegExp(String.raw`${unspaced}|(?:(?!${unspaced})[\p{L}\p{M}\p{N}])+`, 'gu');

/** The words of a text in small letters, in any script; one for each character where a script puts no spaces between words. */
export const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(word) ?? [];

/**
 * Charikar's simhash ("Similarity estimation techniques from rounding algorithms", 2002) over pairs of neighbouring words, each counted as
 * often as it stands there: texts that share most pairs differ in few bits. Pairs, since among longer shingles three changed words of 500
 * already exceeded the bound, and among single words unrelated texts came as near as 11 bits, against 14.
 * @returns 64 digits of 0 and 1; null for a text of fewer than 12 words
 */
export function simhash(text: string): string | null {
  const words = wordsOf(text);
  if (words.length < fewestWords) return null;
  const counts = new Map<string, number>();
  for (let i = 1; i < words.length; i++) {
    const pair = `${words[i - 1]} ${words[i]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  const sums = new Float64Array(bits);
  for (const [pair, count] of counts) {
    const digest = hash('sha256', pair, 'buffer');
    for (let i = 0; i < bits; i++) sums[i]! += (digest[i >> 3]! >> (i & 7)) & 1 ? count : -count;
  }
  return Array.from(sums, (sum) => (sum > 0 ? '1' : '0')).join('');
}

/** In how many bits two fingerprints differ. */
export const distanceOf = (one: string, other: string): number => [...one].filter((bit, i) => bit !== other[i]).length;

/** Fingerprints that differ in three bits at most agree in one of four parts ("Detecting near-duplicates for web crawling", 2007). */
export const simhashBands = (fingerprint: string): string[] =>
  Array.from({ length: bands }, (_, i) => fingerprint.slice((i * bits) / bands, ((i + 1) * bits) / bands));
