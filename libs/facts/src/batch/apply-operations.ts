import type { Writing } from '@linchpin/graph';
import { Refused } from '../refusals.js';
import type { Attempted } from '../record/attempted.js';
import type { Change } from '../record/change.js';
import { recordDocument } from '../record/record-documents.js';
import { attemptEntities } from '../record/record-entities.js';
import { attemptFacts, recordAttestation, retractFact, type RecordedFact } from '../record/record-facts.js';
import { submitFact } from '../record/review.js';
import { supersedeFact } from '../record/supersede-fact.js';
import type { NameChecking } from '../team/people.js';
import type { BatchOperation, OperationInputs, OperationSort } from './operations.js';

/** In UTF-16 code units, of all reasons of a batch together. */
const longestReasons = 2_000;

export interface BatchRights extends NameChecking {
  /** The writer may not take back what is published. */
  onlyDrafts?: boolean;
}

/**
 * Applies operations one after the other; each sees those before it. One that is refused does not end the rest, so that all faults are
 * told: the caller has to roll back where one is. The reason of each is joined to the one that the change has before.
 * @returns for each, in order, what came of it
 */
export async function applyOperations(
  tx: Writing,
  operations: readonly BatchOperation[],
  change: Change,
  rights: BatchRights = {},
): Promise<Attempted[]> {
  const outcomes: Attempted[] = [];
  const reasons = new Set(takeReason(change));
  for (const run of runsOf(operations)) outcomes.push(...(await applyRun(tx, run, change, rights, reasons)));
  change.reason = [...reasons].join(' · ').slice(0, longestReasons) || null;
  return outcomes;
}

/** Operations of one sort that follow each other. */
interface Run {
  sort: OperationSort;
  operations: BatchOperation[];
}

function runsOf(operations: readonly BatchOperation[]): Run[] {
  const runs: Run[] = [];
  for (const operation of operations) {
    const { sort } = operation;
    const last = runs.at(-1);
    if (last?.sort === sort) last.operations.push(operation);
    else runs.push({ sort, operations: [operation] });
  }
  return runs;
}

/** Entities and facts that follow each other go together: of 1,000 facts each alone would need some ten statements. */
async function applyRun(
  tx: Writing,
  { sort, operations }: Run,
  change: Change,
  rights: BatchRights,
  reasons: Set<string>,
): Promise<Attempted[]> {
  const inputs = operations.map(({ input }) => input);
  if (sort === 'createEntity') return attemptEntities(tx, inputs as OperationInputs['createEntity'][], change);
  if (sort === 'proposeFact') return attemptFacts(tx, inputs as OperationInputs['proposeFact'][], change);
  const outcomes: Attempted[] = [];
  for (const operation of operations) {
    const outcome = await attempt(() => applyOne(tx, operation, change, rights));
    outcomes.push(outcome);
    const given = takeReason(change);
    if (outcome.refusals.length === 0) given.forEach((reason) => reasons.add(reason));
  }
  return outcomes;
}

function takeReason(change: Change): string[] {
  const { reason } = change;
  change.reason = null;
  return reason ? [reason] : [];
}

function applyOne(tx: Writing, { sort, input }: BatchOperation, change: Change, rights: BatchRights): Promise<RecordedFact> {
  switch (sort) {
    case 'createDocument':
      return recordDocument(tx, input, change);
    case 'addAttestation':
      return recordAttestation(tx, input, change);
    case 'retractFact':
      return retractFact(tx, input, change, rights);
    case 'supersedeFact':
      return supersedeFact(tx, input, change);
    case 'submitFact':
      return submitFact(tx, input, change, rights);
    default:
      throw new TypeError(`${sort} is applied together with those beside it`);
  }
}

async function attempt(work: () => Promise<RecordedFact>): Promise<Attempted> {
  try {
    return { ...(await work()), refusals: [] };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { id: null, warnings: [], refusals: error.refusals, known: error.known };
  }
}
