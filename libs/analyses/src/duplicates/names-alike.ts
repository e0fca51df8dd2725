import { comparable } from '@linchpin/facts';
import { distance } from 'fastest-levenshtein';

/** What a company is in law says little of who it is: Limited and Ltd are one. */
const legalForms = new Set(
  'ag bv co corp corporation gmbh inc incorporated jsc kg limited limitada llc llp ltd ltda nv oao ojsc ooo pao pjsc plc pte pty sa sarl sas spa srl zao'.split(
    ' ',
  ),
);
/** Names that are the same but for their legal forms are nearly the same. */
const butForLegalForms = 0.97;

/** S.A. is SA. */
const dotted = /(?<!\p{L})(\p{L})\.(?=\p{L}(?!\p{L}))/gu;
const wordsOf = (name: string): string[] => name.replace(dotted, '$1').match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
/** The words of a name without legal forms; all of them where nothing else is left. */
export function tellingWords(name: string): string[] {
  const telling = wordsOf(name).filter((word) => !legalForms.has(word.toLowerCase()));
  return telling.length ? telling : wordsOf(name);
}
/** A name with its words in order of the alphabet: "Park Jin Hyok" and "Hyok, Park Jin" are the same words. */
const inOrder = (words: string[]): string => words.sort().join(' ');

const nearer = (a: string, b: string): number => (a && b ? 1 - distance(a, b) / Math.max(a.length, b.length) : 0);

/** 1 for the same words in any order, script or case; otherwise the share of letters that need not change. */
export function nearness(a: string, b: string): number {
  let best = 0;
  for (const x of comparable(a))
    for (const y of comparable(b))
      best = Math.max(
        best,
        nearer(inOrder(wordsOf(x)), inOrder(wordsOf(y))),
        butForLegalForms * nearer(inOrder(tellingWords(x)), inOrder(tellingWords(y))),
      );
  return best;
}

/** The two names of two parties that are most alike. */
export function anyName(
  a: { label: string; names: string[] },
  b: { label: string; names: string[] },
): { a: string; b: string; nearness: number } {
  const all = ({ label, names }: typeof a) => [...new Set([label, ...names])];
  return all(a)
    .flatMap((one) => all(b).map((other) => ({ a: one, b: other, nearness: nearness(one, other) })))
    .reduce((best, each) => (each.nearness > best.nearness ? each : best), { a: a.label, b: b.label, nearness: 0 });
}
