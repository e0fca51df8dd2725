import { cypher, query, type Graph } from '@linchpin/graph';
import { lensOf, type Lens, type LensInput } from '../read/lens.js';
import { matchReference, readReference } from '../read/reference.js';
import { Refused, refuse } from '../refusals.js';
import { readingOfEntities, toEntity } from './reading-of-entities.js';
import { readingOfFacts, toFact } from './reading-of-facts.js';
import { countRows, readRows, type Reading } from './read-pages.js';
import { isFiltered, type UnloadFilter } from './unload-filter.js';
import type { Unloading } from './unloaded.js';

const standNow = query({
  about: 'The moment of the last change, and how often entities were merged or split.',
  takes: {},
  gives: { at: 'moment?', merges: 'int' },
  cypher: cypher`
    RETURN head(COLLECT { MATCH (c:Change) WHERE c.number > 0 RETURN toString(c.at) ORDER BY c.number DESC LIMIT 1 }) AS at,
      coalesce(head(COLLECT { MATCH (l:Lock {name: 'changes'}) RETURN l.merges }), 0) AS merges`,
});

const meant = query({
  about: 'Which entity does this reference mean: by id, identifier or exact name?',
  takes: { text: 'text', code: 'text', key: 'text' },
  gives: { ids: 'ids' },
  cypher: cypher`
    ${matchReference({ text: cypher`$text`, code: cypher`$code`, key: cypher`$key` })}
    WITH rank, collect(DISTINCT n.id) AS ids ORDER BY rank LIMIT 1 RETURN ids`,
});

export interface UnloadRequest {
  at?: LensInput;
  filter?: UnloadFilter;
}

/** Entities were merged or split while a reading was under way, so that its parts speak of different ones. */
export class MergedMeanwhileError extends Error {
  readonly code = 'MERGED_MEANWHILE' as const;
  override readonly name = 'MergedMeanwhileError';
  constructor() {
    super('Entities were merged or split while this was read. Begin again.');
  }
}

/**
 * What a lens and a filter show, to be read as often as one wants. The clock of recording is pinned to the last change, so facts that are
 * recorded meanwhile are not seen; a merge holds for all times, so a reading during which one is made fails with MergedMeanwhileError.
 * @throws BadEdtfError for a clock that is no date
 * @throws Refused UNKNOWN_ENTITY, or AMBIGUOUS as INVALID_INPUT, for `about`
 */
export async function unload(graph: Graph, { at = {}, filter: asked = {} }: UnloadRequest = {}): Promise<Unloading> {
  const [now] = await graph.read(standNow, {});
  const lens = pinned(lensOf(at), now!.at);
  const filter = asked.about === undefined ? asked : { ...asked, about: await entityMeant(graph, asked.about) };
  const everything = !isFiltered(filter) && [at.validAt, at.publishedBy, at.recordedAt].every((clock) => !clock);
  const [facts, entities] = [readingOfFacts(filter), readingOfEntities(filter, { everything })];
  async function* read<T>(reading: Reading, made: (row: Record<string, unknown>) => T): AsyncGenerator<T> {
    for await (const row of readRows(graph, lens, reading)) yield made(row);
    const [after] = await graph.read(standNow, {});
    if (after!.merges !== now!.merges) throw new MergedMeanwhileError();
  }
  return {
    at: { validAt: at.validAt ?? null, publishedBy: at.publishedBy ?? null, recordedAt: lens.recordedAt },
    count: async () => ({ facts: await countRows(graph, lens, facts), entities: await countRows(graph, lens, entities) }),
    facts: () => read(facts, toFact),
    entities: () => read(entities, toEntity),
  };
}

/** A database without a change holds nothing at any time. */
const pinned = (lens: Lens, last: string | null): Lens & { recordedAt: string } => {
  const now = last === null ? 0 : Date.parse(last);
  const asked = lens.recordedAt === null ? now : Date.parse(lens.recordedAt);
  return { ...lens, recordedAt: new Date(Math.min(now, asked)).toISOString() };
};

async function entityMeant(graph: Graph, text: string): Promise<string> {
  const [found] = await graph.read(meant, { ...readReference(text) });
  const [id, ...others] = found?.ids ?? [];
  if (id === undefined)
    throw new Refused([refuse('UNKNOWN_ENTITY', ['about'], `Nothing is known by "${text}". Give an id, an identifier or an exact name.`)]);
  if (others.length)
    throw new Refused([
      refuse('INVALID_INPUT', ['about'], `"${text}" may mean ${[id, ...others].slice(0, 10).join(', ')}. Give one of these ids.`),
    ]);
  return id;
}
