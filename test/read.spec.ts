import { getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Connection {
  edges: { cursor: string; node: { id: string; label: string; kind: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}

describe('reading', () => {
  let server: TestServer;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());
  const labels = ({ edges }: Connection) => edges.map(({ node }) => node.label);
  /** Twice: the second time the query is compiled. */
  const twice = async <T>(query: string, variables?: Record<string, unknown>): Promise<T> => {
    const first = await server.data<T>(query, variables);
    expect(await server.data<T>(query, variables)).toEqual(first);
    return first;
  };

  describe('search', () => {
    const search = async (text: string, rest = '') =>
      labels(
        (
          await twice<{ entities: Connection }>(
            `query($text: String) { entities(search: $text, first: 5${rest}) { edges { node { label } } } }`,
            { text },
          )
        ).entities,
      );

    it.each([
      ['TransTelecom', 'TransTelecom'],
      ['transtelekom', 'TransTelecom'],
      ['Транстелеком', 'TransTelecom'],
      ['trans', 'TransTelecom'],
      ['chna unicm', 'China Unicom'],
      ['中国联通', 'China Unicom'],
      ['朝鲜', 'North Korea'],
      ['북한', 'North Korea'],
      ['Nordkorea', 'North Korea'],
      ['corée du nord', 'North Korea'],
      ['coree du nord', 'North Korea'],
      ['Северная Корея', 'North Korea'],
      ['wanacry', 'WannaCry attack'],
      ['BOLAND', 'Bryce Boland'],
    ])('%s finds %s first', async (text, expected) => expect((await search(text))[0]).toBe(expected));

    it('finds only the kind that is asked for', async () => {
      expect(await search('korea', ', kind: State')).toEqual(expect.arrayContaining(['North Korea', 'South Korea']));
      expect(await search('sony', ', kind: Company')).toEqual(['Sony Pictures']);
    });

    it('gives nothing, and no error, for what nothing is called', async () => expect(await search('qqqqzzzz')).toEqual([]));

    it('pages through the matches without a repetition', async () => {
      const page = (after: string | null) =>
        server.data<{ entities: Connection }>(
          'query($after: String) { entities(search: "an", first: 7, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }',
          { after },
        );
      const seen: string[] = [];
      let after: string | null = null;
      let total: number;
      do {
        const { entities }: { entities: Connection } = await page(after);
        seen.push(...entities.edges.map(({ node }) => node.id));
        total = entities.totalCount;
        after = entities.pageInfo.hasNextPage ? entities.pageInfo.endCursor : null;
      } while (after);
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBe(total);
    });
  });

  describe('a reference', () => {
    it.each([['kp'], ['KP'], ['PRK'], ['408'], ['iso-3166-1-alpha-2:KP'], ['North Korea']])('%s is North Korea', async (ref) => {
      expect((await twice<{ entity: { id: string } }>('query($ref: String!) { entity(ref: $ref) { id } }', { ref })).entity.id).toBe('kp');
    });
    it('is null for what is not there, also of another kind', async () => {
      expect(await server.data('{ a: entity(ref: "nobody") { id } b: company(ref: "kp") { id } c: node(id: "F99") { id } }')).toEqual({
        a: null,
        b: null,
        c: null,
      });
    });
    it('says which it may be, where two have the name', async () => {
      const create = (id: string) =>
        server.data(
          `mutation { createEntity(input: {idempotencyKey: "${id}", id: "${id}", kind: Company, label: "Twin"}) { entity { id } } }`,
          undefined,
          server.token,
        );
      await create('twin-a');
      await create('twin-b');
      const { errors } = await server.ask('{ entity(ref: "Twin") { id } }');
      expect(errors).toMatchObject([{ extensions: { code: 'AMBIGUOUS' } }]);
      expect(errors![0]!.message).toMatch(/twin-a, twin-b/);
    });
  });

  describe('a page', () => {
    const states = (args: string, variables?: Record<string, unknown>) =>
      server.data<{ entities: Connection }>(
        `query${args.includes('$') ? '($cursor: String)' : ''} { entities(kind: State, ${args}) { totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
        variables,
      );
    const all = async (size: number, backward: boolean) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      for (;;) {
        const args = backward ? `last: ${size}, before: $cursor` : `first: ${size}, after: $cursor`;
        const { entities }: { entities: Connection } = await states(args, { cursor });
        const ids = entities.edges.map(({ node }) => node.id);
        if (backward) seen.unshift(...ids);
        else seen.push(...ids);
        if (!(backward ? entities.pageInfo.hasPreviousPage : entities.pageInfo.hasNextPage)) return seen;
        cursor = backward ? entities.pageInfo.startCursor : entities.pageInfo.endCursor;
      }
    };

    it('leads through all 197 states forwards and backwards in the same order', async () => {
      const forward = await all(50, false);
      expect(forward).toHaveLength(197);
      expect(await all(60, true)).toEqual(forward);
      expect((await states('first: 1')).entities.totalCount).toBe(197);
    });

    it('stays where it is when something is added before it', async () => {
      const { entities } = await states('first: 3');
      const after = entities.pageInfo.endCursor;
      const next = (await states('first: 3, after: $cursor', { cursor: after })).entities;
      await server.data(
        'mutation { createEntity(input: {idempotencyKey: "aaa", id: "aaa", kind: State, label: "Aaa"}) { entity { id } } }',
        undefined,
        server.token,
      );
      expect((await states('first: 3, after: $cursor', { cursor: after })).entities.edges).toEqual(next.edges);
    });

    it('does the same for facts, a timeline and neighbours', async () => {
      const walk = async <T>(field: (page: string) => string, path: (data: T) => Connection) => {
        const read = async (page: string) => path(await server.data<T>(`{ ${field(page)} }`));
        const whole = await read('first: 100');
        const ids = whole.edges.map(({ cursor }) => cursor);
        const middle = ids[Math.floor(ids.length / 2)]!;
        const after = (await read(`first: 100, after: "${middle}"`)).edges.map(({ cursor }) => cursor);
        const before = (await read(`last: 100, before: "${middle}"`)).edges.map(({ cursor }) => cursor);
        expect([...before, middle, ...after]).toEqual(ids);
        expect(ids.length).toBeGreaterThan(3);
      };
      await walk(
        (page) => `facts(${page}) { edges { cursor } }`,
        ({ facts }: { facts: Connection }) => facts,
      );
      await walk(
        (page) => `timeline(entity: "kp", ${page}) { edges { cursor } }`,
        ({ timeline }: { timeline: Connection }) => timeline,
      );
      await walk(
        (page) => `state(code: "KP") { responsibleFor(${page}) { edges { cursor } } }`,
        ({ state }: { state: { responsibleFor: Connection } }) => state.responsibleFor,
      );
    });
  });

  describe('a selection', () => {
    it('may ask the same field twice under two names with other arguments and other fields', async () => {
      const { state } = await twice<{ state: Record<string, never> }>(
        `{ state(code: "KP") { german: label(lang: "de") label one: receivesAccessFrom(first: 1) { edges { who: node { label } tie: fact { said: attestations(stances: [DECLINES_TO_CONFIRM]) { by: claimant { name: label } } } } }
           two: receivesAccessFrom(last: 1) { edges { node { id kind } } } } }`,
      );
      expect(state).toEqual({
        german: 'Nordkorea',
        label: 'North Korea',
        one: { edges: [{ who: { label: 'TransTelecom' }, tie: { said: [{ by: { name: 'TransTelecom' } }] } }] },
        two: { edges: [{ node: { id: 'cu', kind: 'Company' } }] },
      });
    });

    it('may ask other fields of other kinds, by fragments, under one name', async () => {
      const query = `query { facts(filter: {predicates: [targets, basedIn]}) { edges { node { subject { __typename ...inner } object { ... on Company { x: targetedBy { edges { node { id } } } } ... on State { x: hosts(first: 1) { edges { node { id } } } } ... on Group { label } } } } } }
        fragment inner on Entity { id ... on Company { basedIn { edges { node { label } } } } }`;
      const { facts } = await twice<{ facts: { edges: { node: { subject: { __typename: string }; object: unknown } }[] } }>(query);
      expect(facts.edges.map(({ node }) => node)).toEqual(
        expect.arrayContaining([
          {
            subject: { __typename: 'Company', id: 'ttk', basedIn: { edges: [{ node: { label: 'Russia' } }] } },
            object: { x: { edges: [{ node: { id: 'ttk' } }] } },
          },
          { subject: { __typename: 'CyberIncident', id: 'inc-sony' }, object: { x: { edges: [{ node: { id: 'inc-sony' } }] } } },
          { subject: { __typename: 'CyberIncident', id: 'inc-banks' }, object: { label: 'Banks (unnamed)' } },
        ]),
      );
    });

    it('obeys skip and include by variable', async () => {
      const query = 'query($with: Boolean!) { state(code: "KP") { id label @include(if: $with) names @skip(if: $with) { text } } }';
      expect(Object.keys((await twice<{ state: object }>(query, { with: true })).state)).toEqual(['id', 'label']);
      expect(Object.keys((await twice<{ state: object }>(query, { with: false })).state)).toEqual(['id', 'names']);
    });

    it('reads a node of any type by id', async () => {
      const query =
        'query($id: ID!) { node(id: $id) { __typename id ... on Entity { label } ... on Fact { label } ... on Attestation { stance } ... on Document { url } } }';
      const typeOf = async (id: string) => (await twice<{ node: { __typename: string } }>(query, { id })).node.__typename;
      expect([await typeOf('kp'), await typeOf('F02'), await typeOf('A05'), await typeOf('doc-seed')]).toEqual([
        'State',
        'Fact',
        'Attestation',
        'Document',
      ]);
    });

    it('gives a qualifier that names entities as entities', async () => {
      const { node } = await twice<{ node: unknown }>(
        '{ node(id: "F41") { ... on Fact { value { exact unit } qualifiers { members { id } via { id } } } } }',
      );
      expect(node).toEqual({ value: { exact: 2, unit: 'companies' }, qualifiers: { members: [{ id: 'cu' }, { id: 'ttk' }], via: null } });
    });

    it('reads a symmetric fact from both ends', async () => {
      const ends = await twice<Record<string, { doesBusinessWith: Connection }>>(
        '{ company(ref: "ttk") { doesBusinessWith { edges { node { label } } } } agency(ref: "kp-gov") { doesBusinessWith { edges { node { label } } } } }',
      );
      expect(labels(ends.company!.doesBusinessWith)).toEqual(['Government in Pyongyang']);
      expect(labels(ends.agency!.doesBusinessWith)).toEqual(['TransTelecom']);
    });
  });

  it('describes every type, field, argument and value of the schema', async () => {
    const { __schema } = await server.data<IntrospectionQuery>(getIntrospectionQuery());
    const bare: string[] = [];
    const check = (name: string, thing: { description?: string | null }) => {
      if (!thing.description?.trim()) bare.push(name);
    };
    for (const type of __schema.types.filter(({ name }) => !name.startsWith('__'))) {
      if (!['Query', 'Mutation'].includes(type.name)) check(type.name, type);
      if ('fields' in type && type.fields)
        for (const field of type.fields) {
          check(`${type.name}.${field.name}`, field);
          field.args.forEach((arg) => check(`${type.name}.${field.name}(${arg.name})`, arg));
        }
      if ('inputFields' in type && type.inputFields) for (const field of type.inputFields) check(`${type.name}.${field.name}`, field);
      if ('enumValues' in type && type.enumValues) for (const value of type.enumValues) check(`${type.name}.${value.name}`, value);
    }
    expect(bare).toEqual([]);
  });
});
