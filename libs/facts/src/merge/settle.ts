import { cypher, query, type Writing } from '@linchpin/graph';
import {
  predicateEntry,
  qualifierEntry,
  type Predicate,
  type QualifierName,
  type Qualifiers,
  type TemporalKind,
} from '@linchpin/vocabulary';
import type { ValueInput } from '../input.js';
import type { Warning } from '../refusals.js';
import { projectEdges } from '../record/edges.js';
import { assignHolders, saidBy } from '../record/holders.js';
import { propositionOf } from '../record/proposition.js';

const loadMoved = query({
  about: 'What facts say, with whom they are joined to now.',
  takes: { facts: 'ids' },
  gives: { fact: 'map', subject: 'id', object: 'id?', qualifiedBy: 'maps' },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id})-[:SUBJECT]->(s)
    RETURN f{.*} AS fact, s.id AS subject, head([(f)-[:OBJECT]->(o) | o.id]) AS object,
      [(f)-[q:QUALIFIED_BY]->(e) | {name: q.name, entity: e.id}] AS qualifiedBy`,
});

const turnRound = query({
  about: 'Changes the ends of symmetric facts, whose smaller id comes first.',
  takes: { facts: 'ids' },
  gives: {},
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (s)<-[a:SUBJECT]-(f:Fact {id: id})-[b:OBJECT]->(o)
    CREATE (f)-[x:SUBJECT]->(o) SET x = properties(b)
    CREATE (f)-[y:OBJECT]->(s) SET y = properties(a)
    DELETE a, b`,
});

const writeEnds = query({
  about:
    'Notes on facts whom they speak of and what they say. What waits for review is another thing than what was read: what was approved of it is not any more.',
  takes: { rows: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $rows AS row
    MATCH (f:Fact {id: row.id}) SET f.subject = row.subject, f.object = row.object, f.says = row.says REMOVE f.proposition
    FOREACH (_ IN CASE WHEN f.review IS NULL THEN [] ELSE [1] END | SET f.version = f.version + 1, f.approvals = [])`,
});

const findSame = query({
  about: 'Which of these facts say the same as another one that readers see.',
  takes: { facts: 'ids' },
  gives: { fact: 'id', same: 'id' },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id}) WHERE f.visible
    MATCH (other:Fact {says: f.says}) WHERE other.visible AND (other.id < f.id OR other.id > f.id AND NOT other.id IN $facts)
    RETURN f.id AS fact, min(other.id) AS same ORDER BY fact`,
});

interface Stored extends Record<string, unknown> {
  id: string;
  predicate: Predicate;
  validTime: string;
  temporalKind: TemporalKind;
  visible: boolean;
  /** Digest of what it says; erased with its words. */
  says?: string;
}

interface MovedFact {
  id: string;
  predicate: Predicate;
  visible: boolean;
  subject: string;
  object: string | null;
  turned: boolean;
  says: string | null;
}

/**
 * Brings facts in line with the entities that they are joined to since a merge or split: their ends, what they say, and their edges.
 * @returns a warning for each fact that says the same as another one by now
 */
export async function settle(tx: Writing, facts: readonly string[]): Promise<Warning[]> {
  if (facts.length === 0) return [];
  const moved = (await tx.run(loadMoved, { facts: [...facts] })).map(({ fact, subject, object, qualifiedBy }) =>
    movedFact(fact as unknown as Stored, { subject, object, qualifiedBy: qualifiedBy as { name: QualifierName; entity: string }[] }),
  );
  await tx.run(turnRound, { facts: moved.filter(({ turned }) => turned).map(({ id }) => id) });
  const before = await saidBy(tx, facts);
  await tx.run(writeEnds, { rows: moved.map(({ id, subject, object, says }) => ({ id, subject, object, says })) });
  await assignHolders(tx, [...before, ...moved.flatMap(({ says }) => says ?? [])]);
  await projectEdges(tx, moved);
  return (await tx.run(findSame, { facts: [...facts] })).map(({ fact, same }) => ({
    code: 'SAME_FACT',
    path: [],
    message: `${fact} and ${same} say the same by now. Add the sources of one to the other, and take it back as a duplicate.`,
  }));
}

function movedFact(
  stored: Stored,
  { subject, object, qualifiedBy }: { subject: string; object: string | null; qualifiedBy: { name: QualifierName; entity: string }[] },
): MovedFact {
  const { id, predicate, visible, validTime, temporalKind } = stored;
  const turned = object !== null && predicateEntry(predicate).symmetric === true && subject > object;
  const ends = turned ? { subject: object, object: subject } : { subject, object };
  const said = {
    ...ends,
    object: ends.object ?? undefined,
    predicate,
    value: valueOf(stored),
    qualifiers: qualifiersOf(stored, qualifiedBy),
  };
  const says = stored.says === undefined ? null : propositionOf({ ...said, validTime, temporalKind });
  return { id, predicate, visible, ...ends, turned, says };
}

const withPrefix = (stored: Stored, prefix: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(stored)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, value]) => [key.slice(prefix.length), value]),
  );

const valueOf = (stored: Stored): ValueInput => withPrefix(stored, 'value_');

function qualifiersOf(stored: Stored, qualifiedBy: { name: QualifierName; entity: string }[]): Qualifiers {
  const qualifiers: Qualifiers = withPrefix(stored, 'qualifier_');
  for (const { name, entity } of qualifiedBy)
    qualifiers[name] = qualifierEntry(name).type === 'entities' ? [...((qualifiers[name] as string[] | undefined) ?? []), entity] : entity;
  return qualifiers;
}
