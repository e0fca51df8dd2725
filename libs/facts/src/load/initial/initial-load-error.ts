/** A list that cannot be the first load of an empty database. The message says why, and what to do. */
export class InitialLoadError extends Error {
  readonly code = 'INITIAL_LOAD';
  override readonly name = 'InitialLoadError';

  constructor(why: string) {
    super(`${why} Import it without --initial.`);
  }
}
