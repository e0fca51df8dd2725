import { cypher, query, type Graph, type Writing } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';

export const mostFollowed = 200;
/** Each is asked anew where something has changed. */
export const mostQuestionsFollowed = 10;

/** What somebody follows: an entity or fact by its id, or a saved question by its name. */
export interface FollowTarget {
  id?: string | null;
  question?: string | null;
}

const lockAccount = query({
  about: 'Takes the lock of a person, and counts what they follow.',
  takes: { name: 'text' },
  gives: { followed: 'int', questions: 'int' },
  cypher: cypher`
    MERGE (a:Account {name: $name}) SET a.touched = timestamp()
    RETURN COUNT { (a)-[:FOLLOWS]->() } AS followed, COUNT { (a)-[:FOLLOWS]->(:SavedQuestion) } AS questions`,
});

/** Entities also by an id that they had before a merge. */
const target = cypher`
  CALL () {
    MATCH (x:Entity {id: $id}) RETURN x
    UNION MATCH (:Merged {id: $id})-[:MERGED_INTO*]->(x:Entity) RETURN x
    UNION MATCH (x:Fact {id: $id}) WHERE $team OR x.unpublished IS NULL RETURN x
    UNION MATCH (x:SavedQuestion {name: $question}) RETURN x
  }`;

const followTarget = query({
  about: 'Lets a person follow something from the last change on.',
  takes: { name: 'text', id: 'text?', question: 'text?', team: 'flag' },
  gives: { before: 'flag' },
  cypher: cypher`
    MATCH (a:Account {name: $name})
    ${target}
    WITH a, x, EXISTS { (a)-[:FOLLOWS]->(x) } AS before,
      head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each.number ORDER BY each.number DESC LIMIT 1 }) AS last
    MERGE (a)-[r:FOLLOWS]->(x) ON CREATE SET r.since = coalesce(last, 0), r.at = datetime()
    RETURN before`,
});

const unfollowTarget = query({
  about: 'Lets a person follow something no longer, by whichever id an entity is named.',
  takes: { name: 'text', id: 'text?', question: 'text?' },
  gives: {},
  cypher: cypher`
    MATCH (:Account {name: $name})-[r:FOLLOWS]->(x)
    WHERE (x:SavedQuestion AND x.name = $question) OR x.id = $id OR EXISTS { (x)-[:MERGED_INTO*]->(:Entity {id: $id}) }
      OR EXISTS { (:Merged {id: $id})-[:MERGED_INTO*]->(x) }
    DELETE r`,
});

const listFollowed = query({
  about: 'What a person follows, by now under which id, the earliest first.',
  takes: { name: 'text', team: 'flag' },
  gives: { entity: 'id?', fact: 'id?', question: 'text?', since: 'moment' },
  cypher: cypher`
    MATCH (:Account {name: $name})-[r:FOLLOWS]->(x)
    WHERE NOT x:Fact OR $team OR x.unpublished IS NULL
    OPTIONAL MATCH (x)-[:MERGED_INTO*0..]->(n:Entity)
    WITH n.id AS entity, CASE WHEN x:Fact THEN x.id END AS fact, CASE WHEN x:SavedQuestion THEN x.name END AS question, min(r.at) AS since
    RETURN entity, fact, question, toString(since) AS since ORDER BY since, entity, fact, question`,
});

export interface Followed {
  entity: string | null;
  fact: string | null;
  question: string | null;
  /** ISO 8601 instant. */
  since: string;
}

/** @param team may see drafts and remarks */
export const following = (graph: Graph, name: string, team: boolean): Promise<Followed[]> => graph.read(listFollowed, { name, team });

/** @throws Refused INVALID_INPUT, UNKNOWN_ENTITY, UNKNOWN_QUESTION, TOO_MANY */
export async function follow(tx: Writing, name: string, given: FollowTarget, team: boolean): Promise<void> {
  const { id, question } = oneOf(given);
  const [count] = await tx.run(lockAccount, { name });
  const [found] = await tx.run(followTarget, { name, id, question, team });
  if (!found)
    throw new Refused([
      question === null
        ? refuse('UNKNOWN_ENTITY', ['id'], `No entity or fact has the id "${id}".`)
        : refuse('UNKNOWN_QUESTION', ['question'], `No question was saved under the name "${question}".`),
    ]);
  if (found.before) return;
  const [followed, most] = question === null ? [count!.followed, mostFollowed] : [count!.questions, mostQuestionsFollowed];
  if (followed < most && count!.followed < mostFollowed) return;
  const what = question === null ? 'things' : 'questions';
  throw new Refused([
    refuse('TOO_MANY', [question === null ? 'id' : 'question'], `You follow ${followed} ${what}; at most ${most} go.`, { limit: most }),
  ]);
}

/** Nothing happens where it was not followed. @throws Refused INVALID_INPUT */
export const unfollow = async (tx: Writing, name: string, given: FollowTarget): Promise<void> =>
  void (await tx.run(unfollowTarget, { name, ...oneOf(given) }));

function oneOf({ id, question }: FollowTarget): { id: string | null; question: string | null } {
  if ((id == null) === (question == null))
    throw new Refused([refuse('INVALID_INPUT', [], 'Give either the id of an entity or fact, or the name of a saved question.')]);
  return { id: id ?? null, question: question ?? null };
}
