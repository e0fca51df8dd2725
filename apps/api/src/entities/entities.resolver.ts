import { Args, Context, ID, Info, Query, Resolver } from '@nestjs/graphql';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import { luceneQuery, matchReference, readReference, type Lens } from '@linchpin/facts';
import { kindNames, type Kind } from '@linchpin/vocabulary';
import type { GraphQLCompositeType, GraphQLResolveInfo } from 'graphql';
import { Policy } from '../access/policy.js';
import type { RequestContext } from '../access/identity.js';
import { byId, pageRows } from '../compile/page-rows.js';
import { PageArgs, pageOf } from '../compile/page.js';
import type { Projecting } from '../compile/projection.js';
import { readConnection, readOne, type Statement } from '../compile/read.js';
import { InputError } from '../errors.js';
import { EntityConnection } from '../schema/connections.js';
import { placeOf, searchRows } from './search-rows.js';
import { KindEnum } from '../schema/enums.js';
import { LensInput, readLens, teamLens } from '../schema/lens.input.js';
import { EntityType, NodeType, typeOf } from '../schema/nodes.js';
import { pageComplexity } from '../schema/readings.js';

const atDescription = 'What to look through: the three clocks. It holds for everything below.';
const refDescription = 'Its id (kp), an identifier (KP, iso-3166-1-alpha-2:KP) or its exact name.';

/** Finds one entity by id, identifier or exact name, in this order; gives all that match equally well. */
const byReference =
  (ref: string, kind?: Kind): Statement =>
  ({ parameters, lens: text }, select) => {
    const { text: written, code, key } = readReference(ref);
    const ofKind = kind ? cypher` AND n.kind = ${parameters.add(kind)}` : cypher``;
    return cypher`${matchReference({ text: parameters.add(written), code: parameters.add(code), key: parameters.add(key) })}
      WITH n, rank WHERE ${text.knew(cypher`n`)}${ofKind}
      WITH rank, collect(DISTINCT n) AS found ORDER BY rank LIMIT 1
      WITH found, head(found) AS n
      RETURN CASE WHEN size(found) = 1 THEN ${select(cypher`n`)} END AS value, [each IN found | each.id] AS ids`;
  };

function listRows(p: Projecting, kind: Kind | undefined): Cypher {
  const page = pageOf(p.args);
  const n = p.fresh('n');
  return pageRows(p, page, {
    match: cypher`MATCH (${n}:Entity)`,
    where: [...(kind ? [cypher`${n}.kind = ${p.parameters.add(kind)}`] : []), p.lens.knew(n)],
    sorted: byId(n, page, p),
    common: kind ? [cypher`${n}.kind`] : [],
    row: n,
    edge: { node: n },
  });
}

@Resolver()
export class EntitiesResolver {
  constructor(private readonly graph: Graph) {}

  @Query(() => NodeType, {
    nullable: true,
    description: 'Anything by its id: an entity, a fact or an attestation. Analysts see drafts too.',
  })
  @Policy('anyone')
  async node(
    @Args('id', { type: () => ID, description: 'The id.' }) id: string,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Info() info: GraphQLResolveInfo,
    @Context() { identity }: RequestContext,
  ): Promise<unknown> {
    const row = await readOne(this.graph, info, teamLens(identity, at), (compiler) => {
      const of = (type: string, variable: Cypher) =>
        compiler.map(info.schema.getType(type) as GraphQLCompositeType, info.fieldNodes, variable);
      const { lens } = compiler;
      const value = compiler.parameters.add(id);
      return cypher`
        OPTIONAL MATCH (own:Entity {id: ${value}})
        OPTIONAL MATCH (:Merged {id: ${value}})-[:MERGED_INTO*]->(merged:Entity)
        WITH head([n IN [own, merged] WHERE n IS NOT NULL AND ${lens.knew(cypher`n`)}]) AS n
        OPTIONAL MATCH (f:Fact {id: ${value}}) WHERE ${lens.published(cypher`f`)}
        OPTIONAL MATCH (a:Attestation {id: ${value}}) WHERE ${lens.attested(cypher`a`)}
        RETURN CASE WHEN n IS NOT NULL THEN ${of('Entity', cypher`n`)} WHEN f IS NOT NULL THEN ${of('Fact', cypher`f`)} WHEN a IS NOT NULL THEN ${of('Attestation', cypher`a`)} END AS value`;
    });
    return row?.value ?? null;
  }

  @Query(() => EntityType, { nullable: true, description: 'An entity of any kind by its id, an identifier or its exact name.' })
  @Policy('anyone')
  entity(
    @Args('ref', { description: refDescription }) ref: string,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return findEntity(this.graph, info, ref, readLens(at));
  }

  @Query(() => EntityConnection, {
    description:
      'Entities: all of them, of one kind, or those whose names match. The search forgives misspellings and knows names in any script.',
    complexity: pageComplexity,
  })
  @Policy('anyone')
  entities(
    @Args('search', { nullable: true, description: 'Words of a name or alias; the best match comes first.' }) search: string,
    @Args('kind', { type: () => KindEnum, nullable: true, description: 'Only this kind.' }) kind: Kind,
    @Args() page: PageArgs,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const lens = readLens(at);
    if (!search?.trim()) return readConnection(this.graph, info, lens, page, (p) => listRows(p, kind));
    const lucene = luceneQuery(search, kind);
    if (!lucene) throw new InputError('BAD_INPUT', 'search: give at least one letter or digit.');
    return readConnection(this.graph, info, lens, page, (p) => searchRows(p, search, lucene), placeOf(page));
  }
}

async function findEntity(graph: Graph, info: GraphQLResolveInfo, ref: string, lens: Lens, kind?: Kind): Promise<unknown> {
  const row = await readOne(graph, info, lens, byReference(ref, kind));
  const ids = (row?.ids ?? []) as string[];
  if (ids.length > 1) throw new InputError('AMBIGUOUS', `"${ref.slice(0, 100)}" may be ${ids.slice(0, 10).join(', ')}. Ask by id.`);
  return row?.value ?? null;
}

/** `state(code: "KP")`, `company(ref: "china-unicom")` …: a root field for each kind, so that its own fields need no fragment. */
const fieldName = (kind: Kind): string => kind[0]!.toLowerCase() + kind.slice(1);

@Resolver()
export class KindResolver {
  constructor(readonly graph: Graph) {}
}

for (const kind of kindNames) {
  const argument = kind === 'State' ? 'code' : 'ref';
  const description = kind === 'State' ? 'ISO 3166-1 code (KP, PRK), id or exact name.' : refDescription;
  const field = fieldName(kind);
  const value = function (this: KindResolver, ref: string, at: LensInput, info: GraphQLResolveInfo): Promise<unknown> {
    return findEntity(this.graph, info, ref, readLens(at), kind);
  };
  const descriptor = { value, configurable: true };
  Object.defineProperty(KindResolver.prototype, field, descriptor);
  Reflect.defineMetadata('design:paramtypes', [String, LensInput, Object], KindResolver.prototype, field);
  Args(argument, { type: () => String, description })(KindResolver.prototype, field, 0);
  Args('at', { type: () => LensInput, nullable: true, description: atDescription })(KindResolver.prototype, field, 1);
  Info()(KindResolver.prototype, field, 2);
  Query(() => typeOf(kind), { nullable: true, description: `${kind}: by ${argument}.` })(KindResolver.prototype, field, descriptor);
  Policy('anyone')(KindResolver.prototype, field, descriptor);
}
