import { Args, Context, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { News } from '@linchpin/facts';
import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import type { AnalysisContext } from '../analyses/referred.js';
import { pageOf } from '../compile/page.js';
import { QuestionsService } from '../questions/questions.service.js';
import { pageComplexity } from '../schema/readings.js';
import { referredOf } from './follow.resolver.js';
import { Notification, NotificationConnection } from './notification.type.js';
import { NotificationsService } from './notifications.service.js';
import { cursorOf, placeOfCursor, placeOfNews } from './place.js';

type TeamContext = RequestContext & AnalysisContext;

@Resolver(() => Notification)
export class NotificationsResolver {
  constructor(
    private readonly news: NotificationsService,
    private readonly questions: QuestionsService,
  ) {}

  @Query(() => NotificationConnection, {
    description:
      'What others did that concerns you, the earliest first: reviews that are asked of you, comments, decisions on what you wrote, and changes to what you follow. ' +
      'Ask again with the last endCursor: nothing is left out or told twice. Readers are told only what readers may see. ' +
      'One call looks at 2,000 changes; without a cursor, at the last 1,000. The cursor of a change serves too.',
    complexity: (options: { args: { first?: number }; childComplexity: number }) => 500 + pageComplexity(options),
  })
  @Policy('reader')
  async notifications(
    @Args('cursor', {
      type: () => String,
      nullable: true,
      description: 'Only what came after this cursor; left out: what the last 1,000 changes tell.',
    })
    cursor: string | undefined,
    @Args('first', { type: () => Int, nullable: true, description: 'How many, at most 100; 20 if left out.' }) first: number | undefined,
    @Context() context: TeamContext,
  ): Promise<unknown> {
    const { size } = pageOf({ first });
    const { news, upTo, more } = await this.news.after(cursor ? placeOfCursor(cursor) : null, context);
    const edges = news.slice(0, size).map((each) => ({ cursor: cursorOf(placeOfNews(each)), node: { ...each, change: each.number } }));
    const cut = news.length > size;
    return {
      edges,
      totalCount: news.length,
      pageInfo: {
        hasNextPage: cut || more,
        hasPreviousPage: Boolean(cursor),
        startCursor: edges[0]?.cursor ?? null,
        endCursor: cut ? (edges.at(-1)?.cursor ?? cursor ?? null) : cursorOf(upTo),
      },
    };
  }

  @ResolveField()
  fact(@Parent() { fact }: News, @Context() context: TeamContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return fact === null ? null : referredOf(context, info, fact);
  }

  @ResolveField()
  entity(@Parent() { entity }: News, @Context() context: TeamContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return entity === null ? null : referredOf(context, info, entity);
  }

  @ResolveField()
  comment(@Parent() { comment }: News, @Context() context: TeamContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return comment === null ? null : referredOf(context, info, comment);
  }

  @ResolveField()
  question(@Parent() { question }: News): Promise<unknown> | null {
    return question === null ? null : this.questions.shown(question);
  }
}
