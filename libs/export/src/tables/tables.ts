import type { UnloadedEntity, UnloadedFact } from '@linchpin/facts';
import { inWords, predicateEntry } from '@linchpin/vocabulary';
import type { Columns } from './columns.js';

const inLanguage = ({ text, lang }: { text: string; lang: string | null }): string => (lang ? `${text} (${lang})` : text);
const each = ({ attestations }: UnloadedFact, told: (attestation: UnloadedFact['attestations'][number]) => string | null): string[] => [
  ...new Set(attestations.map(told).filter((text) => text !== null)),
];
const orNothing = (record: object): string | null => (Object.keys(record).length ? JSON.stringify(record) : null);

const numbers: Columns<UnloadedFact> = {
  value_exact: ({ value }) => value?.exact,
  value_about: ({ value }) => value?.approx,
  value_at_least: ({ value }) => value?.lower,
  value_at_most: ({ value }) => value?.upper,
  value_unit: ({ value }) => value?.unit,
  value_in_words: ({ value }) => value?.qualitative,
  value_verbatim: ({ value }) => value?.verbatim,
};

const standing: Columns<UnloadedFact> = {
  qualifiers: ({ qualifiers }) => orNothing(qualifiers),
  valid_time: ({ validTime }) => validTime,
  ended_by: ({ endedBy }) => endedBy,
  temporal_kind: ({ temporalKind }) => temporalKind,
  status: ({ status }) => status,
  badges: ({ badges }) => badges,
  background: ({ background }) => background,
  claimants: (fact) => each(fact, ({ claimant, stance }) => `${claimant.label}: ${stance}`),
  claimant_ids: (fact) => each(fact, ({ claimant, stance }) => `${claimant.id}: ${stance}`),
  quotes: (fact) => each(fact, ({ quote }) => quote && quote.exact),
  documents: (fact) => each(fact, ({ document }) => document.title),
  document_ids: (fact) => each(fact, ({ document }) => document.id),
  recorded_at: ({ recordedAt }) => recordedAt,
};

export const factColumns: Columns<UnloadedFact> = {
  fact_id: ({ id }) => id,
  subject_id: ({ subject }) => subject.id,
  subject_kind: ({ subject }) => subject.kind,
  subject: ({ subject }) => subject.label,
  predicate: ({ predicate }) => predicate,
  object_id: ({ object }) => object?.id,
  object_kind: ({ object }) => object?.kind,
  object: ({ object }) => object?.label,
  value_text: ({ value }) => value?.text,
  value_date: ({ value }) => value?.date,
  ...numbers,
  value_remainder_of: ({ value }) => value?.remainderOf,
  ...standing,
};

/** Of a fact between two entities all but the ends. */
export const tieColumns: Columns<UnloadedFact> = {
  reads: ({ predicate }) => inWords(predicate),
  reads_backwards: ({ predicate }) => inWords(predicateEntry(predicate).inverse ?? predicate),
  predicate: ({ predicate }) => predicate,
  ...numbers,
  ...standing,
};

const { reads, ...furtherOfTie } = tieColumns;

/** Of a fact between two entities: how it reads from the one and from the other. */
export const relationColumns: Columns<UnloadedFact> = {
  fact_id: ({ id }) => id,
  subject_id: ({ subject }) => subject.id,
  subject: ({ subject }) => subject.label,
  reads: reads!,
  object_id: ({ object }) => object?.id,
  object: ({ object }) => object?.label,
  subject_kind: ({ subject }) => subject.kind,
  object_kind: ({ object }) => object?.kind,
  ...furtherOfTie,
};

/** Of an entity all but its id. */
export const thingColumns: Columns<UnloadedEntity> = {
  kind: ({ kind }) => kind,
  label: ({ label }) => label,
  names: ({ names }) => names.map(inLanguage),
  identifiers: ({ identifiers }) => identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
  former_ids: ({ formerIds }) => formerIds,
  url: ({ document }) => document?.url,
  publisher_id: ({ document }) => document?.publisher,
  published_at: ({ document }) => document?.publishedAt,
  language: ({ document }) => document?.lang,
};

export const entityColumns: Columns<UnloadedEntity> = { id: ({ id }) => id, ...thingColumns };

const numeric = ['value_exact', 'value_about', 'value_at_least', 'value_at_most'];

/** What a column of these tables holds. */
export const columnType = (name: string): 'double' | 'boolean' | 'string' =>
  numeric.includes(name) ? 'double' : name === 'background' ? 'boolean' : 'string';
