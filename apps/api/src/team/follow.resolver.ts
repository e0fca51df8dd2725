import { UseInterceptors } from '@nestjs/common';
import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { reaches, type Identity } from '@linchpin/access';
import { follow, following, unfollow, type Followed, type FollowTarget } from '@linchpin/facts';
import { Graph, type Writing } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Asker, type RequestContext } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import type { AnalysisContext } from '../analyses/referred.js';
import { QuestionsService } from '../questions/questions.service.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { teamLens } from '../schema/lens.input.js';
import { FollowingType, FollowPayload, targetArguments } from './follow.type.js';

type Given = FollowTarget['id'];
type TeamContext = RequestContext & AnalysisContext;

/** Whether somebody may see drafts and remarks. */
export const ofTeam = ({ role }: Identity): boolean => reaches(role, 'analyst');

@Resolver(() => FollowingType)
export class FollowResolver {
  constructor(
    private readonly graph: Graph,
    private readonly questions: QuestionsService,
  ) {}

  @Query(() => [FollowingType], {
    description: 'What you follow, the earliest first.',
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  @Policy('reader')
  following(@Asker() asker: Identity | null): Promise<Followed[]> {
    return following(this.graph, asker!.name, ofTeam(asker!));
  }

  @Mutation(() => FollowPayload, {
    description:
      'Follows an entity, a fact or a saved question from now on: `notifications` tells of changes. An entity is followed through merges. At most 200 things, 10 of them questions.',
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  @Policy('reader')
  @UseInterceptors(RefusalsAsAnswer)
  follow(
    @Args('id', targetArguments.id) id: Given,
    @Args('question', targetArguments.question) question: Given,
    @Asker() asker: Identity | null,
  ): Promise<Record<string, unknown>> {
    return this.answered(asker!, (tx) => follow(tx, asker!.name, { id, question }, ofTeam(asker!)));
  }

  @Mutation(() => FollowPayload, {
    description: 'Follows something no longer.',
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  @Policy('reader')
  @UseInterceptors(RefusalsAsAnswer)
  unfollow(
    @Args('id', targetArguments.id) id: Given,
    @Args('question', targetArguments.question) question: Given,
    @Asker() asker: Identity | null,
  ): Promise<Record<string, unknown>> {
    return this.answered(asker!, (tx) => unfollow(tx, asker!.name, { id, question }));
  }

  @ResolveField()
  entity(@Parent() { entity }: Followed, @Context() context: TeamContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return entity === null ? null : referredOf(context, info, entity);
  }

  @ResolveField()
  fact(@Parent() { fact }: Followed, @Context() context: TeamContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return fact === null ? null : referredOf(context, info, fact);
  }

  @ResolveField()
  question(@Parent() { question }: Followed): Promise<unknown> | null {
    return question === null ? null : this.questions.shown(question);
  }

  private async answered(asker: Identity, work: (tx: Writing) => Promise<void>): Promise<Record<string, unknown>> {
    await this.graph.write(work);
    return { following: await following(this.graph, asker.name, ofTeam(asker)), warnings: [], userErrors: [] };
  }
}

/** What a list names by id, through the lens of whoever asks. */
export function referredOf({ referred, identity }: TeamContext, info: GraphQLResolveInfo, id: string): Promise<unknown> {
  referred.through(info, teamLens(identity, { background: true }));
  return referred.load(info, id);
}
