import { all, cypher, join, type Cypher } from '@linchpin/graph';
import { InputError } from '../errors.js';
import type { Page } from './page.js';
import type { Projecting } from './projection.js';

/** How a list is sorted, and where the page of it begins and ends. */
export interface Sorted {
  /** No two rows have the same. */
  keys: readonly Cypher[];
  cursor: Cypher;
  /** True of the rows of the page. */
  page: readonly Cypher[];
  /** True of all rows of the list. */
  list: readonly Cypher[];
}

/** What a page is read from. */
export interface Listed {
  /** MATCH clauses that bind the variables of a row. */
  match: Cypher;
  where: readonly Cypher[];
  sorted: Sorted;
  /** What all rows have in common, in the order of an index: sorted by it first, the index gives the page without reading the rest. */
  common?: readonly Cypher[];
  /** The variables of a row, after DISTINCT where `match` gives it several times. */
  row: Cypher;
  /** Clauses for the rows of the page alone. */
  then?: Cypher;
  /** What the fields of an edge are read from. */
  edge: Record<string, Cypher>;
}

/** One page as `{rows, total}`: one row more than asked, and how many there are in all if that is asked. */
export function pageRows(p: Projecting, { size, backward }: Page, list: Listed): Cypher {
  const { match, where, sorted, common = [], row, then = cypher`` } = list;
  const by = (keys: readonly Cypher[]): Cypher => join(backward ? keys.map((key) => cypher`${key} DESC`) : keys, ', ');
  const total = p.asks('totalCount')
    ? cypher`, total: COUNT { ${match} WHERE ${all([...sorted.list, ...where])} RETURN ${row} }`
    : cypher``;
  return cypher`{rows: COLLECT {
    ${match} WHERE ${all([...sorted.page, ...where])}
    WITH ${row} ORDER BY ${by([...common, ...sorted.keys])} LIMIT ${p.parameters.add(size + 1)}
    ${then}
    RETURN ${p.edges({ ...list.edge, cursor: sorted.cursor })} ORDER BY ${by(sorted.keys)} }${total}}`;
}

/**
 * Sorted by one key, of which `least` is less than any. A bound below is always there: without one the planner cannot use an index that
 * ends in the key.
 */
export function byKey<T extends string | number>(
  key: Cypher,
  least: T,
  { after, before }: { after: T | null; before: T | null },
  { parameters }: Projecting,
): Sorted {
  const until = before === null ? [] : [cypher`${key} < ${parameters.add(before)}`];
  return {
    keys: [key],
    cursor: cypher`toString(${key})`,
    page: [cypher`${key} > ${parameters.add(after ?? least)}`, ...until],
    list: [cypher`${key} > ${parameters.add(least)}`],
  };
}

/** Sorted by id. */
export const byId = (node: Cypher, page: Page, p: Projecting): Sorted => byKey(cypher`${node}.id`, '', page, p);

/** Sorted by a number, then by id. @throws InputError BAD_CURSOR */
export function byNumberAndId(number: Cypher, node: Cypher, { after, before }: Page, { parameters }: Projecting): Sorted {
  const id = cypher`${node}.id`;
  const bound = (cursor: string | null, sign: Cypher): Cypher[] => {
    if (cursor === null) return [];
    const [, at, of] = /^(-?[\d.]+(?:E\d+)?) (\S+)$/.exec(cursor) ?? [];
    if (!at || !of) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
    const [place, last] = [parameters.add(Number(at)), parameters.add(of)];
    return [cypher`(${number} ${sign} ${place} OR (${number} = ${place} AND ${id} ${sign} ${last}))`];
  };
  return {
    keys: [number, id],
    cursor: cypher`toString(${number}) + ' ' + ${id}`,
    page: [...bound(after, cypher`>`), ...bound(before, cypher`<`)],
    list: [],
  };
}
