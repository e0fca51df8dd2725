import { cypher, query, type Writing } from '@linchpin/graph';
import type { PreparedAttestation } from './prepare-attestation.js';
import type { PreparedFact } from './prepare-fact.js';

const createFacts = query({
  about: 'Creates facts and joins them to what they speak of.',
  takes: { facts: 'maps', now: 'moment', by: 'text' },
  gives: { created: 'int' },
  cypher: cypher`
    UNWIND $facts AS row
    MATCH (s:Entity {id: row.subject})
    CREATE (f:Fact)-[:SUBJECT]->(s)
    SET f = row.properties, f.version = 1, f.workflow = 'PUBLISHED', f.recordedAt = datetime($now), f.recordedBy = $by
    WITH f, row
    CALL (f, row) { MATCH (o:Entity {id: row.object}) CREATE (f)-[:OBJECT]->(o) RETURN count(*) AS objects }
    CALL (f, row) {
      UNWIND row.qualifiedBy AS qualifier MATCH (q:Entity {id: qualifier.entity})
      CREATE (f)-[:QUALIFIED_BY {name: qualifier.name}]->(q)
      RETURN count(*) AS qualifiers
    }
    RETURN count(f) AS created`,
});

const createAttestations = query({
  about: 'Creates attestations and joins each to its fact, claimant, document and chain.',
  takes: { attestations: 'maps', now: 'moment', by: 'text' },
  gives: { created: 'int' },
  cypher: cypher`
    UNWIND $attestations AS row
    MATCH (f:Fact {id: row.fact}) MATCH (c:Entity {id: row.claimant}) MATCH (d:Entity:Document {id: row.document})
    CREATE (a:Attestation)-[:ATTESTS]->(f)
    SET a = row.properties, a.recordedAt = datetime($now), a.recordedBy = $by
    CREATE (a)-[:CLAIMED_BY]->(c) CREATE (a)-[:STATED_IN]->(d)
    WITH a, row
    CALL (a, row) {
      UNWIND range(0, size(row.chain) - 1) AS i MATCH (e:Entity {id: row.chain[i]})
      CREATE (a)-[:PASSED_BY {position: i}]->(e)
      RETURN count(*) AS links
    }
    RETURN count(a) AS created`,
});

export interface Change {
  /** The moment of recording, by the database's clock. */
  now: string;
  /** Who records it: the id of a token, or of this program. */
  by: string;
}

/** Writes facts with their attestations; their statuses and edges follow from `reassess`. */
export async function writeFacts(tx: Writing, facts: readonly PreparedFact[], change: Change): Promise<void> {
  if (facts.length === 0) return;
  await Promise.all([
    tx.run(createFacts, {
      facts: facts.map(({ properties, subject, object, qualifiedBy }) => ({ properties, subject, object, qualifiedBy })),
      ...change,
    }),
    writeAttestations(
      tx,
      facts.flatMap(({ properties, attestations }) => attestations.map((attestation) => ({ ...attestation, fact: properties.id }))),
      change,
    ),
  ]);
}

export async function writeAttestations(
  tx: Writing,
  attestations: readonly (PreparedAttestation & { fact: string })[],
  change: Change,
): Promise<void> {
  await tx.run(createAttestations, { attestations: attestations.map((row) => ({ ...row })), ...change });
}
