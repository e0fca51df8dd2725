import { cypher, query, type Writing } from '@linchpin/graph';

const readSaid = query({
  about: 'What these facts say, as digests; each once.',
  takes: { facts: 'ids' },
  gives: { says: 'text' },
  cypher: cypher`UNWIND $facts AS id MATCH (f:Fact {id: id}) WHERE f.says IS NOT NULL RETURN DISTINCT f.says AS says`,
});

const assign = query({
  about: 'Of all facts that say one of these things the first that stands has it as its proposition: published before drafts, then by id.',
  takes: { said: 'ids' },
  gives: {},
  cypher: cypher`
    UNWIND $said AS says
    MATCH (f:Fact {says: says})
    WITH says, f ORDER BY f.unpublished IS NOT NULL, f.id
    WITH says, collect(f) AS all
    FOREACH (f IN all | REMOVE f.proposition)
    WITH says, head([f IN all WHERE f.retractedFor IS NULL AND f.supersededBy IS NULL]) AS first
    FOREACH (f IN CASE WHEN first IS NULL THEN [] ELSE [first] END | SET f.proposition = says)`,
});

/** Digests of what facts say. */
export const saidBy = async (tx: Writing, facts: readonly string[]): Promise<string[]> =>
  (await tx.run(readSaid, { facts: [...facts] })).map(({ says }) => says);

/**
 * A proposition is held by one fact at a time, so that nobody records it again; after a merge several may say the same. Whoever takes a fact
 * back, replaces it or lets it say something else calls this with what it said: another one holds it then, or it is free.
 */
export async function assignHolders(tx: Writing, said: readonly string[]): Promise<void> {
  if (said.length) await tx.run(assign, { said: [...new Set(said)] });
}
