import { tie } from '../tie.fixture.js';
import { tieRows } from './tie-rows.js';

it('makes one row of all facts that say the same of two, as firm as the firmest', () => {
  const rows = tieRows([
    tie('a', 'b', { predicate: 'ownedBy', fact: 'F2', status: 'DENIED' }),
    tie('a', 'b', { predicate: 'ownedBy', fact: 'F1', status: 'CORROBORATED' }),
    tie('a', 'b', { predicate: 'ownedBy', fact: 'F1', status: 'CORROBORATED' }),
    tie('b', 'a', { predicate: 'ownedBy', fact: 'F3', status: 'DISPUTED' }),
    tie('a', 'b', { fact: null }),
  ]);
  expect(rows).toEqual([
    { from: 'a', to: 'b', predicate: 'ownedBy', status: 'CORROBORATED', facts: ['F1', 'F2'] },
    { from: 'b', to: 'a', predicate: 'ownedBy', status: 'DISPUTED', facts: ['F3'] },
    { from: 'a', to: 'b', predicate: 'partOf', status: 'ASSERTED', facts: [] },
  ]);
});

it('takes a symmetric predicate as one, whichever end was named first', () => {
  const predicate = 'doesBusinessWith';
  expect(tieRows([tie('b', 'a', { predicate, fact: null }), tie('a', 'b', { predicate, fact: 'F1' })])).toEqual([
    { from: 'a', to: 'b', predicate: 'doesBusinessWith', status: 'ASSERTED', facts: ['F1'] },
  ]);
});
