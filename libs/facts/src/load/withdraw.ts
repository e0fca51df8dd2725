import type { Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import { prepareAttestation } from '../record/prepare-attestation.js';
import { reassess } from '../record/reassess.js';
import type { References } from '../record/references.js';
import { writeAttestations } from '../record/write-facts.js';
import type { Frame } from './listed-fact.js';

/** Notes of facts that a list does not say them any more as of a snapshot: the authority withdraws what it said. */
export async function withdraw(
  tx: Writing,
  facts: readonly string[],
  { document, authority, date }: Frame,
  references: References,
  change: Change,
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.flatMap((fact) => {
    const { ready } = prepareAttestation(
      {
        document,
        claimant: authority,
        stance: 'WITHDRAWS',
        modality: 'FACTUAL',
        voice: 'LIST_ENTRY',
        note: `The list of ${date} does not say it any more.`,
      },
      references,
      ['attestation'],
    );
    return ready ? [{ ...ready, fact }] : [];
  });
  await writeAttestations(tx, rows, { by: change.by, reviewed: false });
  await reassess(tx, facts, change);
}
