import { cypher, join, name, type Cypher } from '@linchpin/graph';

export interface NearTexts {
  /** The document that is asked about, bound already. */
  d: Cypher;
  /** The name that the others get. */
  o: Cypher;
  /** The name under which the number of different bits stands. */
  distance: Cypher;
  /** How many bits may differ; more than `nearDistance` would not all be found. */
  bound: Cypher;
}

/**
 * Clauses that find the documents whose text is nearly that of another one. Each part of the fingerprint is sought by its index, for 1,000
 * candidates at most: an agency's text may stand in hundreds. A document whose text was never at hand has no fingerprint and finds nothing.
 */
export function nearTexts({ d, o, distance, bound }: NearTexts): Cypher {
  const branches = [0, 1, 2, 3].map((i) => {
    const part = name(`simhash${i}`);
    const branch = cypher`MATCH (${o}:Entity:Document) WHERE ${o}.${part} = ${d}.${part} RETURN ${o} LIMIT 1000`;
    return i === 0 ? branch : cypher`UNION ${branch}`;
  });
  return cypher`CALL (${d}) { ${join(branches, '\n')} }
    WITH ${d}, ${o}, size([bit IN range(0, 63) WHERE substring(${o}.simhash, bit, 1) <> substring(${d}.simhash, bit, 1)]) AS ${distance}
    WHERE ${o} <> ${d} AND ${distance} <= ${bound}`;
}
