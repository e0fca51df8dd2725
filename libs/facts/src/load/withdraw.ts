import type { Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import { prepareAttestation } from '../record/prepare-attestation.js';
import { reassess } from '../record/reassess.js';
import type { KnownEntity, References } from '../record/references.js';
import { writeAttestations } from '../record/write-facts.js';
import type { Frame } from './listed-fact.js';

/** Notes of facts that a list does not say them any more as of a snapshot: whose word it passed on withdraws it. */
export async function withdraw(
  tx: Writing,
  said: readonly { fact: string; claimant: KnownEntity }[],
  { document, date }: Frame,
  references: References,
  change: Change,
): Promise<void> {
  if (said.length === 0) return;
  for (const { claimant } of said) references.entities.set(claimant.id, claimant);
  const rows = said.flatMap(({ fact, claimant }) => {
    const { ready } = prepareAttestation(
      {
        document,
        claimant: claimant.id,
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
  const facts = said.map(({ fact }) => fact);
  await reassess(tx, facts, change);
}
