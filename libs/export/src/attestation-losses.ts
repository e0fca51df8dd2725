import type { UnloadedFact } from '@linchpin/facts';
import { lose } from './losses.js';
import type { Losses } from './format.js';

/** What of an attestation a format has a place for. */
export type Carried =
  | 'stance'
  | 'quote'
  | 'locator'
  | 'claimant'
  | 'grade'
  | 'recorded'
  | 'modality'
  | 'voice'
  | 'hedge'
  | 'chain'
  | 'assertedAt'
  | 'note'
  | 'origin';

/** Counts, for all that is said of a fact, what is lost where the format carries only so much. */
export function loseAttestations(losses: Losses, { attestations }: UnloadedFact, carried: readonly Carried[]): void {
  const keeps = (what: Carried): boolean => carried.includes(what);
  for (const { stance, modality, voice, hedge, grade, chain, quote, locator, assertedAt, note, origin, wire } of attestations) {
    if (!keeps('stance') && stance !== 'ASSERTS') lose(losses, `stance: ${stance}`);
    if (!keeps('claimant')) lose(losses, 'who says it');
    if (!keeps('quote') && quote) lose(losses, 'quote');
    if (!keeps('locator') && locator) lose(losses, 'place in the source');
    if (!keeps('grade') && grade !== 'F6') lose(losses, 'grade');
    if (!keeps('recorded')) lose(losses, 'clock of recording');
    if (!keeps('modality') && modality !== 'FACTUAL') lose(losses, `modality: ${modality}`);
    if (!keeps('voice') && voice !== 'ATTRIBUTED') lose(losses, `voice: ${voice}`);
    if (!keeps('hedge') && hedge) lose(losses, 'hedge');
    if (!keeps('chain') && chain.length > 1) lose(losses, 'chain from origin to publisher');
    if (!keeps('assertedAt') && assertedAt) lose(losses, 'when it was said');
    if (!keeps('note') && note) lose(losses, 'note');
    if (!keeps('origin') && (origin || wire)) lose(losses, 'origin or wire');
  }
}
