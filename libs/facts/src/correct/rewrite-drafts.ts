import { cypher, query, type Writing } from '@linchpin/graph';
import type { Attempted } from '../record/attempted.js';
import type { Change } from '../record/change.js';
import type { PreparedFact } from '../record/prepare-fact.js';
import { assignHolders, saidBy } from '../record/holders.js';
import { reassess } from '../record/reassess.js';
import { refuseKnown } from '../record/refuse-known.js';
import type { Prepared } from '../record/prepare-attestation.js';
import { writeAttestations } from '../record/write-facts.js';

const rewrite = query({
  about:
    'Writes drafts anew in place: they keep their id and their way, and are drafts again with one more author. What was said of them is removed.',
  takes: { facts: 'maps', by: 'text', names: 'ids' },
  gives: { rewritten: 'int' },
  cypher: cypher`
    UNWIND $facts AS row
    MATCH (f:Fact {id: row.properties.id}) WHERE f.unpublished
    CALL (f) {
      MATCH (f)<-[:ATTESTS]-(a:Attestation)
      FOREACH (j IN [(a)-[:WAS_JUDGED]->(x) | x] | DETACH DELETE j)
      DETACH DELETE a RETURN count(*) AS attestations
    }
    CALL (f) { MATCH (f)-[r:SUBJECT|OBJECT|QUALIFIED_BY]->() DELETE r RETURN count(*) AS ends }
    WITH f, row, f{.version, .recordedBy, .draftedAt, .unpublished, .supersedes, .reviewNote, .reviewer, .authors, .authorNames} AS kept
    SET f = row.properties
    SET f += kept, f.version = kept.version + 1, f.workflow = 'DRAFT', f.review = 'DRAFT', f.approvals = [],
      f.authors = [a IN coalesce(kept.authors, []) WHERE a <> $by] + [$by],
      f.authorNames = [a IN coalesce(kept.authorNames, []) WHERE NOT a IN $names] + $names
    WITH f, row
    MATCH (s:Entity {id: row.subject}) CREATE (f)-[:SUBJECT {original: row.namedAs.subject}]->(s)
    WITH f, row
    CALL (f, row) { MATCH (o:Entity {id: row.object}) CREATE (f)-[:OBJECT {original: row.namedAs.object}]->(o) RETURN count(*) AS objects }
    CALL (f, row) {
      UNWIND row.qualifiedBy AS qualifier MATCH (q:Entity {id: qualifier.entity})
      CREATE (f)-[:QUALIFIED_BY {name: qualifier.name, original: qualifier.original}]->(q)
      RETURN count(*) AS qualifiers
    }
    RETURN count(f) AS rewritten`,
});

/** A draft under our lock, and what it is to say. */
export interface Rewriting {
  /** The fact that it is to replace; null for none. */
  supersedes: string | null;
  /** Under the id of the draft. */
  prepared: Prepared<PreparedFact>;
}

/** Writes drafts anew in place. What was handed in or approved of them is not any more. @returns for each what came of it */
export async function rewriteDrafts(tx: Writing, rewritings: readonly Rewriting[], change: Change): Promise<Attempted[]> {
  const exempt = new Map(
    rewritings.flatMap(({ supersedes, prepared: { ready } }) =>
      ready && supersedes !== null ? [[ready.properties.id, [supersedes]] as const] : [],
    ),
  );
  const checked = await refuseKnown(
    tx,
    rewritings.map(({ prepared }) => prepared),
    exempt,
  );
  const ready = checked.flatMap((each) => each.ready ?? []);
  if (ready.length) {
    const facts = ready.map(({ properties, subject, object, qualifiedBy, namedAs }) => ({
      properties,
      subject,
      object,
      qualifiedBy,
      namedAs,
    }));
    const said = await saidBy(
      tx,
      ready.map(({ properties }) => properties.id),
    );
    await tx.run(rewrite, { facts, by: change.by, names: [...change.names] });
    await assignHolders(tx, said);
    const attested = ready.flatMap(({ properties, attestations }) => attestations.map((each) => ({ ...each, fact: properties.id })));
    await writeAttestations(tx, attested, { by: change.by, reviewed: true });
    await reassess(
      tx,
      ready.map(({ properties }) => properties.id),
      change,
    );
  }
  return checked.map(({ ready: each, refusals, warnings, known }) => ({ id: each?.properties.id ?? null, refusals, warnings, known }));
}
