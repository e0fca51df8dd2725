import type { Writing } from '@linchpin/graph';
import type { FactInput } from '../input.js';
import { Refused, refuse } from '../refusals.js';
import { allOrNone, type Attempted } from './attempted.js';
import type { Change } from './change.js';
import { lockFact } from './lock-fact.js';
import type { Prepared } from './prepare-attestation.js';
import { prepareFact, type PreparedFact } from './prepare-fact.js';
import { recordChecked, type RecordedFact } from './record-facts.js';
import { readReferences } from './references.js';
import { refuseKnown } from './refuse-known.js';
import { markSuccessors, replace } from './supersede.js';

export interface SupersessionInput {
  fact: string;
  expectedVersion: number;
  reason: string;
  by: FactInput;
}

/** Proposes a fact in the place of another one, which it replaces when it is published. It may say the same from another source. */
export async function supersedeFact(
  tx: Writing,
  { fact, expectedVersion, reason, by }: SupersessionInput,
  change: Change,
): Promise<RecordedFact> {
  if (!reason.trim())
    throw new Refused([refuse('REASON_REQUIRED', ['reason'], 'Say in a sentence what is wrong with the fact as it stands.')]);
  const old = await lockFact(tx, { fact, expectedVersion }, change);
  if (old.unpublished)
    throw new Refused([refuse('WRONG_STATE', ['fact'], 'It is not published yet: change it with editDraft, or take it back.')]);
  change.reason = reason;
  const prepared = prepareFact(by, await readReferences(tx, [by], change));
  const [recorded] = (await recordSuccessors(tx, [{ old: fact, prepared }], change)) as [Attempted];
  allOrNone([recorded]);
  return { id: recorded.id!, warnings: recorded.warnings };
}

/** Records facts in the place of others, whose locks are ours; where nothing is reviewed they replace them at once. @returns for each what came of it */
export async function recordSuccessors(
  tx: Writing,
  successors: readonly { old: string; prepared: Prepared<PreparedFact> }[],
  change: Change,
): Promise<Attempted[]> {
  const replaced = new Map(successors.flatMap(({ old, prepared: { ready } }) => (ready ? [[ready.properties.id, [old]] as const] : [])));
  const checked = await refuseKnown(
    tx,
    successors.map(({ prepared }) => prepared),
    replaced,
  );
  const recorded = await recordChecked(tx, checked, change, replaced);
  const pairs = recorded.flatMap(({ id }, i) => (id === null ? [] : [{ fact: id, old: successors[i]!.old }]));
  await markSuccessors(tx, pairs);
  if (!change.reviewed)
    await replace(
      tx,
      pairs.map(({ fact }) => fact),
      change,
    );
  return recorded;
}
