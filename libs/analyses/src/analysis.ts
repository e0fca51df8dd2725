import { z } from 'zod';
import type { World } from './world.js';

/** Where a value of an answer leads: the API reads the entity or fact behind the id, with whatever fields were asked of it. */
export interface Reads {
  reads: 'Entity' | 'Fact';
}

export const entityRef = (about: string) => z.string().meta({ description: about, reads: 'Entity' });
export const factRefs = (about: string) => z.array(z.string().meta({ reads: 'Fact' })).meta({ description: about });
export const text = (about: string) => z.string().meta({ description: about });
export const texts = (about: string) => z.array(z.string()).meta({ description: about });
export const number = (about: string) => z.number().meta({ description: about });
export const whole = (about: string) => z.int().meta({ description: about });
/** A closed list of words, each with its meaning. */
export const choice = <const T extends Record<string, string>>(about: string, words: T) =>
  z.enum(Object.keys(words) as (keyof T & string)[]).meta({ description: about, words });
export const flag = (about: string) => z.boolean().meta({ description: about });

/** What every answer says of itself. */
export const honesty = {
  missing: texts('What would have to be known for a fuller answer. Nothing is guessed in its place.'),
  warnings: texts('What to mind: bounds that were hit, sources that contradict each other.'),
};

type Shape = z.ZodObject;

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
