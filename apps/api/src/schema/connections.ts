import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { TemporalMatch } from '@linchpin/vocabulary';
import { TemporalMatchEnum } from './enums.js';
import { Fact } from './fact.type.js';
import { EntityType } from './nodes.js';

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'More follow.' }) hasNextPage: boolean;
  @Field({ description: 'More come before.' }) hasPreviousPage: boolean;
  @Field({ nullable: true, description: 'Cursor of the first entry of the page.' }) startCursor?: string;
  @Field({ nullable: true, description: 'Cursor of the last entry: give it as `after` for the next page.' }) endCursor?: string;
}

/** What every page of a list tells. */
@ObjectType({ isAbstract: true })
export abstract class Connection {
  @Field(() => PageInfo, { description: 'Where the page stands.' }) pageInfo: PageInfo;
  @Field(() => Int, { nullable: true, description: 'How many there are in all. Counted only when asked for.' }) totalCount?: number;
}

const cursor = 'Where the entry stands; stays valid whatever is added to the list.';
const match = 'How surely it holds at the asked time; null where no time was asked.';

@ObjectType({ description: 'An entity in a list.' })
export class EntityEdge {
  @Field({ description: cursor }) cursor: string;
  @Field(() => EntityType, { description: 'The entity.' }) node: EntityType;
}
@ObjectType({ description: 'A page of entities.' })
export class EntityConnection extends Connection {
  @Field(() => [EntityEdge], { description: 'The entries.' }) edges: EntityEdge[];
}

@ObjectType({ description: 'A fact in a list.' })
export class FactEdge {
  @Field({ description: cursor }) cursor: string;
  @Field(() => Fact, { description: 'The fact.' }) node: Fact;
  @Field(() => TemporalMatchEnum, { nullable: true, description: match }) temporalMatch?: TemporalMatch;
}
@ObjectType({ description: 'A page of facts.' })
export class FactConnection extends Connection {
  @Field(() => [FactEdge], { description: 'The entries.' }) edges: FactEdge[];
}

@ObjectType({ description: 'Whom a fact joins the entity with, and the fact that does so.' })
export class NeighbourEdge {
  @Field({ description: cursor }) cursor: string;
  @Field(() => EntityType, { description: 'The entity at the other end.' }) node: EntityType;
  @Field(() => Fact, { description: 'The fact that joins them: every tie rests on one.' }) fact: Fact;
  @Field(() => TemporalMatchEnum, { nullable: true, description: match }) temporalMatch?: TemporalMatch;
}
@ObjectType({ description: 'A page of neighbours.' })
export class NeighbourConnection extends Connection {
  @Field(() => [NeighbourEdge], { description: 'The entries.' }) edges: NeighbourEdge[];
}
