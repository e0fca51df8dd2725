import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createToken, readPepper, reaches, roleNames, type Role } from '@linchpin/access';
import {
  getNamedType,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
} from 'graphql';
import ts from 'typescript';
import { enforcePolicies, rootFields, type LeastRole } from '../apps/api/src/access/policy.js';
import { bareSchema } from '../apps/api/src/print-schema.js';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

/** The least that a type takes, as it is written in a query. Nothing in the database is called so. */
function written(type: GraphQLInputType, name: string): string {
  if (isNonNullType(type)) return written(type.ofType, name);
  if (isListType(type)) return `[${written(type.ofType, name)}]`;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    return type.isOneOf ? `{${fields[0]!.name}: ${written(fields[0]!.type, fields[0]!.name)}}` : `{${given(fields)}}`;
  }
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (name === 'idempotencyKey') return JSON.stringify(randomUUID());
  return { Int: '1', Float: '1', Boolean: 'true', JSONObject: '{}' }[type.name] ?? '"nothing-of-this-name"';
}
const given = (fields: readonly (GraphQLArgument | GraphQLInputField)[]): string =>
  fields
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => `${name}: ${written(type, name)}`)
    .join(', ');

const identities = ['nobody', ...roleNames] as const;
type IdentityName = (typeof identities)[number];
const refusalFor = (identity: IdentityName, policy: LeastRole): string | null => {
  if (policy === 'anyone') return null;
  if (identity === 'nobody') return 'UNAUTHENTICATED';
  return reaches(identity, policy) ? null : 'FORBIDDEN';
};

let schema: GraphQLSchema;
beforeAll(async () => (schema = await bareSchema()));

describe('every root field', () => {
  it('has a policy, and there are as many as the schema shows', () => {
    const fields = rootFields(schema);
    expect(fields.length).toBeGreaterThan(45);
    for (const [, { extensions }] of fields) expect(['anyone', ...roleNames]).toContain(extensions.policy);
    const changes = fields.filter(([name]) => name.startsWith('Mutation.'));
    const ofReaders = changes.filter(([, { extensions }]) => ['anyone', 'reader'].includes(extensions.policy as string));
    // What somebody follows is their own and changes nothing that others see.
    expect(ofReaders.map(([name]) => name).sort()).toEqual(['Mutation.follow', 'Mutation.unfollow']);
  });

  it('without one stops the building of the schema, by its name', () => {
    const bare = (extensions?: Record<string, unknown>) => {
      const query = new GraphQLObjectType({ name: 'Query', fields: { open: { type: GraphQLString, extensions } } });
      return () => enforcePolicies(new GraphQLSchema({ query }));
    };
    expect(bare()).toThrow(/Query\.open/);
    expect(bare({ policy: 'owner' })).toThrow(/Query\.open/);
    expect(bare({ policy: 'admin' })).not.toThrow();
  });
});

describe('a request', () => {
  let server: TestServer;
  let tokens: Partial<Record<IdentityName, string>>;
  beforeAll(async () => {
    const graph = await emptyGraph();
    server = await TestServer.start();
    const pepper = await readPepper(server.home);
    const make = async (role: Role) => [role, (await createToken(graph, pepper, { role, name: role })).token] as const;
    tokens = Object.fromEntries(await Promise.all(roleNames.map(make)));
    await graph.close();
  });
  afterAll(() => server?.stop());

  const codes = async (query: string, identity: IdentityName): Promise<string[]> =>
    ((await server.ask(query, { token: tokens[identity] })).errors ?? []).map(({ extensions }) => extensions.code);
  const accessCodes = (found: readonly string[]) => found.filter((code) => code === 'UNAUTHENTICATED' || code === 'FORBIDDEN');

  it.each(identities)('of %s is refused exactly where the policy says so, whichever way the field is written', async (identity) => {
    const wrong: string[] = [];
    for (const [name, { args, type, extensions }] of rootFields(schema)) {
      const [root, field] = name.split('.') as [string, string];
      const list = given(args);
      const call = `${field}${list && `(${list})`}`;
      const operation = root.toLowerCase();
      // The second is answered by the schema for renamed fields, the third comes at the field through a fragment.
      const forms = isCompositeType(getNamedType(type))
        ? [
            `${operation} { ${call} { __typename } }`,
            `${operation} { other: ${call} { renamed: __typename } }`,
            `${operation} { ...Roots } fragment Roots on ${root} { other: ${call} { renamed: __typename } }`,
          ]
        : [`${operation} { ${call} }`, `${operation} { other: ${call} }`];
      const expected = refusalFor(identity, extensions.policy as LeastRole);
      for (const form of forms) {
        const found = await codes(form, identity);
        if (JSON.stringify(accessCodes(found)) !== JSON.stringify(expected ? [expected] : []) || found.includes('INVALID_QUERY'))
          wrong.push(`${form}: ${found.join()} instead of ${expected}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('refuses the field and answers the others', async () => {
    const { status, data, errors } = await server.ask('{ me { id } entity(ref: "kp") { id } }', { token: tokens.reader });
    expect([status, errors, data]).toMatchObject([200, undefined, { me: { id: expect.any(String) as string }, entity: { id: 'kp' } }]);
    expect(await codes('{ entity(ref: "kp") { id } tokens { id } }', 'reader')).toEqual(['FORBIDDEN']);
  });

  it('may look at the schema as whoever may read', async () => {
    for (const identity of identities)
      expect(await codes('{ __schema { queryType { name } } __type(name: "Fact") { name } }', identity)).toEqual([]);
  });

  it('gets no further through a saved question than by itself', async () => {
    const saved = await server.data(
      'mutation($q: String!) { saveQuestion(input: {idempotencyKey: "p1", name: "all-tokens", query: $q}) { userErrors { message } } }',
      { q: '{ tokens { id name } }' },
      tokens.admin,
    );
    expect(saved).toEqual({ saveQuestion: { userErrors: [] } });
    const ask = (identity: IdentityName) =>
      server.ask('{ savedQuestion(name: "all-tokens") { answer cited: answer(cited: true) } }', { token: tokens[identity] });
    for (const identity of ['nobody', 'reader', 'analyst', 'reviewer'] as const) {
      const { data, errors } = await ask(identity);
      expect(errors?.[0]?.message).toMatch(identity === 'nobody' ? /needs a token/ : /may not ask tokens/);
      expect(JSON.stringify(data)).not.toContain('first start');
    }
    const { data, errors } = await ask('admin');
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain('first start');
  });
});

/** Calls that write: by Graph.write and Graph.command, or by what stands around them. */
const writing = /\.(write|command|make)\(|\b(inChange|once)\(/;

interface Method {
  place: string;
  text: string;
  decorators: string[];
  calls: string[];
}

function methodsIn(path: string, text: string): Method[][] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isClassDeclaration).map((each) =>
    each.members.filter(ts.isMethodDeclaration).map((method) => {
      const body = method.body?.getText(file) ?? '';
      return {
        place: `${path}: ${method.name.getText(file)}`,
        text: body,
        decorators: (ts.getDecorators(method) ?? []).map(({ expression }) => expression.getText(file).split('(')[0]!),
        calls: [...body.matchAll(/this\.(\w+)/g)].map(([, name]) => `${path}: ${name}`),
      };
    }),
  );
}

/** Whether a method writes, or calls one of its class that does. */
const writes = (method: Method, among: readonly Method[], seen = new Set<string>()): boolean =>
  writing.test(method.text) ||
  method.calls.some((call) => {
    const called = among.find(({ place }) => place === call);
    if (!called || seen.has(call)) return false;
    seen.add(call);
    return writes(called, among, seen);
  });

describe('a field below the roots, and a query,', () => {
  const folder = join(import.meta.dirname, '../apps/api/src');
  const reads = (methods: readonly Method[]) =>
    methods
      .filter(({ decorators }) => decorators.some((each) => each === 'ResolveField' || each === 'Query'))
      .filter((method) => writes(method, methods))
      .map(({ place }) => place);

  it('writes nothing: only mutations do, whose policy says who may', async () => {
    const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.ts'));
    const classes = (await Promise.all(paths.map(async (path) => methodsIn(path, await readFile(join(folder, path), 'utf8'))))).flat();
    expect(classes.flat().filter(({ decorators }) => decorators.includes('ResolveField')).length).toBeGreaterThan(10);
    expect(classes.flatMap(reads)).toEqual([]);
  });

  it('is found out when it does', () => {
    const [methods] = methodsIn('x', `class X { @ResolveField(() => Y) a() { return this.b(); } b() { return this.graph.write(f); } }`);
    expect(reads(methods!)).toEqual(['x: a']);
  });
});
