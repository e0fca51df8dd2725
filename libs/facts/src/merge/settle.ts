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
  about: 'Notes on facts whom they speak of; what they said before is free to be said by others.',
  takes: { rows: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $rows AS row
    MATCH (f:Fact {id: row.id}) SET f.subject = row.subject, f.object = row.object REMOVE f.proposition, f.propositionTaken`,
});

const writePropositions = query({
  about: 'Notes what facts say. Where another one says it already, this is noted instead, and that one given.',
  takes: { rows: 'maps' },
  gives: { fact: 'id', same: 'id' },
  cypher: cypher`
    UNWIND $rows AS row
    OPTIONAL MATCH (other:Fact {proposition: row.proposition})
    WITH row, coalesce(row.same, other.id) AS same
    MATCH (f:Fact {id: row.id})
    SET f.proposition = CASE WHEN same IS NULL THEN row.proposition END, f.propositionTaken = CASE WHEN same IS NOT NULL THEN true END
    WITH row, same WHERE same IS NOT NULL
    RETURN row.id AS fact, same`,
});

interface Stored extends Record<string, unknown> {
  id: string;
  predicate: Predicate;
  validTime: string;
  temporalKind: TemporalKind;
  visible: boolean;
  proposition?: string;
  /** It would have a proposition, but another fact has it since a merge. */
  propositionTaken?: true;
}

interface MovedFact {
  id: string;
  predicate: Predicate;
  visible: boolean;
  subject: string;
  object: string | null;
  turned: boolean;
  /** Null for one that has none: it was taken back, or it says the same as the one in whose place it is, or is to come. */
  proposition: string | null;
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
  await tx.run(writeEnds, { rows: moved.map(({ id, subject, object }) => ({ id, subject, object })) });
  const taken = await tx.run(writePropositions, { rows: withFirst(moved) });
  await projectEdges(tx, moved);
  return taken.map(({ fact, same }) => ({
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
  const proposition = !stored.proposition && !stored.propositionTaken ? null : propositionOf({ ...said, validTime, temporalKind });
  return { id, predicate, visible, ...ends, turned, proposition };
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

/** What facts say, each with the first of them that says the same. */
function withFirst(moved: readonly MovedFact[]): { id: string; proposition: string; same: string | null }[] {
  const first = new Map<string, string>();
  return moved.flatMap(({ id, proposition }) => {
    if (proposition === null) return [];
    const same = first.get(proposition) ?? null;
    if (same === null) first.set(proposition, id);
    return [{ id, proposition, same }];
  });
}
