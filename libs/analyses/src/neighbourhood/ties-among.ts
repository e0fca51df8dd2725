import { cypher } from '@linchpin/graph';
import type { RelationPredicate } from '@linchpin/vocabulary';
import { tieRow, toTie, type Tie, type World } from '../world.js';

/** Facts of one subject that are looked at. */
const mostAsSubject = 10_000;
const mostTies = 20_000;

async function crowdedAmong(world: World, ids: readonly string[]): Promise<Set<string>> {
  const rows = await world.read(
    (_, parameters) => cypher`
      UNWIND ${parameters.add(ids)} AS id
      MATCH (n:Entity {id: id}) WHERE COUNT { (n)<-[:SUBJECT]-() } > ${parameters.add(mostAsSubject)} RETURN id ORDER BY id`,
  );
  return new Set(rows.map(({ id }) => String(id)));
}

/** Ties of which both ends are among these entities. A bound that is hit stands in the warnings. */
export async function tiesAmong(world: World, ids: readonly string[], predicates: readonly RelationPredicate[]): Promise<Tie[]> {
  const crowded = await crowdedAmong(world, ids);
  for (const id of crowded) world.warn(`${id} is the subject of more than ${mostAsSubject} facts; some of its ties may be missing.`);
  // Left to itself, Neo4j 5.26 walks all facts with these predicates.
  const rows = await world.read(
    (lens, parameters) => cypher`
      MATCH (f:Fact) USING INDEX f:Fact(subject, predicate, id)
      WHERE f.subject IN ${parameters.add(ids.filter((id) => !crowded.has(id)))} AND f.object IN ${parameters.add(ids)}
        AND f.predicate IN ${parameters.add(predicates)} AND f.id > '' AND ${world.counting(lens, parameters)}
      ${tieRow(lens)}
      ORDER BY fact LIMIT ${parameters.add(mostTies + 1)}`,
  );
  if (rows.length > mostTies) world.warn(`More than ${mostTies} ties join these entities; the rest was left out.`);
  return world.supposed(rows.slice(0, mostTies).map(toTie), { predicates, subjects: ids, objects: ids });
}
