import type { Writing } from '@linchpin/graph';
import type { TemporalKind } from '@linchpin/vocabulary';
import type { BoundsInput } from '../input.js';
import { mostOperations } from '../batch/operations.js';
import { Refused, refuse, type Refusal } from '../refusals.js';
import type { Attempted } from '../record/attempted.js';
import type { Change } from '../record/change.js';
import { readReferences, referencesOf, type References } from '../record/references.js';
import { recordSuccessors } from '../record/supersede-fact.js';
import { refuseFuture } from '../judge/as-of.js';
import { correctedFact, correctedInput } from './corrected.js';
import { rewriteDrafts } from './rewrite-drafts.js';
import { lockAndReadSaid, type Said } from './said.js';

/** What is to be otherwise; what is left out stays as it is. */
export interface Correction {
  validTime?: string;
  /** Left out with a validTime: none. */
  bounds?: BoundsInput;
  temporalKind?: TemporalKind;
  /** The document that the attestations rest on. */
  document?: string;
  /** Only attestations of this document come to rest on the other one; left out: all. */
  insteadOf?: string;
}

export interface CorrectionInput extends Correction {
  facts: string[];
  /** Number of the last change that the writer has seen; null for a writer that has read the facts in the same transaction. */
  asOf: number | null;
  reason: string;
}

/**
 * Corrects dates or sources of several facts at once. A published fact gets a successor that says the same but for that; a draft is
 * written anew in place.
 * @returns for each fact, in order, the one that says it now
 * @throws Refused naming every fault; paths begin with `facts` and the index. STALE_VERSION for a fact that was touched after `asOf`
 */
export async function correctFacts(tx: Writing, input: CorrectionInput, change: Change): Promise<Attempted[]> {
  refuseForm(input);
  if (input.asOf !== null) await refuseFuture(tx, input.asOf);
  const facts = [...new Set(input.facts)];
  change.reason = input.reason.trim();
  const known = await lockAndReadSaid(tx, facts);
  const rows = facts.map((fact) => standing(fact, known.get(fact), input));
  throwFaults(rows.map(({ refusals }) => refusals));
  const said = rows.map(({ fact }) => fact!);
  for (const { id, state } of said) change.wasBefore(id, state);
  const inputs = said.map((each) => correctedInput(each, input));
  const references = await readReferences(tx, inputs, change);
  await addPublisher(tx, references, input, change);
  const prepared = said.map((each, i) => correctedFact(each, inputs[i]!, input, references));
  throwFaults(prepared.map(({ refusals }) => refusals));
  const outcomes = await record(tx, said, prepared, change);
  throwFaults(outcomes.map(({ refusals }) => refusals));
  return outcomes;
}

/** A chain that leads to another document ends with the publisher of that, whom nobody has named yet. */
async function addPublisher(tx: Writing, { entities, documents }: References, { document }: Correction, change: Change): Promise<void> {
  const publisher = document === undefined ? null : documents.get(document)?.publisher;
  if (!publisher || entities.has(publisher)) return;
  for (const [id, entity] of (await referencesOf(tx, [publisher], [], change)).entities) entities.set(id, entity);
}

async function record(
  tx: Writing,
  said: readonly Said[],
  prepared: readonly ReturnType<typeof correctedFact>[],
  change: Change,
): Promise<Attempted[]> {
  const drafts = said.flatMap((each, i) => (each.unpublished ? [{ i, supersedes: each.supersedes, prepared: prepared[i]! }] : []));
  const published = said.flatMap((each, i) => (each.unpublished ? [] : [{ i, old: each.id, prepared: prepared[i]! }]));
  const outcomes: Attempted[] = [];
  const rewritten = drafts.length ? await rewriteDrafts(tx, drafts, change) : [];
  const succeeded = published.length ? await recordSuccessors(tx, published, change) : [];
  drafts.forEach(({ i }, n) => (outcomes[i] = rewritten[n]!));
  published.forEach(({ i }, n) => (outcomes[i] = succeeded[n]!));
  return outcomes;
}

function refuseForm({ facts, reason, validTime, bounds, temporalKind, document, insteadOf }: CorrectionInput): void {
  const refusals = [
    ...(facts.length > mostOperations
      ? [
          refuse('TOO_MANY', ['facts'], `These are ${facts.length} facts; at most ${mostOperations} are corrected at once.`, {
            limit: mostOperations,
          }),
        ]
      : []),
    ...(facts.length === 0 ? [refuse('INVALID_INPUT', ['facts'], 'Select the facts to correct.')] : []),
    ...(reason.trim() ? [] : [refuse('REASON_REQUIRED', ['reason'], 'Say in a sentence what is wrong with the facts as they stand.')]),
    ...([validTime, bounds, temporalKind, document].every((each) => each === undefined)
      ? [refuse('INVALID_INPUT', ['validTime'], 'Say what is to be otherwise: validTime, bounds, temporalKind or document.')]
      : []),
    ...(insteadOf !== undefined && document === undefined
      ? [refuse('INVALID_INPUT', ['document'], 'Say on which document they rest in its stead.')]
      : []),
  ];
  if (refusals.length) throw new Refused(refusals);
}

function standing(id: string, fact: Said | undefined, { asOf }: CorrectionInput): { fact?: Said; refusals: Refusal[] } {
  if (!fact) return { refusals: [refuse('UNKNOWN_FACT', [], `No fact has the id "${id}".`)] };
  const { touched, retracted, supersededBy, review, unpublished, state } = fact;
  if (retracted) return { refusals: [refuse('ALREADY_RETRACTED', [], `Fact ${id} was taken back.`)] };
  if (supersededBy)
    return { refusals: [refuse('ALREADY_SUPERSEDED', [], `Fact ${supersededBy} has taken the place of ${id}. Correct that one.`)] };
  if (asOf !== null && touched > asOf) {
    const message = `Fact ${id} was changed by change ${touched}, after ${asOf}. Look at it again.`;
    return { refusals: [refuse('STALE_VERSION', [], message, { current: state.version })] };
  }
  if (!unpublished && review !== null)
    return { refusals: [refuse('WRONG_STATE', [], `Something that was added to ${id} waits for review. Decide on that first.`)] };
  return { fact, refusals: [] };
}

function throwFaults(faults: readonly Refusal[][]): void {
  const refusals = faults.flatMap((each, i) => each.map((refusal) => ({ ...refusal, path: ['facts', String(i), ...refusal.path] })));
  if (refusals.length) throw new Refused(refusals);
}
