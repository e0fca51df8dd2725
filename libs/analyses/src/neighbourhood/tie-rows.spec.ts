import type { Tie } from '../world.js';
import { tieRows } from './tie-rows.js';

const tie = (
  subject: string,
  predicate: Tie['predicate'],
  object: string,
  fact: string | null,
  status: Tie['status'] = 'ASSERTED',
): Tie => ({
  fact,
  predicate,
  subject,
  object,
  status,
  match: null,
  value: {},
  good: null,
  metric: null,
  from: -Infinity,
  to: Infinity,
});

it('makes one row of all facts that say the same of two, as firm as the firmest', () => {
  const rows = tieRows([
    tie('a', 'ownedBy', 'b', 'F2', 'DENIED'),
    tie('a', 'ownedBy', 'b', 'F1', 'CORROBORATED'),
    tie('a', 'ownedBy', 'b', 'F1', 'CORROBORATED'),
    tie('b', 'ownedBy', 'a', 'F3', 'DISPUTED'),
    tie('a', 'partOf', 'b', null),
  ]);
  expect(rows).toEqual([
    { from: 'a', to: 'b', predicate: 'ownedBy', status: 'CORROBORATED', facts: ['F1', 'F2'] },
    { from: 'b', to: 'a', predicate: 'ownedBy', status: 'DISPUTED', facts: ['F3'] },
    { from: 'a', to: 'b', predicate: 'partOf', status: 'ASSERTED', facts: [] },
  ]);
});

it('takes a symmetric predicate as one, whichever end was named first', () => {
  expect(tieRows([tie('b', 'doesBusinessWith', 'a', null), tie('a', 'doesBusinessWith', 'b', 'F1')])).toEqual([
    { from: 'a', to: 'b', predicate: 'doesBusinessWith', status: 'ASSERTED', facts: ['F1'] },
  ]);
});
