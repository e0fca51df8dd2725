import { cypher, query, type Graph, type RowOf } from '@linchpin/graph';
import type { Standpoint } from './standpoint.js';

/** Of what somebody is told, in the order in which one change tells it. */
export const notificationKinds = {
  ANSWER_CHANGED: 'The answer to a saved question that you follow is another one.',
  REVIEW_ASSIGNED: 'Somebody asks you by name to review what they hand in.',
  MENTIONED: 'A comment calls you.',
  COMMENTED: 'A comment on a fact that you wrote, follow or commented on.',
  DECIDED: 'What you wrote was approved, published, sent back or taken back.',
  FOLLOWED_CHANGED: 'An entity or fact that you follow, or a fact about it, was changed.',
} as const;
export type NotificationKind = keyof typeof notificationKinds;

/** The person had a hand in what the fact says, before this change. */
const wrote = cypher`EXISTS { (f)<-[:CHANGED]-(w:Change) WHERE w.number < c.number AND w.by IN $own
  AND w.action IN ['PROPOSE_FACT', 'ADD_ATTESTATION', 'EDIT_DRAFT', 'SUPERSEDE_FACT', 'APPLY_BATCH', 'CORRECT_FACTS'] }`;
const calls = cypher`EXISTS { (m)-[:MENTIONS]->(:Account {name: $name}) }`;
/** It stands otherwise since the change: standings are written anew also where nothing about them is new. */
const standsOtherwise = cypher`EXISTS { (f)-[:STANDS]->(s:Standing) WHERE s.recordedFrom = c.at AND NOT EXISTS {
  (f)-[:STANDS]->(e:Standing) WHERE e.recordedTo = c.at AND e.publishedFrom = s.publishedFrom AND e.because = s.because AND e.status = s.status } }`;
/** Readers hear of a fact only where the change did something to it that they can see. */
const told = cypher`($team OR f.unpublished IS NULL AND (f.recordedAt = c.at OR c.action = 'ERASE'
  OR ${standsOtherwise}
  OR EXISTS { (f)<-[:ATTESTS]-(a:Attestation) WHERE a.recordedAt = c.at OR a.recordedAt < c.at AND a.judgedAt = c.at }
  OR EXISTS { (f)<-[:ATTESTS]-(a:Attestation)-[:WAS_JUDGED]->(j) WHERE a.recordedAt < c.at AND j.recordedTo = c.at }))`;

const readNews = query({
  about: 'What do the changes after one, up to another, tell a person? Their own tell nothing.',
  takes: { from: 'int', to: 'int', name: 'text', own: 'ids', team: 'flag', watched: 'map', facts: 'map' },
  gives: {
    number: 'int',
    at: 'moment',
    action: 'text',
    kind: 'text',
    who: 'text?',
    fact: 'id?',
    label: 'text?',
    entity: 'id?',
    comment: 'id?',
    decided: 'text?',
    count: 'int',
  },
  cypher: cypher`
    MATCH (c:Change) WHERE c.number > $from AND c.number <= $to AND NOT c.by IN $own
    CALL (c) {
      MATCH (c)-[r:CHANGED]->(f:Fact) WHERE $team AND c.action IN ['SUBMIT_FACT', 'APPLY_BATCH'] AND r.asked = $name
      RETURN 'REVIEW_ASSIGNED' AS kind, f AS fact, null AS entity, null AS comment, null AS decided, 1 AS count
      UNION ALL
      MATCH (c)-[:CHANGED]->(m:Comment {number: c.number})-[:ON]->(f:Fact) WHERE $team AND c.action = 'COMMENT'
      WITH c, m, f, ${calls} AS called
      WHERE called OR $facts[f.id] < c.number OR ${wrote}
        OR EXISTS { (f)<-[:ON]-(earlier:Comment {name: $name}) WHERE earlier.number < c.number }
      RETURN CASE WHEN called THEN 'MENTIONED' ELSE 'COMMENTED' END AS kind, f AS fact, null AS entity, m.id AS comment, null AS decided, 1 AS count
      UNION ALL
      MATCH (c)-[r:CHANGED]->(f:Fact)
      WHERE $team AND c.action IN ['REVIEW_FACT', 'SUBMIT_FACT', 'RETRACT_FACT', 'APPLY_BATCH', 'ERASE']
        AND (r.decided IS NOT NULL OR f.retractedAt = toString(c.at)) AND ${wrote}
      RETURN 'DECIDED' AS kind, f AS fact, null AS entity, null AS comment, coalesce(r.decided, 'RETRACTED') AS decided, 1 AS count
      UNION ALL
      MATCH (c)-[:CHANGED]->(f:Fact) WHERE size(keys($facts)) > 0 AND $facts[f.id] < c.number AND ${told}
      RETURN 'FOLLOWED_CHANGED' AS kind, f AS fact, null AS entity, null AS comment, null AS decided, 1 AS count
      UNION ALL
      MATCH (c)-[:CHANGED]->(f:Fact) WHERE size(keys($watched)) > 0
      UNWIND [f.subject, f.object] + [(f)-[:QUALIFIED_BY]->(q) | q.id] AS id
      WITH c, f, id WHERE $watched[id] < c.number AND ${told}
      RETURN 'FOLLOWED_CHANGED' AS kind, head(collect(f)) AS fact, id AS entity, null AS comment, null AS decided, count(DISTINCT f) AS count
      UNION ALL
      MATCH (c)-[:CHANGED]->(n) WHERE (n:Entity OR n:Merged) AND $watched[n.id] < c.number
      RETURN 'FOLLOWED_CHANGED' AS kind, null AS fact, n.id AS entity, null AS comment, null AS decided, 0 AS count
    }
    RETURN c.number AS number, toString(c.at) AS at, c.action AS action, kind, fact.id AS fact, fact.label AS label, entity, comment, decided, count,
      CASE WHEN $team THEN head(COLLECT { MATCH (t:Token {id: c.by}) RETURN t.name }) END AS who
    ORDER BY number`,
});

/** Something of which a person is told; null where it is about something else. */
export interface News {
  /** Of the change that tells it. */
  number: number;
  /** ISO 8601 instant. */
  at: string;
  kind: NotificationKind;
  fact: string | null;
  entity: string | null;
  comment: string | null;
  question: string | null;
  /** The id or name of what it is about; it never changes, whatever is merged. */
  about: string;
  /** In a sentence. */
  text: string;
}

type Row = RowOf<(typeof readNews)['gives']>;
/** With the id under which its entity is followed. */
type FollowedRow = Row & { followed?: string };

/** What the changes after `from`, up to `to`, tell; answers to questions are left to whoever can ask them. In no order within a change. */
export async function newsBetween(graph: Graph, from: number, to: number, standpoint: Standpoint): Promise<News[]> {
  if (from >= to) return [];
  const { person, own, team, watched, facts } = standpoint;
  const rows = await graph.read(readNews, { from, to, name: person.name, own, team, watched, facts });
  return byEntity(rows, standpoint).map(({ followed, ...row }) => {
    const about = row.comment ?? followed ?? row.fact ?? '';
    return { ...row, kind: row.kind as NotificationKind, question: null, about, text: textOf(row, standpoint) };
  });
}

/** One change tells of an entity once, however many ids and facts of it the change names; and of a fact that is followed only where it tells nothing else of it. */
function byEntity(rows: readonly Row[], { entities }: Standpoint): FollowedRow[] {
  const merged = new Map<string, FollowedRow>();
  const told = new Set(rows.flatMap(({ number, kind, fact }) => (kind === 'FOLLOWED_CHANGED' ? [] : [`${number} ${fact}`])));
  const others: FollowedRow[] = [];
  for (const row of rows) {
    if (row.entity === null) {
      if (row.kind !== 'FOLLOWED_CHANGED' || !told.has(`${row.number} ${row.fact}`)) others.push(row);
      continue;
    }
    const { now, followed } = entities.get(row.entity)!;
    const key = `${row.number} ${followed}`;
    const known = merged.get(key);
    const [count, fact, label] = [row.count + (known?.count ?? 0), known?.fact ?? row.fact, known?.label ?? row.label];
    merged.set(key, { ...row, entity: now, followed, count, fact, label });
  }
  return [...others, ...[...merged.values()].map((row) => (row.count > 1 ? { ...row, fact: null } : row))];
}

const decisions: Record<string, string> = {
  APPROVED: 'approved what you wrote; it waits for another reviewer',
  PUBLISHED: 'approved what you wrote, and it is public now',
  CHANGES_REQUESTED: 'asks for changes to what you wrote',
  RETRACTED: 'took back what you wrote',
};

function textOf({ kind, who: name, label, entity, decided, count, action }: Row, { entities }: Standpoint): string {
  const who = name ?? 'Somebody';
  if (kind === 'REVIEW_ASSIGNED') return `${who} asks you to review: ${label}.`;
  if (kind === 'MENTIONED') return `${who} mentions you in a comment on: ${label}.`;
  if (kind === 'COMMENTED') return `${who} commented on: ${label}.`;
  if (kind === 'DECIDED') return `${who} ${decisions[decided ?? ''] ?? 'decided on what you wrote'}: ${label}.`;
  const followed = entity === null ? undefined : entities.get(entity)?.label;
  if (followed === undefined) return `A fact that you follow was changed: ${label}.`;
  if (action === 'MERGE_ENTITIES') return `Two entities were found to be one: ${followed}.`;
  if (action === 'SPLIT_ENTITY') return `A merge was undone: ${followed}.`;
  if (count === 0) return `${followed} was changed.`;
  return count === 1
    ? `A fact about ${followed} was added or changed: ${label}.`
    : `${count} facts about ${followed} were added or changed.`;
}

const changesByNumber = query({
  about: 'When were these changes, and by whom?',
  takes: { numbers: 'maps' },
  gives: { number: 'int', at: 'moment', by: 'text' },
  cypher: cypher`
    UNWIND $numbers AS row MATCH (c:Change {number: toInteger(row.number)})
    RETURN c.number AS number, toString(c.at) AS at, coalesce(c.by, '') AS by`,
});

/** When other people made these changes, by number; those of the person's own are left out. */
export async function momentsOfOthers(graph: Graph, numbers: readonly number[], { own }: Standpoint): Promise<Map<number, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await graph.read(changesByNumber, { numbers: numbers.map((number) => ({ number })) });
  return new Map(rows.filter(({ by }) => !own.includes(by)).map(({ number, at }) => [number, at]));
}
