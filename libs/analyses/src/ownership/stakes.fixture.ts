import type { OwnershipTie } from './stakes.js';

/** For specs: a fact that says who owns how much of what. */
export const tie = (owner: string, owned: string, lower: number, upper = lower): OwnershipTie => ({
  fact: `${owner}-${owned}`,
  owned,
  owner,
  lower,
  upper,
  known: true,
  status: 'ASSERTED',
});
/** One that does not say how much. */
export const unstated = (owner: string, owned: string): OwnershipTie => ({ ...tie(owner, owned, 0, 100), known: false });
