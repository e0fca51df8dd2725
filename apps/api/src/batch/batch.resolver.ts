import { CallHandler, ExecutionContext, Injectable, NestInterceptor, UseInterceptors } from '@nestjs/common';
import { Args, Context, GqlExecutionContext, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { reaches } from '@linchpin/access';
import { applyBatch, lensOf, operationSorts, refuseSize, type Attempted, type Refusal, type Person } from '@linchpin/facts';
import { Graph, prolongDeadline } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, of, type Observable } from 'rxjs';
import { Writer, type RequestContext } from '../access/identity.js';
import { IssuerSetting } from '../access/issuer-setting.js';
import { Policy } from '../access/policy.js';
import type { AnalysisContext } from '../analyses/referred.js';
import { limits } from '../guards/query-limits.js';
import { toldRefusals } from '../record/record.resolver.js';
import { ReviewSetting } from '../record/review-setting.js';
import { ApplyBatchInput } from './batch.inputs.js';
import { BatchPayload, BatchResult, type Result } from './batch.type.js';
import { readOperation, type ReadOperation } from './read-operation.js';

interface Payload {
  dryRun: boolean;
  applied: boolean;
  results: Result[];
  userErrors: Refusal[];
}

/** A batch that is refused as a whole is an answer too. */
@Injectable()
export class RefusedBatch implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { input } = GqlExecutionContext.create(context).getArgs<{ input?: ApplyBatchInput }>();
    const answer = (error: unknown): Observable<Payload> =>
      of({ dryRun: input?.dryRun ?? true, applied: false, results: [], userErrors: toldRefusals(error) });
    return next.handle().pipe(catchError(answer));
  }
}

@Resolver()
export class BatchResolver {
  constructor(
    private readonly graph: Graph,
    private readonly review: ReviewSetting,
    private readonly issuer: IssuerSetting,
  ) {}

  @Mutation(() => BatchPayload, {
    description:
      'Applies up to 1,000 operations, all or none. Left to itself it only tries: it tells what would come of each and writes nothing. Each fault of each operation stands with its result.',
  })
  @Policy('analyst')
  @UseInterceptors(RefusedBatch)
  async applyBatch(
    @Args('input', { description: 'The operations.' }) input: ApplyBatchInput,
    @Writer() { id: by, name }: Person,
    @Context() { identity, referred }: RequestContext & AnalysisContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const dryRun = input.dryRun ?? true;
    refuseSize(input.operations.length);
    const read = input.operations.map(readOperation);
    const operations = read.flatMap((each) => ('operation' in each ? [each.operation] : []));
    const faulty = operations.length < read.length;
    prolongDeadline(limits.batchMs);
    referred.through(info, { ...lensOf({ background: true }), drafts: true });
    const { applied, outcomes } = operations.length
      ? await applyBatch(this.graph, {
          operations,
          by,
          name,
          key: input.idempotencyKey,
          reason: input.reason ?? undefined,
          reviewed: this.review.on,
          openNames: this.issuer.on,
          onlyDrafts: this.review.on && !(identity && reaches(identity.role, 'reviewer')),
          // What is malformed cannot be applied; the rest is tried, so that all faults are told at once.
          dryRun: dryRun || faulty,
          timeout: limits.batchMs,
        })
      : { applied: false, outcomes: [] };
    return { dryRun, applied, results: resultsOf(read, outcomes, applied), userErrors: [] };
  }
}

function resultsOf(read: readonly ReadOperation[], outcomes: readonly Attempted[], applied: boolean): Result[] {
  const left = [...outcomes].reverse();
  return read.map((each, index): Result => {
    const { id, refusals, warnings } = 'operation' in each ? left.pop()! : { id: null, refusals: each.refusals, warnings: [] };
    const sort = 'operation' in each ? each.operation.sort : null;
    const path = ['input', 'operations', String(index), ...(sort ? [sort] : [])];
    return {
      index,
      done: refusals.length === 0,
      factId: applied && sort && operationSorts[sort] === 'fact' ? id : null,
      entityId: applied && sort && operationSorts[sort] === 'entity' ? id : null,
      warnings: warnings.map((warning) => ({ ...warning, path: [...path, ...warning.path] })),
      userErrors: refusals.map((refusal) => ({ ...refusal, path: [...path, ...refusal.path] })),
    };
  });
}

@Resolver(() => BatchResult)
export class BatchResultFields {
  @ResolveField()
  fact(@Parent() { factId }: Result, @Context() { referred }: AnalysisContext, @Info() info: GraphQLResolveInfo): Promise<unknown> | null {
    return factId === null ? null : referred.load(info, factId);
  }

  @ResolveField()
  entity(
    @Parent() { entityId }: Result,
    @Context() { referred }: AnalysisContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> | null {
    return entityId === null ? null : referred.load(info, entityId);
  }
}
