import { comparable } from '@linchpin/facts';
import { distance } from 'fastest-levenshtein';

/** A name with its words in order of the alphabet: "Park Jin Hyok" and "Hyok, Park Jin" are the same words. */
const inOrder = (name: string): string => (name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).sort().join(' ');

/** 1 for the same words in any order, script or case; otherwise the share of letters that need not change. */
export function nearness(a: string, b: string): number {
  let best = 0;
  for (const x of comparable(a).map(inOrder))
    for (const y of comparable(b).map(inOrder)) if (x && y) best = Math.max(best, 1 - distance(x, y) / Math.max(x.length, y.length));
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
