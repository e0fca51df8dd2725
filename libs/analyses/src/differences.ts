import { z } from 'zod';
import { bareSchema, elementOf, factRefs, fieldsOf, metaOf, text, type Answer } from './analysis.js';

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

export type Comparison = z.output<typeof differing>;

type Schema = z.core.$ZodType;
type Flat = Map<string, string>;

const readsIn = (schema: Schema): 'Entity' | 'Fact' | undefined => metaOf(elementOf(schema) ?? bareSchema(schema)).reads;

/** All ids of a sort within a value, in the order of the answer. */
export function idsIn(schema: Schema, value: unknown, reads: 'Entity' | 'Fact'): string[] {
  const inner = bareSchema(schema);
  if (value === null || value === undefined) return [];
  if (metaOf(inner).reads === reads) return [value as string];
  const element = elementOf(inner);
  if (element) return (value as unknown[]).flatMap((each) => idsIn(element, each, reads));
  if (inner instanceof z.ZodObject) return fieldsOf(inner).flatMap(([key, field]) => idsIn(field, (value as Answer)[key], reads));
  return [];
}

/** How a fact stands may change; what sort of row it is does not. */
const isSort = (schema: Schema): boolean => {
  const { vocabulary } = metaOf(schema);
  return bareSchema(schema) instanceof z.ZodEnum && (!vocabulary || vocabulary === 'Predicate' || vocabulary === 'Kind');
};

/** By what an entry of a list is known again: whom it is about and its sort, else the entities in it, else its facts. */
function keyOf(schema: z.ZodObject, value: Answer): string {
  const fields = fieldsOf(schema);
  const own = fields.filter(([, field]) => isSort(field) || (!elementOf(field) && readsIn(field) === 'Entity'));
  if (own.some(([, field]) => readsIn(field) === 'Entity')) return own.map(([key]) => String(value[key])).join(' ');
  const facts = fields.filter(([, field]) => elementOf(field) && readsIn(field) === 'Fact').flatMap(([key]) => value[key] as string[]);
  const entities = idsIn(schema, value, 'Entity').filter((id, i, all) => all.indexOf(id) === i);
  return (entities.length && !fields.some(([key]) => key === 'fact') ? entities : facts).join(' ');
}

/** Every value of an answer under its path. Lists of ids and words become a set: each under its own path. Facts are told apart from the rest. */
function flatten(schema: Schema, value: unknown, path: string, flat: Flat): Flat {
  const inner = bareSchema(schema);
  if (value === null || value === undefined || readsIn(inner) === 'Fact') return flat;
  const element = elementOf(inner);
  if (element instanceof z.ZodObject)
    for (const each of value as Answer[]) flatten(element, each, `${path}[${keyOf(element, each)}]`, flat);
  else if (element) for (const each of value as unknown[]) flat.set(`${path}[${String(each)}]`, String(each));
  else if (inner instanceof z.ZodObject)
    for (const [key, field] of fieldsOf(inner)) flatten(field, (value as Answer)[key], path ? `${path}.${key}` : key, flat);
  else flat.set(path, typeof value === 'string' ? value : JSON.stringify(value));
  return flat;
}

/** Compares two answers by what they say, whatever the order of their lists. */
export function differencesOf(gives: z.ZodObject, before: Answer, after: Answer): Comparison {
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
