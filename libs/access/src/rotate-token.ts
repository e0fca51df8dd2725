import { cypher, query, type Graph } from '@linchpin/graph';
import { AccessError } from './access.error.js';
import { unnoted, type NewToken, type Note } from './create-token.js';
import { isRole } from './roles.js';
import { digestOf, newTokenText } from './token-text.js';
import { ulid } from 'ulid';

/** The longest time, in minutes, for which the former text of a token goes on to hold. */
export const longestOverlap = 60;

const lockToken = query({
  about: 'Locks a token, then tells whether it still holds.',
  takes: { id: 'text' },
  gives: { role: 'text', expiresAt: 'moment', holds: 'flag' },
  cypher: cypher`
    MATCH (t:Token {id: $id}) WHERE NOT (t)-[:SUCCEEDED_BY]->()
    SET t.touched = timestamp()
    RETURN t.role AS role, toString(t.expiresAt) AS expiresAt, t.revokedAt IS NULL AND t.expiresAt > datetime() AS holds`,
});

const replaceDigest = query({
  about:
    'Gives a token another text. The former one holds for some minutes or ends, and those before it end; a repeated try changes nothing.',
  takes: { id: 'text', digest: 'text', former: 'id', minutes: 'int' },
  gives: { id: 'id' },
  cypher: cypher`
    MATCH (t:Token {id: $id}) WHERE t.digest <> $digest
    CALL (t) { MATCH (older:Token)-[:SUCCEEDED_BY]->(t) DETACH DELETE older }
    WITH t, t.digest AS former
    SET t.digest = $digest, t.rotatedAt = datetime()
    WITH t, former
    FOREACH (_ IN CASE WHEN $minutes > 0 THEN [1] ELSE [] END |
      CREATE (:Token {id: $former, digest: former, createdAt: datetime(), expiresAt: datetime() + duration({minutes: $minutes})})-[:SUCCEEDED_BY]->(t))
    RETURN t.id AS id`,
});

/**
 * Gives a token another text, shown this once. Id, name, role and the day on which it ends stay, so the bearer is still the same one.
 * @param minutes for how long the former text still holds, at most 60; 0 ends it at once
 * @param note writes it into an audit
 * @throws AccessError UNKNOWN_TOKEN, TOKEN_ENDED, BAD_OVERLAP
 */
export async function rotateToken(graph: Graph, pepper: string, id: string, minutes = 0, note: Note = unnoted): Promise<NewToken> {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > longestOverlap)
    throw new AccessError('BAD_OVERLAP', `The former text of a token holds for a whole number of minutes from 0 to ${longestOverlap}.`);
  const [token, former] = [newTokenText(), `T${ulid()}`];
  return graph.write(async (tx) => {
    const [found] = await tx.run(lockToken, { id });
    if (!found || !isRole(found.role)) throw new AccessError('UNKNOWN_TOKEN', `No token has the id ${id.slice(0, 100)}.`);
    if (!found.holds)
      throw new AccessError('TOKEN_ENDED', `Token ${id} has expired or was revoked, and cannot be given another text. Create a new one.`);
    const [replaced] = await tx.run(replaceDigest, { id, digest: digestOf(pepper, token), former, minutes });
    if (replaced) await note(tx, id);
    return { id, token, role: found.role, expiresAt: found.expiresAt };
  });
}
