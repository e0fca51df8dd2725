import { all, cypher, type Cypher } from '@linchpin/graph';
import { pageOf } from '../compile/page.js';
import type { Projecting } from '../compile/projection.js';
import { InputError } from '../errors.js';

/** Where attestations without a position stand in the order: after all others. */
const nowhere = cypher`2147483647`;

/** One page of what is stated in the document `parent`, by the place of the quote and then the order of recording. */
export function passageRows(p: Projecting): Cypher {
  const { size, backward, after, before } = pageOf(p.args);
  const [a, f] = [p.fresh('a'), p.fresh('f')];
  const place = cypher`toInteger(coalesce(${a}.quoteStart, ${nowhere}))`;
  const bound = (cursor: string, sign: Cypher): Cypher => {
    const [, at, id] = /^(\d+) (\S+)$/.exec(cursor) ?? [];
    if (!at || !id) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
    const [start, attestation] = [p.parameters.add(Number(at)), p.parameters.add(id)];
    return cypher`(${place} ${sign} ${start} OR (${place} = ${start} AND ${a}.id ${sign} ${attestation}))`;
  };
  const within = [...(after === null ? [] : [bound(after, cypher`>`)]), ...(before === null ? [] : [bound(before, cypher`<`)])];
  const stated = cypher`MATCH (${p.parent})<-[:STATED_IN]-(${a}:Attestation)-[:ATTESTS]->(${f}:Fact)`;
  const shown = [p.lens.visible(f), p.lens.attested(a)];
  const descending = backward ? cypher` DESC` : cypher``;
  const order = cypher`ORDER BY ${place}${descending}, ${a}.id${descending}`;
  const row = p.edges({
    cursor: cypher`toString(${place}) + ' ' + ${a}.id`,
    node: a,
    fact: f,
    start: cypher`toInteger(${a}.quoteStart)`,
    end: cypher`toInteger(${a}.quoteEnd)`,
  });
  const total = p.asks('totalCount') ? cypher`, total: COUNT { ${stated} WHERE ${all(shown)} }` : cypher``;
  return cypher`{rows: COLLECT {
    ${stated} WHERE ${all([...within, ...shown])}
    WITH ${a}, ${f} ${order} LIMIT ${p.parameters.add(size + 1)}
    RETURN ${row} ${order} }${total}}`;
}
