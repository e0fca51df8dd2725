import type { Cypher } from './cypher.js';

/** Column and parameter types; a trailing `?` allows null. `moment` is an ISO 8601 string with zone; `map` and `maps` are plain objects. */
interface Types {
  id: string;
  text: string;
  int: number;
  float: number;
  flag: boolean;
  moment: string;
  ids: string[];
  map: Record<string, unknown>;
  maps: Record<string, unknown>[];
}
type TypeName = keyof Types;
type Column = TypeName | `${TypeName}?`;
type Shape = Record<string, Column>;
type ValueOf<C extends Column> = C extends `${infer T extends TypeName}?` ? Types[T] | null : C extends TypeName ? Types[C] : never;
export type RowOf<S extends Shape> = { [K in keyof S]: ValueOf<S[K]> };

/** A question to the graph as data: what it asks, what it takes, what it gives, and its text. */
export interface Query<T extends Shape = Shape, G extends Shape = Shape> {
  about: string;
  takes: T;
  gives: G;
  cypher: Cypher;
}

export const registeredQueries: Query[] = [];

/** Registers a question, so that a test can EXPLAIN it against a real database. */
export function query<const T extends Shape, const G extends Shape>(entry: Query<T, G>): Query<T, G> {
  registeredQueries.push(entry);
  return entry;
}

const checks: Record<TypeName, (value: unknown) => boolean> = {
  id: (value) => typeof value === 'string' && value !== '',
  text: (value) => typeof value === 'string',
  int: (value) => Number.isSafeInteger(value),
  float: (value) => typeof value === 'number',
  flag: (value) => typeof value === 'boolean',
  moment: (value) => typeof value === 'string' && /^-?\d{4,}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(value),
  ids: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  map: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  maps: (value) => Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null),
};

/** Checks a row against what the query says it gives. @throws TypeError naming the column. */
export function checkRow<G extends Shape>(gives: G, row: Record<string, unknown>): RowOf<G> {
  for (const [column, type] of Object.entries(gives)) {
    const nullable = type.endsWith('?');
    const value = row[column];
    if (nullable && (value === null || value === undefined)) continue;
    if (!checks[(nullable ? type.slice(0, -1) : type) as TypeName](value))
      throw new TypeError(`the query gave ${column} as ${typeof value}, not as ${type}`);
  }
  return row as RowOf<G>;
}
