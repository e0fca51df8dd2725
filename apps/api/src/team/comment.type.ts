import { Extensions, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { longestComment, mostMentions } from '@linchpin/facts';
import { cypher } from '@linchpin/graph';
import { MaxLength } from 'class-validator';
import { Projected } from '../compile/projection.js';
import { ChangeInput } from '../record/change.input.js';
import { ChangePayload } from '../record/payloads.js';
import { Connection } from '../schema/connections.js';
import { Fact, instant, one } from '../schema/fact.type.js';

@ObjectType({ description: 'A remark on a fact, for its team alone: readers never see it.' })
export class Comment {
  @Field(() => ID, { description: 'Its id.' }) id: string;
  @Field({ nullable: true, description: 'Its words; null where it was removed.' }) text?: string;
  @Field({ description: 'The name of whoever wrote it.' })
  @Projected(({ parent }) => cypher`${parent}.name`)
  author: string;
  @Field({ description: 'When, as an instant.' }) @Projected(instant(cypher`at`)) at: string;
  @Field(() => Int, { description: 'Number of the change that made it.' })
  @Projected(({ parent }) => cypher`${parent}.number`)
  change: number;
  @Field({ nullable: true, description: 'When it was removed, as an instant; null if it was not.' })
  @Projected(instant(cypher`removedAt`))
  removedAt?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the comment that it answers.' }) replyTo?: string;

  @Field(() => [String], { description: 'The names of those whom it calls.' })
  @Projected(({ parent, fresh }) => {
    const a = fresh('a');
    return cypher`COLLECT { MATCH (${parent})-[:MENTIONS]->(${a}:Account) RETURN ${a}.name ORDER BY ${a}.name }`;
  })
  mentions: string[];

  @Field(() => Fact, { description: 'The fact that it is about.' })
  @Projected(one((m, f) => cypher`(${m})-[:ON]->(${f}:Fact)`))
  fact: Fact;
}

@ObjectType({ description: 'A comment in a list.' })
export class CommentEdge {
  @Field({ description: 'Where it stands in the list.' }) cursor: string;
  @Field(() => Comment, { description: 'The comment.' }) node: Comment;
}
@ObjectType({ description: 'A page of comments, the earliest first.' })
export class CommentConnection extends Connection {
  @Field(() => [CommentEdge], { description: 'The entries.' }) edges: CommentEdge[];
}

@InputType({ description: 'A remark on a fact.' })
export class AddCommentInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact.' }) fact: string;
  @Field({
    description: `At most ${longestComment} characters. @name calls somebody of the team, where somebody has that name.`,
  })
  @MaxLength(longestComment)
  text: string;
  @Field(() => [String], { nullable: true, description: `Names of others whom it calls, at most ${mostMentions}.` }) mentions?: string[];
  @Field(() => ID, { nullable: true, description: 'Id of the comment on the same fact that it answers.' }) replyTo?: string;
}

@InputType({ description: 'Which comment to remove.' })
export class RemoveCommentInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the comment.' }) comment: string;
}

@ObjectType({ description: 'What came of a change to a comment.' })
export class CommentPayload extends ChangePayload {
  @Field(() => Comment, { nullable: true, description: 'The comment as it is now; null if the change was refused.' })
  @Extensions({ byHand: true })
  comment?: Comment;
}
