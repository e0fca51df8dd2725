import { cypher, query, type Writing } from '@linchpin/graph';
import type { ChangeAction } from '@linchpin/vocabulary';
import { entryHash, type Subject, type SubjectState } from './audit-entry.js';

/** One change on its way, with what it has touched so far. */
export class Change {
  /** When it began. It is recorded at a later moment, which is known only when all before it are committed. */
  readonly begun = new Date().toISOString();
  /** Facts whose standing was worked out anew. */
  readonly assessed = new Set<string>();
  /** Those of them that the change is about, or that stand otherwise because of it. */
  readonly facts = new Set<string>();
  readonly entities = new Set<string>();
  /** Why, in the words of whoever makes it. */
  reason: string | null = null;
  private readonly before = new Map<string, SubjectState | null>();

  /**
   * @param by the id of a token, or of this program
   * @param reviewed whether what is recorded waits for a second pair of eyes
   */
  constructor(
    readonly by: string,
    readonly reviewed: boolean,
  ) {}

  /** Notes how a fact was before the change; null for one that it makes. What is noted first counts. */
  wasBefore(fact: string, state: SubjectState | null): void {
    if (!this.before.has(fact)) this.before.set(fact, state);
  }

  stateBefore(fact: string): SubjectState | null {
    return this.before.get(fact) ?? null;
  }
}

const takeNumber = query({
  about:
    'Waits until every change before is committed or gone, and gives the next number, a later moment, the hash before, and how the facts are now.',
  takes: { facts: 'ids' },
  gives: { number: 'int', at: 'moment', previous: 'text', facts: 'maps' },
  cypher: cypher`
    MERGE (l:Lock {name: 'changes'}) SET l.touched = timestamp()
    WITH l, head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each ORDER BY each.number DESC LIMIT 1 }) AS last,
      datetime.truncate('millisecond', datetime.realtime()) AS clock
    RETURN coalesce(last.number, 0) + 1 AS number, coalesce(last.hash, '') AS previous,
      toString(CASE WHEN clock <= last.at THEN last.at + duration({milliseconds: 1}) ELSE clock END) AS at,
      COLLECT { UNWIND $facts AS id MATCH (f:Fact {id: id}) RETURN f{.id, .status, .workflow, .version} ORDER BY f.id } AS facts`,
});

const writeChange = query({
  about: 'Writes a change into the chain, and gives its moment to all that it made and that is public by now.',
  takes: { entry: 'map', number: 'int', at: 'moment', assessed: 'ids', facts: 'ids', entities: 'ids' },
  gives: { number: 'int' },
  cypher: cypher`
    CREATE (c:Change) SET c = $entry, c.number = $number, c.at = datetime($at)
    WITH c, c.at AS at
    CALL (c, at) {
      UNWIND $assessed AS id MATCH (f:Fact {id: id})
      SET f.draftedAt = coalesce(f.draftedAt, at),
        f.recordedAt = CASE WHEN f.unpublished IS NULL THEN coalesce(f.recordedAt, at) END,
        f.retractedAt = CASE WHEN f.retractedFor IS NOT NULL THEN coalesce(f.retractedAt, toString(at)) END
      FOREACH (a IN [(f)<-[:ATTESTS]-(x WHERE x.recordedAt IS NULL AND x.pending IS NULL) | x] | SET a.recordedAt = at)
      FOREACH (a IN [(f)<-[:ATTESTS]-(x WHERE x.pending AND x.draftedAt IS NULL) | x] | SET a.draftedAt = at)
      FOREACH (s IN [(f)-[:STANDS]->(x WHERE x.ended) | x] | SET s.recordedTo = at REMOVE s.ended)
      FOREACH (s IN [(f)-[:STANDS]->(x WHERE x.recordedFrom IS NULL) | x] | SET s.recordedFrom = at)
      RETURN count(*) AS stamped
    }
    CALL (c) { UNWIND $facts AS id MATCH (f:Fact {id: id}) CREATE (c)-[:CHANGED]->(f) RETURN count(*) AS listed }
    CALL (c, at) { UNWIND $entities AS id MATCH (n:Entity {id: id}) CREATE (c)-[:CHANGED]->(n) SET n.recordedAt = coalesce(n.recordedAt, at) RETURN count(*) AS made }
    RETURN c.number AS number`,
});

export interface ChangeOptions {
  /** What is recorded waits for a second pair of eyes; left out: it is public at once. */
  reviewed?: boolean;
}

/**
 * Does the work of one change and concludes it. Changes are numbered without gaps, in the order of their commits, and each has a later
 * moment of recording than the one before, to the millisecond: a reader who sees number n sees all before it, and the lens at its moment
 * shows all up to it and nothing after. Each carries the hash of the one before. Changes wait for each other only at their end, so nothing
 * may be locked after `work`.
 */
export async function inChange<R>(
  tx: Writing,
  by: string,
  action: ChangeAction,
  work: (change: Change) => Promise<R>,
  { reviewed = false }: ChangeOptions = {},
): Promise<R> {
  const change = new Change(by, reviewed);
  const result = await work(change);
  if (change.assessed.size + change.facts.size + change.entities.size > 0) await conclude(tx, action, change);
  return result;
}

async function conclude(tx: Writing, action: ChangeAction, change: Change): Promise<void> {
  const { by, reviewed, reason } = change;
  const [assessed, facts, entities] = [[...change.assessed], [...change.facts], [...change.entities].sort()];
  const [row] = await tx.run(takeNumber, { facts });
  const { number, at, previous, facts: after } = row!;
  const subjects: Subject[] = [
    ...(after as unknown as (SubjectState & { id: string })[]).map(({ id, ...state }) => ({
      id,
      before: change.stateBefore(id),
      after: state,
    })),
    ...entities.map((id) => ({ id, before: null, after: null })),
  ];
  const entry = { number, at, by, action, reviewed, reason, subjects: JSON.stringify(subjects), previous };
  await tx.run(writeChange, {
    entry: { ...entry, hash: entryHash(entry) },
    number,
    at,
    assessed: [...new Set([...assessed, ...facts])],
    facts,
    entities,
  });
}
