import { Args, Field, Info, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { cypher } from '@linchpin/graph';
import { nearDistance, nearTexts } from '@linchpin/facts';
import type { GraphQLResolveInfo } from 'graphql';
import { PageArgs } from '../compile/page.js';
import { Projected, ProjectedConnection } from '../compile/projection.js';
import { Attestation, fromParent } from '../schema/attestation.type.js';
import { Connection } from '../schema/connections.js';
import { Fact } from '../schema/fact.type.js';
import { EntityType, typeOf } from '../schema/nodes.js';
import { pageComplexity } from '../schema/readings.js';
import { passageRows } from './passage-rows.js';

const mostNear = 50;

@ObjectType({ description: 'A document with nearly the same text as another one.' })
export class NearDuplicate {
  @Field(() => typeOf('Document'), { description: 'The document.' })
  @Projected(({ parent, select, fresh }) => {
    const n = fresh('n');
    return cypher`head(COLLECT { MATCH (${n}:Entity:Document {id: ${parent}.document}) RETURN ${select(n)} LIMIT 1 })`;
  })
  document: EntityType;

  @Field(() => Int, { description: 'In how many of 64 bits the fingerprints of the texts differ.' }) distance: number;
  @Field({ description: 'The texts are the same, letter for letter.' }) sameText: boolean;
}

@ObjectType({ description: 'What somebody states at one place of a document.' })
export class PassageEdge {
  @Field({ description: 'Where the entry stands; stays valid whatever is added to the list.' }) cursor: string;
  @Field(() => Attestation, { description: 'Who says it, in which words.' }) node: Attestation;
  @Field(() => Fact, { description: 'The fact that is stated.' }) fact: Fact;
  @Field(() => Int, {
    nullable: true,
    description: "Offset of the quote in the document's text, in UTF-16 code units; null where it is not known.",
  })
  start?: number;
  @Field(() => Int, { nullable: true, description: 'Offset after the last character of the quote.' }) end?: number;
}
@ObjectType({ description: 'A page of what is stated in a document.' })
export class PassageConnection extends Connection {
  @Field(() => [PassageEdge], { description: 'The entries.' }) edges: PassageEdge[];
}

/** What a source's text is known by, and what stands where in it. */
@Resolver(() => typeOf('Document'))
export class DocumentTextFields {
  @ResolveField(() => [NearDuplicate], {
    description: `Documents with nearly the same text, the nearest first, at most ${mostNear}: a hint that one agency or author wrote both. Nothing follows from it by itself: give their attestations the same wire or origin, and they count once.`,
    complexity: ({ childComplexity }) => 10 * childComplexity,
  })
  @Projected(({ parent, select, lens, parameters, fresh }) => {
    const [o, distance, row] = [fresh('o'), fresh('distance'), fresh('row')];
    return cypher`COLLECT {
      ${nearTexts({ d: parent, o, distance, bound: parameters.add(nearDistance) })} AND ${lens.knew(o)}
      WITH {document: ${o}.id, distance: ${distance}, sameText: ${o}.contentHash = ${parent}.contentHash} AS ${row} ORDER BY ${distance}, ${o}.id LIMIT ${parameters.add(mostNear)}
      RETURN ${select(row)} }`;
  })
  nearDuplicates(@Parent() parent: Record<string, unknown>, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => PassageConnection, {
    description:
      'What is stated in it, in the order of its text, for highlighting: one entry for each attestation. Those without a position come last. See statedFacts for each fact once.',
    complexity: pageComplexity,
  })
  @ProjectedConnection((p) => passageRows(p))
  passages(@Parent() parent: Record<string, unknown>, @Args() _page: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }
}
