import { cypher, query, type Graph, type Writing } from '@linchpin/graph';
import { ulid } from 'ulid';
import { AccessError } from './access.error.js';
import { isRole, roleNames, type Role } from './roles.js';
import { digestOf, newTokenText } from './token-text.js';

/** `days` is a whole number from 1 to 3650, 90 where it is left out. */
export interface TokenRequest {
  role: Role;
  name: string;
  days?: number;
}

/** `token` is shown this once: only its digest is kept. `expiresAt` is an ISO 8601 moment. */
export interface NewToken {
  id: string;
  token: string;
  role: Role;
  expiresAt: string;
}

/** Notes a change to a token in an audit, as the last of its transaction. */
export type Note = (tx: Writing, token: string) => Promise<void>;
export const unnoted: Note = () => Promise.resolve();

const keepToken = query({
  about: 'Keeps a new token by its digest; a repeated try finds the one it made before.',
  takes: { id: 'id', digest: 'text', role: 'text', name: 'text', hours: 'int' },
  gives: { expiresAt: 'moment', noted: 'flag' },
  cypher: cypher`
    MERGE (t:Token {id: $id})
    ON CREATE SET t.digest = $digest, t.role = $role, t.name = $name,
      t.createdAt = datetime(), t.expiresAt = datetime() + duration({hours: $hours})
    RETURN toString(t.expiresAt) AS expiresAt, EXISTS { (t)<-[:CHANGED]-() } AS noted`,
});

const keepFirstToken = query({
  about: 'Keeps a token only in a database that never had another one. The lock lets one of several starts look and write.',
  takes: { id: 'id', digest: 'text', role: 'text', name: 'text', hours: 'int' },
  gives: { noted: 'flag' },
  cypher: cypher`
    MERGE (l:Lock {name: 'first token'}) SET l.touched = timestamp()
    WITH l WHERE NOT EXISTS { (other:Token) WHERE other.id <> $id }
    MERGE (t:Token {id: $id})
    ON CREATE SET t.digest = $digest, t.role = $role, t.name = $name,
      t.createdAt = datetime(), t.expiresAt = datetime() + duration({hours: $hours})
    RETURN EXISTS { (t)<-[:CHANGED]-() } AS noted`,
});

/**
 * Makes a token and keeps its digest.
 * @param pepper the secret of this installation, see `readPepper`
 * @param note writes it into an audit
 * @throws AccessError UNKNOWN_ROLE, BAD_TOKEN_NAME, BAD_TOKEN_LIFETIME
 */
export async function createToken(
  graph: Graph,
  pepper: string,
  { role, name, days = 90 }: TokenRequest,
  note: Note = unnoted,
): Promise<NewToken> {
  checkRequest(role, name, days);
  const [id, token] = [`T${ulid()}`, newTokenText()];
  const entry = { id, digest: digestOf(pepper, token), role, name, hours: days * 24 };
  return graph.write(async (tx) => {
    const [kept] = await tx.run(keepToken, entry);
    if (!kept!.noted) await note(tx, id);
    return { id, token, role, expiresAt: kept!.expiresAt };
  });
}

/** An admin token for 24 hours where the database never had a token, so that a new installation can be entered; else null. */
export async function firstToken(graph: Graph, pepper: string, note: Note = unnoted): Promise<string | null> {
  const [id, token] = [`T${ulid()}`, newTokenText()];
  const entry = { id, digest: digestOf(pepper, token), role: 'admin', name: 'first start', hours: 24 };
  return graph.write(async (tx) => {
    const [kept] = await tx.run(keepFirstToken, entry);
    if (kept?.noted === false) await note(tx, id);
    return kept ? token : null;
  });
}

function checkRequest(role: string, name: string, days: number): void {
  if (!isRole(role)) throw new AccessError('UNKNOWN_ROLE', `There is no role "${role}". The roles are ${roleNames.join(', ')}.`);
  if (name.trim() === '' || name.length > 100)
    throw new AccessError('BAD_TOKEN_NAME', 'A token needs a name of at most 100 characters that says whose it is.');
  if (!Number.isInteger(days) || days < 1 || days > 3650)
    throw new AccessError('BAD_TOKEN_LIFETIME', 'A token holds for a whole number of days from 1 to 3650.');
}
