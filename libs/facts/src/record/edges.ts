import { relationNames, type Predicate, type RelationPredicate } from '@linchpin/vocabulary';
import { cypher, edge, type Cypher, type Graph, type Writing } from '@linchpin/graph';

/** What an edge carries of its fact, so that paths and analyses need not look the fact up. A share stands as its number and its bounds. */
export const edgeProperties = cypher`{
  fact: f.id, status: f.status, background: f.background, temporalKind: f.temporalKind, uncertain: f.uncertain,
  startEarliest: f.startEarliest, startLatest: f.startLatest, endEarliest: f.endEarliest, endLatest: f.endLatest,
  share: coalesce(f.value_exact, f.value_approx), shareLower: coalesce(f.value_lower, f.value_exact), shareUpper: coalesce(f.value_upper, f.value_exact)
}`;

/** The same of a fact that is no node yet. */
export const edgeOf = (f: Record<string, unknown>): Record<string, unknown> => ({
  fact: f.id,
  ...Object.fromEntries(
    ['status', 'background', 'temporalKind', 'uncertain', 'startEarliest', 'startLatest', 'endEarliest', 'endLatest'].map((key) => [
      key,
      f[key],
    ]),
  ),
  share: f.value_exact ?? f.value_approx,
  shareLower: f.value_lower ?? f.value_exact,
  shareUpper: f.value_upper ?? f.value_exact,
});

/** The fact is locked, so nobody else makes its edge: a MERGE would lock both ends, for which writers of other facts wait who share them. */
const project = (predicate: RelationPredicate): Cypher => cypher`
  UNWIND $facts AS id
  MATCH (f:Fact {id: id}) WHERE f.visible
  OPTIONAL MATCH ()-[known:${edge(predicate)} {fact: id}]->()
  WITH f, known
  FOREACH (r IN CASE WHEN known IS NULL THEN [] ELSE [known] END | SET r = ${edgeProperties})
  WITH f WHERE known IS NULL
  MATCH (f)-[:SUBJECT]->(s) MATCH (f)-[:OBJECT]->(o)
  CREATE (s)-[r:${edge(predicate)}]->(o) SET r = ${edgeProperties}`;

const withdraw = (predicate: RelationPredicate): Cypher => cypher`
  UNWIND $facts AS id
  MATCH (f:Fact {id: id}) WHERE NOT f.visible
  MATCH ()-[r:${edge(predicate)} {fact: id}]->() DELETE r`;

/** Brings the edges of these facts in line with them: one for each that is visible, none for the others. */
export async function projectEdges(tx: Writing, facts: readonly { id: string; predicate: Predicate; visible: boolean }[]): Promise<void> {
  for (const predicate of relationNames) {
    const own = facts.filter((fact) => fact.predicate === predicate);
    const ids = (visible: boolean) => own.filter((fact) => fact.visible === visible).map(({ id }) => id);
    const [shown, hidden] = [ids(true), ids(false)];
    if (shown.length) await tx.runText(project(predicate), { facts: shown });
    if (hidden.length) await tx.runText(withdraw(predicate), { facts: hidden });
  }
}

/** Makes all edges anew from the facts, in batches. @returns how many there are now */
export async function rebuildEdges(graph: Graph, onProgress?: (predicate: string) => void): Promise<number> {
  let total = 0;
  for (const predicate of relationNames) {
    onProgress?.(predicate);
    const type = edge(predicate);
    await graph.command(cypher`MATCH ()-[r:${type}]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS`);
    await graph.command(
      cypher`MATCH (f:Fact {predicate: $predicate}) WHERE f.id > '' AND f.visible
        CALL (f) { MATCH (f)-[:SUBJECT]->(s) MATCH (f)-[:OBJECT]->(o) CREATE (s)-[r:${type} {fact: f.id}]->(o) SET r = ${edgeProperties} } IN TRANSACTIONS OF 5000 ROWS`,
      { predicate },
    );
    const [row] = await graph.readText(cypher`MATCH ()-[r:${type}]->() RETURN count(r) AS edges`, {});
    total += Number(row?.edges);
  }
  return total;
}
