export type AccessErrorCode = 'UNKNOWN_ROLE' | 'BAD_TOKEN_NAME' | 'BAD_TOKEN_LIFETIME' | 'SECRET_UNUSABLE';

/** A token that cannot be made as asked for, or a secret that cannot be used; the message says what to do and holds no secret. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'AccessError';
  }
}
