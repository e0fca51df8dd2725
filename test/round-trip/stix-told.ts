import { differencesOf, type Differences, type Told } from './differences.js';

interface Bundled {
  id: string;
  type: string;
  country?: string;
  external_references?: { source_name: string; external_id?: string; url?: string }[];
  [property: string]: unknown;
}

const objectsOf = (text: string): Bundled[] => (JSON.parse(text) as { objects: Bundled[] }).objects;

/** An object with its values as texts; a reference to another source is its name with number or address. */
function flat({ id, type, external_references: external = [], ...properties }: Bundled, originalOf: (id: string) => string): Told {
  const values = Object.entries(properties).map(([name, value]): [string, string[]] => [
    name,
    [value].flat().map((each) => (typeof each === 'string' ? originalOf(each) : JSON.stringify(each))),
  ]);
  const references = external.map(({ source_name: name, external_id: number, url }) => `${name} ${number ?? url ?? ''}`.trim());
  return {
    id: originalOf(id),
    type,
    properties: { ...Object.fromEntries(values), ...(references.length ? { external_references: references } : {}) },
  };
}

const endsOf = ({ source_ref: source = [], target_ref: target = [] }: Told['properties']): string => [...source, ...target].join();

/** What is said of an object in notes about it is told as its own. */
function withNotes(objects: readonly Told[]): Told[] {
  const byId = new Map(objects.map((each) => [each.id, each]));
  for (const { type, properties } of objects)
    if (type === 'note')
      for (const id of properties.object_refs ?? []) {
        const about = byId.get(id);
        if (about) (about.properties.note ??= []).push(...(properties.content ?? []));
      }
  return objects.filter(({ type }) => type !== 'note');
}

/** Things keep their id, or have it as a reference; relationships are known by their ends, opinions by their author and what they are about. */
export function stixDifferences(textBefore: string, textAfter: string): Differences {
  const plain = objectsOf(textBefore);
  const before = plain.map((object) => flat(object, (id) => id));
  const objects = objectsOf(textAfter);
  const original = new Map<string, string>();
  for (const { id, type, country, external_references: references = [] } of objects) {
    const own = references.find((each) => each.source_name === 'stix')?.external_id;
    const place = type === 'location' ? plain.find((each) => each.type === type && each.country === country)?.id : undefined;
    if (own ?? place) original.set(id, (own ?? place)!);
  }
  const originalOf = (id: string): string => original.get(id) ?? id;
  const tied = new Map(before.filter(({ type }) => type === 'relationship').map(({ id, properties }) => [endsOf(properties), id]));
  for (const object of objects) {
    const same = object.type === 'relationship' && tied.get(endsOf(flat(object, originalOf).properties));
    if (same) original.set(object.id, same);
  }
  const after = withNotes(objects.map((object) => flat(object, originalOf)));
  const saidBy = ({ properties: { created_by_ref: author = [], object_refs: about = [] } }: Told): string => [...author, ...about].join();
  return differencesOf(before, after, (one) =>
    after.filter((each) => each.id === one.id || (one.type === 'opinion' && each.type === 'opinion' && saidBy(one) === saidBy(each))),
  );
}
