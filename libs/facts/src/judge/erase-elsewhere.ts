import { cypher, query, type Writing } from '@linchpin/graph';
import { ulid } from 'ulid';

/**
 * The hash of the reason stays in the chain. Entries from before there were salts keep theirs without one: short words could be guessed from it.
 * A batch joins the reasons of its retractions, so what was taken back in it is known by its moment.
 */
export const eraseReasons = query({
  about: 'Erases the reasons of changes, and the same words where the changes left them; what the chain is bound to stays.',
  takes: { changes: 'maps', word: 'text' },
  gives: {},
  cypher: cypher`
    UNWIND $changes AS row
    MATCH (c:Change {number: toInteger(row.number)})
    CALL (c) {
      MATCH (c)-[:CHANGED]->(f:Fact)
      SET f.retractionNote = CASE WHEN f.retractedAt = toString(c.at) OR f.retractionNote = c.reason THEN $word ELSE f.retractionNote END,
        f.reviewNote = CASE WHEN f.reviewNote = c.reason THEN null ELSE f.reviewNote END
      WITH c, f MATCH (f)<-[:ATTESTS]-(a:Attestation)
      UNWIND [a] + [(a)-[:WAS_JUDGED]->(j) | j] AS held
      SET held.gradeRationale = CASE WHEN held.gradeRationale = c.reason THEN null ELSE held.gradeRationale END,
        held.originRationale = CASE WHEN held.originRationale = c.reason THEN null ELSE held.originRationale END
      RETURN count(*) AS emptied
    }
    SET c.reasonHash = coalesce(c.reasonHash, row.hash) REMOVE c.reason, c.salt`,
});

const findOrigins = query({
  about: 'Which keys of origins have these attestations, or had them once, and which facts speak of the same?',
  takes: { attestations: 'ids' },
  gives: { origin: 'text', facts: 'ids' },
  cypher: cypher`
    UNWIND $attestations AS id
    MATCH (a:Attestation {id: id})
    UNWIND [a.origin] + [(a)-[:WAS_JUDGED]->(j) | j.origin] AS origin
    WITH DISTINCT origin WHERE origin IS NOT NULL
    RETURN origin, COLLECT { MATCH (f:Fact)<-[:ATTESTS]-(a:Attestation) WHERE a.origin = origin RETURN DISTINCT f.id } AS facts`,
});

/** Everywhere, and not only where words were erased: what goes back to one origin must go on doing so. */
const renameOrigins = query({
  about: 'Gives keys of origins other names, on all attestations and judgements.',
  takes: { origins: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $origins AS row
    CALL (row) {
      MATCH (a:Attestation) WHERE a.origin = row.origin SET a.origin = row.pseudonym RETURN count(*) AS attestations
    }
    CALL (row) {
      MATCH (j:Judgement) WHERE j.origin = row.origin SET j.origin = row.pseudonym RETURN count(*) AS judgements
    }
    RETURN count(*) AS renamed`,
});

const pseudonym = /^erased-[0-9A-Z]{26}$/;

export interface Origin {
  origin: string;
  /** That rest on it. */
  facts: string[];
}

/** The keys of origins of these attestations that may hold words, with all facts that rest on them. */
export const originsOf = async (tx: Writing, attestations: string[]): Promise<Origin[]> =>
  (await tx.run(findOrigins, { attestations })).filter(({ origin }) => !pseudonym.test(origin));

export const hideOrigins = async (tx: Writing, origins: readonly Origin[]): Promise<void> =>
  void (await tx.run(renameOrigins, { origins: origins.map(({ origin }) => ({ origin, pseudonym: `erased-${ulid()}` })) }));

const findOutcomes = query({
  about: 'Outcomes of operations that hold words and name one of these.',
  takes: { ids: 'ids' },
  gives: { key: 'text', result: 'text' },
  cypher: cypher`MATCH (o:Operation) WHERE o.worded = true AND any(id IN $ids WHERE o.result CONTAINS id) RETURN o.key AS key, o.result AS result`,
});

const keepOutcomes = query({
  about: 'Keeps outcomes of operations otherwise.',
  takes: { outcomes: 'maps' },
  gives: {},
  cypher: cypher`UNWIND $outcomes AS row MATCH (o:Operation {key: row.key}) SET o.result = row.result`,
});

/** Warnings quote words: of outcomes that name one of these ids, all messages go; codes, paths and ids stay. */
export async function eraseWarnings(tx: Writing, ids: string[], word: string): Promise<void> {
  const found = ids.length ? await tx.run(findOutcomes, { ids }) : [];
  const without = (key: string, value: unknown): unknown => (key === 'message' ? word : value);
  const outcomes = found.map(({ key, result }) => ({ key, result: JSON.stringify(JSON.parse(result, without)) }));
  await tx.run(keepOutcomes, { outcomes });
}
