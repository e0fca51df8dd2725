import { Field, Int, ObjectType } from '@nestjs/graphql';
import { cypher } from '@linchpin/graph';
import type { ChangeAction } from '@linchpin/vocabulary';
import { Projected } from '../compile/projection.js';
import { Connection, PageInfo } from '../schema/connections.js';
import { ChangeActionEnum } from '../schema/enums.js';
import { instant } from '../schema/fact.type.js';
import { EntityType } from '../schema/nodes.js';

const mostEntities = 100;

@ObjectType({ description: 'One change to the knowledge base, with all that it touched.' })
export class Change {
  @Field(() => Int, { description: 'Counts up by one from change to change, in the order in which they were committed, without gaps.' })
  number: number;

  @Field({ description: 'When, as an instant. Given as recordedAt of a lens, it shows the knowledge base as it stood after this change.' })
  @Projected(instant(cypher`at`))
  at: string;

  @Field(() => ChangeActionEnum, { description: 'What was done.' }) action: ChangeAction;

  @Field(() => [EntityType], { description: `Entities and sources that were created; the first ${mostEntities}.` })
  @Projected(({ parent, parameters, select, fresh }) => {
    const n = fresh('n');
    return cypher`COLLECT { MATCH (${parent})-[:CHANGED]->(${n}:Entity) WITH ${n} ORDER BY ${n}.id LIMIT ${parameters.add(mostEntities)} RETURN ${select(n)} }`;
  })
  entities: EntityType[];
}

@ObjectType({ description: 'A change in a list.' })
export class ChangeEdge {
  @Field({ description: 'Where it stands: give it as `cursor` to go on after it.' }) cursor: string;
  @Field(() => Change, { description: 'The change.' }) node: Change;
}

@ObjectType({ description: 'A page of changes, the earliest first.' })
export class ChangeConnection extends Connection {
  @Field(() => [ChangeEdge], { description: 'The entries.' }) edges: ChangeEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands. Where nothing is new, endCursor is null: keep the one you have.' })
  override pageInfo: PageInfo;
  @Field(() => Int, { nullable: true, description: 'How many there are after the cursor. Counted only when asked for.' })
  override totalCount?: number;
}
