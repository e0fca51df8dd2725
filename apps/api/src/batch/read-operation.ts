import { operationSorts, refuse, type BatchOperation, type OperationSort, type Refusal } from '@linchpin/facts';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { toAttestation, toFact, withoutNulls } from '../record/from-input.js';
import { ProposedFactInput } from '../record/fact.inputs.js';
import { refusalsOf } from '../record/validation-refusals.js';
import {
  AddAttestationOperation,
  CreateDocumentOperation,
  CreateEntityOperation,
  RetractFactOperation,
  SubmitFactOperation,
  SupersedeFactOperation,
  type BatchOperationInput,
} from './batch.inputs.js';

export type ReadOperation = { operation: BatchOperation } | { refusals: Refusal[] };

const sorts = Object.keys(operationSorts) as OperationSort[];

const classes = {
  createEntity: CreateEntityOperation,
  createDocument: CreateDocumentOperation,
  proposeFact: ProposedFactInput,
  addAttestation: AddAttestationOperation,
  retractFact: RetractFactOperation,
  supersedeFact: SupersedeFactOperation,
  submitFact: SubmitFactOperation,
} as const satisfies Record<OperationSort, new () => object>;

/** Checks the form of one operation by itself, so that the faults of one do not hide those of others. */
export function readOperation(given: BatchOperationInput): ReadOperation {
  const present = sorts.filter((sort) => given[sort] !== undefined && given[sort] !== null);
  const [sort] = present;
  // Compiled queries (graphql-jit 0.8) let variables through that are no @oneOf.
  if (!sort || present.length > 1)
    return {
      refusals: [refuse('INVALID_INPUT', [], `Give exactly one of ${sorts.join(', ')}; here are ${present.join(' and ') || 'none'}.`)],
    };
  const instance = plainToInstance<object, object>(classes[sort], given[sort]!);
  const refusals = refusalsOf(validateSync(instance), [sort]);
  return refusals.length ? { refusals } : { operation: operationOf(sort, instance as BatchOperationInput[OperationSort]) };
}

function operationOf(sort: OperationSort, input: BatchOperationInput[OperationSort]): BatchOperation {
  switch (sort) {
    case 'proposeFact':
      return { sort, input: toFact(input as ProposedFactInput) };
    case 'addAttestation': {
      const { fact, expectedVersion, attestation } = input as AddAttestationOperation;
      return { sort, input: { fact, expectedVersion, attestation: toAttestation(attestation) } };
    }
    case 'supersedeFact': {
      const { fact, expectedVersion, reason, by } = input as SupersedeFactOperation;
      return { sort, input: { fact, expectedVersion, reason, by: toFact(by) } };
    }
    default:
      return { sort, input: withoutNulls(input) } as BatchOperation;
  }
}
