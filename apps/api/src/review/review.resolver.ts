import { UseInterceptors } from '@nestjs/common';
import { Args, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Identity } from '@linchpin/access';
import { lensOf, reviewFact, submitFact, supersedeFact, type Person } from '@linchpin/facts';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Asker, Writer } from '../access/identity.js';
import { IssuerSetting } from '../access/issuer-setting.js';
import { Policy } from '../access/policy.js';
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
  page: PageArgs,
  { state = 'IN_REVIEW', predicates, mine, assignedToMe }: ReviewFilter,
  asker: Person,
): Cypher {
  const { size, after, before, backward } = pageOf(page);
  const f = p.fresh('f');
  const [least, me] = [p.parameters.add(after ?? ''), p.parameters.add(asker.id)];
  const until = before === null ? cypher`` : cypher` AND ${f}.id < ${p.parameters.add(before)}`;
  const among = predicates ? cypher` AND ${f}.predicate IN ${p.parameters.add(predicates)}` : cypher``;
  const own = mine === undefined || mine === null ? cypher`` : cypher` AND (${me} IN ${f}.authors) = ${p.parameters.add(mine)}`;
  // Sorted by what is sought first, so that the index of either gives the page in order.
  const inOrder = assignedToMe ? cypher`${f}.reviewer` : cypher`${f}.review`;
  const assigned =
    assignedToMe === undefined || assignedToMe === null
      ? cypher``
      : cypher` AND ${assignedToMe ? cypher`${f}.reviewer =` : cypher`coalesce(${f}.reviewer, '') <>`} ${p.parameters.add(asker.name)}`;
  const match = (from: Cypher) =>
    cypher`MATCH (${f}:Fact) WHERE ${f}.review = ${p.parameters.add(state)} AND ${f}.id > ${from}${until}${among}${own}${assigned} AND ${f}.retractedFor IS NULL`;
  const descending = backward ? cypher` DESC` : cypher``;
  const total = p.asks('totalCount') ? cypher`, total: COUNT { ${match(cypher`''`)} }` : cypher``;
  const edge = p.edges({ cursor: cypher`${f}.id`, node: f });
  return cypher`{rows: COLLECT { ${match(least)} WITH ${f} ORDER BY ${inOrder}${descending}, ${f}.id${descending} LIMIT ${p.parameters.add(size + 1)} RETURN ${edge} ORDER BY ${f}.id${descending} }${total}}`;
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
