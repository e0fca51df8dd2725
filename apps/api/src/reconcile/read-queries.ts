import type { Kind } from '@linchpin/vocabulary';
import { z } from 'zod';
import { InputError } from '../errors.js';
import type { Wanted } from './agreement.js';
import { kindNamed, propertyNamed, type Property } from './properties.js';

/** What one row of a spreadsheet asks. */
export interface RowQuery {
  text: string | null;
  kinds: Kind[];
  /** should: kinds like those are given too, with a lower score. */
  strictness: 'any' | 'should' | 'all';
  limit: number;
  properties: { property: Property; wanted: Wanted[] }[];
}

export const mostQueries = 50;
const mostResults = 50;
const longest = 500;

const text = z.string().max(longest);
const value = z.union([text, z.number(), z.boolean(), z.object({ id: text, name: text.optional() })]).transform((given): Wanted => {
  if (typeof given !== 'object') return { text: String(given) };
  return { text: given.name ?? given.id, id: given.id };
});
const type = z.union([text, z.object({ id: text }).transform(({ id }) => id)]);
const query = z
  .object({
    query: text.trim().min(1).optional(),
    type: z.union([type, z.array(type).max(30)]).optional(),
    limit: z.coerce.number().int().min(1).default(10),
    type_strict: z.enum(['any', 'should', 'all']).default('any'),
    properties: z
      .array(z.object({ pid: text, v: z.union([value, z.array(value).max(20)]) }))
      .max(20)
      .default([]),
  })
  .refine((given) => given.query !== undefined || given.properties.length > 0, 'Give a query, or properties.');

/** @throws InputError BAD_INPUT that says what is wrong with it */
export function readRowQuery(given: unknown): RowQuery {
  const parsed = query.safeParse(given);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message));
    throw new InputError('BAD_INPUT', faults.join('. ').slice(0, 500));
  }
  const { query: asked = null, type: types = [], limit, type_strict: strictness, properties } = parsed.data;
  return {
    text: asked,
    kinds: [types].flat().filter(Boolean).map(kindOf),
    strictness,
    limit: Math.min(limit, mostResults),
    properties: properties.map(({ pid, v }) => ({
      property: propertyOf(pid),
      wanted: [v].flat().filter((each) => each.text.trim() !== ''),
    })),
  };
}

function kindOf(given: string): Kind {
  const kind = kindNamed(given);
  if (kind) return kind;
  throw new InputError('BAD_INPUT', `type: there is no type "${given.slice(0, 100)}". GET /reconcile/suggest/type lists them.`);
}

/** @throws InputError BAD_INPUT */
export function propertyOf(id: string): Property {
  const property = propertyNamed(id);
  if (property) return property;
  throw new InputError('BAD_INPUT', `There is no property "${id.slice(0, 100)}". GET /reconcile/suggest/property lists them.`);
}

/** JSON in a form or address, or what a JSON body held. @throws InputError BAD_INPUT */
export function readJson(given: unknown, name: string): unknown {
  if (typeof given !== 'string') return given;
  try {
    return JSON.parse(given) as unknown;
  } catch {
    throw new InputError('BAD_INPUT', `${name}: this is not JSON.`);
  }
}

/** The queries of a batch by their keys, not yet read. @throws InputError BAD_INPUT, BATCH_TOO_LARGE */
export function readBatch(given: unknown): [key: string, query: unknown][] {
  const batch = readJson(given, 'queries');
  if (typeof batch !== 'object' || batch === null || Array.isArray(batch))
    throw new InputError('BAD_INPUT', 'queries: give an object, such as {"q0": {"query": "Dyn"}}.');
  const entries = Object.entries(batch);
  if (entries.length > mostQueries)
    throw new InputError(
      'BATCH_TOO_LARGE',
      `A batch holds ${mostQueries} queries at most, as the manifest says; here are ${entries.length}.`,
    );
  return entries;
}
