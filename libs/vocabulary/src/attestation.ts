/** What an attestation of a fact consists of: closed lists of words, each with its meaning. */
export const stances = {
  ASSERTS: 'Says that it is so.',
  CONFIRMS: 'Says that it is so, having been asked or named.',
  DENIES: 'Says that it is not so.',
  DECLINES_TO_CONFIRM: 'Was asked and does not confirm; this is not a denial.',
  NO_COMMENT: 'Was asked and says nothing.',
  DOUBTS: 'Doubts it without denying it.',
  WITHDRAWS: 'Takes back what it said before.',
} as const;

export const modalities = {
  FACTUAL: 'Stated as fact.',
  ESTIMATE: 'A figure that is estimated.',
  ASSESSMENT: "The claimant's judgement.",
  PREDICTION: 'Said of the future.',
  POSSIBILITY: 'Could be so: "could improve".',
  HYPOTHETICAL: 'Would be so, if something else were.',
} as const;

export const voices = {
  DIRECT_QUOTE: "The claimant's own words, in quotation marks.",
  PARTIAL_DIRECT_QUOTE: 'Some of the words are quoted.',
  INDIRECT_SPEECH: 'Reported speech.',
  ATTRIBUTED: '"According to …".',
  EDITORIAL: 'The publication says it in its own voice.',
  PRESUPPOSED: 'Taken for granted in a sentence about something else.',
  REPORTED_NEGATIVE: 'Reported as not said or not confirmed.',
  LIST_ENTRY: 'An entry of a published list.',
} as const;

/** NATO Admiralty code, STANAG 2022: the source and the item are judged apart. */
export const sourceGrades = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const;
export const itemGrades = {
  1: 'Confirmed by other, independent sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Truth cannot be judged',
} as const;

export const textPolicies = {
  QUOTES_ONLY: 'Only short quotes, their offsets and a hash of the text are kept.',
  FULL_TEXT: 'The licence of the source allows its text to be kept.',
} as const;

/** Longest quote that is kept, in UTF-16 code units: short quotes only, for copyright. */
export const longestQuote = 200;

export type Stance = keyof typeof stances;
export type Modality = keyof typeof modalities;
export type Voice = keyof typeof voices;
export type TextPolicy = keyof typeof textPolicies;
export const affirming: readonly Stance[] = ['ASSERTS', 'CONFIRMS'];
export const declining: readonly Stance[] = ['DECLINES_TO_CONFIRM', 'NO_COMMENT'];
