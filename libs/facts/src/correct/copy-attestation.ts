import { ulid } from 'ulid';
import { prepareAttestation, type Prepared, type PreparedAttestation } from '../record/prepare-attestation.js';
import { formerId, type References } from '../record/references.js';
import { attestationInput, type SaidAttestation } from './said.js';

/** When it was recorded, published or judged is of the attestation that is copied, not of what it says. */
const ownToEach = ['recordedAt', 'draftedAt', 'pending', 'recordedBy', 'judgedAt', 'judgedBy'];

/**
 * Who says the same, for another fact or in another document: all that is kept of it, under a new id. A quote is compared with the other
 * document as if it were new; its place there is found, not copied.
 * @param document the one that it rests on instead; left out: the same
 */
export function copyAttestation(
  said: SaidAttestation,
  document: string | undefined,
  references: References,
  path: string[],
): Prepared<PreparedAttestation> {
  const kept = Object.fromEntries(Object.entries(said.properties).filter(([name]) => !ownToEach.includes(name)));
  const now = (id: string): string => references.entities.get(id)?.id ?? id;
  if (document === undefined) {
    const ready = {
      properties: { ...kept, id: `A${ulid()}` },
      document: references.documents.get(said.document)?.id ?? said.document,
      claimant: now(said.claimant),
      chain: said.chain.map(now),
      namedAs: {
        claimant: formerId(said.claimant, references),
        document: formerId(said.document, references),
        chain: said.chain.map((id) => formerId(id, references)),
      },
    };
    return { ready, refusals: [], warnings: [] };
  }
  const chain = chainTo(references.documents.get(document)?.publisher ?? null, said, now);
  const { ready, refusals, warnings } = prepareAttestation({ ...attestationInput(said), document, chain }, references, path);
  return ready ? { ready: { ...ready, properties: { ...kept, ...ready.properties } }, refusals, warnings } : { refusals, warnings };
}

/** The same chain; where it ended with the publisher of the former document, it ends with that of the other one. */
function chainTo(publisher: string | null, { chain, claimant, publisher: former }: SaidAttestation, now: (id: string) => string): string[] {
  const last = chain.at(-1);
  if (publisher === null || last === undefined || now(last) !== former) return chain;
  const upTo = now(claimant) === former ? chain : chain.slice(0, -1);
  return upTo.some((id) => now(id) === publisher) ? upTo : [...upTo, publisher];
}
