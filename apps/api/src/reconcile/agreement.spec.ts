import { agreementOf, compareDates, numbersMeant, plainNumber } from './agreement.js';
import { propertyNamed } from './properties.js';
import type { SaidValue, Values } from './values.queries.js';

const fact = (predicate: string, value: SaidValue['value'], rest: Partial<SaidValue> = {}): SaidValue => ({
  predicate,
  outgoing: true,
  status: 'ASSERTED',
  value,
  scheme: null,
  other: null,
  ...rest,
});
const values: Values = {
  asked: 'park',
  id: 'park',
  label: 'Park Jin Hyok',
  names: ['박진혁'],
  identifiers: [{ scheme: 'imo', value: '9187629' }],
  facts: [
    fact('birthDate', { date: '1984-08-15' }),
    fact(
      'citizenOf',
      {},
      {
        other: {
          id: 'kp',
          kind: 'State',
          label: 'North Korea',
          names: ['Nordkorea'],
          identifiers: [{ scheme: 'iso-3166-1-alpha-2', value: 'KP' }],
        },
      },
    ),
    fact('identifier', { text: '+850 2 18111' }, { scheme: 'phone' }),
    fact('ownedBy', { lower: 25, upper: 50 }),
  ],
};
const compared = (id: string, ...texts: string[]) =>
  agreementOf(
    propertyNamed(id)!,
    texts.map((text) => ({ text })),
    values,
  );

describe('dates', () => {
  it.each([
    ['1984-08-15', '1984-08-15', 1],
    ['1984-08-15T00:00:00Z', '1984-08-15', 1],
    ['1984', '1984-08-15', 0.85],
    ['1984-08', '1984', 0.85],
    ['1985', '1984-08-15', 0],
    ['about 1984', '1984-08-15', null],
    ['', '1984-08-15', null],
  ])('%s and %s', (a, b, expected) => {
    expect(compareDates(a, b)).toBe(expected);
  });
});

describe('a property of a row', () => {
  it('agrees by a name, an identifier or the id of the other end, in any of its values', () => {
    for (const text of ['North Korea', 'Nordkorea', 'KP', 'kp', 'iso-3166-1-alpha-2:KP'])
      expect(compared('citizenOf', text)).toEqual({ property: 'citizenOf', value: 1, proves: false, refutes: false });
    expect(compared('citizenOf', 'China', 'KP').value).toBe(1);
    expect(agreementOf(propertyNamed('citizenOf')!, [{ id: 'kr', text: 'North Korea' }], values)).toMatchObject({
      value: 0,
      refutes: true,
    });
  });

  it('tells against somebody only where there is one of it', () => {
    expect(compared('birthDate', '1951')).toMatchObject({ value: 0, refutes: true });
    expect(compared('alias', 'Somebody Else')).toMatchObject({ refutes: false });
    expect(compared('birthPlace', 'Pyongyang')).toEqual({ property: 'birthPlace', value: null, proves: false, refutes: false });
    expect(compared('birthDate', 'unreadable').value).toBeNull();
  });

  it('proves who it is by a number of the entity, however it is written, but not by one that only a fact tells of', () => {
    for (const text of ['9187629', 'IMO 9187629', 'imo:9187629'])
      expect(compared('identifier:imo', text)).toMatchObject({ value: 1, proves: true });
    expect(compared('identifier:imo', '9187630')).toMatchObject({ value: 0, refutes: true });
    expect(compared('identifier', 'imo:9187629')).toMatchObject({ proves: true });
    expect(compared('identifier:phone', '+850 2 18111')).toMatchObject({ value: 1, proves: false });
  });

  it('compares a number with a range', () => {
    expect(compared('ownedBy', '30 %').value).toBe(0.85);
    expect(compared('ownedBy', '60').value).toBe(0);
  });
});

it('looks numbers up as they may be written', () => {
  expect(plainNumber('IMO 918-7629')).toBe('9187629');
  expect(numbersMeant(propertyNamed('identifier:imo')!, { text: 'IMO 9187629' })).toContain('imo:9187629');
  expect(numbersMeant(propertyNamed('identifier')!, { text: 'lei:5493 00ABC' })).toContain('lei:549300ABC');
});
