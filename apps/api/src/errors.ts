/** A question that cannot be answered as asked; the message says what to do. Becomes a GraphQL error with this code. */
export type InputErrorCode = 'BAD_PAGE' | 'BAD_CURSOR' | 'BAD_INPUT' | 'AMBIGUOUS' | 'UNAUTHENTICATED' | 'FORBIDDEN';

export class InputError extends Error {
  constructor(
    readonly code: InputErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'InputError';
  }
}
