import { cypher, query, type Writing } from '@linchpin/graph';
import type { ChangeAction } from '@linchpin/vocabulary';

/** One change on its way, with what it has touched so far. */
export class Change {
  /** When it began. It is recorded at a later moment, which is known only when all before it are committed. */
  readonly begun = new Date().toISOString();
  /** Facts whose standing was worked out anew. */
  readonly assessed = new Set<string>();
  /** Those of them that the change is about, or that stand otherwise because of it. */
  readonly facts = new Set<string>();
  readonly entities = new Set<string>();

  /** @param by the id of a token, or of this program */
  constructor(readonly by: string) {}
}

const concludeChange = query({
  about:
    'Waits until every change before is committed or gone, takes the next number and a later moment, and gives that moment to all that the change made.',
  takes: { by: 'text', action: 'text', assessed: 'ids', facts: 'ids', entities: 'ids' },
  gives: { number: 'int' },
  cypher: cypher`
    MERGE (l:Lock {name: 'changes'}) SET l.touched = timestamp()
    WITH l, head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each ORDER BY each.number DESC LIMIT 1 }) AS last,
      datetime.truncate('millisecond', datetime.realtime()) AS clock
    WITH coalesce(last.number, 0) + 1 AS number, CASE WHEN clock <= last.at THEN last.at + duration({milliseconds: 1}) ELSE clock END AS at
    CREATE (c:Change {number: number, at: at, action: $action, by: $by})
    WITH c, at
    CALL (c, at) {
      UNWIND $assessed AS id MATCH (f:Fact {id: id})
      SET f.recordedAt = coalesce(f.recordedAt, at), f.retractedAt = CASE WHEN f.retractedFor IS NOT NULL THEN coalesce(f.retractedAt, toString(at)) END
      FOREACH (a IN [(f)<-[:ATTESTS]-(x WHERE x.recordedAt IS NULL) | x] | SET a.recordedAt = at)
      FOREACH (s IN [(f)-[:STANDS]->(x WHERE x.ended) | x] | SET s.recordedTo = at REMOVE s.ended)
      FOREACH (s IN [(f)-[:STANDS]->(x WHERE x.recordedFrom IS NULL) | x] | SET s.recordedFrom = at)
      RETURN count(*) AS stamped
    }
    CALL (c) { UNWIND $facts AS id MATCH (f:Fact {id: id}) CREATE (c)-[:CHANGED]->(f) RETURN count(*) AS listed }
    CALL (c, at) { UNWIND $entities AS id MATCH (n:Entity {id: id}) CREATE (c)-[:CHANGED]->(n) SET n.recordedAt = at RETURN count(*) AS made }
    RETURN c.number AS number`,
});

/**
 * Does the work of one change and concludes it. Changes are numbered without gaps, in the order of their commits, and each has a later
 * moment of recording than the one before, to the millisecond: a reader who sees number n sees all before it, and the lens at its moment
 * shows all up to it and nothing after. Changes wait for each other only at their end, so nothing may be locked after `work`.
 */
export async function inChange<R>(tx: Writing, by: string, action: ChangeAction, work: (change: Change) => Promise<R>): Promise<R> {
  const change = new Change(by);
  const result = await work(change);
  const { assessed, facts, entities } = change;
  if (assessed.size + entities.size > 0)
    await tx.run(concludeChange, { by, action, assessed: [...assessed], facts: [...facts], entities: [...entities] });
  return result;
}
