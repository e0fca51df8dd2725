/** What the knowledge base works out about a fact, and the states it goes through. */
export const statuses = {
  CORROBORATED: 'Two or more independent origins state it as fact.',
  ASSERTED: 'One origin says so and nobody who counts against it denies it.',
  UNCONFIRMED: 'There are only declines, silence or doubts.',
  DISPUTED: 'Some affirm it and others deny it.',
  DENIED: 'One origin says so and a party denies it, or there are only denials. Say "denied by", never that it is false.',
  SUPERSEDED: 'A later version of the fact has taken its place.',
  RETRACTED: 'We took it back, or everyone who affirmed it did.',
} as const;

export const badges = {
  DECLINED_BY_PARTY: 'A party to the fact was asked and did not confirm it. This never changes the status.',
  HEDGED: 'An affirming claimant hedged it; the words are kept on the attestation.',
  SINGLE_ORIGIN: 'All who affirm it go back to one origin, or to one that is not known.',
  ANONYMOUS_CLAIMANT: 'A claimant, or the origin behind one, is not named.',
  COARSE_DATE: 'Its dates are known only to the month or coarser, or not at all.',
} as const;

export const workflows = {
  DRAFT: 'Being written; only its team sees it.',
  IN_REVIEW: 'Waits for a second pair of eyes.',
  CHANGES_REQUESTED: 'The reviewer asked for changes.',
  PUBLISHED: 'Visible to readers.',
} as const;

export const temporalKinds = {
  STATE: 'Holds throughout its valid time.',
  EVENT_WITHIN: 'Happened at some moment within its valid time.',
} as const;

export const temporalMatches = {
  DEFINITE: 'Holds at the asked time, whatever the imprecision of its dates.',
  POSSIBLE: 'Its dates allow that it holds at the asked time, and also that it does not.',
} as const;

export const retractReasons = {
  SOURCE_RETRACTED: 'The source took it back.',
  MISATTRIBUTED: 'Somebody else said it.',
  QUOTE_MISMATCH: 'The source does not say this.',
  TRANSLATION_ERROR: 'It was mistranslated.',
  WRONG_ENTITY: 'It is about another party.',
  DUPLICATE: 'The fact is there already.',
  LEGAL: 'It must not be shown for legal reasons.',
  OTHER: 'Another reason, told in the note.',
} as const;

/** The three clocks, by which a timeline can be ordered. */
export const clocks = {
  VALID: 'When it was so in the world: by the first of its dates that is known. Facts without a date come last.',
  PUBLISHED: 'When it was first public.',
  RECORDED: 'When it was recorded here.',
} as const;

/** What a change to the knowledge base was. */
export const changeActions = {
  LOAD_SEED: 'The facts that come with the program were loaded.',
  CREATE_ENTITY: 'An entity was created.',
  CREATE_DOCUMENT: 'A source was recorded.',
  ADD_DOCUMENT_TEXT: 'The text of a source was compared with the quotes taken from it.',
  PROPOSE_FACT: 'A fact was recorded.',
  ADD_ATTESTATION: 'What somebody says of a fact was recorded.',
  RETRACT_FACT: 'A fact was taken back.',
  SUPERSEDE_FACT: 'A fact was proposed in the place of another one.',
  SUBMIT_FACT: 'A fact, or what was added to it, was handed in for review.',
  REVIEW_FACT: 'A fact, or what was added to it, was approved, or changes were asked for.',
  EDIT_DRAFT: 'A draft was written anew before it was ever published.',
  CORRECT_FACTS: 'Dates or sources of several facts were corrected at once.',
  JUDGE_ATTESTATIONS: 'Attestations were graded, or their origin was set.',
  REASSESS: 'Statuses that depend on an earlier change were worked out.',
  APPLY_BATCH: 'Several operations were applied as one.',
  MERGE_ENTITIES: 'Two entities were found to be one.',
  SPLIT_ENTITY: 'A merge was undone.',
  COMMENT: 'The team remarked on a fact.',
  CREATE_TOKEN: 'Somebody was given a token.',
  ROTATE_TOKEN: 'A token was replaced by a new one.',
  REVOKE_TOKEN: 'A token was ended.',
  ERASE: 'Personal words were erased for legal reasons.',
  IMPORT_LIST: 'Records of a list were imported.',
} as const;

export const reviewDecisions = {
  APPROVE: 'It may be published.',
  REQUEST_CHANGES: 'It needs changes first; the note says which.',
} as const;

export type ReviewDecision = keyof typeof reviewDecisions;
export type Clock = keyof typeof clocks;
export type ChangeAction = keyof typeof changeActions;
export type Status = keyof typeof statuses;
export type Badge = keyof typeof badges;
export type Workflow = keyof typeof workflows;
export type TemporalKind = keyof typeof temporalKinds;
export type TemporalMatch = keyof typeof temporalMatches;
export type RetractReason = keyof typeof retractReasons;

/** What readers see unless they ask for more: a fact that was taken back or replaced stays readable by its id. */
export const hiddenByDefault: readonly Status[] = ['RETRACTED', 'SUPERSEDED'];

/** From the firmest to the weakest; a status that is not here is weaker than all of them. */
export const firmness: readonly Status[] = ['CORROBORATED', 'ASSERTED', 'UNCONFIRMED', 'DISPUTED', 'DENIED'];
