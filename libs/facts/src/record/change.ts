import { cypher, OutdatedError, query, type Writing } from '@linchpin/graph';
import type { ChangeAction } from '@linchpin/vocabulary';
import { entryHash, newSalt, saltedHash, subjectOfChange, type Subject, type SubjectState } from './audit-entry.js';

/** Facts whose statuses are still to be worked out: all that depend on whom these entities stand under, from the cursor on. */
export interface LeftToReassess {
  id: string;
  entities: string[];
  /** Id of the last fact that is done; in the order of the ids. */
  cursor: string;
  /** How many are done. */
  done: number;
}

/** What became of what was handed in: approved by one of two, public, or sent back. */
export type Decided = 'APPROVED' | 'PUBLISHED' | 'CHANGES_REQUESTED';

/** One change on its way, with what it has touched so far. */
export class Change {
  /** When it began. It is recorded at a later moment, which is known only when all before it are committed. */
  readonly begun = new Date().toISOString();
  /** Facts whose standing was worked out anew. */
  readonly assessed = new Set<string>();
  /** Those of them that the change is about, or that stand otherwise because of it. */
  readonly facts = new Set<string>();
  readonly entities = new Set<string>();
  /** Facts that it made with one attestation and one standing, and how each stands. */
  readonly made = new Map<string, SubjectState>();
  /** Tokens that were made, rotated or ended. */
  readonly tokens = new Set<string>();
  /** Remarks that were made or taken away. */
  readonly comments = new Set<string>();
  /** Who is asked by name to review which facts. */
  readonly asked = new Map<string, string>();
  /** What a reviewer decided on which facts. */
  readonly decided = new Map<string, Decided>();
  /** Attestations that were judged: what was held of them before ends with this change. */
  readonly judged = new Set<string>();
  /** Numbers of changes whose reasons were erased. */
  readonly erased = new Set<number>();
  readonly left: LeftToReassess[] = [];
  /** Why, in the words of whoever makes it. */
  reason: string | null = null;
  /** What is looked at when all changes before are committed, in a change that merges or splits entities. */
  private alone: (() => Promise<void>) | null = null;
  private merges: number | null = null;
  private readonly before = new Map<string, SubjectState | null>();

  /**
   * @param by the id of a token, or of this program
   * @param reviewed whether what is recorded waits for a second pair of eyes
   * @param names whose token it is, where that is known: an id that an issuer gives tells it nowhere else
   */
  constructor(
    readonly by: string,
    readonly reviewed: boolean,
    readonly names: readonly string[] = [],
  ) {}

  /** Notes how a fact was before the change; null for one that it makes. What is noted first counts. */
  wasBefore(fact: string, state: SubjectState | null): void {
    if (!this.before.has(fact)) this.before.set(fact, state);
  }

  /** Notes that it has made a fact that stands like this, with one attestation and one standing. */
  makes(fact: string, state: SubjectState): void {
    this.wasBefore(fact, null);
    this.made.set(fact, state);
  }

  /** Notes how many merges and splits there had been when entities were looked up: after a further one they may be others. What is noted first counts. */
  restsOnMerges(count: number): void {
    this.merges ??= count;
  }

  /** Makes this a merge or split: whoever looked entities up before it is concluded has to look again. @param overtaken fails where something came in between */
  mergesUnless(overtaken: () => Promise<void>): void {
    this.alone = overtaken;
  }

  get merging(): boolean {
    return this.alone !== null;
  }

  /** @throws OutdatedError when entities were merged or split since they were looked up, or what they are joined to has changed */
  async checkMerges(count: number): Promise<void> {
    if (this.alone) return this.alone();
    if (this.merges !== null && this.merges !== count) throw new OutdatedError('Entities were merged or split meanwhile.');
  }

  stateBefore(fact: string): SubjectState | null {
    return this.before.get(fact) ?? null;
  }
}

/** How a fact `f` is at the moment: a `SubjectState`. */
export const stateOfFact = cypher`f{.status, .workflow, .version}`;

const takeNumber = query({
  about:
    'Waits until every change before is committed or gone, and gives the next number, a later moment, the hash before, and how the facts are now.',
  takes: { facts: 'ids', merging: 'flag' },
  gives: { number: 'int', at: 'moment', previous: 'text', merges: 'int', facts: 'maps' },
  cypher: cypher`
    MERGE (l:Lock {name: 'changes'}) SET l.touched = timestamp(), l.merges = coalesce(l.merges, 0) + CASE WHEN $merging THEN 1 ELSE 0 END
    WITH l, head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each ORDER BY each.number DESC LIMIT 1 }) AS last,
      datetime.truncate('millisecond', datetime.realtime()) AS clock
    RETURN coalesce(last.number, 0) + 1 AS number, coalesce(last.hash, '') AS previous, l.merges AS merges,
      toString(CASE WHEN clock <= last.at THEN last.at + duration({milliseconds: 1}) ELSE clock END) AS at,
      COLLECT { UNWIND $facts AS id MATCH (f:Fact {id: id}) RETURN {id: f.id, state: ${stateOfFact}} ORDER BY f.id } AS facts`,
});

const writeChange = query({
  about: 'Writes a change into the chain, and gives its moment to all that it made and that is public by now.',
  takes: {
    entry: 'map',
    number: 'int',
    at: 'moment',
    assessed: 'ids',
    facts: 'ids',
    made: 'ids',
    entities: 'ids',
    tokens: 'ids',
    comments: 'ids',
    asked: 'map',
    decided: 'map',
    judged: 'ids',
    erased: 'maps',
    left: 'maps',
  },
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
    CALL (c, at) {
      UNWIND $made AS id MATCH (f:Fact {id: id})
      SET f.draftedAt = at, f.recordedAt = at
      FOREACH (a IN [(f)<-[:ATTESTS]-(x) | x] | SET a.recordedAt = at)
      FOREACH (s IN [(f)-[:STANDS]->(x) | x] | SET s.recordedFrom = at)
      CREATE (c)-[:CHANGED]->(f)
      RETURN count(*) AS created
    }
    CALL (c) { UNWIND $facts AS id MATCH (f:Fact {id: id}) CREATE (c)-[r:CHANGED]->(f) SET r.asked = $asked[id], r.decided = $decided[id] RETURN count(*) AS listed }
    CALL (c, at) { UNWIND $entities AS id
      CALL (id) { MATCH (n:Entity {id: id}) RETURN n UNION MATCH (n:Merged {id: id}) RETURN n }
      CREATE (c)-[:CHANGED]->(n) SET n.recordedAt = coalesce(n.recordedAt, at) RETURN count(*) AS made }
    CALL (c) { UNWIND $tokens AS id MATCH (t:Token {id: id}) CREATE (c)-[:CHANGED]->(t) RETURN count(*) AS given }
    CALL (c, at) { UNWIND $comments AS id MATCH (m:Comment {id: id}) CREATE (c)-[:CHANGED]->(m)
      SET m.number = coalesce(m.number, c.number), m.at = coalesce(m.at, at), m.removedAt = CASE WHEN m.text IS NULL THEN at END RETURN count(*) AS said }
    CALL (c) { UNWIND $erased AS row MATCH (e:Change {number: toInteger(row.number)}) CREATE (c)-[:CHANGED]->(e) RETURN count(*) AS emptied }
    CALL (c, at) {
      UNWIND $judged AS id MATCH (a:Attestation {id: id}) SET a.judgedAt = at
      FOREACH (j IN [(a)-[:WAS_JUDGED]->(x WHERE x.recordedTo IS NULL) | x] | SET j.recordedTo = at)
      RETURN count(*) AS ended
    }
    FOREACH (row IN $left | CREATE (r:Reassessment) SET r = row, r.done = toInteger(row.done), r.change = c.number, r.action = c.action, r.leftAt = at)
    RETURN c.number AS number`,
});

export interface ChangeOptions {
  /** What is recorded waits for a second pair of eyes; left out: it is public at once. */
  reviewed?: boolean;
  /** The name of whoever makes it. */
  name?: string;
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
  { reviewed = false, name }: ChangeOptions = {},
): Promise<R> {
  const change = new Change(by, reviewed, name === undefined ? [] : [name]);
  const result = await work(change);
  const { assessed, facts, made, entities, tokens, comments, erased } = change;
  if ([assessed, facts, made, entities, tokens, comments, erased].some(({ size }) => size > 0)) await conclude(tx, action, change);
  return result;
}

/** Puts a change to a token into the audit, by its id alone. @param by who gives or ends it: the id of a token, or this program */
export const noteToken =
  (action: 'CREATE_TOKEN' | 'ROTATE_TOKEN' | 'REVOKE_TOKEN', by: string) =>
  (tx: Writing, token: string): Promise<void> =>
    inChange(tx, by, action, (change) => Promise.resolve(void change.tokens.add(token)));

async function conclude(tx: Writing, action: ChangeAction, change: Change): Promise<void> {
  const { by, reviewed, reason } = change;
  // Something more was said of them in the same change.
  for (const fact of change.made.keys()) if (change.assessed.has(fact) && change.made.delete(fact)) change.facts.add(fact);
  const [assessed, facts, entities] = [[...change.assessed], [...change.facts], [...change.entities].sort()];
  const [row] = await tx.run(takeNumber, { facts, merging: change.merging });
  const { number, at, previous, merges, facts: after } = row!;
  await change.checkMerges(merges);
  const subjects: Subject[] = [
    ...(after as unknown as { id: string; state: SubjectState }[]).map(({ id, state }) => ({
      id,
      before: change.stateBefore(id),
      after: state,
    })),
    ...[...change.made].map(([id, state]): Subject => ({ id, before: null, after: state })),
    ...[...entities, ...change.tokens, ...change.comments, ...[...change.erased].map(subjectOfChange)].map((id) => ({
      id,
      before: null,
      after: null,
    })),
  ];
  const salt = reason === null ? null : newSalt();
  const reasonHash = salt === null ? null : saltedHash(salt, reason!);
  const entry = { number, at, by, action, reviewed, reasonHash, subjects: JSON.stringify(subjects), previous };
  await tx.run(writeChange, {
    entry: { ...entry, reason, salt, hash: entryHash(entry) },
    number,
    at,
    assessed: [...new Set([...assessed, ...facts])],
    facts,
    made: [...change.made.keys()],
    entities,
    tokens: [...change.tokens],
    comments: [...change.comments],
    asked: Object.fromEntries(change.asked),
    decided: Object.fromEntries(change.decided),
    judged: [...change.judged],
    erased: [...change.erased].map((number) => ({ number })),
    left: change.left.map((each) => ({ ...each })),
  });
}
