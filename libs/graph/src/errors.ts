/** What can go wrong between us and the database; the message is safe to show. */
export type GraphErrorCode = 'DATABASE_UNAVAILABLE' | 'DEADLINE_EXCEEDED' | 'QUERY_TOO_LARGE' | 'DISK_FULL';

export class GraphError extends Error {
  constructor(
    readonly code: GraphErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'GraphError';
  }
}

const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** A pool that is exhausted reports N/A, which the driver does not count as retriable. */
const unavailable = /ServiceUnavailable|SessionExpired|^N\/A$|Database(Unavailable|NotFound)|AuthorizationExpired|Security\.Unauthorized/;
const tooLarge = /MemoryLimit|OutOfMemory|TransactionMemory/i;
const timedOut = /TransactionTimedOut/;

/** Gives a driver error its place in our vocabulary; anything unknown stays what it is. */
export function translate(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof OutdatedError)
    return new GraphError('DEADLINE_EXCEEDED', 'Others kept changing the same things meanwhile. Try again in a moment.', { cause: error });
  if (tooLarge.test(code))
    return new GraphError('QUERY_TOO_LARGE', 'The question needs more memory than one may use. Ask for less at a time.', { cause: error });
  if (timedOut.test(code))
    return new GraphError('DEADLINE_EXCEEDED', 'The question took too long. Ask for less at a time.', { cause: error });
  if (/TransientError/.test(code))
    return new GraphError('DEADLINE_EXCEEDED', 'Others kept changing the same things meanwhile. Try again in a moment.', { cause: error });
  if (unavailable.test(code))
    return new GraphError('DATABASE_UNAVAILABLE', 'The database does not answer at the moment. Try again in a few seconds.', {
      cause: error,
    });
  return error;
}

/** Worth another try: transient, and not a limit on memory or time, which the server also calls transient. */
export const isRetriable = (error: unknown): boolean => {
  const code = codeOf(error);
  if (tooLarge.test(code) || timedOut.test(code)) return false;
  return /ServiceUnavailable|SessionExpired|TransientError|NotALeader|ForbiddenOnReadOnlyDatabase/.test(code);
};

/** What the work had read was changed before it could be concluded: done again, it reads what is there now. */
export class OutdatedError extends Error {}

/** Two writers made the same thing at the same time, or one changed what the other rests on: the second try finds the first one's. */
export const isOvertaken = (error: unknown): boolean =>
  error instanceof OutdatedError || codeOf(error).includes('ConstraintValidationFailed');
