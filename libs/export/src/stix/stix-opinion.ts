import type { UnloadedFact } from '@linchpin/facts';
import type { Stance } from '@linchpin/vocabulary';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import { stixId } from './stix-ids.js';
import type { StixObject } from './stix-object.js';
import type { References } from './stix-references.js';
import { stixInstant } from './stix-time.js';

const opinions: Partial<Record<Stance, string>> = {
  ASSERTS: 'agree',
  CONFIRMS: 'strongly-agree',
  DENIES: 'strongly-disagree',
  DOUBTS: 'disagree',
  DECLINES_TO_CONFIRM: 'neutral',
  NO_COMMENT: 'neutral',
};

/** What the others say of it: all who speak of a fact but the one whose claim the object is. */
export function opinionsOn(fact: UnloadedFact, object: StixObject, references: References, losses: Losses): StixObject[] {
  return fact.attestations.flatMap(({ id, stance, claimant, quote, note, recordedAt }) => {
    const opinion = opinions[stance];
    const author = references.claimant(claimant.id);
    if (opinion === undefined) lose(losses, `stance: ${stance}`);
    if (opinion === undefined || (stance === 'ASSERTS' && object.created_by_ref !== undefined)) return [];
    const explanation = quote?.exact ?? note?.slice(0, 200);
    const recorded = stixInstant(recordedAt);
    return [
      {
        type: 'opinion',
        spec_version: '2.1' as const,
        id: stixId('opinion', id),
        created: recorded,
        modified: recorded,
        ...(author ? { created_by_ref: author } : {}),
        ...(explanation ? { explanation } : {}),
        authors: [claimant.label],
        opinion,
        object_refs: [object.id],
      },
    ];
  });
}
