import { CallHandler, ExecutionContext, Injectable, NestInterceptor, UseGuards, UseInterceptors } from '@nestjs/common';
import { Args, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Graph, type Writing } from '@linchpin/graph';
import {
  inChange,
  once,
  recordAttestation,
  recordDocument,
  recordEntities,
  recordFacts,
  Refused,
  retractFact,
  type Change,
  type Outcome,
  type Refusal,
} from '@linchpin/facts';
import type { ChangeAction } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { catchError, of, type Observable } from 'rxjs';
import { Writer, WriterGuard } from '../access/identity.js';
import { CreateDocumentInput, CreateEntityInput } from './entity.inputs.js';
import { AddAttestationInput, ProposeFactInput, RetractFactInput } from './fact.inputs.js';
import { toAttestation, toFact, withoutNulls } from './from-input.js';
import { DocumentPayload, EntityPayload, FactPayload, readRecorded, type Payload } from './payloads.js';

/** What is refused is an answer, not a failure: it comes as userErrors of the payload. */
@Injectable()
export class RefusalsAsAnswer implements NestInterceptor {
  intercept(_context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
        const userErrors = error.refusals.map((refusal): Refusal => ({ ...refusal, path: ['input', ...refusal.path] }));
        return of({ id: null, warnings: [], userErrors } satisfies Payload);
      }),
    );
  }
}

@Resolver()
@UseGuards(WriterGuard)
@UseInterceptors(RefusalsAsAnswer)
export class RecordResolver {
  constructor(private readonly graph: Graph) {}

  @Mutation(() => EntityPayload, {
    description: 'Creates a thing that facts can speak of. One of the same kind and name is found, not made twice.',
  })
  createEntity(@Args('input', { description: 'The entity.' }) input: CreateEntityInput, @Writer() by: string): Promise<Payload> {
    const { idempotencyKey: _, ...entity } = withoutNulls(input);
    return this.change('CREATE_ENTITY', input, by, async (tx, change) => (await recordEntities(tx, [entity], change))[0]!);
  }

  @Mutation(() => DocumentPayload, { description: 'Records a source, so that facts can rest on it.' })
  createDocument(@Args('input', { description: 'The source.' }) input: CreateDocumentInput, @Writer() by: string): Promise<Payload> {
    const { idempotencyKey: _, ...document } = withoutNulls(input);
    return this.change('CREATE_DOCUMENT', input, by, (tx, change) => recordDocument(tx, document, change));
  }

  @Mutation(() => FactPayload, { description: 'Records a fact with its first attestation.' })
  proposeFact(@Args('input', { description: 'The fact.' }) input: ProposeFactInput, @Writer() by: string): Promise<Payload> {
    return this.change('PROPOSE_FACT', input, by, async (tx, change) => (await recordFacts(tx, [toFact(input)], change))[0]!);
  }

  @Mutation(() => FactPayload, { description: 'Records what somebody else, or the same one elsewhere, says of a fact.' })
  addAttestation(@Args('input', { description: 'The attestation.' }) input: AddAttestationInput, @Writer() by: string): Promise<Payload> {
    const { fact, expectedVersion, attestation } = input;
    return this.change('ADD_ATTESTATION', input, by, (tx, change) =>
      recordAttestation(tx, { fact, expectedVersion, attestation: toAttestation(attestation) }, change),
    );
  }

  @Mutation(() => FactPayload, { description: 'Takes a fact back. It stays readable by its id, with the reason; nothing is deleted.' })
  retractFact(@Args('input', { description: 'The fact and the reason.' }) input: RetractFactInput, @Writer() by: string): Promise<Payload> {
    return this.change('RETRACT_FACT', input, by, (tx, change) => retractFact(tx, input, change));
  }

  private async change(
    action: ChangeAction,
    input: { idempotencyKey: string },
    by: string,
    work: (tx: Writing, change: Change) => Promise<Outcome>,
  ): Promise<Payload> {
    const { idempotencyKey: key, ...rest } = input;
    const outcome = await this.graph.write((tx) =>
      once(tx, { by, key, input: rest }, () => inChange(tx, by, action, (change) => work(tx, change))),
    );
    return { ...outcome, userErrors: [] };
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
