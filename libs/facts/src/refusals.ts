/** Why a change is refused, or what to mind about one that is made: a closed list, from which the API's error types derive. */
export const refusals = {
  UNKNOWN_ENTITY: { about: 'No entity has this id.' },
  UNKNOWN_DOCUMENT: { about: 'No document has this id.' },
  UNKNOWN_FACT: { about: 'No fact has this id.' },
  PREDICATE_DOMAIN: { about: 'The predicate does not go with these kinds.', details: ['allowedKinds', 'allowedPredicates'] },
  INVALID_INPUT: { about: 'A field does not have the form it must have.' },
  QUOTE_NOT_IN_SOURCE: { about: "The document's text does not contain the quote.", details: ['closest', 'distance'] },
  QUOTE_TOO_LONG: { about: 'Only short quotes are kept.', details: ['limit'] },
  BAD_EDTF: { about: 'Not a date in EDTF level 1.' },
  BAD_QUANTITY: { about: 'The value does not fit the predicate or itself.' },
  BAD_QUALIFIER: { about: 'The qualifier does not go with the predicate, or its value with it.' },
  CHAIN_CYCLE: { about: 'The chain from origin to publisher names somebody twice.' },
  DUPLICATE_FACT: { about: 'The fact is there already.', details: ['existing'] },
  DUPLICATE_ENTITY: { about: 'An entity of this kind and name is there already.', details: ['existing'] },
  CREDIBILITY_RULE: { about: 'The grade claims more than the sources give.' },
  SELF_REVIEW: { about: 'Nobody reviews their own work.' },
  REVIEWER_REQUIRED: { about: 'This takes somebody with the role reviewer.' },
  WRONG_STATE: { about: 'The fact is not at this point of its way to the readers.' },
  KIND_MISMATCH: { about: 'The two are of different kinds.' },
  REDIRECT_CYCLE: { about: 'An entity cannot be merged into itself, by however many steps.' },
  ALREADY_MERGED: { about: 'The entity was merged into another one before.', details: ['into'] },
  NOT_MERGED: { about: 'The entity was not merged into another one.' },
  DIFFERENT_ENTITIES: { about: 'A fact says that the two are different.', details: ['facts'] },
  SELF_REFERENCE: { about: 'A fact would speak of an entity and itself.', details: ['facts'] },
  TOO_MANY: { about: 'More than one change can take.', details: ['limit'] },
  MANY_REMOVALS: { about: 'A snapshot lacks more than half of its list.', details: ['limit'] },
  UNKNOWN_ATTESTATION: { about: 'No attestation has this id.' },
  UNKNOWN_COMMENT: { about: 'No comment has this id.' },
  UNKNOWN_REVIEWER: { about: 'Nobody of this name can review.' },
  UNKNOWN_QUESTION: { about: 'No question was saved under this name.' },
  NOT_YOURS: { about: 'Only whoever wrote it, or an admin, may do this.' },
  ALREADY_SUPERSEDED: { about: 'Another fact has taken its place.' },
  TEXT_DIFFERS: { about: 'The document is known with another text.' },
  NAME_TAKEN: { about: 'Another question has this name.' },
  BAD_QUESTION: { about: 'The question cannot be answered as it is.' },
  STALE_VERSION: { about: 'Somebody changed it since you read it.', details: ['current'] },
  REASON_REQUIRED: { about: 'A retraction needs a reason in words.' },
  ALREADY_RETRACTED: { about: 'It was taken back before.' },
  UNKNOWN_TOKEN: { about: 'No token has this id.' },
  TOKEN_ENDED: { about: 'The token has expired or was revoked.' },
  LAST_ADMIN_TOKEN: { about: 'Without this token no admin would be left.' },
  IDEMPOTENCY_KEY_REUSED: { about: 'The key was used for another change.' },
} as const satisfies Record<string, { about: string; details?: readonly (keyof Details)[] }>;

/** Worth knowing, but no reason to refuse. */
export const warnings = {
  QUOTE_NOT_CHECKED: 'The text of the document is not kept, so the quote could not be compared with it.',
  SHARES_OVER_100: 'The shares of this object add up to more than 100 %.',
  SIMILAR_ENTITY: 'An entity with a similar name is there.',
  SIMILAR_DOCUMENT: 'A document with nearly the same text is there: perhaps one agency wrote both.',
  QUOTE_NOT_FOUND: 'The text of the document does not contain a quote that was taken from it.',
  SAME_FACT: 'Two facts say the same by now.',
  CONFIRMED_BY_ONE: 'A fact is graded as confirmed by independent sources and has one.',
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
  into?: string;
  facts?: string[];
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
  /** @param known set where it is refused only since the very same is there already: the id of that */
  constructor(
    readonly refusals: Refusal[],
    readonly known?: string,
  ) {
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
