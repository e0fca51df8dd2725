import { cypher, query } from '@linchpin/graph';

/** As it is kept: variables and lens as JSON. */
const kept = {
  name: 'text',
  about: 'text?',
  query: 'text',
  variables: 'text',
  lens: 'text',
  savedAt: 'moment',
  number: 'int',
  recordedAt: 'moment',
} as const;
const columns = cypher`q.name AS name, q.about AS about, q.query AS query, q.variables AS variables, q.lens AS lens,
  toString(q.savedAt) AS savedAt, q.number AS number, toString(q.recordedAt) AS recordedAt`;
const newest = cypher`head(COLLECT { MATCH (each:Change) WHERE each.number > 0 RETURN each ORDER BY each.number DESC LIMIT 1 })`;

export const keepQuestion = query({
  about:
    'Keeps a question under a name, with the last change that its author could see; gives the one that has the name already, if there is one.',
  takes: { name: 'text', properties: 'map', by: 'text' },
  gives: { ...kept, created: 'flag' },
  cypher: cypher`
    MERGE (q:SavedQuestion {name: $name})
    ON CREATE SET q.fresh = true, q += $properties, q.savedBy = $by, q.savedAt = datetime()
    WITH q, coalesce(q.fresh, false) AS created, ${newest} AS last
    FOREACH (_ IN CASE WHEN created THEN [1] ELSE [] END | SET q.number = coalesce(last.number, 0), q.recordedAt = coalesce(last.at, q.savedAt))
    REMOVE q.fresh
    RETURN ${columns}, created`,
});

export const findQuestion = query({
  about: 'The question of this name.',
  takes: { name: 'text' },
  gives: kept,
  cypher: cypher`MATCH (q:SavedQuestion {name: $name}) RETURN ${columns}`,
});

export const listQuestions = query({
  about: 'Questions by name.',
  takes: { after: 'text', limit: 'int' },
  gives: kept,
  cypher: cypher`MATCH (q:SavedQuestion) WHERE q.name > $after WITH q ORDER BY q.name LIMIT $limit RETURN ${columns} ORDER BY name`,
});

export const momentOfChange = query({
  about: 'When was this change, and which is the last one?',
  takes: { number: 'int' },
  gives: { at: 'moment?', last: 'int' },
  cypher: cypher`
    OPTIONAL MATCH (c:Change {number: $number})
    WITH toString(c.at) AS at, ${newest} AS last
    RETURN at, coalesce(last.number, 0) AS last`,
});
