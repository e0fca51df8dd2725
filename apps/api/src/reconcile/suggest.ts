import { comparable, luceneQuery } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import { kindNames, kinds, type Kind } from '@linchpin/vocabulary';
import { z } from 'zod';
import { InputError } from '../errors.js';
import { findCandidates, type Found } from './candidates.queries.js';
import { kindNamed, properties, typeOfKind } from './properties.js';

interface Asked {
  prefix: string;
  /** How many to skip. */
  cursor: number;
  kind: Kind | null;
}

export interface Suggestion {
  id: string;
  name: string;
  description?: string;
  notable?: { id: string; name: string }[];
}

const atATime = 20;

const parameters = z.object({
  prefix: z.string().max(500).default(''),
  cursor: z.coerce.number().int().min(0).max(10_000).default(0),
  type: z.union([z.string(), z.array(z.string())]).optional(),
});

/** @throws InputError BAD_INPUT */
export function readAsked(query: unknown): Asked {
  const parsed = parameters.safeParse(query);
  if (!parsed.success) throw new InputError('BAD_INPUT', 'Give a prefix of up to 500 characters, and as cursor how many to skip.');
  const { prefix, cursor, type } = parsed.data;
  return { prefix: prefix.trim(), cursor, kind: kindNamed([type ?? ''].flat()[0] ?? '') };
}

const page = (all: readonly Suggestion[], { cursor }: Asked): { result: Suggestion[] } => ({ result: all.slice(cursor, cursor + atATime) });

/** 0 for the very name, 1 where a name begins so, 2 where a word of it does, 3 for what resembles it. */
function closeness(forms: readonly string[], names: readonly string[]): number {
  const known = names.flatMap(comparable);
  if (known.some((name) => forms.includes(name))) return 0;
  if (known.some((name) => forms.some((form) => name.startsWith(form)))) return 1;
  return known.some((name) => forms.some((form) => name.includes(` ${form}`))) ? 2 : 3;
}

/** Entities by the beginning of a name, an id or an identifier. */
export async function suggestEntities(graph: Graph, asked: Asked): Promise<{ result: Suggestion[] }> {
  const { prefix, kind } = asked;
  const wording = luceneQuery(prefix);
  const found = await findCandidates(graph, {
    text: prefix,
    wordings: wording ? [wording] : [],
    numbers: [],
    kinds: kind ? [kind] : kindNames,
    strict: kind !== null,
  });
  const forms = comparable(prefix);
  const rank = ({ rank: by, label, names }: Found): number => (by < 4 ? -1 : closeness(forms, [label, ...names]));
  const sorted = found
    .map((each) => ({ each, near: rank(each) }))
    .sort(
      (a, b) =>
        a.near - b.near ||
        Number(a.each.kind === 'Document') - Number(b.each.kind === 'Document') ||
        a.each.label.length - b.each.label.length,
    );
  return page(
    sorted.map(({ each: { id, label, kind: of } }) => ({ id, name: label, description: typeOfKind(of).name, notable: [typeOfKind(of)] })),
    asked,
  );
}

const begins = (prefix: string, ...texts: string[]): boolean => {
  const sought = prefix.toLowerCase();
  return texts.some((text) => text.toLowerCase().startsWith(sought) || text.toLowerCase().includes(` ${sought}`));
};

export const suggestProperties = (asked: Asked): { result: Suggestion[] } =>
  page(
    properties
      .filter(({ id, name, kinds: of }) => begins(asked.prefix, id, name) && (asked.kind === null || of.includes(asked.kind)))
      .map(({ id, name, about }) => ({ id, name, description: about })),
    asked,
  );

export const suggestTypes = (asked: Asked): { result: Suggestion[] } =>
  page(
    kindNames
      .map((kind) => ({ ...typeOfKind(kind), description: kinds[kind].about }))
      .filter(({ id, name }) => begins(asked.prefix, id, name)),
    asked,
  );
