import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<number>();

/** All database work that begins within this call must end within so many milliseconds from now, together. */
export const withDeadline = <R>(milliseconds: number, work: () => R): R => current.run(Date.now() + milliseconds, work);

/** What is left for one piece of work that may take so many milliseconds at most. */
export const timeLeft = (most: number): number => Math.max(0, Math.min(most, (current.getStore() ?? Infinity) - Date.now()));
