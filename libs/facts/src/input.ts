import type { Kind, Modality, Predicate, Qualifiers, RetractReason, Stance, TemporalKind, TextPolicy, Voice } from '@linchpin/vocabulary';

/** A quantity, date or text that a fact carries. Numbers are in `unit`; a share is in percent. */
export interface ValueInput {
  exact?: number;
  approx?: number;
  lower?: number;
  upper?: number;
  /** How a bound is meant: APPROX_NORMALISED, SLIGHTLY_ABOVE. */
  lowerQual?: string;
  upperQual?: string;
  /** Where the source gives no number at all: FEW, MOST. */
  qualitative?: string;
  /** The share is what the fact with this id leaves of the whole. */
  remainderOf?: string;
  unit?: string;
  /** The words of the source. */
  verbatim?: string;
  text?: string;
  /** EDTF. */
  date?: string;
}

/** Narrows what the text of a valid time leaves open, each as EDTF. */
export interface BoundsInput {
  earliestStart?: string;
  latestStart?: string;
  earliestEnd?: string;
  latestEnd?: string;
  /** Why: what in the source entails it. */
  basis?: string;
}

export interface QuoteInput {
  exact: string;
  prefix?: string;
  suffix?: string;
  /** Position in the document's text, in UTF-16 code units. */
  start?: number;
  end?: number;
  lang?: string;
  /** By language: `{ en: … }`. */
  translation?: Record<string, string>;
}

export interface AttestationInput {
  id?: string;
  document: string;
  claimant: string;
  /** Entities from the origin to the publisher; left out: the claimant, then the document's publisher. */
  chain?: string[];
  /** The claimant does not name whom it has it from. */
  unnamedOrigin?: boolean;
  /** Attestations with the same key go back to one origin; left out: not known. */
  origin?: string;
  /** The agency whose text it is, where several outlets print it. */
  wire?: string;
  stance: Stance;
  modality: Modality;
  voice: Voice;
  hedge?: string;
  /** When the claimant said it, as EDTF, where that is not the day of publication. */
  assertedAt?: string;
  quote?: QuoteInput;
  /** Where in the document: a sentence, page or record. */
  locator?: string;
  note?: string;
  /** Admiralty code such as B2; left out: F6. */
  grade?: string;
}

export interface FactInput {
  id?: string;
  subject: string;
  predicate: Predicate;
  object?: string;
  value?: ValueInput;
  qualifiers?: Qualifiers;
  /** EDTF level 1; left out: nothing is known of it. */
  validTime?: string;
  bounds?: BoundsInput;
  temporalKind?: TemporalKind;
  label?: string;
  background?: boolean;
  attestations: AttestationInput[];
}

export interface NameInput {
  text: string;
  lang?: string;
}
export interface IdentifierInput {
  scheme: string;
  value: string;
}

export interface EntityInput {
  id?: string;
  kind: Kind;
  label: string;
  names?: NameInput[];
  identifiers?: IdentifierInput[];
}

export interface DocumentInput {
  id?: string;
  title?: string;
  url?: string;
  publisher: string;
  publishedAt?: string;
  lang?: string;
  textPolicy?: TextPolicy;
  text?: string;
  note?: string;
}

export interface RetractionInput {
  fact: string;
  expectedVersion: number;
  reason: RetractReason;
  note: string;
}
