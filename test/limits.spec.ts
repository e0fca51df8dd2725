import { getIntrospectionQuery } from 'graphql';
import { bearer, expectRefusal, type Told } from './support/refusal.js';
import { ask, expectAlive, server } from './support/running.js';

const cursor = (text: string): string => Buffer.from(text).toString('base64url');

afterEach(expectAlive);

describe('the size of a query', () => {
  const nested = (times: number) =>
    `{ entity(ref: "kp") { ${'facts { edges { node { subject { '.repeat(times)} id ${'} } } }'.repeat(times)} } }`;
  it.each([
    ['30 levels and more', nested(10)],
    ['1,000 aliases', `{ ${Array.from({ length: 1000 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['more than 15 aliases', `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: __typename`).join(' ')} }`],
    ['many directives', `{ __typename ${'@include(if: true) '.repeat(40)} }`],
    ['more than 1,000 tokens', `{ ${'__typename '.repeat(1001)} }`],
    [
      'pages within pages',
      '{ facts(first: 100) { edges { node { attestations { stance } subject { facts(first: 100) { edges { node { id } } } } } } } }',
    ],
  ])('refuses %s', async (_, query) => {
    const errors = await expectRefusal(await ask(query), 400, 'TOO_COMPLEX');
    expect(errors[0]!.message).not.toContain('Syntax Error');
  });

  it('counts a page whose size is a variable, also after the same text was compiled for a small one', async () => {
    const query =
      'query ($n: Int) { entity(ref: "kp") { facts(first: $n) { edges { node { subject { facts(first: $n) { edges { node { id } } } } } } } } }';
    for (let i = 0; i < 3; i++) expect((await ask(query, { n: 2 })).status).toBe(200);
    await expectRefusal(await ask(query, { n: 100 }), 400, 'TOO_COMPLEX');
    expect((await ask(query, { n: 2 })).status).toBe(200);
  });

  it.each([
    ['first: 101', 'BAD_PAGE'],
    ['first: -1', 'BAD_PAGE'],
    ['last: 101', 'BAD_PAGE'],
    ['first: 1, last: 1', 'BAD_PAGE'],
    ['first: 1, after: "!!"', 'BAD_CURSOR'],
    ['first: 99999999999', 'INVALID_QUERY'],
    ['first: 1.5', 'INVALID_QUERY'],
  ])('refuses a page of %s', async (page, code) => {
    await expectRefusal(await ask(`{ facts(${page}) { edges { cursor } } }`), 400, code);
  });

  it('takes a forged cursor, or one of another list, for an answer or a refusal, never for a fault of its own', async () => {
    for (const text of ['kp', 'abc def', 'NaN x', '1 2', '1e400', "a'b`\n", '\0', 'x'.repeat(9000)]) {
      const after = cursor(text);
      for (const list of [
        `facts(after: "${after}")`,
        `timeline(entity: "kp", after: "${after}")`,
        `entities(after: "${after}")`,
        `entities(search: "dyn", after: "${after}")`,
      ]) {
        const response = await ask(`{ ${list} { edges { cursor } } }`);
        expect([list.slice(0, 60), response.status]).toEqual([list.slice(0, 60), response.status < 500 ? response.status : 'below 500']);
      }
    }
  });

  it('answers introspection as GraphiQL asks it, and no deeper one', async () => {
    for (const options of [
      {},
      { descriptions: true, schemaDescription: true, inputValueDeprecation: true, specifiedByUrl: true, directiveIsRepeatable: true },
    ]) {
      const response = await ask(getIntrospectionQuery(options));
      expect(response.status).toBe(200);
      expect((await response.json()) as Told).toMatchObject({ data: { __schema: { queryType: { name: 'Query' } } } });
    }
    await expectRefusal(
      await ask('{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'),
      400,
      'INVALID_QUERY',
    );
  });
});

describe('names and variables', () => {
  it('suggests a name to a bearer of a token alone', async () => {
    const told = await expectRefusal(await ask('{ entty(ref: "kp") { id } }'), 400, 'INVALID_QUERY');
    expect(told[0]!.message).toBe('Cannot query field "entty" on type "Query".');
    for (const query of [
      '{ entity(reff: "kp") { id } }',
      '{ entities(kind: Stat) { totalCount } }',
      '{ facts(filter: { subjct: "kp" }) { totalCount } }',
    ])
      expect(JSON.stringify(await expectRefusal(await ask(query), 400, 'INVALID_QUERY'))).not.toContain('Did you mean');
    const helped = await expectRefusal(await ask('{ entty(ref: "kp") { id } }', {}, bearer(server.token)), 400, 'INVALID_QUERY');
    expect(helped[0]!.message).toContain('Did you mean "entity"');
  });

  it.each([[{ r: 5 }], [{ r: { a: 1 } }], [{ r: null }], [{}]])('refuses variables of the wrong type: %j', async (variables) => {
    await expectRefusal(await ask('query ($r: String!) { entity(ref: $r) { id } }', variables), 400, 'INVALID_QUERY');
  });

  const texts = [
    '*',
    '/.*/',
    '"x',
    '(',
    'AND',
    'OR NOT',
    'dyn AND',
    'kind:State',
    '[a TO z]',
    'dyn~',
    '\\',
    'x'.repeat(5000),
    'x '.repeat(5000),
    '!!! ()',
    '😀',
    'مرحبا',
    '中国',
    '\0',
    'a\0b',
    '\ud800',
    'İ',
    'ﷺ '.repeat(60),
  ];
  it.each(texts.map((text) => [JSON.stringify(text).slice(0, 30), text]))('searches for %s without a fault', async (_, text) => {
    const response = await ask('query ($s: String) { entities(search: $s, first: 2) { totalCount edges { node { id } } } }', { s: text });
    if (response.status !== 200) await expectRefusal(response, 400, 'BAD_INPUT');
  });

  it('does not take an operator for one', async () => {
    const count = async (search: string) =>
      (
        await server.data<{ entities: { totalCount: number } }>('query ($search: String) { entities(search: $search) { totalCount } }', {
          search,
        })
      ).entities.totalCount;
    const all = (await server.data<{ entities: { totalCount: number } }>('{ entities { totalCount } }')).entities.totalCount;
    for (const search of ['dyn OR *', 'a*', '[* TO *]x', 'kind:State OR dyn']) expect(await count(search)).toBeLessThan(all);
  });

  it.each(
    ["a'b", '`x`', 'a\nb', 'ü漢', 'x'.repeat(10_000), '\0', '$p0', 'kp\\', '\ud800', ':', "kp'}) DETACH DELETE n //"].map((id) => [
      JSON.stringify(id).slice(0, 30),
      id,
    ]),
  )('finds nothing under the id %s', async (_, id) => {
    const query = `query ($r: String!, $id: ID!) { entity(ref: $r) { id } node(id: $id) { id } state(code: $r) { id }
        timeline(entity: $id) { totalCount } facts(filter: { subject: $id, claimant: $id, about: $id, document: $id }) { totalCount } }`;
    expect(await server.data(query, { r: id, id })).toEqual({
      entity: null,
      node: null,
      state: null,
      timeline: { totalCount: 0 },
      facts: { totalCount: 0 },
    });
  });
});
