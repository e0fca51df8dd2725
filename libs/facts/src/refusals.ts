/** Why a change is refused, or what to mind about one that is made: a closed list, from which the API's error types derive. */
export const refusals = {
  UNKNOWN_ENTITY: 'No entity has this id.',
  UNKNOWN_DOCUMENT: 'No document has this id.',
  UNKNOWN_FACT: 'No fact has this id.',
  PREDICATE_DOMAIN: 'The predicate does not go with these kinds.',
  INVALID_INPUT: 'A field does not have the form it must have.',
  QUOTE_NOT_IN_SOURCE: "The document's text does not contain the quote.",
  QUOTE_TOO_LONG: 'Only short quotes are kept.',
  BAD_EDTF: 'Not a date in EDTF level 1.',
  BAD_QUANTITY: 'The value does not fit the predicate or itself.',
  BAD_QUALIFIER: 'The qualifier does not go with the predicate, or its value with it.',
  CHAIN_CYCLE: 'The chain from origin to publisher names somebody twice.',
  DUPLICATE_FACT: 'The fact is there already.',
  DUPLICATE_ENTITY: 'An entity of this kind and name is there already.',
  CREDIBILITY_RULE: 'The grade claims more than the sources give.',
  STALE_VERSION: 'Somebody changed it since you read it.',
  REASON_REQUIRED: 'A retraction needs a reason in words.',
  ALREADY_RETRACTED: 'It was taken back before.',
  IDEMPOTENCY_KEY_REUSED: 'The key was used for another change.',
} as const;

/** Worth knowing, but no reason to refuse. */
export const warnings = {
  QUOTE_NOT_CHECKED: 'The text of the document is not kept, so the quote could not be compared with it.',
  SHARES_OVER_100: 'The shares of this object add up to more than 100 %.',
  SIMILAR_ENTITY: 'An entity with a similar name is there.',
  STATUS_PENDING: 'The statuses of some facts that depend on this one are still to be worked out.',
} as const;

export type RefusalCode = keyof typeof refusals;
export type WarningCode = keyof typeof warnings;

/** What a refusal may carry beside its message. */
export interface Details {
  allowedKinds?: string[];
  allowedPredicates?: string[];
  closest?: string;
  distance?: number;
  limit?: number;
  current?: number;
  existing?: string;
}

export interface Refusal extends Details {
  code: RefusalCode;
  message: string;
  /** Where in the input, outermost first. */
  path: string[];
}

export interface Warning {
  code: WarningCode;
  message: string;
  path: string[];
}

/** Nothing was written. Carries every fault that was found, not only the first. */
export class Refused extends Error {
  constructor(readonly refusals: Refusal[]) {
    super(refusals.map(({ code, message }) => `${code}: ${message}`).join('\n'));
    this.name = 'Refused';
  }
}

export const refuse = (code: RefusalCode, path: string[], message: string, details: Details = {}): Refusal => ({
  code,
  path,
  message,
  ...details,
});
