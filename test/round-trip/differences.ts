/** Something in a file, with its values as texts by property; references are by the ids of the file that went in. */
export interface Told {
  id: string;
  type: string;
  properties: Record<string, string[]>;
}

/** Each kind of difference with its first example. */
export type Differences = Map<string, string>;

/** Properties of running text, in which a value may stand among others. */
const running = new Set(['notes', 'summary', 'note']);

/** Where a value is that was in another property before. */
function placeOf(value: string, { properties }: Told): string {
  const holds = ([property, texts]: [string, string[]]): boolean =>
    texts.includes(value) || (running.has(property) && texts.some((text) => text.includes(value)));
  const place = value === '' ? undefined : Object.entries(properties).find(holds);
  return place ? `told as ${place[0]}` : 'gone';
}

function* differencesIn(before: Told, after: Told): Generator<[kind: string, example: string]> {
  const { id, type } = before;
  if (after.type !== type) yield [`${type} becomes ${after.type}`, id];
  for (const [property, values] of Object.entries(before.properties))
    for (const value of values)
      if (!after.properties[property]?.includes(value)) yield [`${type}.${property}: ${placeOf(value, after)}`, `${id}: ${value}`];
  for (const [property, values] of Object.entries(after.properties))
    for (const value of values) if (!before.properties[property]?.includes(value)) yield [`${type}.${property}: new`, `${id}: ${value}`];
}

/** What differs between what went in and what came out, property by property. @param matching those that came out for one that went in */
export function differencesOf(before: readonly Told[], after: readonly Told[], matching: (one: Told) => Told[]): Differences {
  const found: Differences = new Map();
  const note = (kind: string, example: string): void => void (found.has(kind) || found.set(kind, example));
  const matched = new Set<Told>();
  for (const one of before) {
    const each = matching(one);
    if (each.length === 0) note(`${one.type}: left out`, one.id);
    for (const other of each) {
      matched.add(other);
      for (const [kind, example] of differencesIn(one, other)) note(kind, example);
    }
  }
  for (const other of after) if (!matched.has(other)) note(`${other.type} besides`, other.id);
  return found;
}

/** A kind of difference that is expected, and why. */
export type Expected = readonly (readonly [kind: RegExp, why: string])[];

/** Those for which the table has no reason. */
export const unexplained = (differences: Differences, expected: Expected): string[] =>
  [...differences].filter(([kind]) => !expected.some(([pattern]) => pattern.test(kind))).map((each) => each.join(' – '));

/** Reasons for what never happens. */
export const idle = (differences: readonly Differences[], expected: Expected): string[] =>
  expected.filter(([pattern]) => !differences.some((each) => [...each.keys()].some((kind) => pattern.test(kind)))).map(([, why]) => why);
