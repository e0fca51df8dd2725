import { cypher, type Cypher } from '@linchpin/graph';
import { byId, byNumberAndId, pageRows } from './page-rows.js';
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

/** One page of facts as `{rows, total}`, by id unless the list says otherwise: in the order of recording, so that a cursor stays valid whatever is added. */
export function factRows(p: Projecting, list: FactList): Cypher {
  const page = pageOf(p.args);
  const [f, m] = [p.fresh('f'), p.fresh('m')];
  return pageRows(p, page, {
    match: list.match(f),
    where: [p.lens.visible(f, { hidden: list.hidden }), ...list.where(f)],
    sorted: list.orderBy ? byNumberAndId(list.orderBy(f), f, page, p) : byId(f, page, p),
    common: list.common?.(f),
    row: list.distinct ? cypher`DISTINCT ${f}` : f,
    then: list.neighbour?.(f, m),
    edge: { node: list.neighbour ? m : f, fact: f, temporalMatch: p.lens.temporalMatch(f) },
  });
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
