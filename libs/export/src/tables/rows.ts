import type { UnloadedFact, Unloading } from '@linchpin/facts';
import { loseAttestations } from '../attestation-losses.js';
import { loseParts, type FactPart } from '../fact-losses.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';

const carried: FactPart[] = [
  'value',
  'shareRange',
  'qualifiers',
  'validTime',
  'temporalKind',
  'background',
  'status',
  'badges',
  'documents',
  'recorded',
];

/** A row tells who takes which stance, but not in which document with which quote. */
function loseOfRow(losses: Losses, fact: UnloadedFact): void {
  loseParts(losses, fact, carried);
  loseAttestations(losses, fact, ['stance', 'claimant', 'quote']);
  if (fact.attestations.length > 1) lose(losses, 'which quote and source goes with which claimant');
  const { lowerQual, upperQual } = fact.value ?? {};
  if (lowerQual !== undefined || upperQual !== undefined) lose(losses, 'how a bound is meant');
}

/** All facts, with what a row loses of each. */
export async function* factRows(from: Unloading, losses: Losses): AsyncGenerator<UnloadedFact> {
  for await (const fact of from.facts()) {
    loseOfRow(losses, fact);
    yield fact;
  }
}

/** A fact between two entities. */
export type Relation = UnloadedFact & { object: NonNullable<UnloadedFact['object']> };

/** Facts between two entities; the others are lost as a whole. */
export async function* relationRows(from: Unloading, losses: Losses): AsyncGenerator<Relation> {
  for await (const fact of from.facts()) {
    const { object } = fact;
    if (object === null) {
      lose(losses, 'fact with a value and no object');
      continue;
    }
    loseOfRow(losses, fact);
    if (fact.value?.remainderOf !== undefined) lose(losses, 'of which fact a share is the remainder');
    yield { ...fact, object };
  }
}
