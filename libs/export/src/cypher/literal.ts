/** What a property may hold. */
export type Value = string | number | boolean | null | undefined | readonly Value[];

const escapes: Record<string, string> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f' };

/** A literal of Cypher. A backslash is doubled, so that no \u0027 in a text can end it. */
export function literal(value: Value): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return `'${value.replace(/[\\'\n\r\t\b\f]/g, (sign) => escapes[sign]!)}'`;
  return typeof value === 'object' ? `[${value.map(literal).join(', ')}]` : String(value);
}

/** A map; keys are names of our own. Nulls are left out. */
export const mapLiteral = (record: Record<string, Value>): string =>
  `{${Object.entries(record)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key}: ${literal(value)}`)
    .join(', ')}}`;
