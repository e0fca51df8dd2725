import type { Graph, Writing } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';
import type { Attempted } from '../record/attempted.js';
import { Change, inChange } from '../record/change.js';
import { once } from '../record/operation.js';
import { applyOperations, type BatchRights } from './apply-operations.js';
import { mostOperations, type BatchOperation } from './operations.js';
import { tryOut } from './try-out.js';

export interface Batch extends BatchRights {
  operations: readonly BatchOperation[];
  /** The id of a token, or of this program. */
  by: string;
  /** Whose token it is. */
  name?: string;
  /** The same batch under the same key is applied once. */
  key: string;
  /** Stands before the reasons of its retractions and replacements. */
  reason?: string;
  /** What is recorded waits for a second pair of eyes. */
  reviewed: boolean;
  /** Does all the work and rolls it back. */
  dryRun: boolean;
  /** A fact or entity that is there already does not keep the rest from being applied; what else its operation says is not recorded. */
  passKnown?: boolean;
  /** How long it may take, in milliseconds. */
  timeout: number;
}

export interface BatchResult {
  /** It was written, by this call or by an earlier one with the same key. */
  applied: boolean;
  /** It was written before, under the same key: these are the outcomes of that time. */
  replayed: boolean;
  /** One for each operation, in order. In a dry run ids that are generated are others than those in earnest. */
  outcomes: Attempted[];
}

/** Rolls a batch back in which something is refused. */
class FaultyBatch extends Error {
  constructor(readonly outcomes: Attempted[]) {
    super('An operation was refused.');
  }
}

/**
 * Applies all operations of a batch, or none where one is refused; `outcomes` tells each fault of each.
 * @throws Refused TOO_MANY, INVALID_INPUT without operations, IDEMPOTENCY_KEY_REUSED
 */
export async function applyBatch(graph: Graph, batch: Batch): Promise<BatchResult> {
  const { operations, by, name, key, reason, reviewed, dryRun, timeout } = batch;
  refuseSize(operations.length);
  const work = (tx: Writing, change: Change): Promise<Attempted[]> => {
    change.reason = reason?.trim() || null;
    return applyOperations(tx, operations, change, batch);
  };
  if (dryRun)
    return { applied: false, replayed: false, outcomes: await tryOut(graph, (tx) => work(tx, new Change(by, reviewed)), timeout) };
  try {
    const { outcomes, replayed = false } = await graph.write(
      (tx) =>
        once(tx, { by, key, input: { reason, operations } }, () =>
          inChange(
            tx,
            by,
            'APPLY_BATCH',
            async (change) => {
              const all = await work(tx, change);
              if (all.some((each) => isFault(each, batch))) throw new FaultyBatch(all);
              return { outcomes: all };
            },
            { reviewed, name },
          ),
        ),
      timeout,
    );
    return { applied: true, replayed, outcomes };
  } catch (error) {
    if (error instanceof FaultyBatch) return { applied: false, replayed: false, outcomes: error.outcomes };
    throw error;
  }
}

const isFault = ({ refusals, known }: Attempted, { passKnown = false }: Pick<Batch, 'passKnown'>): boolean =>
  refusals.length > 0 && !(passKnown && known !== undefined);

/** @throws Refused TOO_MANY, or INVALID_INPUT for none */
export function refuseSize(count: number): void {
  if (count === 0) throw new Refused([refuse('INVALID_INPUT', ['operations'], 'The batch holds no operation.')]);
  if (count > mostOperations)
    throw new Refused([
      refuse('TOO_MANY', ['operations'], `The batch holds ${count} operations; at most ${mostOperations} go together. Split it.`, {
        limit: mostOperations,
      }),
    ]);
}
