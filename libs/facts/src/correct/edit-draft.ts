import type { Writing } from '@linchpin/graph';
import type { FactInput } from '../input.js';
import { Refused, refuse } from '../refusals.js';
import { allOrNone, type Attempted } from '../record/attempted.js';
import type { Change } from '../record/change.js';
import { lockFact } from '../record/lock-fact.js';
import { prepareFact } from '../record/prepare-fact.js';
import type { RecordedFact } from '../record/record-facts.js';
import { readReferences } from '../record/references.js';
import { rewriteDrafts } from './rewrite-drafts.js';

export interface DraftEdit {
  fact: string;
  expectedVersion: number;
  by: FactInput;
}

/**
 * Writes a fact that was never published anew in place, with all that is said of it: its id stays. What was handed in or approved is a draft
 * again, and whoever edits it is an author.
 * @throws Refused WRONG_STATE for a published one
 */
export async function editDraft(tx: Writing, { fact, expectedVersion, by }: DraftEdit, change: Change): Promise<RecordedFact> {
  const { unpublished, supersedes } = await lockFact(tx, { fact, expectedVersion }, change);
  if (!unpublished)
    throw new Refused([
      refuse(
        'WRONG_STATE',
        ['fact'],
        'It is published, and what is published is never changed: put another one in its place with supersedeFact.',
      ),
    ]);
  const prepared = prepareFact({ ...by, id: fact }, await readReferences(tx, [by], change));
  const [outcome] = (await rewriteDrafts(tx, [{ supersedes, prepared }], change)) as [Attempted];
  allOrNone([outcome]);
  return { id: fact, warnings: outcome.warnings };
}
