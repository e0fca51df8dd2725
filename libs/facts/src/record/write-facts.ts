import { cypher, query, type Writing } from '@linchpin/graph';
import type { Change } from './change.js';
import type { PreparedAttestation } from './prepare-attestation.js';
import type { PreparedFact } from './prepare-fact.js';

const createFacts = query({
  about: 'Creates facts and joins them to what they speak of.',
  takes: { facts: 'maps', by: 'text', state: 'map' },
  gives: { created: 'int' },
  cypher: cypher`
    UNWIND $facts AS row
    MATCH (s:Entity {id: row.subject})
    CREATE (f:Fact)-[:SUBJECT {original: row.namedAs.subject}]->(s)
    SET f = row.properties, f.version = 1, f.recordedBy = $by, f += $state
    WITH f, row
    CALL (f, row) { MATCH (o:Entity {id: row.object}) CREATE (f)-[:OBJECT {original: row.namedAs.object}]->(o) RETURN count(*) AS objects }
    CALL (f, row) {
      UNWIND row.qualifiedBy AS qualifier MATCH (q:Entity {id: qualifier.entity})
      CREATE (f)-[:QUALIFIED_BY {name: qualifier.name, original: qualifier.original}]->(q)
      RETURN count(*) AS qualifiers
    }
    RETURN count(f) AS created`,
});

const createAttestations = query({
  about: 'Creates attestations and joins each to its fact, claimant, document and chain.',
  takes: { attestations: 'maps', by: 'text', state: 'map' },
  gives: { created: 'int' },
  cypher: cypher`
    UNWIND $attestations AS row
    MATCH (f:Fact {id: row.fact}) MATCH (c:Entity {id: row.claimant}) MATCH (d:Entity:Document {id: row.document})
    CREATE (a:Attestation)-[:ATTESTS]->(f)
    SET a = row.properties, a.recordedBy = $by, a += $state
    CREATE (a)-[:CLAIMED_BY {original: row.namedAs.claimant}]->(c) CREATE (a)-[:STATED_IN {original: row.namedAs.document}]->(d)
    WITH a, row
    CALL (a, row) {
      UNWIND range(0, size(row.chain) - 1) AS i MATCH (e:Entity {id: row.chain[i]})
      CREATE (a)-[:PASSED_BY {position: i, original: row.namedAs.chain[i]}]->(e)
      RETURN count(*) AS links
    }
    RETURN count(a) AS created`,
});

/** Writes facts with their attestations; their statuses and edges follow from `reassess`. */
export async function writeFacts(tx: Writing, facts: readonly PreparedFact[], change: Change): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ properties, subject, object, qualifiedBy, namedAs }) => ({
    properties,
    subject,
    object,
    qualifiedBy,
    namedAs,
  }));
  const attested = facts.flatMap(({ properties, attestations }) =>
    attestations.map((attestation) => ({ ...attestation, fact: properties.id })),
  );
  facts.forEach(({ properties }) => change.wasBefore(properties.id, null));
  const { by, reviewed } = change;
  const state = reviewed
    ? { workflow: 'DRAFT', unpublished: true, review: 'DRAFT', authors: [by], authorNames: [...change.names] }
    : { workflow: 'PUBLISHED' };
  await Promise.all([tx.run(createFacts, { facts: rows, by, state }), writeAttestations(tx, attested, change)]);
}

export async function writeAttestations(
  tx: Writing,
  attestations: readonly (PreparedAttestation & { fact: string })[],
  { by, reviewed }: Pick<Change, 'by' | 'reviewed'>,
): Promise<void> {
  await tx.run(createAttestations, { attestations: attestations.map((row) => ({ ...row })), by, state: reviewed ? { pending: true } : {} });
}
