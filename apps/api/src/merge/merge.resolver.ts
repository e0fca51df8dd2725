import { UseInterceptors } from '@nestjs/common';
import { Args, Field, ID, Info, Int, Mutation, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { mergeEntities, splitEntity, type Person } from '@linchpin/facts';
import { cypher } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Writer } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { limits } from '../guards/query-limits.js';
import { Projected } from '../compile/projection.js';
import { ChangeMaker } from '../record/change-maker.js';
import { EntityPayload, type Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { fromParent } from '../schema/attestation.type.js';
import { EntityType } from '../schema/nodes.js';
import { MergeEntitiesInput, SplitEntityInput } from './merge.inputs.js';

@Resolver()
@UseInterceptors(RefusalsAsAnswer)
export class MergeResolver {
  constructor(private readonly changes: ChangeMaker) {}

  @Mutation(() => EntityPayload, {
    description:
      'Makes one entity of two that are one and the same. Facts and attestations keep whose they were, so that splitEntity can undo it; the former id leads to the other entity everywhere. What was known at earlier moments is shown under the entity that speaks for both today.',
  })
  @Policy('reviewer')
  mergeEntities(@Args('input', { description: 'Which two, and why.' }) input: MergeEntitiesInput, @Writer() by: Person): Promise<Payload> {
    return this.changes.make('MERGE_ENTITIES', input, by, (tx, change) => mergeEntities(tx, input, change), limits.batchMs);
  }

  @Mutation(() => EntityPayload, {
    description: 'Undoes a merge exactly: what was the entity’s own, and what was recorded under its former id since, is its own again.',
  })
  @Policy('reviewer')
  splitEntity(@Args('input', { description: 'Which merge, and why.' }) input: SplitEntityInput, @Writer() by: Person): Promise<Payload> {
    return this.changes.make('SPLIT_ENTITY', input, by, (tx, change) => splitEntity(tx, input, change), limits.batchMs);
  }
}

@ObjectType({ description: 'An entity that was merged into another one, which speaks for both since.' })
export class MergedEntity {
  @Field(() => ID, { description: 'The id that it had: it still leads here, and splitEntity takes it.' }) id: string;
  @Field({ description: 'The name that it was best known by.' }) label: string;
  @Field(() => ID, { description: 'Into which entity it was merged.' }) into: string;
  @Field({ description: 'When, as an instant.' }) at: string;
  @Field({ nullable: true, description: 'Why, in the words of whoever did it; null where they were erased.' }) reason?: string;
}

@Resolver(() => EntityType)
export class MergedFields {
  @ResolveField(() => Int, { description: 'Counts up with each merge and split. Give it as expectedVersion.' })
  @Projected(({ parent }) => cypher`coalesce(${parent}.version, 1)`)
  version(@Parent() parent: Record<string, unknown>, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }

  @ResolveField(() => [MergedEntity], { description: 'The entities that were merged into it, the earliest first.' })
  @Projected(({ parent, select, fresh }) => {
    const [former, into, change, row] = [fresh('former'), fresh('into'), fresh('change'), fresh('row')];
    return cypher`COLLECT {
      MATCH (${parent})<-[:MERGED_INTO*0..]-(${into})<-[:MERGED_INTO]-(${former})
      WITH ${into}, ${former}, head(COLLECT { MATCH (${former})<-[:CHANGED]-(c:Change {action: 'MERGE_ENTITIES'}) RETURN c ORDER BY c.number DESC LIMIT 1 }) AS ${change}
      WITH {id: ${former}.id, label: ${former}.label, into: ${into}.id, at: toString(${change}.at), reason: ${change}.reason} AS ${row}, ${change} ORDER BY ${change}.number
      RETURN ${select(row)} }`;
  })
  mergedFrom(@Parent() parent: Record<string, unknown>, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }
}
