import { nameQueries } from '@linchpin/analyses';
import type { Graph } from '@linchpin/graph';
import { lensOf } from '@linchpin/facts';
import { kindNames, kindsLike, type Kind } from '@linchpin/vocabulary';
import { InputError } from '../errors.js';
import { agreementOf, numbersMeant } from './agreement.js';
import { findCandidates, type Found } from './candidates.queries.js';
import { readRowQuery, type RowQuery } from './read-queries.js';
import { nearest, resultsOf, type Candidate, type Result } from './score.js';
import { readValues, type Values } from './values.queries.js';

export interface Answer {
  result: Result[];
  /** Why there is none; the others of the batch are answered. */
  error?: { code: string; message: string };
}

const atOnce = 4;
/** So many of the nearest are compared by their properties too. */
const mostCompared = 30;
/** The first wordings are the name, and the name without its legal form. */
const wholeWordings = 2;
/** A name from here on may be a spelling of the other. */
const alike = 0.8;
/** Their titles hold the names of parties; who seeks one says so by its type. */
const unlessAsked: readonly Kind[] = ['Document', 'Designation'];

/** A fault of one query is told in its place; a fault of ours ends all. */
export async function answerBatch(graph: Graph, batch: readonly [key: string, query: unknown][]): Promise<Record<string, Answer>> {
  const answers: [string, Answer][] = [];
  const left = batch.entries();
  const work = async (): Promise<void> => {
    for (const [place, [key, query]] of left) answers[place] = [key, await answerOrTell(graph, query)];
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return Object.fromEntries(answers);
}

async function answerOrTell(graph: Graph, query: unknown): Promise<Answer> {
  try {
    return { result: await answerQuery(graph, readRowQuery(query)) };
  } catch (error) {
    if (error instanceof InputError) return { result: [], error: { code: error.code, message: error.message } };
    throw error;
  }
}

/** @throws InputError BAD_INPUT for properties that lead to nobody by themselves */
async function answerQuery(graph: Graph, query: RowQuery): Promise<Result[]> {
  const { text, kinds, limit, properties } = query;
  const numbers = properties.flatMap(({ property, wanted }) =>
    property.source.from === 'identifiers' ? wanted.flatMap((each) => numbersMeant(property, each)) : [],
  );
  const names = properties.flatMap(({ property, wanted }) => (property.source.from === 'names' ? wanted.map((each) => each.text) : []));
  if (text === null && numbers.length + names.length === 0)
    throw new InputError(
      'BAD_INPUT',
      'Without a query give a name or an identifier among the properties: nothing else leads to an entity.',
    );
  const sought = kindsSought(query);
  if (sought.length === 0) return [];
  const ranked = await rankedCandidates(graph, query, { numbers, names, kinds: sought });
  const compared = properties.length ? await withAgreements(graph, ranked.slice(0, mostCompared), query) : ranked;
  return resultsOf(compared, kinds, limit);
}

interface Clues {
  numbers: readonly string[];
  /** Where there is no text. */
  names: readonly string[];
  kinds: readonly Kind[];
}

/** The nearest first. With a word left out it is looked for only where the whole name leads to nobody of a name like it. */
async function rankedCandidates(graph: Graph, { text, kinds: asked }: RowQuery, { numbers, names, kinds }: Clues): Promise<Candidate[]> {
  const wordings = nameQueries(text === null ? names : [text]);
  const find = async (among: readonly string[]): Promise<Candidate[]> => {
    const found = await findCandidates(graph, { text: text ?? '', wordings: among, numbers, kinds, strict: asked.length > 0 });
    return found.map((each): Candidate => ({ ...each, ...nearnessOf(text, each), agreements: [] }));
  };
  const whole = await find(wordings.slice(0, wholeWordings));
  const enough = whole.some(({ rank, nearness }) => rank < 4 || (nearness ?? 1) >= alike);
  const found = enough || wordings.length <= wholeWordings ? whole : await find(wordings);
  return found.sort((a, b) => Number(a.rank === 5) - Number(b.rank === 5) || (b.nearness ?? 0) - (a.nearness ?? 0));
}

const nearnessOf = (text: string | null, { label, names }: Found): Pick<Candidate, 'nearness' | 'main'> =>
  text === null ? { nearness: null } : { nearness: nearest(text, { label, names }), main: nearest(text, { label, names: [] }) };

/** An entity is of one kind: of all of several nothing is. */
function kindsSought({ kinds, strictness }: RowQuery): readonly Kind[] {
  if (kinds.length === 0) return kindNames.filter((kind) => !unlessAsked.includes(kind));
  if (strictness === 'all') return new Set(kinds).size === 1 ? kinds : [];
  return strictness === 'should' ? [...new Set(kinds.flatMap((kind) => [...kindsLike(kind)]))] : kinds;
}

async function withAgreements(graph: Graph, candidates: readonly Candidate[], { properties }: RowQuery): Promise<Candidate[]> {
  const rows = await readValues(
    graph,
    lensOf(),
    candidates.map(({ id }) => id),
    properties.map(({ property }) => property),
  );
  const known = new Map(rows.map((row): [string, Values] => [row.asked, row]));
  return candidates.flatMap((candidate) => {
    const values = known.get(candidate.id);
    if (!values) return [];
    return [{ ...candidate, agreements: properties.map(({ property, wanted }) => agreementOf(property, wanted, values)) }];
  });
}
