import { mostQueries, readBatch, readRowQuery } from './read-queries.js';

const fault = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('a query of a batch', () => {
  it('is read with its types, properties and limit', () => {
    const query = readRowQuery({
      query: ' Park Jin Hyok ',
      type: ['person'],
      type_strict: 'should',
      limit: 1_000,
      properties: [
        { pid: 'citizenOf', v: [{ id: 'kp', name: 'North Korea' }, 'KP'] },
        { pid: 'identifier:IMO', v: 9187629 },
        { pid: 'alias', v: ' ' },
      ],
    });
    expect(query).toMatchObject({ text: 'Park Jin Hyok', kinds: ['Person'], strictness: 'should', limit: 50 });
    expect(query.properties.map(({ property, wanted }) => [property.id, wanted])).toEqual([
      ['citizenOf', [{ text: 'North Korea', id: 'kp' }, { text: 'KP' }]],
      ['identifier:imo', [{ text: '9187629' }]],
      ['alias', []],
    ]);
  });

  it.each([
    [{}, /query, or properties/],
    [{ query: '' }, /query/],
    [{ query: 'x'.repeat(501) }, /query/],
    [{ query: 'x', type: 'Nobody' }, /no type "Nobody"/],
    [{ query: 'x', limit: 0 }, /limit/],
    [{ query: 'x', properties: [{ pid: 'shoeSize', v: '43' }] }, /no property "shoeSize"/],
    ['text', /expected object/],
  ])('%j is refused', (given, message) => {
    expect(fault(() => readRowQuery(given))).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(message) as string });
  });
});

describe('a batch', () => {
  it('is an object of queries, as text or not', () => {
    expect(readBatch('{"q0":{"query":"Dyn"}}')).toEqual([['q0', { query: 'Dyn' }]]);
    expect(readBatch({ q0: 1 })).toEqual([['q0', 1]]);
    for (const given of ['{', '[]', 'null', undefined]) expect(fault(() => readBatch(given))).toMatchObject({ code: 'BAD_INPUT' });
  });

  it('holds so many', () => {
    const of = (many: number) => Object.fromEntries(Array.from({ length: many }, (_, i) => [`q${i}`, {}]));
    expect(readBatch(of(mostQueries))).toHaveLength(mostQueries);
    expect(fault(() => readBatch(of(mostQueries + 1)))).toMatchObject({ code: 'BATCH_TOO_LARGE' });
  });
});
