import { cypher, Parameters, type Graph } from '@linchpin/graph';
import { matchReference, readReference } from '@linchpin/facts';
import type { Kind } from '@linchpin/vocabulary';

export interface Found {
  id: string;
  kind: Kind;
  label: string;
  /** Other names, and those of entities that were merged into it. */
  names: string[];
  /** By what the text was found: 1 an id, 2 and 3 an identifier, 4 the exact name, 5 words of a name, 6 a number among the properties. */
  rank: number;
}

export interface Sought {
  text: string;
  /** Lucene queries. */
  wordings: readonly string[];
  /** Numbers of properties, with their scheme and without. */
  numbers: readonly string[];
  kinds: readonly Kind[];
  /** Kinds hold for what an id or identifier leads to as well. */
  strict: boolean;
}

/** So many of each wording, and so many in all, are compared letter by letter. */
const mostOfWording = 50;
const mostInAll = 150;

/** Entities that a text may mean, the nearest first as far as the index knows. */
export async function findCandidates(graph: Graph, { text, wordings, numbers, kinds, strict }: Sought): Promise<Found[]> {
  const parameters = new Parameters();
  const reference = parameters.add(readReference(text));
  const kindClause = ` +(${kinds.map((kind) => `kind:${kind}`).join(' ')})`;
  const rows = await graph.readText(
    cypher`
    CALL () {
      UNWIND [${reference}] AS ref
      ${matchReference({ text: cypher`ref.text`, code: cypher`ref.code`, key: cypher`ref.key` })}
      RETURN n, rank, 0.0 AS score ORDER BY rank, n.id LIMIT ${parameters.add(mostOfWording)}
      UNION
      UNWIND ${parameters.add(numbers)} AS number
      CALL (number) {
        MATCH (:Identifier {key: number})<-[:IDENTIFIED_BY]-(n:Entity) RETURN n LIMIT ${parameters.add(mostOfWording)}
        UNION
        MATCH (:Identifier {value: number})<-[:IDENTIFIED_BY]-(n:Entity) RETURN n LIMIT ${parameters.add(mostOfWording)}
      }
      RETURN n, 6 AS rank, 0.0 AS score
      UNION
      UNWIND ${parameters.add(wordings.map((each) => each + kindClause))} AS words
      CALL db.index.fulltext.queryNodes('entity_names', words, {limit: ${parameters.add(mostOfWording)}}) YIELD node AS n, score
      RETURN n, 5 AS rank, score
    }
    WITH n, min(rank) AS rank, max(score) AS score
    WHERE n.kind IN ${parameters.add(kinds)} OR (rank < 4 AND NOT ${parameters.add(strict)})
    WITH n, rank, score ORDER BY rank = 5, score DESC, n.id LIMIT ${parameters.add(mostInAll)}
    RETURN n.id AS id, n.kind AS kind, n.label AS label, coalesce(n.names, []) + [(n)<-[:MERGED_INTO*]-(m) | m.label] AS names, rank`,
    parameters.values,
  );
  return rows as unknown as Found[];
}
