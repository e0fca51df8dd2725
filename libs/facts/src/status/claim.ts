import type { Modality, Stance } from '@linchpin/vocabulary';

/** An attestation as the status rules see it. */
export interface Claim {
  claimant: string;
  label: string;
  /** Whom the claimant stands under: itself, its owner by majority, its parent, its state. Two claims that share one are under common control. */
  control: string[];
  /** The claimant is the fact's subject or object, or the state or an agency of one. */
  byParty: boolean;
  /** The claimant, or the one it has it from, is not named. */
  unnamed: boolean;
  stance: Stance;
  modality: Modality;
  hedge: string | null;
  origin: string | null;
  wire: string | null;
  chain: string[];
  /** Digit of the Admiralty grade, 1–6. */
  itemGrade: number;
  /** When it was public at the latest: epoch milliseconds. */
  publicAt: number;
  /** Order of recording, for claims of the same day. */
  recorded: number;
}
