import { UseInterceptors } from '@nestjs/common';
import { Args, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { erase, judgeAttestations, lensOf, listReassessments, type Change, type ReassessmentEntry, type Person } from '@linchpin/facts';
import { cypher, Graph, type Writing } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { Writer } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { largestPage } from '../compile/page.js';
import { readOne } from '../compile/read.js';
import { InputError } from '../errors.js';
import { limits } from '../guards/query-limits.js';
import { ChangeMaker } from '../record/change-maker.js';
import { withoutNulls } from '../record/from-input.js';
import type { Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { EraseInput, ErasurePayload, JudgeAttestationsInput, JudgementPayload, Reassessment } from './judge.types.js';

/** What was judged, by id. */
type Judged = Payload & { judged?: string[] };

@Resolver()
export class JudgeResolver {
  constructor(
    private readonly graph: Graph,
    private readonly changes: ChangeMaker,
  ) {}

  @Mutation(() => JudgementPayload, {
    description:
      'Judges attestations: whence they come and how much they are worth. The statuses of their facts follow. Where something of a fact waits for review, it counts as an edit. That two claimants are under common control is not judged here: record it as a fact, such as controlledBy, ownedBy or partOf.',
  })
  @Policy('reviewer')
  @UseInterceptors(RefusalsAsAnswer)
  async judgeAttestations(
    @Args('input', { description: 'What is judged, how and why.' }) input: JudgeAttestationsInput,
    @Writer() by: Person,
  ): Promise<Judged> {
    const judgement = withoutNulls(input);
    const work = (tx: Writing, change: Change) => judgeAttestations(tx, judgement, change);
    const payload = await this.changes.make('JUDGE_ATTESTATIONS', input, by, work, limits.batchMs);
    return { ...payload, judged: input.attestations };
  }

  @Mutation(() => ErasurePayload, {
    description:
      'Erases personal words for legal reasons, for good. Ids stay, and the chain of the audit holds. Not the texts of documents, names of entities or copies of the database; a comment goes with removeComment.',
  })
  @Policy('admin')
  @UseInterceptors(RefusalsAsAnswer)
  erase(@Args('input', { description: 'What is erased.' }) input: EraseInput, @Writer() by: Person): Promise<Payload> {
    const what = withoutNulls(input);
    return this.changes.make('ERASE', input, by, (tx, change) => erase(tx, what, change));
  }

  @Query(() => [Reassessment], {
    description: 'Statuses that changes left to be worked out, and how far that is; the latest first.',
    complexity: ({ args, childComplexity }: { args: { first?: number }; childComplexity: number }) => (args.first ?? 20) * childComplexity,
  })
  @Policy('analyst')
  reassessments(
    @Args('first', { type: () => Int, nullable: true, description: 'How many, at most 100; 20 if left out.' }) first: number | undefined,
  ): Promise<ReassessmentEntry[]> {
    const size = first ?? 20;
    if (size < 0 || size > largestPage) throw new InputError('BAD_PAGE', `A page has 0 to ${largestPage} entries.`);
    return listReassessments(this.graph, size);
  }
}

@Resolver(() => JudgementPayload)
export class JudgementPayloadFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField()
  async attestations(@Parent() { judged = [] }: Judged, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    const lens = { ...lensOf({ background: true }), drafts: true } as const;
    const row = await readOne(
      this.graph,
      info,
      lens,
      ({ parameters }, select) =>
        cypher`RETURN COLLECT { UNWIND ${parameters.add(judged)} AS id WITH DISTINCT id MATCH (n:Attestation {id: id}) RETURN ${select(cypher`n`)} ORDER BY n.id } AS value`,
    );
    return row?.value ?? [];
  }
}
