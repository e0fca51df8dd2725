import { cypher, query } from '@linchpin/graph';
import { byAnyId } from '../merge/redirects.js';

export const findImports = query({
  about: 'What was imported of a list: the snapshot of this day, and the latest of all.',
  takes: { list: 'id', id: 'id' },
  gives: { digest: 'text?', cursor: 'int?', report: 'text?', finished: 'flag', latest: 'text?', left: 'text?' },
  cypher: cypher`
    OPTIONAL MATCH (i:Import {id: $id})
    RETURN i.digest AS digest, i.left AS left, i.cursor AS cursor, i.report AS report, coalesce(i.finishedAt IS NOT NULL, false) AS finished,
      head(COLLECT { MATCH (o:Import {list: $list}) WHERE o.id <> $id RETURN o.date ORDER BY o.date DESC LIMIT 1 }) AS latest`,
});

export const startImport = query({
  about: 'Notes that the import of a snapshot has begun, once what runs of other snapshots of the list are writing is written.',
  takes: { id: 'id', list: 'id', date: 'text', digest: 'text' },
  gives: {},
  cypher: cypher`
    OPTIONAL MATCH (o:Import) WHERE o.id STARTS WITH $list + '@' SET o.locked = true REMOVE o.locked
    WITH count(o) AS others
    MERGE (i:Import {id: $id}) ON CREATE SET i.list = $list, i.date = $date, i.digest = $digest, i.cursor = 0, i.startedAt = datetime()`,
});

export const holdImport = query({
  about: 'Takes the lock of an import. Gives how far it is by now, and the day of a later snapshot of the list that was begun.',
  takes: { id: 'id', list: 'id', date: 'text' },
  gives: { cursor: 'int', report: 'text?', later: 'text?' },
  cypher: cypher`
    MATCH (i:Import {id: $id}) SET i.locked = true REMOVE i.locked
    WITH i
    RETURN i.cursor AS cursor, i.report AS report,
      head(COLLECT { MATCH (o:Import {list: $list}) WHERE o.date > $date RETURN o.date ORDER BY o.date DESC LIMIT 1 }) AS later`,
});

export const advanceImport = query({
  about: 'Notes how many records of a snapshot are done, and what came of them.',
  takes: { id: 'id', cursor: 'int', report: 'text' },
  gives: {},
  cypher: cypher`MATCH (i:Import {id: $id}) SET i.cursor = $cursor, i.report = $report`,
});

export const finishImport = query({
  about: 'Notes that a snapshot is imported as a whole.',
  takes: { id: 'id' },
  gives: {},
  cypher: cypher`MATCH (i:Import {id: $id}) SET i.finishedAt = coalesce(i.finishedAt, datetime()) REMOVE i.left`,
});

/** What a record `r` says by the last snapshot: a `StandingFact` each. */
const saidOf = cypher`COLLECT { MATCH (a:Attestation {record: r.id})-[:ATTESTS]->(f)
        RETURN {id: f.id, said: a.said, visible: f.visible, listing: EXISTS { (f)-[:SUBJECT]->(:Designation) }, startEarliest: f.startEarliest, startLatest: f.startLatest, validTime: f.validTime} ORDER BY f.id }`;

export const findRecords = query({
  about: 'Which of these records were there in an earlier snapshot, and what stands of each.',
  takes: { records: 'ids' },
  gives: { id: 'id', content: 'text', derived: 'text', gone: 'flag', since: 'text?', seen: 'text', facts: 'maps' },
  cypher: cypher`
    UNWIND $records AS id
    MATCH (r:ListRecord {id: id})
    RETURN r.id AS id, r.content AS content, r.derived AS derived, r.gone IS NOT NULL AS gone,
      r.since AS since, r.seen AS seen, ${saidOf} AS facts`,
});

export const keepRecords = query({
  about: 'Notes what a snapshot says of these records, so that the next one can be compared with it.',
  takes: { list: 'id', snapshot: 'id', rows: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $rows AS row
    MERGE (r:ListRecord {id: row.id}) SET r.list = $list, r.content = row.content, r.derived = row.derived, r.seen = $snapshot, r.since = row.since REMOVE r.gone`,
});

export const forgetSaid = query({
  about:
    'Notes that records do not say these facts any more: what was said stays, but the next snapshot does not look for it. Gives whose word it was, and who says it by other records still.',
  takes: { rows: 'maps' },
  gives: { fact: 'id', claimant: 'map', still: 'ids' },
  cypher: cypher`
    UNWIND $rows AS row MATCH (f:Fact {id: row.fact})
    CALL (f, row) {
      MATCH (f)<-[:ATTESTS]-(a:Attestation)-[:CLAIMED_BY]->(c) WHERE a.record = row.record
      REMOVE a.record, a.said
      RETURN c ORDER BY a.id LIMIT 1
    }
    RETURN f.id AS fact, c{.id, .kind, .label} AS claimant,
      COLLECT { MATCH (f)<-[:ATTESTS]-(o:Attestation)-[:CLAIMED_BY]->(by) WHERE o.record IS NOT NULL RETURN DISTINCT by.id } AS still`,
});

export const findSame = query({
  about: 'Of these statements, those that stand there already: the same claimant says the same of the fact in the same document.',
  takes: { rows: 'maps' },
  gives: { row: 'int' },
  cypher: cypher`
    UNWIND $rows AS row MATCH (f:Fact {id: row.fact})
    WITH row, f WHERE EXISTS { (f)<-[:ATTESTS]-(a WHERE a.stance = row.stance)-[:STATED_IN]->(d WHERE d.id = row.document) WHERE EXISTS { (a)-[:CLAIMED_BY]->(c WHERE c.id = row.claimant) } }
    RETURN row.index AS row`,
});

export const findSource = query({
  about: 'Who keeps a list, the list as a document, and how many merges there have been.',
  takes: { authority: 'id', document: 'id' },
  gives: {
    merges: 'int?',
    id: 'id',
    kind: 'text',
    label: 'text',
    document: 'id',
    lang: 'text?',
    publisher: 'id?',
    publishedLatest: 'float?',
  },
  cypher: cypher`
    WITH $authority AS id ${byAnyId}
    WITH n AS authority, $document AS id ${byAnyId}
    RETURN head(COLLECT { MATCH (l:Lock {name: 'changes'}) RETURN coalesce(l.merges, 0) }) AS merges,
      authority.id AS id, authority.kind AS kind, authority.label AS label,
      n.id AS document, n.lang AS lang, head([(n)-[:PUBLISHED_BY]->(p) | p.id]) AS publisher, toFloat(n.publishedLatest) AS publishedLatest`,
});

export const findMissing = query({
  about: 'Records of a list that this snapshot does not have any more, after one of them.',
  takes: { list: 'id', snapshot: 'id', after: 'text', limit: 'int' },
  gives: { id: 'id', seen: 'text', facts: 'maps' },
  cypher: cypher`
    MATCH (r:ListRecord {list: $list}) WHERE r.id > $after AND r.seen <> $snapshot AND r.gone IS NULL
    WITH r ORDER BY r.id LIMIT $limit
    RETURN r.id AS id, r.seen AS seen, ${saidOf} AS facts`,
});

export const countMissing = query({
  about: 'How many records of a list stood on it before this snapshot, and how many of them it does not have any more.',
  takes: { list: 'id', snapshot: 'id' },
  gives: { missing: 'int', all: 'int' },
  cypher: cypher`
    MATCH (r:ListRecord {list: $list}) WHERE r.id > '' AND r.id <> $list + '/frame' AND r.gone IS NULL
    RETURN sum(CASE WHEN r.seen <> $snapshot THEN 1 ELSE 0 END) AS missing, count(r) AS all`,
});

export const markGone = query({
  about: 'Notes that records have left the list.',
  takes: { records: 'ids', snapshot: 'id' },
  gives: {},
  cypher: cypher`UNWIND $records AS id MATCH (r:ListRecord {id: id}) SET r.gone = $snapshot`,
});

export const findEntities = query({
  about: 'Which of these ids and identifiers are there, under which id.',
  takes: { ids: 'ids', keys: 'ids' },
  gives: { asked: 'id', id: 'id', kind: 'text', label: 'text' },
  cypher: cypher`
    UNWIND $ids AS id ${byAnyId} RETURN id AS asked, n.id AS id, n.kind AS kind, n.label AS label
    UNION
    UNWIND $keys AS key
    CALL (key) { MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(n:Entity) RETURN n ORDER BY n.id LIMIT 1 }
    RETURN key AS asked, n.id AS id, n.kind AS kind, n.label AS label`,
});
