import { z } from 'zod';
import { factRefs, isWrapper, metaOf, text, type Answer } from './analysis.js';

const difference = z
  .object({
    path: text('Where it stands, with what an entry of a list is about: providers[ttk].share.lower.'),
    before: text('What the other answer says; null where it has no such value.').nullable(),
    after: text('What this answer says; null where it has no such value.').nullable(),
  })
  .meta({ title: 'AnswerDifference', description: 'A value in which two answers differ.' });

/** What tells two answers to one question apart. */
export const differing = z
  .object({
    differences: z.array(difference).meta({ description: 'Every value that differs.' }),
    factsBefore: factRefs('Facts that only the other answer rests on.'),
    factsAfter: factRefs('Facts that only this answer rests on.'),
  })
  .meta({ description: 'Two answers to one question, and what differs.' });

type Schema = z.core.$ZodType;
type Flat = Map<string, string>;

const bare = (schema: Schema): Schema => (isWrapper(schema) ? bare(schema.unwrap()) : schema);
const elementOf = (schema: Schema): Schema | null => (schema instanceof z.ZodArray ? bare(schema.element) : null);
const readsIn = (schema: Schema): 'Entity' | 'Fact' | undefined => {
  const element = elementOf(bare(schema));
  return element ? metaOf(element).reads : metaOf(bare(schema)).reads;
};
const entriesOf = (schema: z.ZodObject): [string, Schema][] => Object.entries(schema.shape) as [string, Schema][];

/** All ids of a sort within a value, in the order of the answer. */
function idsIn(schema: Schema, value: unknown, reads: 'Entity' | 'Fact'): string[] {
  const inner = bare(schema);
  if (value === null || value === undefined) return [];
  if (metaOf(inner).reads === reads) return [String(value)];
  const element = elementOf(inner);
  if (element) return (value as unknown[]).flatMap((each) => idsIn(element, each, reads));
  if (inner instanceof z.ZodObject) return entriesOf(inner).flatMap(([key, field]) => idsIn(field, (value as Answer)[key], reads));
  return [];
}

/** By what an entry of a list is known again: whom it is about and its sort, else the entities in it, else its facts. */
function keyOf(schema: z.ZodObject, value: Answer): string {
  const fields = entriesOf(schema);
  const own = fields.filter(([, field]) => bare(field) instanceof z.ZodEnum || (!elementOf(bare(field)) && readsIn(field) === 'Entity'));
  if (own.some(([, field]) => readsIn(field) === 'Entity')) return own.map(([key]) => String(value[key])).join(' ');
  const facts = fields
    .filter(([, field]) => elementOf(bare(field)) && readsIn(field) === 'Fact')
    .flatMap(([key]) => value[key] as string[]);
  const entities = idsIn(schema, value, 'Entity').filter((id, i, all) => all.indexOf(id) === i);
  return (entities.length && !fields.some(([key]) => key === 'fact') ? entities : facts).join(' ');
}

/** Every value of an answer under its path. Lists of ids and words become a set: each under its own path. Facts are told apart from the rest. */
function flatten(schema: Schema, value: unknown, path: string, flat: Flat): Flat {
  const inner = bare(schema);
  if (value === null || value === undefined || readsIn(inner) === 'Fact') return flat;
  const element = elementOf(inner);
  if (element instanceof z.ZodObject)
    for (const each of value as Answer[]) flatten(element, each, `${path}[${keyOf(element, each)}]`, flat);
  else if (element) for (const each of value as unknown[]) flat.set(`${path}[${String(each)}]`, String(each));
  else if (inner instanceof z.ZodObject)
    for (const [key, field] of entriesOf(inner)) flatten(field, (value as Answer)[key], path ? `${path}.${key}` : key, flat);
  else flat.set(path, String(value));
  return flat;
}

/** Compares two answers by what they say, whatever the order of their lists. */
export function differencesOf(gives: z.ZodObject, before: Answer, after: Answer): z.output<typeof differing> {
  const [a, b] = [flatten(gives, before, '', new Map()), flatten(gives, after, '', new Map())];
  const differences = [...new Set([...a.keys(), ...b.keys()])]
    .filter((path) => a.get(path) !== b.get(path))
    .map((path) => ({ path, before: a.get(path) ?? null, after: b.get(path) ?? null }));
  const [factsA, factsB] = [new Set(idsIn(gives, before, 'Fact')), new Set(idsIn(gives, after, 'Fact'))];
  return {
    differences,
    factsBefore: [...factsA].filter((fact) => !factsB.has(fact)),
    factsAfter: [...factsB].filter((fact) => !factsA.has(fact)),
  };
}
