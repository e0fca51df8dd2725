import { cypher, query, type Graph } from '@linchpin/graph';
import { isRole, type Role } from './roles.js';
import { digestOf, isTokenText } from './token-text.js';

/** Who asks. `id` and `name` are the token's, or those that an issuer of tokens tells; `expiresAt` is an ISO 8601 moment. */
export interface Identity {
  id: string;
  role: Role;
  name: string;
  expiresAt: string;
}

const validToken = query({
  about: 'Whose token has this digest, if it still holds, and has its use been noted within the hour?',
  takes: { digest: 'text' },
  gives: { id: 'id', role: 'text', name: 'text', expiresAt: 'moment', noted: 'flag' },
  cypher: cypher`
    MATCH (given:Token {digest: $digest}) WHERE given.expiresAt > datetime()
    OPTIONAL MATCH (given)-[:SUCCEEDED_BY]->(next:Token)
    WITH given, coalesce(next, given) AS t WHERE t.revokedAt IS NULL AND t.expiresAt > datetime()
    RETURN t.id AS id, t.role AS role, t.name AS name, toString(CASE WHEN given.expiresAt < t.expiresAt THEN given.expiresAt ELSE t.expiresAt END) AS expiresAt,
      coalesce(t.lastUsedAt > datetime() - duration({hours: 1}), false) AS noted`,
});

const noteUse = query({
  about: 'Notes that a token is in use.',
  takes: { id: 'id' },
  gives: {},
  cypher: cypher`MATCH (t:Token {id: $id}) SET t.lastUsedAt = datetime()`,
});

/**
 * Who holds this token; null for one that is malformed, unknown, expired or revoked. One lookup in an index, none for what cannot be a token.
 * @throws GraphError when the database does not answer
 */
export async function identify(graph: Graph, pepper: string, token: string): Promise<Identity | null> {
  if (!isTokenText(token)) return null;
  const [found] = await graph.read(validToken, { digest: digestOf(pepper, token) });
  if (!found || !isRole(found.role)) return null;
  const { id, role, name, expiresAt, noted } = found;
  // Nobody waits for the note, and where it cannot be written, reading goes on.
  if (!noted) void graph.write((tx) => tx.run(noteUse, { id })).catch(() => undefined);
  return { id, role, name, expiresAt };
}
