import { cypher, query, type Writing } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';

/** Somebody of the team: the id of a token, and whose it is. Several tokens with one name are one person. */
export interface Person {
  id: string;
  name: string;
}

export interface NameChecking {
  /** An issuer of identities knows people whom we do not: their names cannot be checked. */
  openNames?: boolean;
}

const holds = cypher`t.revokedAt IS NULL AND t.expiresAt > datetime() AND NOT (t)-[:SUCCEEDED_BY]->()`;

const mayReview = query({
  about: 'Has anybody of this name a token that may review?',
  takes: { name: 'text' },
  gives: { name: 'text' },
  cypher: cypher`MATCH (t:Token) WHERE t.name = $name AND t.role IN ['reviewer', 'admin'] AND ${holds} RETURN t.name AS name LIMIT 1`,
});

const teamOf = query({
  about:
    'Which of these names does somebody of the team have? Readers see no remarks. Accounts count where tokens come from elsewhere too.',
  takes: { names: 'ids', open: 'flag' },
  gives: { name: 'text' },
  cypher: cypher`
    MATCH (t:Token) WHERE t.name IN $names AND t.role <> 'reader' AND ${holds} RETURN t.name AS name
    UNION
    UNWIND $names AS name MATCH (a:Account {name: name}) WHERE $open RETURN a.name AS name`,
});

/** @throws Refused UNKNOWN_REVIEWER */
export async function refuseUnknownReviewer(tx: Writing, name: string, { openNames = false }: NameChecking): Promise<void> {
  if (openNames || (await tx.run(mayReview, { name })).length > 0) return;
  throw new Refused([
    refuse(
      'UNKNOWN_REVIEWER',
      ['reviewer'],
      `Nobody who may review is called "${name}". Leave it out, and any reviewer finds it in the queue.`,
    ),
  ]);
}

const longestName = 4;
const mostCalled = 20;

/** What an @ in a text could call: up to four words after it, without the punctuation that ends a sentence. */
function calledIn(text: string): string[][] {
  return text
    .split('@')
    .slice(1, mostCalled + 1)
    .map((rest) => {
      const words = rest.split('\n')[0]!.slice(0, 100).split(' ').slice(0, longestName);
      const names = words.map((_word, i) => words.slice(0, i + 1).join(' '));
      return names.flatMap((name) => [name, name.replace(/[.,;:!?)'’"]+$/, '')]).filter((name) => name !== '');
    });
}

/**
 * Whom a remark calls: those named beside it, and each @name in its text where somebody has that name; of two names that fit, the longer one.
 * @throws Refused INVALID_INPUT for a name beside it that nobody has
 */
export async function mentioned(
  tx: Writing,
  { text, mentions }: { text: string; mentions: readonly string[] },
  { openNames = false }: NameChecking,
): Promise<string[]> {
  const named = mentions.map((name) => name.trim());
  const called = calledIn(text);
  const asked = [...new Set([...named, ...called.flat()])];
  const known = new Set(asked.length ? (await tx.run(teamOf, { names: asked, open: openNames })).map(({ name }) => name) : []);
  const unknown = named.filter((name) => name === '' || !(openNames || known.has(name)));
  if (unknown.length)
    throw new Refused(
      unknown.map((name) => refuse('INVALID_INPUT', ['mentions'], `Nobody of the team is called "${name}". Take the name on their token.`)),
    );
  const longest = called.flatMap((names) => names.filter((name) => known.has(name)).sort((a, b) => b.length - a.length)[0] ?? []);
  return [...new Set([...named, ...longest])].sort();
}
