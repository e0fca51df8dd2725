import { all, cypher, join, type Cypher } from '@linchpin/graph';
import { InputError } from '../errors.js';
import { pageOf } from './page.js';
import type { Projecting } from './projection.js';

/** Which facts a list holds, and in which order. */
export interface FactList {
  /** MATCH clauses that bind `f`. Several rows of one fact count once if `distinct`. */
  match: (f: Cypher) => Cypher;
  where: (f: Cypher) => Cypher[];
  distinct?: boolean;
  /** Hidden statuses are asked for by name. */
  hidden?: boolean;
  /** Joins the entity at the other end as `m`. */
  neighbour?: (f: Cypher, m: Cypher) => Cypher;
  /** What all facts of the list have in common, in the order of an index: sorted by it and the id, the index gives the page without reading the rest. */
  common?: (f: Cypher) => Cypher[];
  /** Sort key before the id; a number. */
  orderBy?: (f: Cypher) => Cypher;
}

/** One page of facts as `{rows, total}`: ordered by id, which is the order of recording, so that a cursor stays valid whatever is added. */
export function factRows(p: Projecting, list: FactList): Cypher {
  const page = pageOf(p.args);
  const [f, m] = [p.fresh('f'), p.fresh('m')];
  const descending = page.backward ? cypher` DESC` : cypher``;
  const by = (keys: Cypher[]) =>
    cypher`ORDER BY ${join(
      keys.map((key) => cypher`${key}${descending}`),
      ', ',
    )}`;
  const key = [...(list.orderBy ? [list.orderBy(f)] : []), cypher`${f}.id`];
  const order = by(key);
  const shown = [p.lens.visible(f, { hidden: list.hidden }), ...list.where(f)];
  const within = list.orderBy ? keysetOf(list.orderBy(f), f, page, p) : idBounds(f, page, p);
  const cursor = list.orderBy ? cypher`toString(${list.orderBy(f)}) + ' ' + ${f}.id` : cypher`${f}.id`;
  const row = p.edges({ cursor, node: list.neighbour ? m : f, fact: f, temporalMatch: p.lens.temporalMatch(f) });
  const rows = cypher`COLLECT {
    ${list.match(f)} WHERE ${all([...within, ...shown])}
    WITH ${list.distinct ? cypher`DISTINCT ` : cypher``}${f} ${by([...(list.common?.(f) ?? []), ...key])} LIMIT ${p.parameters.add(page.size + 1)}
    ${list.neighbour ? list.neighbour(f, m) : cypher``}
    RETURN ${row} ${order} }`;
  const total = p.asks('totalCount')
    ? cypher`, total: COUNT { ${list.match(f)} WHERE ${all([...(list.orderBy ? [] : [cypher`${f}.id > ''`]), ...shown])} RETURN ${list.distinct ? cypher`DISTINCT ` : cypher``}${f} }`
    : cypher``;
  return cypher`{rows: ${rows}${total}}`;
}

/** A bound below is always there: without one the planner cannot use an index that ends in the id. */
const idBounds = (f: Cypher, { after, before }: { after: string | null; before: string | null }, { parameters }: Projecting): Cypher[] => [
  cypher`${f}.id > ${parameters.add(after ?? '')}`,
  ...(before === null ? [] : [cypher`${f}.id < ${parameters.add(before)}`]),
];

function keysetOf(
  key: Cypher,
  f: Cypher,
  { after, before }: { after: string | null; before: string | null },
  { parameters }: Projecting,
): Cypher[] {
  const bound = (cursor: string, sign: Cypher): Cypher => {
    const [, at, id] = /^(-?[\d.]+(?:E\d+)?) (\S+)$/.exec(cursor) ?? [];
    if (!at || !id) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
    const [moment, fact] = [parameters.add(Number(at)), parameters.add(id)];
    return cypher`(${key} ${sign} ${moment} OR (${key} = ${moment} AND ${f}.id ${sign} ${fact}))`;
  };
  return [...(after === null ? [] : [bound(after, cypher`>`)]), ...(before === null ? [] : [bound(before, cypher`<`)])];
}

/** Facts that read this way from an entity `n`, with whom stands at their other end. */
export const neighbours = {
  out: (predicate: Cypher, n: Cypher): FactList => ({
    match: (f) => cypher`MATCH (${f}:Fact)`,
    where: (f) => [cypher`${f}.subject = ${n}.id`, cypher`${f}.predicate = ${predicate}`],
    common: (f) => [cypher`${f}.subject`, cypher`${f}.predicate`],
    neighbour: (f, m) => cypher`MATCH (${f})-[:OBJECT]->(${m})`,
  }),
  in: (predicate: Cypher, n: Cypher): FactList => ({
    match: (f) => cypher`MATCH (${f}:Fact)`,
    where: (f) => [cypher`${f}.object = ${n}.id`, cypher`${f}.predicate = ${predicate}`],
    common: (f) => [cypher`${f}.object`, cypher`${f}.predicate`],
    neighbour: (f, m) => cypher`MATCH (${f})-[:SUBJECT]->(${m})`,
  }),
  both: (predicate: Cypher, n: Cypher): FactList => ({
    match: (f) => cypher`MATCH (${n})<-[:SUBJECT|OBJECT]-(${f}:Fact)`,
    where: (f) => [cypher`${f}.predicate = ${predicate}`],
    neighbour: (f, m) => cypher`MATCH (${f})-[:SUBJECT|OBJECT]->(${m}) WHERE ${m} <> ${n}`,
  }),
};
