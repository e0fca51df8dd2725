import { cypher, type Cypher } from '@linchpin/graph';
import { comparable } from '@linchpin/facts';
import { pageOf, type PageArgs } from '../compile/page.js';
import type { Projecting } from '../compile/projection.js';
import { InputError } from '../errors.js';

/** So many of the index's best matches are put in order by how close the whole name is; what follows stays in the index's order. */
const compared = 200;
const most = 10_000;

/** Where a page of search results begins: their cursor is the place in the list. @throws InputError BAD_CURSOR, BAD_PAGE */
export function placeOf(args: PageArgs): number {
  const { size, after, before, backward } = pageOf(args);
  if (backward || before !== null) throw new InputError('BAD_PAGE', 'Search results come best first: page forward with first and after.');
  if (after !== null && !/^\d{1,6}$/.test(after)) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
  const place = Number(after ?? 0);
  if (place + size > most) throw new InputError('BAD_PAGE', `A search gives its ${most} best matches. Narrow it by kind or by more words.`);
  return place;
}

/** Entities whose names match, the closest first: the very name, then names that begin so, that contain it, that resemble it; the shorter first, documents last. */
export function searchRows(p: Projecting, text: string, lucene: string): Cypher {
  const args = p.args as PageArgs;
  const [skip, { size }] = [placeOf(args), pageOf(args)];
  const [n, place] = [p.fresh('n'), p.fresh('place')];
  const forms = p.parameters.add(comparable(text));
  const call = (limit: number) =>
    cypher`CALL db.index.fulltext.queryNodes('entity_names', ${p.parameters.add(lucene)}, {limit: ${p.parameters.add(limit)}}) YIELD node AS ${n}, score`;
  const had = p.lens.knew(n);
  const closeness = cypher`CASE
    WHEN any(name IN ${n}.searchNames WHERE toLower(name) IN ${forms}) THEN 0
    WHEN any(name IN ${n}.searchNames WHERE any(form IN ${forms} WHERE toLower(name) STARTS WITH form)) THEN 1
    WHEN any(name IN ${n}.searchNames WHERE any(form IN ${forms} WHERE toLower(name) CONTAINS form)) THEN 2
    ELSE 3 END`;
  const total = p.asks('totalCount') ? cypher`, total: COUNT { ${call(most)} WHERE ${had} RETURN ${n} }` : cypher``;
  return cypher`{rows: COLLECT {
    ${call(Math.max(compared, skip + size + 1))} WHERE ${had}
    WITH collect(${n}) AS matches
    UNWIND range(0, size(matches) - 1) AS ${place}
    WITH matches[${place}] AS ${n}, ${place}
    WITH ${n}, ${place}, CASE WHEN ${place} < ${p.parameters.add(compared)} THEN ${closeness} ELSE 4 END AS far
    ORDER BY far, ${n}.kind = 'Document', CASE WHEN far < 4 THEN size(${n}.label) ELSE 0 END, ${place}
    SKIP ${p.parameters.add(skip)} LIMIT ${p.parameters.add(size + 1)}
    RETURN ${p.edges({ cursor: cypher`null`, node: n })} }${total}}`;
}
