import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { approvalsNeeded } from '@linchpin/facts';
import { cypher } from '@linchpin/graph';
import type { Predicate, ReviewDecision, Workflow } from '@linchpin/vocabulary';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { Projected } from '../compile/projection.js';
import { ChangeInput } from '../record/change.input.js';
import { ProposedFactInput } from '../record/fact.inputs.js';
import { Attestation } from '../schema/attestation.type.js';
import { Connection } from '../schema/connections.js';
import { PredicateEnum, ReviewDecisionEnum, WorkflowEnum } from '../schema/enums.js';
import { Fact } from '../schema/fact.type.js';
import { Comment } from '../team/comment.type.js';

const latestComments = 20;

@ObjectType({ description: 'A part of a fact that differs from the fact whose place it is to take.' })
export class FactDifference {
  @Field({ description: 'Which part: object, validTime, value_exact, qualifier_metric …' }) field: string;
  @Field({ nullable: true, description: 'What the fact says that stands there now; null for nothing.' }) before?: string;
  @Field({ nullable: true, description: 'What the proposed fact says; null for nothing.' }) after?: string;
}

@ObjectType({ description: 'What waits on its way to the readers.' })
export class ReviewItem {
  @Field(() => Fact, { description: 'The fact: a draft, or a published one to which something was added.' })
  @Projected(({ parent, select }) => select(parent))
  fact: Fact;

  @Field(() => WorkflowEnum, { description: 'Where it is on its way.' })
  @Projected(({ parent }) => cypher`${parent}.review`)
  state: Workflow;

  @Field(() => [ID], { description: 'Who wrote it. None of them can review it.' })
  @Projected(({ parent }) => cypher`coalesce(${parent}.authors, [])`)
  authors: string[];

  @Field(() => [ID], { description: 'Who approved it so far.' })
  @Projected(({ parent }) => cypher`coalesce(${parent}.approvals, [])`)
  approvals: string[];

  @Field(() => Int, { description: 'How many approvals publish it: two where a person is held responsible, else one.' })
  @Projected(({ parent }) => approvalsNeeded(parent))
  approvalsNeeded: number;

  @Field({ nullable: true, description: 'What the last reviewer asked for.' })
  @Projected(({ parent }) => cypher`${parent}.reviewNote`)
  note?: string;

  @Field({ nullable: true, description: 'The name of whom its author asked to review it. Any reviewer may decide.' })
  @Projected(({ parent }) => cypher`${parent}.reviewer`)
  reviewer?: string;

  @Field(() => [Comment], {
    description: `What the team remarked on it: the latest ${latestComments}, the earliest of them first.`,
    complexity: ({ childComplexity }) => 5 * childComplexity,
  })
  @Projected(({ parent, select, fresh, parameters }) => {
    const m = fresh('m');
    return cypher`COLLECT { MATCH (${parent})<-[:ON]-(${m}:Comment) WITH ${m} ORDER BY ${m}.number DESC LIMIT ${parameters.add(latestComments)} RETURN ${select(m)} ORDER BY ${m}.number }`;
  })
  comments: Comment[];

  @Field(() => [Attestation], { description: 'Attestations that are not published yet.' })
  @Projected(({ parent, select, fresh }) => {
    const a = fresh('a');
    return cypher`COLLECT { MATCH (${parent})<-[:ATTESTS]-(${a}:Attestation) WHERE ${a}.pending RETURN ${select(a)} ORDER BY ${a}.draftedAt, ${a}.id }`;
  })
  additions: Attestation[];

  @Field(() => [FactDifference], { description: 'What it changes in the fact whose place it is to take; empty where it takes none.' })
  @Projected(({ parent, select, fresh }) => {
    const [old, key, row] = [fresh('old'), fresh('key'), fresh('row')];
    return cypher`COLLECT {
      MATCH (${parent})-[:SUPERSEDES]->(${old}:Fact)
      UNWIND [k IN keys(${parent}) + keys(${old}) WHERE k STARTS WITH 'value_' OR k STARTS WITH 'qualifier_' OR k IN ['subject', 'predicate', 'object', 'validTime', 'temporalKind', 'label']] AS ${key}
      WITH DISTINCT ${key}, {field: ${key}, before: toStringOrNull(${old}[${key}]), after: toStringOrNull(${parent}[${key}])} AS ${row}
      WHERE coalesce(${row}.before, '') <> coalesce(${row}.after, '')
      RETURN ${select(row)} ORDER BY ${key} }`;
  })
  diff: FactDifference[];
}

@ObjectType({ description: 'An item in a list.' })
export class ReviewEdge {
  @Field({ description: 'Where it stands in the list.' }) cursor: string;
  @Field(() => ReviewItem, { description: 'The item.' }) node: ReviewItem;
}
@ObjectType({ description: 'A page of what waits for review.' })
export class ReviewConnection extends Connection {
  @Field(() => [ReviewEdge], { description: 'The entries.' }) edges: ReviewEdge[];
}

@InputType({ description: 'Which items of the review queue. Conditions add up.' })
export class ReviewFilter {
  @Field(() => WorkflowEnum, { nullable: true, description: 'DRAFT, IN_REVIEW or CHANGES_REQUESTED; left out: IN_REVIEW.' })
  state?: Workflow;
  @Field(() => [PredicateEnum], { nullable: true, description: 'One of these predicates.' }) predicates?: Predicate[];
  @Field({ nullable: true, description: 'true: only what you wrote; false: only what you can review, as you wrote none of it.' })
  mine?: boolean;
  @Field({ nullable: true, description: 'true: only what you are asked by name to review; false: only the rest.' }) assignedToMe?: boolean;
}

@InputType({ description: 'Hands in a draft, or what was added to a fact.' })
export class SubmitFactInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact.' }) fact: string;
  @Field(() => Int, { description: 'The version of the fact that you have read.' }) @IsInt() expectedVersion: number;
  @Field({
    nullable: true,
    description: 'The name of whom you ask to review it; they are notified. Left out: any reviewer finds it in the queue.',
  })
  @IsOptional()
  @MaxLength(100)
  reviewer?: string;
}

@InputType({ description: 'Decides on what was handed in.' })
export class ReviewFactInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact.' }) fact: string;
  @Field(() => Int, { description: 'The version of the fact that you have read: a later edit voids the decision.' })
  @IsInt()
  expectedVersion: number;
  @Field(() => ReviewDecisionEnum, { description: 'What you decide.' }) decision: ReviewDecision;
  @Field({ nullable: true, description: 'Why; required when asking for changes.' }) @IsOptional() @MaxLength(1000) note?: string;
}

@InputType({ description: 'Proposes a fact in the place of another one.' })
export class SupersedeFactInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact to replace.' }) fact: string;
  @Field(() => Int, { description: 'The version of it that you have read.' }) @IsInt() expectedVersion: number;
  @Field({ description: 'What is wrong with the fact as it stands.' }) @MaxLength(1000) reason: string;
  @Field(() => ProposedFactInput, { description: 'The fact that is right.' })
  @ValidateNested()
  @Type(() => ProposedFactInput)
  by: ProposedFactInput;
}
