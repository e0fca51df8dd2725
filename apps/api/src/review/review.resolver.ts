import { UseInterceptors } from '@nestjs/common';
import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Identity } from '@linchpin/access';
import { lensOf, reviewFact, submitFact, supersedeFact, type Person } from '@linchpin/facts';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Asker, Writer } from '../access/identity.js';
import { IssuerSetting } from '../access/issuer-setting.js';
import { Policy } from '../access/policy.js';
import { byId, pageRows } from '../compile/page-rows.js';
import { PageArgs, pageOf } from '../compile/page.js';
import type { Projecting } from '../compile/projection.js';
import { readConnection } from '../compile/read.js';
import { ChangeMaker } from '../record/change-maker.js';
import { toFact } from '../record/from-input.js';
import { FactPayload, type Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { pageComplexity } from '../schema/readings.js';
import { ReviewConnection, ReviewFactInput, ReviewFilter, SubmitFactInput, SupersedeFactInput } from './review.type.js';

function queueRows(
  p: Projecting,
  args: PageArgs,
  { state = 'IN_REVIEW', predicates, mine, assignedToMe }: ReviewFilter,
  { id, name }: Person,
): Cypher {
  const page = pageOf(args);
  const f = p.fresh('f');
  const isMine = cypher`(${p.parameters.add(id)} IN ${f}.authors)`;
  const assigned = assignedToMe ? cypher`${f}.reviewer =` : cypher`coalesce(${f}.reviewer, '') <>`;
  return pageRows(p, page, {
    match: cypher`MATCH (${f}:Fact)`,
    where: [
      cypher`${f}.review = ${p.parameters.add(state)}`,
      cypher`${f}.retractedFor IS NULL`,
      ...(predicates ? [cypher`${f}.predicate IN ${p.parameters.add(predicates)}`] : []),
      ...(mine === undefined || mine === null ? [] : [cypher`${isMine} = ${p.parameters.add(mine)}`]),
      ...(assignedToMe === undefined || assignedToMe === null ? [] : [cypher`${assigned} ${p.parameters.add(name)}`]),
    ],
    sorted: byId(f, page, p),
    // What is sought first, so that the index of either gives the page in order.
    common: [assignedToMe ? cypher`${f}.reviewer` : cypher`${f}.review`],
    row: f,
    edge: { node: f },
  });
}

@Resolver()
export class ReviewResolver {
  constructor(
    private readonly graph: Graph,
    private readonly changes: ChangeMaker,
    private readonly issuer: IssuerSetting,
  ) {}

  @Query(() => ReviewConnection, { description: 'What waits for review, in the order of writing.', complexity: pageComplexity })
  @Policy('analyst')
  reviewQueue(
    @Args('filter', { nullable: true, description: 'Which items.' }) filter: ReviewFilter,
    @Args() page: PageArgs,
    @Asker() asker: Identity | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const lens = { ...lensOf({ background: true }), drafts: true } as const;
    return readConnection(this.graph, info, lens, page, (p) => queueRows(p, page, filter ?? {}, asker!));
  }

  @Mutation(() => FactPayload, { description: 'Hands in a draft, or what was added to a fact, for review.' })
  @Policy('analyst')
  @UseInterceptors(RefusalsAsAnswer)
  submitFact(@Args('input', { description: 'What to hand in.' }) input: SubmitFactInput, @Writer() by: Person): Promise<Payload> {
    return this.changes.make('SUBMIT_FACT', input, by, (tx, change) => submitFact(tx, input, change, { openNames: this.issuer.on }));
  }

  @Mutation(() => FactPayload, {
    description: 'Approves what somebody else handed in, or asks for changes. With enough approvals it is published at once.',
  })
  @Policy('reviewer')
  @UseInterceptors(RefusalsAsAnswer)
  reviewFact(@Args('input', { description: 'The decision.' }) input: ReviewFactInput, @Writer() by: Person): Promise<Payload> {
    const { fact, expectedVersion, decision, note } = input;
    return this.changes.make('REVIEW_FACT', input, by, (tx, change) =>
      reviewFact(tx, { fact, expectedVersion, decision, note, reviewer: by }, change),
    );
  }

  @Mutation(() => FactPayload, { description: 'Proposes a fact in the place of another one, which it replaces once it is published.' })
  @Policy('analyst')
  @UseInterceptors(RefusalsAsAnswer)
  supersedeFact(
    @Args('input', { description: 'What replaces what, and why.' }) input: SupersedeFactInput,
    @Writer() by: Person,
  ): Promise<Payload> {
    const { fact, expectedVersion, reason, by: proposed } = input;
    return this.changes.make('SUPERSEDE_FACT', input, by, (tx, change) =>
      supersedeFact(tx, { fact, expectedVersion, reason, by: toFact(proposed) }, change),
    );
  }
}
