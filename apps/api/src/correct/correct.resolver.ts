import { UseInterceptors } from '@nestjs/common';
import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { correctFacts, editDraft, inChange, lensOf, once, type Refusal, type Warning, type Person } from '@linchpin/facts';
import { Graph, prolongDeadline } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Writer } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import type { AnalysisContext } from '../analyses/referred.js';
import { limits } from '../guards/query-limits.js';
import { ChangeMaker } from '../record/change-maker.js';
import { toFact, withoutNulls } from '../record/from-input.js';
import { FactPayload, type Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { CorrectFactsInput, CorrectionPayload, EditDraftInput } from './correct.inputs.js';

interface Corrected {
  /** Left out where it was refused. */
  ids?: string[];
  warnings: Warning[];
  userErrors: Refusal[];
}

@Resolver()
@UseInterceptors(RefusalsAsAnswer)
export class CorrectResolver {
  constructor(
    private readonly graph: Graph,
    private readonly changes: ChangeMaker,
  ) {}

  @Mutation(() => FactPayload, {
    description:
      'Writes a fact that was never published anew: its id stays. What was handed in or approved is a draft again. For a published one see supersedeFact.',
  })
  @Policy('analyst')
  editDraft(
    @Args('input', { description: 'The draft, and what it says from now on.' }) input: EditDraftInput,
    @Writer() by: Person,
  ): Promise<Payload> {
    const { fact, expectedVersion, by: written } = input;
    return this.changes.make('EDIT_DRAFT', input, by, (tx, change) =>
      editDraft(tx, { fact, expectedVersion, by: toFact(written) }, change),
    );
  }

  @Mutation(() => CorrectionPayload, {
    description:
      'Corrects dates or sources of up to 1,000 facts at once, all or none. A published fact gets a successor that says the same but for that; a draft is written anew.',
  })
  @Policy('analyst')
  async correctFacts(
    @Args('input', { description: 'Which facts, and what is to be otherwise.' }) input: CorrectFactsInput,
    @Writer() { id: by, name }: Person,
    @Context() { referred }: AnalysisContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Corrected> {
    const { idempotencyKey: key, ...given } = withoutNulls(input);
    prolongDeadline(limits.batchMs);
    referred.through(info, { ...lensOf({ background: true }), drafts: true });
    const { outcomes } = await this.graph.write(
      (tx) =>
        once(tx, { by, key, input: given }, () =>
          inChange(tx, by, 'CORRECT_FACTS', async (change) => ({ outcomes: await correctFacts(tx, given, change) }), {
            reviewed: this.changes.review.on,
            name,
          }),
        ),
      limits.batchMs,
    );
    const warnings = outcomes.flatMap((outcome, i) =>
      outcome.warnings.map((warning) => ({ ...warning, path: ['input', 'facts', String(i), ...warning.path] })),
    );
    return { ids: outcomes.map(({ id }) => id!), warnings, userErrors: [] };
  }
}

@Resolver(() => CorrectionPayload)
export class CorrectionPayloadFields {
  @ResolveField()
  facts(@Parent() { ids = [] }: Corrected, @Context() { referred }: AnalysisContext, @Info() info: GraphQLResolveInfo): Promise<unknown[]> {
    return Promise.all(ids.map((id) => referred.load(info, id)));
  }
}
