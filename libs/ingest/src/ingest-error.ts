/** A file cannot be read as what it is said to be. The message says where and what to do; it is safe to show. */
export class IngestError extends Error {
  /** @param place file and, where known, line: sdn.csv:12 */
  constructor(
    readonly place: string,
    what: string,
  ) {
    super(`${place}: ${what}`);
    this.name = 'IngestError';
  }
}
