import type { Kind, Modality, Predicate, Qualifiers, Stance, TemporalKind } from '@linchpin/vocabulary';
import type { ValueInput } from '../input.js';

/** Something of which a list speaks. */
export interface ListedEntity {
  /** Made from the list and the record's own number, so that it is the same in every snapshot: ofac-sdn-36. */
  id: string;
  kind: Kind;
  label: string;
  names?: { text: string; lang?: string }[];
  identifiers?: { scheme: string; value: string }[];
}

/** What a list says, without who says it and where: that is the same for all of the list. */
export interface ListedFact {
  /** An id, or an identifier with its scheme: iso-3166-1-alpha-2:KP. */
  subject: string;
  predicate: Predicate;
  /** As the subject. */
  object?: string;
  value?: Pick<ValueInput, 'text' | 'date' | 'exact' | 'lower' | 'upper' | 'lowerQual' | 'upperQual' | 'unit' | 'verbatim'>;
  qualifiers?: Qualifiers;
  /** EDTF level 1. */
  validTime?: string;
  temporalKind?: TemporalKind;
  /** Whose word the list passes on, by id; left out: the authority of the list. The entity is of the same record or of the frame. */
  claimant?: string;
  /** Left out: ASSERTS. */
  stance?: Stance;
  /** Left out: FACTUAL. */
  modality?: Modality;
  /** The word of the list that weakens it: suspected. */
  hedge?: string;
  /** The words of the list from which it was read. */
  quote?: string;
  /** Which record, and which part of it: 36, alt 12. */
  locator: string;
}

/** A part of a record that could not be read as a fact. It is counted, and kept as text where it is text. */
export interface ListWarning {
  /** A few words that are the same for all of the kind, to be counted by: "remark without a pattern". */
  kind: string;
  text: string;
}

/** One record of a list. */
export interface ListRecord {
  /** Its number in the list; the same in every snapshot. */
  key: string;
  /** File and line: sdn.csv:12. */
  place: string;
  /** The record as it stands in the list, to tell whether it was changed. */
  content: string;
  entities: ListedEntity[];
  facts: ListedFact[];
  warnings: ListWarning[];
}

/** A list as of one day. */
export interface ListSnapshot {
  /** The same for all snapshots of the list: ofac-sdn. */
  list: string;
  title: string;
  /** The authority that keeps it: it is the claimant of all of its facts. */
  authority: ListedEntity;
  /** Who stands behind the authority and what else all records speak of. */
  frame: { entities: ListedEntity[]; facts: ListedFact[] };
  url?: string;
  /** The day of the snapshot: 2019-01-15. */
  date: string;
  /** SHA-256 of its files, in hex. */
  digest: string;
  lang: string;
  /** From the first one on, each time. */
  records: () => AsyncIterable<ListRecord>;
}
