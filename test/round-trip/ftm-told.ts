import { differencesOf, type Differences, type Told } from './differences.js';

interface Line {
  id: string;
  schema: string;
  referents?: string[];
  properties: Record<string, string[]>;
}

const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** Things come back with their former id as referent, ties with that of their record, wallets with their key. */
export function ftmDifferences(textBefore: string, textAfter: string): Differences {
  const before = linesOf(textBefore).map(({ id, schema, properties }): Told => ({ id, type: schema, properties }));
  const lines = linesOf(textAfter);
  const ids = new Set(before.map(({ id }) => id));
  const former = new Map(lines.flatMap(({ id, referents = [] }) => referents.filter((each) => ids.has(each)).map((each) => [id, each])));
  const originalOf = (id: string): string => former.get(id) ?? id;
  const after = lines.map(({ id, schema, properties }): Told => ({
    id: originalOf(id),
    type: schema,
    properties: Object.fromEntries(Object.entries(properties).map(([name, values]) => [name, values.map(originalOf)])),
  }));
  return differencesOf(before, after, ({ id, type, properties }) =>
    after.filter(
      (each) =>
        each.id === id ||
        each.properties.recordId?.includes(id) ||
        (each.type === type && properties.publicKey !== undefined && each.properties.publicKey?.[0] === properties.publicKey[0]),
    ),
  );
}
