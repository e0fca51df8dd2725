import { cypher, query, type Graph, type RowOf } from '@linchpin/graph';
import { AccessError } from './access.error.js';
import { unnoted, type Note } from './create-token.js';

const everyToken = query({
  about: 'Which tokens were ever given, the newest first?',
  takes: {},
  gives: {
    id: 'id',
    role: 'text',
    name: 'text',
    createdAt: 'moment',
    expiresAt: 'moment',
    revokedAt: 'moment?',
    rotatedAt: 'moment?',
    lastUsedAt: 'moment?',
  },
  cypher: cypher`
    MATCH (t:Token) WHERE NOT (t)-[:SUCCEEDED_BY]->()
    RETURN t.id AS id, t.role AS role, t.name AS name, toString(t.createdAt) AS createdAt, toString(t.expiresAt) AS expiresAt,
      toString(t.revokedAt) AS revokedAt, toString(t.rotatedAt) AS rotatedAt, toString(t.lastUsedAt) AS lastUsedAt
    ORDER BY t.createdAt DESC, id`,
});

const lockRevoking = query({
  about: 'Lets one revocation at a time look and write, so that two admins cannot revoke each other at once.',
  takes: {},
  gives: {},
  cypher: cypher`MERGE (l:Lock {name: 'revoking'}) SET l.touched = timestamp()`,
});

const isLastAdmin = query({
  about: 'Is this the last admin token that holds?',
  takes: { id: 'text' },
  gives: { last: 'flag' },
  cypher: cypher`
    MATCH (t:Token {id: $id})
    RETURN t.role = 'admin' AND t.revokedAt IS NULL AND t.expiresAt > datetime() AND NOT EXISTS {
      MATCH (other:Token {role: 'admin'})
      WHERE other.id <> $id AND other.revokedAt IS NULL AND other.expiresAt > datetime() AND NOT (other)-[:SUCCEEDED_BY]->()
    } AS last`,
});

const revoke = query({
  about: 'Makes a token worthless from now on; one that was revoked before keeps its moment.',
  takes: { id: 'text' },
  gives: { before: 'flag' },
  cypher: cypher`
    MATCH (t:Token {id: $id}) WHERE NOT (t)-[:SUCCEEDED_BY]->()
    SET t.touched = timestamp()
    WITH t, t.revokedAt IS NOT NULL AS before
    SET t.revokedAt = coalesce(t.revokedAt, datetime())
    RETURN before`,
});

/** A token without its text and digest. Moments are ISO 8601; `lastUsedAt` is exact to an hour. */
export type TokenEntry = RowOf<typeof everyToken.gives>;

/** All tokens that were ever given, expired and revoked ones too, the newest first. */
export const listTokens = (graph: Graph): Promise<TokenEntry[]> => graph.read(everyToken, {});

/**
 * Ends a token at once. True when it is revoked now; false when no token has this id.
 * @param spareLastAdmin refuses to end the last admin token that holds, after which only the command line could make one
 * @param note writes it into an audit; not for one that was revoked before
 * @throws AccessError LAST_ADMIN_TOKEN
 */
export const revokeToken = (graph: Graph, id: string, { spareLastAdmin = false } = {}, note: Note = unnoted): Promise<boolean> =>
  graph.write(async (tx) => {
    if (spareLastAdmin) {
      await tx.run(lockRevoking, {});
      const [found] = await tx.run(isLastAdmin, { id });
      if (found?.last)
        throw new AccessError(
          'LAST_ADMIN_TOKEN',
          `Token ${id} is the last admin token that holds: create another one first. Where you mean to lock everybody out: npm run linchpin -- token revoke ${id}`,
        );
    }
    const [revoked] = await tx.run(revoke, { id });
    if (revoked?.before === false) await note(tx, id);
    return revoked !== undefined;
  });
