import { cypher, type Cypher } from '@linchpin/graph';

/** Binds `n` to the entity with the id `id`, or to that which speaks for it since it was merged; no row for an unknown one. */
export const byAnyId: Cypher = cypher`
  CALL (id) {
    MATCH (n:Entity {id: id}) RETURN n
    UNION
    MATCH (:Merged {id: id})-[:MERGED_INTO*]->(n:Entity) RETURN n
  }`;

/** The id that an entity has by now: its own, or that of the entity into which it was merged. */
export const idByNow = (id: Cypher): Cypher =>
  cypher`coalesce(head([(:Merged {id: ${id}})-[:MERGED_INTO*]->(by_now:Entity) | by_now.id]), ${id})`;
