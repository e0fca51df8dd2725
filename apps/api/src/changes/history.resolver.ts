import { Args, Extensions, Field, ID, Info, Int, ObjectType, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { lensOf } from '@linchpin/facts';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import type { ChangeAction, Status, Workflow } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { Policy } from '../access/policy.js';
import { byKey, pageRows } from '../compile/page-rows.js';
import { PageArgs, pageOf } from '../compile/page.js';
import { Projected, type Projecting } from '../compile/projection.js';
import { readConnection } from '../compile/read.js';
import { Connection } from '../schema/connections.js';
import { ChangeActionEnum, StatusEnum, WorkflowEnum } from '../schema/enums.js';
import { instant } from '../schema/fact.type.js';
import { pageComplexity } from '../schema/readings.js';
import { placeOf } from './changes.resolver.js';

@ObjectType({ description: 'How a fact was at one moment. What it says never changes once it is published.' })
export class AuditState {
  @Field(() => StatusEnum, { nullable: true, description: 'How it stood.' }) status?: Status;
  @Field(() => WorkflowEnum, { description: 'Where it was on its way to the readers.' }) workflow: Workflow;
  @Field(() => Int, { description: 'Its version.' }) version: number;
}

@ObjectType({ description: 'What a change touched.' })
export class AuditSubject {
  @Field(() => ID, { description: 'Id of the fact or entity.' }) id: string;
  @Field(() => AuditState, { nullable: true, description: 'Before; null for what the change made, and for entities.' })
  @Extensions({ byName: true })
  before?: AuditState;
  @Field(() => AuditState, { nullable: true, description: 'After; null for entities.' }) @Extensions({ byName: true }) after?: AuditState;
}

@ObjectType({ description: 'One entry of the audit: who changed what, when and why. Each is bound to the one before by its hash.' })
export class AuditEntry {
  @Field(() => Int, { description: 'Its number in the chain.' }) number: number;
  @Field({ description: 'When, as an instant.' }) @Projected(instant(cypher`at`)) at: string;
  @Field(() => ID, { description: 'Who: the id of a token, or of this program.' }) by: string;
  @Field(() => ChangeActionEnum, { description: 'What was done.' }) action: ChangeAction;
  @Field({ description: 'Whether what is recorded waited for review then: false for a team of one.' })
  @Projected(({ parent }) => cypher`coalesce(${parent}.reviewed, false)`)
  reviewed: boolean;
  @Field({ nullable: true, description: 'Why, in the words of whoever did it.' }) reason?: string;
  @Field({ nullable: true, description: 'SHA-256 of the hash before and of this entry, in hex.' }) hash?: string;
}

@ObjectType({ description: 'An entry in a list.' })
export class AuditEdge {
  @Field({ description: 'Where it stands in the list.' }) cursor: string;
  @Field(() => AuditEntry, { description: 'The entry.' }) node: AuditEntry;
}
@ObjectType({ description: 'A page of the audit.' })
export class AuditConnection extends Connection {
  @Field(() => [AuditEdge], { description: 'The entries, the earliest first.' }) edges: AuditEdge[];
}

function historyRows(p: Projecting, args: PageArgs, of: string): Cypher {
  const page = pageOf(args);
  const numberAt = (cursor: string | null): number | null => (cursor === null ? null : placeOf(cursor));
  const c = p.fresh('c');
  const [id, entity] = [p.parameters.add(of), p.entity(of)];
  return pageRows(p, page, {
    match: cypher`CALL (${entity}) {
      MATCH (:Fact {id: ${id}})<-[:CHANGED]-(x:Change) RETURN x
      UNION MATCH (:Entity {id: ${entity}})<-[:MERGED_INTO*0..]-()<-[:CHANGED]-(x:Change) RETURN x
      UNION MATCH (:Entity {id: ${entity}})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(:Fact)<-[:CHANGED]-(x:Change) RETURN x
    } WITH x AS ${c}`,
    where: [],
    sorted: byKey(cypher`${c}.number`, 0, { after: numberAt(page.after), before: numberAt(page.before) }, p),
    row: c,
    edge: { node: c },
  });
}

@Resolver()
export class HistoryResolver {
  constructor(private readonly graph: Graph) {}

  @Query(() => AuditConnection, {
    description: 'All changes of a fact, or of an entity and the facts that speak of it, from the audit.',
    complexity: pageComplexity,
  })
  @Policy('analyst')
  history(
    @Args('of', { type: () => ID, description: 'Id of the fact or entity.' }) of: string,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readConnection(this.graph, info, lensOf({ background: true }), page, (p) => historyRows(p, page, of));
  }
}

@Resolver(() => AuditEntry)
export class AuditEntryFields {
  @ResolveField(() => [AuditSubject], { description: 'What it touched.' })
  @Projected(({ parent }) => cypher`coalesce(${parent}.subjects, '[]')`)
  @Extensions({ byHand: true })
  subjects(@Parent() parent: Record<string, string>, @Info() info: GraphQLResolveInfo): AuditSubject[] {
    return JSON.parse(parent[info.path.key]!) as AuditSubject[];
  }
}
