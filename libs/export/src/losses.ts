import type { Losses } from './format.js';

/** Counts what a format cannot carry. @param times how many of it */
export function lose(losses: Losses, kind: string, times = 1): void {
  if (times > 0) losses[kind] = (losses[kind] ?? 0) + times;
}
