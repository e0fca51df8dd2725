import { exact, type Range } from '../percent.js';
import { total, type ProviderShare } from './shares.js';

const squared = (percent: number): number => (percent / 100) ** 2;

/** Clamps every share to one level; the squares are least where all shares that can move are equal. */
const atLevel = (boxes: readonly Range[], level: number): number[] =>
  boxes.map(({ lower, upper }) => Math.min(upper, Math.max(lower, level)));

const addUp = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Σ (share/100)² at its least while the shares add up to `whole`: they fill up like water (the level is found by bisection). */
function leastSquares(boxes: readonly Range[], whole: number): number {
  let [low, high] = [0, 100];
  for (let round = 0; round < 60; round++) {
    const level = (low + high) / 2;
    if (addUp(atLevel(boxes, level)) < whole) low = level;
    else high = level;
  }
  return addUp(atLevel(boxes, low).map(squared));
}

/**
 * At least the greatest Σ (share/100)² while the shares add up to `whole`. On [l, u] a square lies below its chord (l + u)s − lu; the
 * sum of chords is greatest when what is left after the lower bounds goes to the steepest first. Sound, and exact wherever that fills
 * whole ranges; the exact greatest value would be a subset-sum problem.
 */
function mostSquares(boxes: readonly Range[], whole: number): number {
  const steepest = [...boxes].sort((a, b) => b.lower + b.upper - (a.lower + a.upper));
  let left = whole - addUp(boxes.map(({ lower }) => lower));
  let squares = 0;
  for (const { lower, upper } of steepest) {
    const more = Math.max(0, Math.min(upper - lower, left));
    left -= more;
    squares += squared(lower) + (more * (lower + upper)) / 10_000;
  }
  return squares;
}

/**
 * Bounds of the Herfindahl–Hirschman index, 0–1. With `complete` the providers are all there are and share 100 %; without, what they
 * leave may belong to one more provider or to countless small ones. Null if complete shares cannot reach 100 %.
 */
export function hhiBounds(providers: readonly ProviderShare[], complete: boolean): Range | null {
  if (complete && total(providers, 'upper') < 100) return null;
  const rest = exact(100 - total(providers, 'lower'));
  const boxes = complete ? providers : [...providers, { lower: 0, upper: rest }];
  const lower = complete ? leastSquares(providers, 100) : addUp(providers.map((provider) => squared(provider.lower)));
  const upper = Math.min(1, mostSquares(boxes, 100));
  return { lower: exact(Math.min(lower, upper)), upper: exact(upper) };
}
