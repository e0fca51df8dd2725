import { cypher, type Cypher } from '@linchpin/graph';

/** What a person may write for an entity, read in the three ways in which it can be meant. */
export interface Reference {
  /** As it was written: an id, or an exact name. */
  text: string;
  /** The value of an identifier: KP. */
  code: string;
  /** An identifier with its scheme: iso-3166-1-alpha-2:KP. */
  key: string;
}

export function readReference(text: string): Reference {
  const [scheme = '', ...rest] = text.split(':');
  return { text, code: text.toUpperCase(), key: `${scheme.toLowerCase()}:${rest.join(':').toUpperCase()}` };
}

/**
 * Binds `n` to each entity that a reference may mean, with its `rank`: by id first, then by identifier, then by exact name. An id or name
 * that an entity had before it was merged means the one that speaks for it.
 */
export const matchReference = ({ text, code, key }: Record<keyof Reference, Cypher>): Cypher => cypher`
      OPTIONAL MATCH (own:Entity {id: ${text}})
      OPTIONAL MATCH (:Merged {id: ${text}})-[:MERGED_INTO*]->(merged:Entity)
      WITH *, coalesce(own, merged) AS byId
      CALL (*) {
        WITH byId WHERE byId IS NOT NULL RETURN byId AS n, 1 AS rank
        UNION WITH byId WHERE byId IS NULL MATCH (:Identifier {key: ${key}})<-[:IDENTIFIED_BY]-(n:Entity) RETURN n, 2 AS rank
        UNION WITH byId WHERE byId IS NULL MATCH (:Identifier {value: ${code}})<-[:IDENTIFIED_BY]-(n:Entity) RETURN n, 3 AS rank
        UNION WITH byId WHERE byId IS NULL MATCH (n:Entity {label: ${text}}) RETURN n, 4 AS rank
        UNION WITH byId WHERE byId IS NULL MATCH (:Merged {label: ${text}})-[:MERGED_INTO*]->(n:Entity) RETURN n, 4 AS rank
      }`;
