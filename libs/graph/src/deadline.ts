import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<{ until: number }>();

/** All database work that begins within this call must end within so many milliseconds from now, together. */
export const withDeadline = <R>(milliseconds: number, work: () => R): R => current.run({ until: Date.now() + milliseconds }, work);

/** Gives the work that is under way so many milliseconds from now. Without a deadline it keeps having none. */
export function prolongDeadline(milliseconds: number): void {
  const store = current.getStore();
  if (store) store.until = Math.max(store.until, Date.now() + milliseconds);
}

/** Work that a request begins and that goes on after its answer: the deadline of the request is none of it. */
export const withoutDeadline = <R>(work: () => R): R => current.exit(work);

/** What is left for one piece of work that may take so many milliseconds at most. */
export const timeLeft = (most: number): number => Math.max(0, Math.min(most, (current.getStore()?.until ?? Infinity) - Date.now()));
