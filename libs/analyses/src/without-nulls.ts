/** What is null, or left out, counts as left out. Not at any depth: what is nested stays as it is. */
export const withoutNulls = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null)) as T;
