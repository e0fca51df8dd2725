/** A question that cannot be asked so; the message says what to do. */
export class AnalysisError extends Error {
  constructor(
    readonly code: 'UNKNOWN_ENTITY' | 'AMBIGUOUS' | 'BAD_INPUT',
    message: string,
  ) {
    super(message);
    this.name = 'AnalysisError';
  }
}
