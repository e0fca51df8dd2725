import { CallHandler, ExecutionContext, Injectable, NestInterceptor, UseInterceptors } from '@nestjs/common';
import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Graph } from '@linchpin/graph';
import {
  recordAttestation,
  recordDocument,
  recordEntities,
  recordFacts,
  Refused,
  retractFact,
  type Refusal,
  type Person,
} from '@linchpin/facts';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, of, type Observable } from 'rxjs';
import { reaches } from '@linchpin/access';
import { Writer, type RequestContext } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { ChangeMaker } from './change-maker.js';
import { CreateDocumentInput, CreateEntityInput } from './entity.inputs.js';
import { AddAttestationInput, ProposeFactInput, RetractFactInput } from './fact.inputs.js';
import { toAttestation, toFact, withoutNulls } from './from-input.js';
import { DocumentPayload, EntityPayload, FactPayload, readRecorded, type Payload } from './payloads.js';

/** The refusals that an error carries, as the caller sees them. Any other error is thrown again. */
export function toldRefusals(error: unknown): Refusal[] {
  if (!(error instanceof Refused)) throw error;
  return error.refusals.map((refusal) => ({ ...refusal, path: ['input', ...refusal.path] }));
}

/** What is refused is an answer, not a failure: it comes as userErrors of the payload. */
@Injectable()
export class RefusalsAsAnswer implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        return of({ id: null, warnings: [], userErrors: toldRefusals(error) } satisfies Payload);
      }),
    );
  }
}

@Resolver()
@UseInterceptors(RefusalsAsAnswer)
export class RecordResolver {
  constructor(private readonly changes: ChangeMaker) {}

  @Mutation(() => EntityPayload, {
    description: 'Creates a thing that facts can speak of. One of the same kind and name is found, not made twice.',
  })
  @Policy('analyst')
  createEntity(@Args('input', { description: 'The entity.' }) input: CreateEntityInput, @Writer() by: Person): Promise<Payload> {
    const { idempotencyKey: _, ...entity } = withoutNulls(input);
    return this.changes.make('CREATE_ENTITY', input, by, async (tx, change) => (await recordEntities(tx, [entity], change))[0]!);
  }

  @Mutation(() => DocumentPayload, { description: 'Records a source, so that facts can rest on it.' })
  @Policy('analyst')
  createDocument(@Args('input', { description: 'The source.' }) input: CreateDocumentInput, @Writer() by: Person): Promise<Payload> {
    const { idempotencyKey: _, ...document } = withoutNulls(input);
    return this.changes.make('CREATE_DOCUMENT', input, by, (tx, change) => recordDocument(tx, document, change));
  }

  @Mutation(() => FactPayload, { description: 'Records a fact with its first attestation.' })
  @Policy('analyst')
  proposeFact(@Args('input', { description: 'The fact.' }) input: ProposeFactInput, @Writer() by: Person): Promise<Payload> {
    return this.changes.make('PROPOSE_FACT', input, by, async (tx, change) => (await recordFacts(tx, [toFact(input)], change))[0]!);
  }

  @Mutation(() => FactPayload, { description: 'Records what somebody else, or the same one elsewhere, says of a fact.' })
  @Policy('analyst')
  addAttestation(@Args('input', { description: 'The attestation.' }) input: AddAttestationInput, @Writer() by: Person): Promise<Payload> {
    const { fact, expectedVersion, attestation } = input;
    return this.changes.make('ADD_ATTESTATION', input, by, (tx, change) =>
      recordAttestation(tx, { fact, expectedVersion, attestation: toAttestation(attestation) }, change),
    );
  }

  @Mutation(() => FactPayload, { description: 'Takes a fact back. It stays readable by its id, with the reason; nothing is deleted.' })
  @Policy('analyst')
  retractFact(
    @Args('input', { description: 'The fact and the reason.' }) input: RetractFactInput,
    @Writer() by: Person,
    @Context() { identity }: RequestContext,
  ): Promise<Payload> {
    const onlyDrafts = this.changes.review.on && !(identity && reaches(identity.role, 'reviewer'));
    return this.changes.make('RETRACT_FACT', input, by, (tx, change) => retractFact(tx, input, change, { onlyDrafts }));
  }
}

@Resolver(() => FactPayload)
export class FactPayloadFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField()
  fact(@Parent() { id }: Payload, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readRecorded(this.graph, info, id);
  }
}

@Resolver(() => EntityPayload)
export class EntityPayloadFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField()
  entity(@Parent() { id }: Payload, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readRecorded(this.graph, info, id);
  }
}

@Resolver(() => DocumentPayload)
export class DocumentPayloadFields {
  constructor(private readonly graph: Graph) {}
  @ResolveField()
  document(@Parent() { id }: Payload, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return readRecorded(this.graph, info, id);
  }
}
