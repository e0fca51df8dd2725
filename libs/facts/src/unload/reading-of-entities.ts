import { cypher, type Cypher } from '@linchpin/graph';
import type { LensText } from '../read/lens.js';
import { wanted, type UnloadFilter } from './unload-filter.js';
import type { UnloadedEntity } from './unloaded.js';
import type { Reading } from './read-pages.js';

const spokenOf = (shown: Cypher, lens: LensText): Cypher => {
  const attested = lens.attested(cypher`a`);
  return cypher`(EXISTS { (n)<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(f:Fact) WHERE ${shown} }
    OR EXISTS { (n)<-[:CLAIMED_BY|PASSED_BY|STATED_IN]-(a:Attestation)-[:ATTESTS]->(f:Fact) WHERE ${attested} AND ${shown} }
    OR EXISTS { (n)<-[:PUBLISHED_BY]-(:Document)<-[:STATED_IN]-(a:Attestation)-[:ATTESTS]->(f:Fact) WHERE ${attested} AND ${shown} })`;
};

const own = (n: Cypher): Cypher =>
  cypher`[i IN range(0, size(${n}.names) - 1) | {text: ${n}.names[i], lang: nullIf(${n}.nameLangs[i], '')}]`;

/** An entity `n` as it leaves. Names of those that were merged into it are its own. */
const row = cypher`n{.id, .kind, .label,
  names: ${own(cypher`n`)} + COLLECT {
    MATCH (n)<-[:MERGED_INTO*]-(m) UNWIND [{text: m.label, lang: null}] + ${own(cypher`m`)} AS other
    WITH DISTINCT other WHERE other.text <> n.label AND NOT other.text IN n.names RETURN other ORDER BY other.text },
  identifiers: COLLECT { MATCH (n)-[:IDENTIFIED_BY]->(i) WITH DISTINCT i RETURN i{.scheme, value: coalesce(i.written, i.value)} ORDER BY i.key },
  formerIds: COLLECT { MATCH (n)<-[:MERGED_INTO*]-(m) RETURN m.id ORDER BY m.id },
  document: CASE WHEN n:Document THEN {title: coalesce(n.title, n.label), url: n.url, publishedAt: n.publishedAt, lang: n.lang, publisher: head([(n)-[:PUBLISHED_BY]->(p) | p.id])} END}`;

/**
 * The entities that the facts speak of. Without a filter and a clock those are all that are known: none is looked for among the facts then.
 * About one entity they are found from its facts, since most others are not among them.
 */
export const readingOfEntities = (filter: UnloadFilter, { everything }: { everything: boolean }): Reading => ({
  node: cypher`n`,
  found: (after, lens, parameters) => {
    const { about, ...others } = filter;
    if (about === undefined) return cypher`MATCH (n:Entity) WHERE n.id > ${after}`;
    const attested = cypher`(f)<-[:ATTESTS]-(a:Attestation WHERE ${lens.attested(cypher`a`)})`;
    return cypher`
      MATCH (:Entity {id: ${parameters.add(about)}})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(f:Fact) WITH DISTINCT f WHERE ${wanted(others, lens, parameters)}
      CALL (f) {
        MATCH (f)-[:SUBJECT|OBJECT|QUALIFIED_BY]->(n:Entity) RETURN n
        UNION MATCH ${attested}-[:CLAIMED_BY|PASSED_BY|STATED_IN]->(n:Entity) RETURN n
        UNION MATCH ${attested}-[:STATED_IN]->()-[:PUBLISHED_BY]->(n:Entity) RETURN n
      }
      WITH DISTINCT n WHERE n.id > ${after}`;
  },
  where: (lens, parameters) => {
    const knew = lens.knew(cypher`n`);
    if (everything || filter.about !== undefined) return knew;
    return cypher`${knew} AND ${spokenOf(wanted(filter, lens, parameters), lens)}`;
  },
  row: () => row,
});

export const toEntity = (row: Record<string, unknown>): UnloadedEntity => {
  const { document, ...entity } = row as unknown as UnloadedEntity;
  return { ...entity, document: document ?? null };
};
