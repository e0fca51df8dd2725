import { Args, Field, Info, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { cypher, type Cypher } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { factRows } from '../compile/fact-rows.js';
import { PageArgs } from '../compile/page.js';
import { Projected, ProjectedConnection } from '../compile/projection.js';
import { fromParent } from '../schema/attestation.type.js';
import { FactConnection } from '../schema/connections.js';
import { PredicateEnum } from '../schema/enums.js';
import { EntityType, typeOf } from '../schema/nodes.js';
import { pageComplexity } from '../schema/readings.js';

@ObjectType({ description: 'A name in a language.' })
export class Name {
  @Field({ description: 'The name.' }) text: string;
  @Field({ nullable: true, description: 'Its language as BCP 47.' }) lang?: string;
}

@ObjectType({ description: 'A number or code that identifies an entity.' })
export class Identifier {
  @Field({ description: 'Its scheme, such as iso-3166-1-alpha-2, lei or imo.' }) scheme: string;
  @Field({ description: 'The number or code.' }) value: string;
}

type Row = Record<string, unknown>;

/** What all entities have beside their id and kind. */
@Resolver(() => EntityType)
export class EntityFields {
  @ResolveField(() => String, { description: 'Its name in this language if there is one, otherwise the name that it is best known by.' })
  @Projected(({ parent, args, parameters }) => {
    const lang = args.lang ? parameters.add(args.lang) : null;
    return lang
      ? cypher`coalesce(head([i IN range(0, size(${parent}.names) - 1) WHERE ${parent}.nameLangs[i] = ${lang} | ${parent}.names[i]]), ${parent}.label)`
      : cypher`${parent}.label`;
  })
  label(
    @Parent() parent: Row,
    @Args('lang', { nullable: true, description: 'Language as BCP 47, such as de.' }) _lang: string,
    @Info() info: GraphQLResolveInfo,
  ): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => [Name], { description: 'Names in several languages, and those of entities that were merged into it.' })
  @Projected(({ parent, select, fresh }) => {
    const [row, former] = [fresh('name'), fresh('former')];
    const own = (n: Cypher) => cypher`[i IN range(0, size(${n}.names) - 1) | {text: ${n}.names[i], lang: nullIf(${n}.nameLangs[i], '')}]`;
    const merged = cypher`COLLECT {
      MATCH (${parent})<-[:MERGED_INTO*]-(${former}) UNWIND [{text: ${former}.label, lang: null}] + ${own(former)} AS ${row}
      WITH DISTINCT ${row} WHERE ${row}.text <> ${parent}.label AND NOT ${row}.text IN ${parent}.names RETURN ${row} ORDER BY ${row}.text }`;
    return cypher`[${row} IN ${own(parent)} + ${merged} | ${select(row)}]`;
  })
  names(@Parent() parent: Row, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => [Identifier], { description: 'Numbers and codes that identify it.' })
  @Projected(({ parent, select, fresh }) => {
    const identifier = fresh('i');
    return cypher`COLLECT { MATCH (${parent})-[:IDENTIFIED_BY]->(${identifier}) WITH DISTINCT ${identifier} ORDER BY ${identifier}.key RETURN ${select(identifier)} }`;
  })
  identifiers(@Parent() parent: Row, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => String, { description: 'When it was recorded here, as an instant.' })
  @Projected(({ parent }) => cypher`toString(${parent}.recordedAt)`)
  recordedAt(@Parent() parent: Row, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => FactConnection, {
    description: 'All facts that speak of it: as subject, as object, or as what narrows another fact.',
    complexity: pageComplexity,
  })
  @ProjectedConnection((p) =>
    factRows(p, {
      match: (f) => cypher`MATCH (${p.parent})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(${f}:Fact)`,
      where: (f) => (p.args.predicates ? [cypher`${f}.predicate IN ${p.parameters.add(p.args.predicates)}`] : []),
      distinct: true,
    }),
  )
  facts(
    @Parent() parent: Row,
    @Args({ type: () => PageArgs }) _page: PageArgs,
    @Args('predicates', { type: () => [PredicateEnum], nullable: true, description: 'Only these predicates.' }) _predicates: Predicate[],
    @Info() info: GraphQLResolveInfo,
  ): unknown {
    return fromParent(parent, info);
  }
}

/** A source also tells what is stated in it. */
@Resolver(() => typeOf('Document'))
export class DocumentFields {
  @ResolveField(() => FactConnection, { description: 'The facts that somebody states in it.', complexity: pageComplexity })
  @ProjectedConnection((p) => {
    const a = p.fresh('a');
    return factRows(p, {
      match: (f) => cypher`MATCH (${p.parent})<-[:STATED_IN]-(${a}:Attestation)-[:ATTESTS]->(${f}:Fact)`,
      where: () => [p.lens.attested(a)],
      distinct: true,
    });
  })
  statedFacts(@Parent() parent: Row, @Args({ type: () => PageArgs }) _page: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }
}
