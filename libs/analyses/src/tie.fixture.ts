import type { Tie } from './world.js';

/** For specs: a tie of two that says nothing else but what is given. */
export const tie = (subject: string, object: string, rest: Partial<Tie> = {}): Tie => ({
  fact: `${subject}-${object}`,
  predicate: 'partOf',
  subject,
  object,
  status: 'ASSERTED',
  match: null,
  value: {},
  good: null,
  metric: null,
  from: -Infinity,
  to: Infinity,
  ...rest,
});
