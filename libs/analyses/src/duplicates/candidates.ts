import { luceneQuery } from '@linchpin/facts';
import { cypher, type Cypher } from '@linchpin/graph';
import { kindsLike } from '@linchpin/vocabulary';
import type { World } from '../world.js';
import type { Profile } from './evidence.js';
import { tellingWords } from './names-alike.js';

/** So many are looked at: those with an identifier in common first, then by name, then by neighbours. */
export const mostCandidates = 200;
const mostByName = 50;
const mostNames = 10;
/** A third party to which more than so many have the same tie tells nothing. */
const mostInCommon = 50;
const mostTies = 200;

const profile = (n: Cypher, most: Cypher, visible: (f: Cypher) => Cypher): Cypher => cypher`
  RETURN ${n}.id AS id, ${n}.kind AS kind, ${n}.label AS label, coalesce(${n}.names, []) + [(${n})<-[:MERGED_INTO*]-(m) | m.label] AS names,
    COLLECT { MATCH (${n})-[:IDENTIFIED_BY]->(i) RETURN DISTINCT i.key ORDER BY i.key } AS identifiers,
    COLLECT { MATCH (b:Fact {subject: ${n}.id, predicate: 'birthDate'}) WHERE b.id > '' AND ${visible(cypher`b`)} RETURN DISTINCT b.value_date } AS birthDates,
    COLLECT {
      MATCH (${n})<-[own:SUBJECT|OBJECT]-(f:Fact)-[end:SUBJECT|OBJECT]->(o:Entity) WHERE type(own) <> type(end) AND ${visible(cypher`f`)}
      WITH f, own, o ORDER BY f.id LIMIT ${most}
      RETURN {fact: f.id, predicate: f.predicate, outgoing: type(own) = 'SUBJECT', other: o.id, otherLabel: o.label, otherTies: COUNT { (o)<-[:SUBJECT|OBJECT]-() }}
    } AS ties`;

const toProfiles = (rows: Record<string, unknown>[]): Profile[] => rows as unknown as Profile[];

export async function profilesOf(world: World, ids: readonly string[]): Promise<Profile[]> {
  return toProfiles(
    await world.read(
      (lens, parameters) =>
        cypher`UNWIND ${parameters.add(ids)} AS id MATCH (n:Entity {id: id}) ${profile(cypher`n`, parameters.add(mostTies), (f) => lens.visible(f))}`,
    ),
  );
}

/** Entities of the same kind, or a kind like it, that may be the same party, without those of which a fact says that they are different. */
export async function candidatesFor(world: World, { id, kind, label, names }: Profile): Promise<string[]> {
  const rows = await world.read((lens, parameters) => {
    const given = { id: parameters.add(id), lucene: parameters.add(nameQueries([label, ...names])), each: parameters.add(mostByName) };
    const kinds = {
      lucene: parameters.add(
        ` +(${kindsLike(kind)
          .map((each) => `kind:${each}`)
          .join(' ')})`,
      ),
      names: parameters.add(kindsLike(kind)),
    };
    return cypher`
      MATCH (n:Entity {id: ${given.id}})
      CALL (n) {
        MATCH (n)-[:IDENTIFIED_BY]->(:Identifier)<-[:IDENTIFIED_BY]-(m:Entity) RETURN m, 0 AS way
        UNION
        UNWIND ${given.lucene} AS words
        CALL db.index.fulltext.queryNodes('entity_names', words + ${kinds.lucene}, {limit: ${given.each}}) YIELD node AS m RETURN m, 1 AS way
        UNION
        MATCH (n)<-[own:SUBJECT|OBJECT]-(f:Fact)-[end:SUBJECT|OBJECT]->(o:Entity)
        WHERE type(own) <> type(end) AND f.predicate <> 'differentFrom' AND ${lens.visible(cypher`f`)} AND COUNT { (o)<-[:SUBJECT|OBJECT]-() } <= ${parameters.add(mostInCommon)}
        WITH n, f, o, own LIMIT ${parameters.add(mostTies)}
        MATCH (o)<-[:SUBJECT|OBJECT]-(g:Fact {predicate: f.predicate})-[same:SUBJECT|OBJECT]->(m:Entity)
        WHERE type(same) = type(own) AND m <> o AND ${lens.visible(cypher`g`)}
        RETURN m, 2 AS way
      }
      WITH n, m, min(way) AS way
      WHERE m <> n AND m.kind IN ${kinds.names} AND ${lens.knew(cypher`m`)}
        AND NOT EXISTS { MATCH (n)<-[:SUBJECT|OBJECT]-(d:Fact {predicate: 'differentFrom'})-[:SUBJECT|OBJECT]->(m) WHERE ${lens.visible(cypher`d`)} }
      RETURN m.id AS id ORDER BY way, id LIMIT ${parameters.add(mostCandidates + 1)}`;
  });
  return rows.map((row) => String(row.id));
}

/** Of names with more words one may be another: a spelling that is too far away, a middle name. */
const mostWords = 6;

/** The name, the name without legal forms, and without each of its words: the index wants every word that it is given. */
function wordings(name: string): string[] {
  const telling = tellingWords(name);
  const shorter =
    telling.length > 2 && telling.length <= mostWords ? telling.map((_, i) => telling.filter((_word, j) => i !== j).join(' ')) : [];
  return [name, telling.join(' '), ...shorter];
}

/** Lucene queries that find who may bear one of these names, each under several wordings. */
export const nameQueries = (names: readonly string[]): string[] => [
  ...new Set(
    [...new Set(names)]
      .slice(0, mostNames)
      .flatMap(wordings)
      .flatMap((each) => luceneQuery(each) ?? []),
  ),
];
