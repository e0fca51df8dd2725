import {
  BREAK,
  getNamedType,
  isObjectType,
  Kind,
  lexicographicSortSchema,
  visit,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { cypher, type Cypher, type Graph } from '@linchpin/graph';
import type { Lens } from '@linchpin/facts';
import { Compiler, isPlain } from './compile.js';
import { toConnection, type PageArgs, type Rows } from './page.js';
import type { Projection } from './projection.js';

/** What a root field puts around the compiled selection: one statement that returns one `value`. */
export type Statement = (compiler: Compiler, select: (variable: Cypher) => Cypher) => Cypher;

/** Reads a root field in one statement. @returns the row, whose `value` holds the selection; undefined when the statement gave none */
export async function readOne(
  graph: Graph,
  info: GraphQLResolveInfo,
  lens: Lens,
  statement: Statement,
): Promise<Record<string, unknown> | undefined> {
  const compiler = new Compiler(info, lens);
  const type = getNamedType(info.returnType) as GraphQLCompositeType;
  const text = statement(compiler, (variable) => compiler.map(type, info.fieldNodes, variable));
  const [row] = await graph.readText(text, compiler.parameters.values);
  return row;
}

/** Reads a connection that is a root field. @param offset where the page begins, for a list whose cursors are places */
export async function readConnection(
  graph: Graph,
  info: GraphQLResolveInfo,
  lens: Lens,
  args: PageArgs,
  projection: Projection,
  offset?: number,
): Promise<Record<string, unknown>> {
  const compiler = new Compiler(info, lens);
  const value = projection(compiler.projecting(info.parentType, info.fieldName, info.fieldNodes, cypher`null`));
  const text = cypher`${compiler.opening}RETURN ${value} AS value`;
  const [row] = await graph.readText(text, compiler.parameters.values);
  return toConnection(row!.value as Rows, args, offset);
}

/** Fields whose values the compiled statement has read already: all below the roots, but for those that say that they are read by hand. */
function* projectedFields(schema: GraphQLSchema): Generator<GraphQLField<Record<string, unknown>, unknown>> {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || roots.has(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) if (!field.extensions.byHand) yield field;
  }
}

/**
 * Below a root field everything has been read, so a field is a look-up by its name, which compiled queries do without a call. Nest would
 * wrap each in guards, pipes and interceptors, and even a resolver of our own costs some 25 µs, of which a page of 50 has a hundred.
 */
export function resolveFromProjection(schema: GraphQLSchema): GraphQLSchema {
  for (const field of projectedFields(schema)) {
    if (field.extensions.connection) field.resolve = (source, args: PageArgs) => toConnection(source[field.name] as Rows, args);
    else delete field.resolve;
  }
  return schema;
}

const byAlias = new WeakMap<GraphQLSchema, GraphQLSchema>();

/** The same schema for queries that rename fields: values stand under the alias, and each look-up has to ask for it. Made once for a schema. */
export function resolveByAlias(schema: GraphQLSchema): GraphQLSchema {
  const known = byAlias.get(schema);
  if (known) return known;
  // Sorting makes all types anew, so that the other schema keeps its resolvers.
  const own = lexicographicSortSchema(schema);
  for (const field of projectedFields(own)) {
    if (isPlain(field) || field.extensions.byName) continue;
    field.resolve = field.extensions.connection
      ? (source, args: PageArgs, _context, info) => toConnection(source[info.path.key] as Rows, args)
      : (source, _args, _context, info) => source[info.path.key];
  }
  byAlias.set(schema, own);
  return own;
}

const renaming = new WeakMap<DocumentNode, boolean>();

/** Whether a query gives another name to a field below a root; what a root field is called, GraphQL sees to by itself. */
export function renamesFields(document: DocumentNode): boolean {
  const known = renaming.get(document);
  if (known !== undefined) return known;
  let found = false;
  visit(document, {
    Field: ({ alias, name }, _key, _parent, _path, ancestors) => {
      const depth = ancestors.filter((each) => 'kind' in each && each.kind === Kind.FIELD).length;
      const inFragment = ancestors.some((each) => 'kind' in each && each.kind === Kind.FRAGMENT_DEFINITION);
      if (alias && alias.value !== name.value && (depth > 0 || inFragment)) found = true;
      return found ? BREAK : undefined;
    },
  });
  renaming.set(document, found);
  return found;
}
