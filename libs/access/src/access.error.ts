export type AccessErrorCode =
  | 'UNKNOWN_ROLE'
  | 'BAD_TOKEN_NAME'
  | 'BAD_TOKEN_LIFETIME'
  | 'BAD_OVERLAP'
  | 'UNKNOWN_TOKEN'
  | 'TOKEN_ENDED'
  | 'LAST_ADMIN_TOKEN'
  | 'SECRET_UNUSABLE'
  | 'TOKEN_REFUSED'
  | 'ISSUER_UNAVAILABLE';

/** A token that cannot be made, changed or accepted, or a secret that cannot be used; the message says what to do and holds no secret. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'AccessError';
  }
}
