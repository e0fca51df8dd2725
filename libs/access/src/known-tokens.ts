import { cypher, query, type Graph, type RowOf } from '@linchpin/graph';

const everyToken = query({
  about: 'Which tokens were ever given, the newest first?',
  takes: {},
  gives: { id: 'id', role: 'text', name: 'text', createdAt: 'moment', expiresAt: 'moment', revokedAt: 'moment?', lastUsedAt: 'moment?' },
  cypher: cypher`
    MATCH (t:Token)
    RETURN t.id AS id, t.role AS role, t.name AS name, toString(t.createdAt) AS createdAt, toString(t.expiresAt) AS expiresAt,
      toString(t.revokedAt) AS revokedAt, toString(t.lastUsedAt) AS lastUsedAt
    ORDER BY t.createdAt DESC, id`,
});

const revoke = query({
  about: 'Makes a token worthless from now on; one that was revoked before keeps its moment.',
  takes: { id: 'text' },
  gives: { id: 'id' },
  cypher: cypher`
    MATCH (t:Token {id: $id}) SET t.revokedAt = coalesce(t.revokedAt, datetime())
    RETURN t.id AS id`,
});

/** A token without its text and digest. Moments are ISO 8601; `lastUsedAt` is exact to an hour. */
export type TokenEntry = RowOf<typeof everyToken.gives>;

/** All tokens that were ever given, expired and revoked ones too, the newest first. */
export const listTokens = (graph: Graph): Promise<TokenEntry[]> => graph.read(everyToken, {});

/** True when the token is revoked now; false when no token has this id. */
export const revokeToken = async (graph: Graph, id: string): Promise<boolean> =>
  (await graph.write((tx) => tx.run(revoke, { id }))).length > 0;
