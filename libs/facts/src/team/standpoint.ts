import { cypher, query, type Graph } from '@linchpin/graph';
import type { Person } from './people.js';

const readStandpoint = query({
  about: 'Which is the last change, which tokens has a person, and what do they follow since which change, by now under which id?',
  takes: { name: 'text' },
  gives: { last: 'int', tokens: 'ids', entities: 'maps', facts: 'maps', questions: 'maps' },
  cypher: cypher`
    RETURN coalesce(head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each.number ORDER BY each.number DESC LIMIT 1 }), 0) AS last,
      COLLECT { MATCH (t:Token) WHERE t.name = $name RETURN t.id } AS tokens,
      COLLECT {
        MATCH (:Account {name: $name})-[r:FOLLOWS]->(x)-[:MERGED_INTO*0..]->(n:Entity)
        RETURN {id: x.id, now: n.id, label: n.label, since: r.since} ORDER BY x.id
      } AS entities,
      COLLECT { MATCH (:Account {name: $name})-[r:FOLLOWS]->(f:Fact) RETURN {id: f.id, since: r.since} } AS facts,
      COLLECT { MATCH (:Account {name: $name})-[r:FOLLOWS]->(q:SavedQuestion) RETURN {name: q.name, since: r.since} ORDER BY q.name } AS questions`,
});

/** An entity that somebody follows, under one of the ids by which changes name it. */
export interface WatchedEntity {
  /** The id under which it was followed; it never changes. */
  followed: string;
  /** The id that it has by now. */
  now: string;
  label: string;
}

/** From where somebody looks at what is new. Numbers are those of changes: what came after is new to them. */
export interface Standpoint {
  person: Person;
  /** May see drafts and remarks. */
  team: boolean;
  last: number;
  /** Ids under which the person changes things. */
  own: string[];
  entities: Map<string, WatchedEntity>;
  /** Since which change, by id. */
  watched: Record<string, number>;
  facts: Record<string, number>;
  questions: { name: string; since: number }[];
}

export async function standpointOf(graph: Graph, person: Person, team: boolean): Promise<Standpoint> {
  const [row] = await graph.read(readStandpoint, { name: person.name });
  const { last, tokens, facts, questions } = row!;
  const follows = row!.entities as unknown as (Omit<WatchedEntity, 'followed'> & { id: string; since: number })[];
  const [entities, watched] = [new Map<string, WatchedEntity>(), {} as Record<string, number>];
  for (const { id, now, label, since } of follows)
    for (const each of new Set([id, now])) {
      if (id === each || !entities.has(each)) entities.set(each, { followed: id, now, label });
      watched[each] = Math.min(since, watched[each] ?? since);
    }
  return {
    person,
    team,
    last,
    own: [...new Set([person.id, ...tokens])],
    entities,
    watched,
    facts: Object.fromEntries((facts as unknown as { id: string; since: number }[]).map(({ id, since }) => [id, since])),
    questions: questions as unknown as Standpoint['questions'],
  };
}
