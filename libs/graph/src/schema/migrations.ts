import { cypher, type Cypher } from '../cypher.js';

export interface Migration {
  /** Counts up from 1 without gaps. */
  number: number;
  about: string;
  /** Each runs on its own and can run twice: a crash in between must not matter. */
  statements: Cypher[];
}

/** Forward only: an applied migration is never edited, a mistake is mended by the next one. */
export const migrations: Migration[] = [
  {
    number: 1,
    about: 'Identity of everything that has an id, and the order in which lists are read.',
    statements: [
      cypher`CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT fact_id IF NOT EXISTS FOR (f:Fact) REQUIRE f.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT fact_proposition IF NOT EXISTS FOR (f:Fact) REQUIRE f.proposition IS UNIQUE`,
      cypher`CREATE CONSTRAINT attestation_id IF NOT EXISTS FOR (a:Attestation) REQUIRE a.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT identifier_key IF NOT EXISTS FOR (i:Identifier) REQUIRE i.key IS UNIQUE`,
      cypher`CREATE CONSTRAINT operation_key IF NOT EXISTS FOR (o:Operation) REQUIRE o.key IS UNIQUE`,
      cypher`CREATE CONSTRAINT token_id IF NOT EXISTS FOR (t:Token) REQUIRE t.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT token_digest IF NOT EXISTS FOR (t:Token) REQUIRE t.digest IS UNIQUE`,
      cypher`CREATE INDEX entity_kind IF NOT EXISTS FOR (n:Entity) ON (n.kind, n.id)`,
      cypher`CREATE INDEX entity_label IF NOT EXISTS FOR (n:Entity) ON (n.label)`,
      cypher`CREATE INDEX identifier_value IF NOT EXISTS FOR (i:Identifier) ON (i.value)`,
      cypher`CREATE INDEX fact_subject IF NOT EXISTS FOR (f:Fact) ON (f.subject, f.predicate, f.id)`,
      cypher`CREATE INDEX fact_object IF NOT EXISTS FOR (f:Fact) ON (f.object, f.predicate, f.id)`,
      cypher`CREATE INDEX fact_predicate IF NOT EXISTS FOR (f:Fact) ON (f.predicate, f.id)`,
      cypher`CREATE INDEX fact_status IF NOT EXISTS FOR (f:Fact) ON (f.status, f.id)`,
      cypher`CREATE INDEX operation_at IF NOT EXISTS FOR (o:Operation) ON (o.at)`,
      cypher`CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.searchNames, n.kind] OPTIONS { indexConfig: { \`fulltext.analyzer\`: 'standard-folding' } }`,
    ],
  },
  {
    number: 2,
    about: 'Finds the facts on which claimants disagree, which are few.',
    statements: [cypher`CREATE INDEX fact_contested IF NOT EXISTS FOR (f:Fact) ON (f.contested, f.id)`],
  },
  {
    number: 3,
    about:
      'Numbers changes in the order of their commits, finds what changed on each clock and what waits for review, and keeps questions under a name.',
    statements: [
      cypher`CREATE CONSTRAINT change_number IF NOT EXISTS FOR (c:Change) REQUIRE c.number IS UNIQUE`,
      cypher`CREATE CONSTRAINT saved_question_name IF NOT EXISTS FOR (q:SavedQuestion) REQUIRE q.name IS UNIQUE`,
      cypher`CREATE INDEX fact_start IF NOT EXISTS FOR (f:Fact) ON (f.startEarliest)`,
      cypher`CREATE INDEX fact_end IF NOT EXISTS FOR (f:Fact) ON (f.endLatest)`,
      cypher`CREATE INDEX standing_published IF NOT EXISTS FOR (s:Standing) ON (s.publishedFrom)`,
      cypher`CREATE INDEX fact_review IF NOT EXISTS FOR (f:Fact) ON (f.review, f.id)`,
      cypher`CREATE INDEX standing_recorded IF NOT EXISTS FOR (s:Standing) ON (s.recordedFrom)`,
    ],
  },
  {
    number: 4,
    about: 'Finds a document by its address in any form, and those with nearly the same text by the four parts of its fingerprint.',
    statements: [
      cypher`CREATE CONSTRAINT document_canonical_url IF NOT EXISTS FOR (n:Entity) REQUIRE n.canonicalUrl IS UNIQUE`,
      cypher`CREATE INDEX document_url IF NOT EXISTS FOR (n:Entity) ON (n.url)`,
      cypher`CREATE INDEX document_simhash0 IF NOT EXISTS FOR (n:Entity) ON (n.simhash0)`,
      cypher`CREATE INDEX document_simhash1 IF NOT EXISTS FOR (n:Entity) ON (n.simhash1)`,
      cypher`CREATE INDEX document_simhash2 IF NOT EXISTS FOR (n:Entity) ON (n.simhash2)`,
      cypher`CREATE INDEX document_simhash3 IF NOT EXISTS FOR (n:Entity) ON (n.simhash3)`,
    ],
  },
  {
    number: 5,
    about:
      'Knows entities by the ids that they had before a merge, remarks by their id, people by their name, and work on statuses that is still to do.',
    statements: [
      cypher`CREATE CONSTRAINT merged_id IF NOT EXISTS FOR (m:Merged) REQUIRE m.id IS UNIQUE`,
      cypher`CREATE INDEX merged_label IF NOT EXISTS FOR (m:Merged) ON (m.label)`,
      cypher`CREATE INDEX merged_canonical_url IF NOT EXISTS FOR (m:Merged) ON (m.canonicalUrl)`,
      cypher`CREATE INDEX fact_says IF NOT EXISTS FOR (f:Fact) ON (f.says)`,
      cypher`MATCH (f:Fact) WHERE f.says IS NULL AND f.proposition IS NOT NULL CALL (f) { SET f.says = f.proposition } IN TRANSACTIONS OF 5000 ROWS`,
      cypher`CREATE INDEX operation_worded IF NOT EXISTS FOR (o:Operation) ON (o.worded)`,
      cypher`MATCH (o:Operation) WHERE o.result CONTAINS '"message"' CALL (o) { SET o.worded = true } IN TRANSACTIONS OF 5000 ROWS`,
      cypher`CREATE INDEX attestation_origin IF NOT EXISTS FOR (a:Attestation) ON (a.origin)`,
      cypher`CREATE INDEX judgement_origin IF NOT EXISTS FOR (j:Judgement) ON (j.origin)`,
      cypher`CREATE INDEX attestation_wire IF NOT EXISTS FOR (a:Attestation) ON (a.wire)`,
      cypher`CREATE CONSTRAINT comment_id IF NOT EXISTS FOR (c:Comment) REQUIRE c.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT account_name IF NOT EXISTS FOR (a:Account) REQUIRE a.name IS UNIQUE`,
      cypher`CREATE CONSTRAINT reassessment_id IF NOT EXISTS FOR (r:Reassessment) REQUIRE r.id IS UNIQUE`,
      cypher`CREATE INDEX fact_reviewer IF NOT EXISTS FOR (f:Fact) ON (f.reviewer, f.id)`,
    ],
  },
  {
    number: 6,
    about: 'Knows which records of lists were imported, and which facts come from each.',
    statements: [
      cypher`CREATE CONSTRAINT import_id IF NOT EXISTS FOR (i:Import) REQUIRE i.id IS UNIQUE`,
      cypher`CREATE CONSTRAINT list_record_id IF NOT EXISTS FOR (r:ListRecord) REQUIRE r.id IS UNIQUE`,
      cypher`CREATE INDEX list_record_list IF NOT EXISTS FOR (r:ListRecord) ON (r.list, r.id)`,
      cypher`CREATE INDEX fact_record IF NOT EXISTS FOR (f:Fact) ON (f.record)`,
    ],
  },
  {
    number: 7,
    about: 'Notes on what a list says, not on the fact, from which record it comes: two lists may say the same.',
    statements: [
      cypher`CREATE INDEX attestation_record IF NOT EXISTS FOR (a:Attestation) ON (a.record)`,
      cypher`MATCH (f:Fact) WHERE f.record IS NOT NULL
        CALL (f) {
          FOREACH (a IN [(f)<-[:ATTESTS]-(x WHERE x.voice = 'LIST_ENTRY' AND x.stance <> 'WITHDRAWS') | x] | SET a.record = f.record, a.said = f.said)
          REMOVE f.record, f.said
        } IN TRANSACTIONS OF 5000 ROWS`,
      cypher`DROP INDEX fact_record IF EXISTS`,
    ],
  },
  {
    number: 8,
    about: 'Gives an entity without further names an empty list of them: files of a first load cannot hold one.',
    statements: [
      cypher`MATCH (n:Entity) WHERE n.names IS NULL CALL (n) { SET n.names = [], n.nameLangs = [] } IN TRANSACTIONS OF 5000 ROWS`,
    ],
  },
];
