import { createHash } from 'node:crypto';
import { cypher, type Graph } from '@linchpin/graph';

/** Counts that tell how often something was touched, and not what it is. */
const counts = ['version', 'locked', 'touched'];
/** When it was done, and not what. */
const moments = ['recordedAt', 'draftedAt', 'knownFrom'];

const nodes = cypher`
  MATCH (n) WHERE n:Entity OR n:Merged OR n:Fact OR n:Attestation OR n:Identifier OR n:ListRecord
  RETURN labels(n) AS labels, properties(n) AS properties`;
const relationships = cypher`
  MATCH (a)-[r]->(b) WHERE NOT a:Change AND NOT a:Standing AND NOT b:Standing
  RETURN coalesce(a.id, a.key) AS a, type(r) AS type, properties(r) AS properties, coalesce(b.id, b.key) AS b`;
const standings = cypher`
  MATCH (f:Fact)-[:STANDS]->(s:Standing) WHERE s.recordedTo IS NULL
  RETURN f.id AS fact, s{.*, recordedFrom: null} AS standing`;

function written(value: unknown, without: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => written(each, without));
  if (typeof value !== 'object' || value === null) return value;
  // Moments are objects of the driver, which know how they are written.
  if (value.constructor !== Object) return (value as { toString: () => string }).toString();
  return Object.entries(value)
    .filter(([key]) => !without.includes(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, written(each, without)]);
}

/** Every line of what the knowledge base holds and how it stands now, without its history. @param timeless also without when each was recorded */
export async function graphLines(graph: Graph, { timeless = false } = {}): Promise<string[]> {
  const without = timeless ? [...counts, ...moments] : counts;
  const rows = (await Promise.all([nodes, relationships, standings].map((text) => graph.readText(text, {})))).flat();
  return rows.map((row) => JSON.stringify(written(row, without))).sort();
}

export const hashOf = (lines: readonly string[]): string => createHash('sha256').update(lines.join('\n')).digest('hex');
