import { UseInterceptors } from '@nestjs/common';
import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { reaches } from '@linchpin/access';
import { addComment, lensOf, removeComment, type Lens, type Person } from '@linchpin/facts';
import { cypher, Graph } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { IssuerSetting } from '../access/issuer-setting.js';
import { Writer, type RequestContext } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { placeOf } from '../changes/changes.resolver.js';
import { byKey, pageRows } from '../compile/page-rows.js';
import { PageArgs, pageOf } from '../compile/page.js';
import { readConnection, readOne } from '../compile/read.js';
import { ChangeMaker } from '../record/change-maker.js';
import type { Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { pageComplexity } from '../schema/readings.js';
import { AddCommentInput, CommentConnection, CommentPayload, RemoveCommentInput } from './comment.type.js';

const teamsOwn: Lens = { ...lensOf({ background: true }), drafts: true };

@Resolver(() => CommentPayload)
export class CommentsResolver {
  constructor(
    private readonly graph: Graph,
    private readonly changes: ChangeMaker,
    private readonly issuer: IssuerSetting,
  ) {}

  @Query(() => CommentConnection, {
    description: 'What the team remarked on a fact, the earliest first. Readers never see it.',
    complexity: pageComplexity,
  })
  @Policy('analyst')
  comments(
    @Args('fact', { type: () => ID, description: 'Id of the fact.' }) fact: string,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const bounds = pageOf(page);
    const numberAt = (cursor: string | null): number | null => (cursor === null ? null : placeOf(cursor));
    return readConnection(this.graph, info, teamsOwn, page, (p) => {
      const m = p.fresh('m');
      return pageRows(p, bounds, {
        match: cypher`MATCH (:Fact {id: ${p.parameters.add(fact)}})<-[:ON]-(${m}:Comment)`,
        where: [],
        sorted: byKey(cypher`${m}.number`, 0, { after: numberAt(bounds.after), before: numberAt(bounds.before) }, p),
        row: m,
        edge: { node: m },
      });
    });
  }

  @Mutation(() => CommentPayload, {
    description:
      'Remarks on a fact, for the team alone. Whoever wrote the fact, follows it or commented on it is notified, and whom it calls.',
  })
  @Policy('analyst')
  @UseInterceptors(RefusalsAsAnswer)
  addComment(@Args('input', { description: 'The comment.' }) input: AddCommentInput, @Writer() by: Person): Promise<Payload> {
    const { fact, text, mentions, replyTo } = input;
    return this.changes.make('COMMENT', input, by, (tx, change) =>
      addComment(tx, { fact, text, mentions: mentions ?? [], replyTo }, by, change, { openNames: this.issuer.on }),
    );
  }

  @Mutation(() => CommentPayload, {
    description: 'Drops the words of a comment; its place stays. Whoever wrote it may do so, and an admin.',
  })
  @Policy('analyst')
  @UseInterceptors(RefusalsAsAnswer)
  removeComment(
    @Args('input', { description: 'Which one.' }) input: RemoveCommentInput,
    @Writer() by: Person,
    @Context() { identity }: RequestContext,
  ): Promise<Payload> {
    const { name, role } = identity!;
    return this.changes.make('COMMENT', input, by, (tx, change) =>
      removeComment(tx, input.comment, { name, admin: reaches(role, 'admin') }, change),
    );
  }

  @ResolveField()
  async comment(@Parent() { id }: Payload, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    if (id === null) return null;
    const row = await readOne(
      this.graph,
      info,
      teamsOwn,
      ({ parameters }, select) => cypher`MATCH (m:Comment {id: ${parameters.add(id)}}) RETURN ${select(cypher`m`)} AS value`,
    );
    return row?.value ?? null;
  }
}
