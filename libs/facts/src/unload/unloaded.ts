import type { Badge, Kind, Modality, Predicate, Qualifiers, Stance, Status, TemporalKind, Voice } from '@linchpin/vocabulary';

/** A source, as far as it may leave: never its text. */
export interface UnloadedDocument {
  title: string;
  url: string | null;
  /** The id of an entity. */
  publisher: string | null;
  /** EDTF. */
  publishedAt: string | null;
  lang: string | null;
}

export interface UnloadedEntity {
  id: string;
  kind: Kind;
  label: string;
  /** Further names; the label is not among them. */
  names: { text: string; lang: string | null }[];
  identifiers: { scheme: string; value: string }[];
  /** Ids that it had before it was merged with others. */
  formerIds: string[];
  /** For a source. */
  document: UnloadedDocument | null;
}

/** What somebody says of a fact, and where. */
export interface UnloadedAttestation {
  id: string;
  stance: Stance;
  modality: Modality;
  voice: Voice;
  hedge: string | null;
  /** Admiralty code: B2. */
  grade: string;
  /** Attestations with the same key go back to one origin; null: not known. */
  origin: string | null;
  /** The id of the agency whose text it is. */
  wire: string | null;
  claimant: { id: string; label: string };
  document: { id: string; title: string };
  /** From the origin to the publisher, as ids. */
  chain: string[];
  /** At most 200 characters. */
  quote: { exact: string; lang: string | null } | null;
  locator: string | null;
  note: string | null;
  /** EDTF. */
  assertedAt: string | null;
  /** ISO 8601 instant. */
  recordedAt: string;
}

export interface UnloadedEnd {
  id: string;
  kind: Kind;
  label: string;
}

/** A value of a fact; numbers of a share are percent. */
export interface UnloadedValue {
  text?: string;
  date?: string;
  exact?: number;
  approx?: number;
  lower?: number;
  upper?: number;
  /** How a bound is meant: APPROX_NORMALISED, SLIGHTLY_ABOVE. */
  lowerQual?: string;
  upperQual?: string;
  /** It is what the fact with this id leaves of the whole. */
  remainderOf?: string;
  unit?: string;
  qualitative?: string;
  verbatim?: string;
}

export interface UnloadedFact {
  id: string;
  subject: UnloadedEnd;
  predicate: Predicate;
  object: UnloadedEnd | null;
  value: UnloadedValue | null;
  /** Those that name entities hold ids. */
  qualifiers: Qualifiers;
  /** EDTF level 1; null where no time is known. */
  validTime: string | null;
  /** The day by which it had ended at the latest, where an end is known at all; a delisting is known by it only. */
  endedBy: string | null;
  temporalKind: TemporalKind;
  /** Added as background to what is asked about. */
  background: boolean;
  status: Status;
  badges: Badge[];
  /** ISO 8601 instant. */
  recordedAt: string;
  /** Those that the lens shows, in the order in which they became public. */
  attestations: UnloadedAttestation[];
}

/** What a lens and a filter show of the knowledge base. Every reading begins anew and sees the same: the clock of recording is pinned. */
export interface Unloading {
  /** The clocks as they were asked, the last one pinned: ISO 8601 or EDTF. */
  at: { validAt: string | null; publishedBy: string | null; recordedAt: string };
  /** How many there are, for the progress. Looks at all of them, so ask only to show it. */
  count: () => Promise<{ entities: number; facts: number }>;
  /** In the order of their ids: the ends of the facts, what their qualifiers name, claimants, documents, and publishers. */
  entities: () => AsyncIterable<UnloadedEntity>;
  /** In the order of their ids. */
  facts: () => AsyncIterable<UnloadedFact>;
}
