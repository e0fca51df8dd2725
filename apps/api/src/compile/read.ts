import {
  getNamedType,
  isObjectType,
  type GraphQLObjectType,
  type GraphQLCompositeType,
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
  const text = cypher`RETURN ${projection(compiler.projecting(info.parentType, info.fieldName, info.fieldNodes, cypher`null`))} AS value`;
  const [row] = await graph.readText(text, compiler.parameters.values);
  return toConnection(row!.value as Rows, args, offset);
}

const fromProjection = (source: Record<string, unknown>, _args: unknown, _context: unknown, info: GraphQLResolveInfo): unknown =>
  source[info.path.key];

const connectionFromProjection = (source: Record<string, unknown>, args: PageArgs, _context: unknown, info: GraphQLResolveInfo): unknown =>
  toConnection(source[info.path.key] as Rows, args);

/**
 * Below a root field everything has been read already, so a field only looks up its alias. Nest would wrap each such look-up in
 * guards, pipes and interceptors: 25 facts with their attestations are hundreds of them.
 */
export function resolveFromProjection(schema: GraphQLSchema): GraphQLSchema {
  const roots = new Set([schema.getQueryType(), schema.getMutationType()]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || roots.has(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values((type as GraphQLObjectType).getFields())) {
      if (field.extensions.byHand) continue;
      if (isPlain(field)) delete field.resolve;
      else field.resolve = field.extensions.connection ? connectionFromProjection : fromProjection;
    }
  }
  return schema;
}
