import { BadEdtfError, lensOf, type Lens } from '@linchpin/facts';
import {
  kindNames,
  predicateNames,
  relationNames,
  stances,
  statuses,
  temporalMatches,
  type Stance,
  type Status,
  type TemporalMatch,
} from '@linchpin/vocabulary';
import { z } from 'zod';
import type { World } from './world.js';

/** Where a value of an answer leads: the API reads the entity or fact behind the id, with whatever fields were asked of it. */
export interface Reads {
  reads: 'Entity' | 'Fact';
}

/** What the schemas say of themselves beside their type. */
export interface Meta {
  description?: string;
  /** The name of a type that several answers have in common. */
  title?: string;
  /** An id in an answer. */
  reads?: Reads['reads'];
  /** A reference in a question: an id, an identifier or an exact name. */
  refers?: 'Entity';
  /** The words of a closed list, each with its meaning. */
  words?: Record<string, string>;
  /** Words that the vocabulary gives. */
  vocabulary?: 'Predicate' | 'Kind' | 'FactStatus' | 'Stance' | 'TemporalMatch';
  /** Input of a type that the API has already. */
  input?: 'Lens';
}
export const isWrapper = (schema: z.core.$ZodType): schema is z.ZodNullable | z.ZodOptional | z.ZodDefault =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
/** The fields of a group, each with its schema. */
export const fieldsOf = (schema: z.ZodObject): [string, z.core.$ZodType][] => Object.entries<z.core.$ZodType>(schema.shape);
/** What the entries of a list are; null for what is no list. */
export function elementOf(schema: z.core.$ZodType): z.core.$ZodType | null {
  const inner: z.core.$ZodType = bareSchema(schema);
  return inner instanceof z.ZodArray ? bareSchema(inner.element) : null;
}
/** What a schema makes nullable or optional, or the schema itself. */
export const bareSchema = (schema: z.core.$ZodType): z.core.$ZodType => (isWrapper(schema) ? bareSchema(schema.unwrap()) : schema);
/** What a schema says of itself, or the one that it makes nullable or optional. */
export const metaOf = (schema: z.core.$ZodType): Meta => ({
  ...(isWrapper(schema) ? metaOf(schema.unwrap()) : {}),
  ...(z.globalRegistry.get(schema) as Meta | undefined),
});

/** An entity that a question is about. */
export const entityInput = (about: string) =>
  z
    .string()
    .min(1)
    .meta({ description: `${about} Its id (kp), an identifier (KP) or its exact name.`, refers: 'Entity' });
/** Clocks to look through, as the common argument `at` has them. */
export const lensInput = (about: string) =>
  z
    .object({
      validAt: z.string().nullish(),
      publishedBy: z.string().nullish(),
      recordedAt: z.string().nullish(),
      background: z.boolean().nullish(),
    })
    .transform((given, context): Lens => {
      try {
        return lensOf(given);
      } catch (error) {
        if (!(error instanceof BadEdtfError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
        return z.NEVER;
      }
    })
    .meta({ description: about, input: 'Lens' });
export const entityRef = (about: string) => z.string().meta({ description: about, reads: 'Entity' });
export const factRefs = (about: string) => z.array(z.string().meta({ reads: 'Fact' })).meta({ description: about });
export const text = (about: string) => z.string().meta({ description: about });
export const texts = (about: string) => z.array(z.string()).meta({ description: about });
export const number = (about: string) => z.number().meta({ description: about });
export const whole = (about: string) => z.int().meta({ description: about });
/** A closed list of words, each with its meaning. */
export const choice = <const T extends Record<string, string>>(about: string, words: T) =>
  z.enum(Object.keys(words) as (keyof T & string)[]).meta({ description: about, words });
/** A word of the vocabulary, in a question or in an answer. */
export const statusWord = (about: string) =>
  z.enum(Object.keys(statuses) as Status[]).meta({ description: about, vocabulary: 'FactStatus' });
export const statusWords = (about: string) =>
  z.array(z.enum(Object.keys(statuses) as Status[]).meta({ vocabulary: 'FactStatus' })).meta({ description: about });
export const stanceWord = (about: string) => z.enum(Object.keys(stances) as Stance[]).meta({ description: about, vocabulary: 'Stance' });
export const matchWord = (about: string) =>
  z.enum(Object.keys(temporalMatches) as TemporalMatch[]).meta({ description: about, vocabulary: 'TemporalMatch' });
export const kindWord = (about: string) => z.enum(kindNames).meta({ description: about, vocabulary: 'Kind' });
export const predicateWord = (about: string) => z.enum(predicateNames).meta({ description: about, vocabulary: 'Predicate' });
export const predicateWords = (about: string) =>
  z
    .array(z.enum(predicateNames).meta({ vocabulary: 'Predicate' }))
    .min(1)
    .max(50)
    .meta({ description: about });
/** Predicates that join two entities; differentFrom keeps them apart. */
export const joiningNames = relationNames.filter((name) => name !== 'differentFrom');
/** Predicates between entities. */
export const relationWords = (about: string) =>
  z
    .array(
      z
        .enum(relationNames, { error: ({ input }) => `${String(input).slice(0, 60)} is no predicate between entities` })
        .meta({ vocabulary: 'Predicate' }),
    )
    .min(1)
    .meta({ description: about });
export const flag = (about: string) => z.boolean().meta({ description: about });

/** What every answer says of itself. */
export const honesty = {
  missing: texts('What would have to be known for a fuller answer. Nothing is guessed in its place.'),
  warnings: texts('What to mind: bounds that were hit, sources that contradict each other.'),
};

type Shape = z.ZodObject;
export type Answer = Record<string, unknown>;

/** A question as data: from it follow the field of the API, the command of the CLI and its entry in ANALYSES.md. */
export interface Analysis<T extends Shape = Shape, G extends Shape = Shape> {
  /** The name of the field and of the command. */
  name: string;
  /** The question in one sentence. */
  asks: string;
  /** How it is answered, and by whose rule. */
  method: string;
  takes: T;
  gives: G;
  /** Answers from what the world of this question holds; pure but for what `world` reads. */
  answer: (world: World, input: z.output<T>) => Promise<z.output<G>>;
}

export const analysis = <T extends Shape, G extends Shape>(entry: Analysis<T, G>): Analysis<T, G> => entry;
