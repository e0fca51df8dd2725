import { cypher, query, type Graph } from '@linchpin/graph';
import { matchReference, readReference } from '@linchpin/facts';
import { z } from 'zod';
import { metaOf, type Analysis, type Answer } from './analysis.js';
import { AnalysisError } from './answer-errors.js';
import { futureOf, readScope, type Overlay, type ScopeInput } from './scope.js';
import { withoutNulls } from './without-nulls.js';
import { World } from './world.js';

const resolveReferences = query({
  about: 'Which entities do these references mean: by id, identifier or exact name?',
  takes: { references: 'maps' },
  gives: { text: 'text', ids: 'ids' },
  cypher: cypher`
    UNWIND $references AS ref
    ${matchReference({ text: cypher`ref.text`, code: cypher`ref.code`, key: cypher`ref.key` })}
    WITH ref.text AS text, rank, collect(DISTINCT n.id) AS ids ORDER BY text, rank
    RETURN text, head(collect(ids)) AS ids`,
});

const knownFacts = query({
  about: 'Which of these ids are facts?',
  takes: { ids: 'ids' },
  gives: { id: 'id' },
  cypher: cypher`UNWIND $ids AS id MATCH (f:Fact {id: id}) RETURN f.id AS id`,
});

/** Asks a question. @throws AnalysisError for input that cannot be answered, with what to do */
export async function ask(graph: Graph, entry: Analysis, given: Record<string, unknown>, input: ScopeInput = {}): Promise<Answer> {
  const scope = readScope(input);
  const parsed = entry.takes.safeParse(withoutNulls(given));
  if (!parsed.success) throw new AnalysisError('BAD_INPUT', z.prettifyError(parsed.error));
  const { overlay } = scope;
  const facts = new Set((overlay.remove.length ? await graph.read(knownFacts, { ids: [...overlay.remove] }) : []).map(({ id }) => id));
  const names = [
    ...referencesIn(entry, parsed.data),
    ...overlay.remove.filter((id) => !facts.has(id)),
    ...overlay.add.flatMap(({ subject, object }) => [subject, object]),
  ];
  const ids = await resolveAll(graph, names);
  const world = new World(graph, { ...scope, overlay: resolved(overlay, ids) });
  futureOf(scope.lens).forEach((warning) => world.warn(warning));
  return entry.answer(world, withIds(entry, parsed.data, ids));
}

const isReference = ([, schema]: [string, z.core.$ZodType]): boolean => metaOf(schema).refers === 'Entity';
const referenceNames = ({ takes }: Analysis): string[] =>
  Object.entries(takes.shape)
    .filter(isReference)
    .map(([name]) => name);
const referencesIn = (entry: Analysis, data: Record<string, unknown>): string[] =>
  referenceNames(entry).flatMap((name) => (typeof data[name] === 'string' ? [data[name]] : []));

const withIds = (entry: Analysis, data: Record<string, unknown>, ids: ReadonlyMap<string, string>): Record<string, unknown> => ({
  ...data,
  ...Object.fromEntries(
    referenceNames(entry)
      .filter((name) => data[name] !== undefined)
      .map((name) => [name, ids.get(String(data[name]))]),
  ),
});

const resolved = ({ remove, add }: Overlay, ids: ReadonlyMap<string, string>): Overlay => ({
  remove: remove.map((id) => ids.get(id) ?? id),
  add: add.map((tie) => ({ ...tie, subject: ids.get(tie.subject)!, object: ids.get(tie.object)! })),
});

/** @throws AnalysisError UNKNOWN_ENTITY or AMBIGUOUS naming the references at fault */
async function resolveAll(graph: Graph, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(names)];
  if (wanted.length === 0) return new Map();
  const rows = await graph.read(resolveReferences, { references: wanted.map((name) => ({ ...readReference(name) })) });
  const found = new Map(rows.map(({ text, ids }) => [text, ids]));
  const shown = (name: string) => `"${name.slice(0, 100)}"`;
  const unknown = wanted.filter((name) => !found.has(name));
  if (unknown.length)
    throw new AnalysisError(
      'UNKNOWN_ENTITY',
      `No entity has the id, identifier or exact name ${unknown.map(shown).join(', ')}. Search for it with entities(search: …).`,
    );
  for (const [name, ids] of found)
    if (ids.length > 1) throw new AnalysisError('AMBIGUOUS', `${shown(name)} may be ${ids.slice(0, 10).join(', ')}. Ask by id.`);
  return new Map([...found].map(([name, ids]) => [name, ids[0]!]));
}
