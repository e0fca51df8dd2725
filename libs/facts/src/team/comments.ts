import { cypher, query, type Writing } from '@linchpin/graph';
import { ulid } from 'ulid';
import { Refused, refuse } from '../refusals.js';
import type { Change } from '../record/change.js';
import type { Outcome } from '../record/operation.js';
import { mentioned, type NameChecking, type Person } from './people.js';

export const longestComment = 2_000;
export const mostMentions = 20;

export interface CommentInput {
  fact: string;
  text: string;
  /** Names, beside those that the text calls by @name. */
  mentions?: readonly string[];
  /** Id of the remark on the same fact that this one answers. */
  replyTo?: string | null;
}

const findPlace = query({
  about: 'The fact that is remarked on, and the remark that is answered.',
  takes: { fact: 'id', replyTo: 'text?' },
  gives: { fact: 'flag', replied: 'flag' },
  cypher: cypher`
    RETURN EXISTS { MATCH (:Fact {id: $fact}) } AS fact,
      EXISTS { MATCH (:Comment {id: $replyTo})-[:ON]->(:Fact {id: $fact}) } AS replied`,
});

const writeComment = query({
  about: 'Writes a remark on a fact, with whom it calls.',
  takes: { fact: 'id', comment: 'map', mentions: 'ids' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    CREATE (m:Comment)-[:ON]->(f) SET m = $comment
    WITH m UNWIND $mentions AS name
    MERGE (a:Account {name: name})
    CREATE (m)-[:MENTIONS]->(a)`,
});

const lockComment = query({
  about: 'Takes the lock of a remark and tells who wrote it.',
  takes: { comment: 'id' },
  gives: { name: 'text', removed: 'flag' },
  cypher: cypher`
    MATCH (m:Comment {id: $comment}) SET m.locked = true REMOVE m.locked
    WITH m RETURN m.name AS name, m.text IS NULL AS removed`,
});

const emptyComment = query({
  about: 'Drops the words of a remark; its place stays.',
  takes: { comment: 'id' },
  gives: {},
  cypher: cypher`MATCH (m:Comment {id: $comment}) REMOVE m.text`,
});

/**
 * Remarks on a fact, for its team alone: the audit names the remark, never its words.
 * @throws Refused UNKNOWN_FACT, UNKNOWN_COMMENT, INVALID_INPUT
 */
export async function addComment(
  tx: Writing,
  { fact, text: given, mentions = [], replyTo = null }: CommentInput,
  author: Person,
  change: Change,
  checking: NameChecking = {},
): Promise<Outcome> {
  const text = given.trim();
  refuseFaulty(text, mentions);
  const [place] = await tx.run(findPlace, { fact, replyTo });
  if (!place!.fact) throw new Refused([refuse('UNKNOWN_FACT', ['fact'], `No fact has the id "${fact}".`)]);
  if (replyTo !== null && !place!.replied)
    throw new Refused([refuse('UNKNOWN_COMMENT', ['replyTo'], `No comment on this fact has the id "${replyTo}".`)]);
  const called = await mentioned(tx, { text, mentions }, checking);
  const id = `C${ulid()}`;
  await tx.run(writeComment, { fact, comment: { id, text, by: author.id, name: author.name, replyTo }, mentions: called });
  change.comments.add(id);
  return { id, warnings: [] };
}

function refuseFaulty(text: string, mentions: readonly string[]): void {
  if (text === '') throw new Refused([refuse('INVALID_INPUT', ['text'], 'The comment has no words.')]);
  if (text.length > longestComment)
    throw new Refused([
      refuse('INVALID_INPUT', ['text'], `A comment has at most ${longestComment} characters; this one has ${text.length}.`),
    ]);
  if (mentions.length > mostMentions)
    throw new Refused([refuse('TOO_MANY', ['mentions'], `Name at most ${mostMentions} people.`, { limit: mostMentions })]);
}

/** Drops the words of a remark. @param admin may do so with anybody's. @throws Refused UNKNOWN_COMMENT, NOT_YOURS */
export async function removeComment(
  tx: Writing,
  comment: string,
  { name, admin }: Pick<Person, 'name'> & { admin: boolean },
  change: Change,
): Promise<Outcome> {
  const [known] = await tx.run(lockComment, { comment });
  if (!known) throw new Refused([refuse('UNKNOWN_COMMENT', ['comment'], `No comment has the id "${comment}".`)]);
  if (known.name !== name && !admin)
    throw new Refused([refuse('NOT_YOURS', ['comment'], `${known.name} wrote it. Only they, or an admin, can remove it.`)]);
  if (!known.removed) {
    await tx.run(emptyComment, { comment });
    change.comments.add(comment);
  }
  return { id: comment, warnings: [] };
}
