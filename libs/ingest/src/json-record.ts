/** A JSON object of which nothing is known yet. */
export type JsonRecord = Record<string, unknown>;

/** How deep values of a list may lie in each other; a file made to exhaust its reader goes deeper. */
export const deepest = 40;

export const isJsonRecord = (value: unknown): value is JsonRecord => typeof value === 'object' && value !== null && !Array.isArray(value);

export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeperThan(each, levels - 1));
}

/** What one property says as text, a list of them as several; what is no text or number is left away. */
export const textsAt = (record: JsonRecord, name: string): string[] =>
  [record[name]]
    .flat()
    .flatMap((each) => (typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean' ? String(each).trim() : []))
    .filter(Boolean);

export const textAt = (record: JsonRecord, name: string): string | undefined => textsAt(record, name)[0];

export const recordsAt = (record: JsonRecord, name: string): JsonRecord[] => [record[name]].flat().filter(isJsonRecord);
