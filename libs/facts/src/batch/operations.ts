import type { AttestationInput, DocumentInput, EntityInput, FactInput, RetractionInput } from '../input.js';
import type { SubmissionInput } from '../record/review.js';
import type { SupersessionInput } from '../record/supersede-fact.js';

/** What each sort of operation of a batch takes: the same as the change of that name. */
export interface OperationInputs {
  createEntity: EntityInput;
  createDocument: DocumentInput;
  proposeFact: FactInput;
  addAttestation: { fact: string; expectedVersion: number; attestation: AttestationInput };
  retractFact: RetractionInput;
  supersedeFact: SupersessionInput;
  submitFact: SubmissionInput;
}

export type OperationSort = keyof OperationInputs;
type OperationOf<S extends OperationSort> = S extends OperationSort ? { sort: S; input: OperationInputs[S] } : never;
export type BatchOperation = OperationOf<OperationSort>;

/** Which sorts there are, and what an operation of each makes or changes. */
export const operationSorts = {
  createEntity: 'entity',
  createDocument: 'entity',
  proposeFact: 'fact',
  addAttestation: 'fact',
  retractFact: 'fact',
  supersedeFact: 'fact',
  submitFact: 'fact',
} as const satisfies Record<OperationSort, 'entity' | 'fact'>;

/** More would not fit one transaction in good time: measured at 1,000 facts. */
export const mostOperations = 1_000;
