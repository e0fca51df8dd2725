import { cypher, type Cypher } from '@linchpin/graph';
import { byNumberAndId, pageRows } from '../compile/page-rows.js';
import { pageOf } from '../compile/page.js';
import type { Projecting } from '../compile/projection.js';

/** Where attestations without a position stand in the order: after all others. */
const nowhere = cypher`2147483647`;

/** One page of what is stated in the document `parent`, by the place of the quote and then the order of recording. */
export function passageRows(p: Projecting): Cypher {
  const page = pageOf(p.args);
  const [a, f] = [p.fresh('a'), p.fresh('f')];
  return pageRows(p, page, {
    match: cypher`MATCH (${p.parent})<-[:STATED_IN]-(${a}:Attestation)-[:ATTESTS]->(${f}:Fact)`,
    where: [p.lens.visible(f), p.lens.attested(a)],
    sorted: byNumberAndId(cypher`toInteger(coalesce(${a}.quoteStart, ${nowhere}))`, a, page, p),
    row: cypher`${a}, ${f}`,
    edge: { node: a, fact: f, start: cypher`toInteger(${a}.quoteStart)`, end: cypher`toInteger(${a}.quoteEnd)` },
  });
}
