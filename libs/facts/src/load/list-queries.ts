import { cypher, query } from '@linchpin/graph';
import { byAnyId } from '../merge/redirects.js';

export const findImports = query({
  about: 'What was imported of a list: the snapshot of this day, and the latest of all.',
  takes: { list: 'id', id: 'id' },
  gives: { digest: 'text?', cursor: 'int?', report: 'text?', finished: 'flag', latest: 'text?' },
  cypher: cypher`
    OPTIONAL MATCH (i:Import {id: $id})
    RETURN i.digest AS digest, i.cursor AS cursor, i.report AS report, coalesce(i.finishedAt IS NOT NULL, false) AS finished,
      head(COLLECT { MATCH (o:Import {list: $list}) WHERE o.id <> $id RETURN o.date ORDER BY o.date DESC LIMIT 1 }) AS latest`,
});

export const startImport = query({
  about: 'Notes that the import of a snapshot has begun.',
  takes: { id: 'id', list: 'id', date: 'text', digest: 'text' },
  gives: {},
  cypher: cypher`MERGE (i:Import {id: $id}) ON CREATE SET i.list = $list, i.date = $date, i.digest = $digest, i.cursor = 0, i.startedAt = datetime()`,
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
  cypher: cypher`MATCH (i:Import {id: $id}) SET i.finishedAt = coalesce(i.finishedAt, datetime())`,
});

export const findRecords = query({
  about: 'Which of these records were there in an earlier snapshot, and what stands of each.',
  takes: { records: 'ids' },
  gives: { id: 'id', content: 'text', derived: 'text', gone: 'flag', facts: 'maps' },
  cypher: cypher`
    UNWIND $records AS id
    MATCH (r:ListRecord {id: id})
    RETURN r.id AS id, r.content AS content, r.derived AS derived, r.gone IS NOT NULL AS gone,
      COLLECT { MATCH (f:Fact {record: id}) WHERE f.visible RETURN {id: f.id, said: f.said, listing: EXISTS { (f)-[:SUBJECT]->(:Designation) }, startLatest: f.startLatest} ORDER BY f.id } AS facts`,
});

export const keepRecords = query({
  about: 'Notes what a snapshot says of these records, so that the next one can be compared with it.',
  takes: { list: 'id', snapshot: 'id', rows: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $rows AS row
    MERGE (r:ListRecord {id: row.id}) SET r.list = $list, r.content = row.content, r.derived = row.derived, r.seen = $snapshot REMOVE r.gone`,
});

export const markFacts = query({
  about: 'Notes from which record facts come, and which part of it they are.',
  takes: { rows: 'maps' },
  gives: {},
  cypher: cypher`UNWIND $rows AS row MATCH (f:Fact {id: row.id}) SET f.record = row.record, f.said = row.said`,
});

export const findMissing = query({
  about: 'Records of a list that this snapshot does not have any more, after one of them.',
  takes: { list: 'id', snapshot: 'id', after: 'text', limit: 'int' },
  gives: { id: 'id', facts: 'maps' },
  cypher: cypher`
    MATCH (r:ListRecord {list: $list}) WHERE r.id > $after AND r.seen <> $snapshot AND r.gone IS NULL
    WITH r ORDER BY r.id LIMIT $limit
    RETURN r.id AS id,
      COLLECT { MATCH (f:Fact {record: r.id}) WHERE f.visible RETURN {id: f.id, said: f.said, listing: EXISTS { (f)-[:SUBJECT]->(:Designation) }, startLatest: f.startLatest} ORDER BY f.id } AS facts`,
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
  gives: { asked: 'id', id: 'id' },
  cypher: cypher`
    UNWIND $ids AS id ${byAnyId} RETURN id AS asked, n.id AS id
    UNION
    UNWIND $keys AS key MATCH (:Identifier {key: key})<-[:IDENTIFIED_BY]-(n:Entity) RETURN key AS asked, min(n.id) AS id`,
});
