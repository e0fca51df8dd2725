import { cypher } from '@linchpin/graph';
import type { RelationPredicate } from '@linchpin/vocabulary';
import type { Tie, World } from '../world.js';

/** As much of a tie as it takes to draw a graph: 50,000 whole ones keep a core busy for 0.3 s more. */
export type Join = Pick<Tie, 'fact' | 'subject' | 'object'>;

/** Greater than every id. */
const afterAllIds = '\uffff';

/** The id of the first fact that is not looked at any more; null where there are not so many. */
async function firstBeyond(world: World, predicates: readonly RelationPredicate[], most: number): Promise<string | null> {
  // Sorted by the predicate too: only then does Neo4j 5.26 take the order from the index and stop at the limit.
  const [row] = await world.read(
    (_, parameters) => cypher`
      UNWIND ${parameters.add([...new Set(predicates)])} AS predicate
      CALL (predicate) {
        MATCH (f:Fact) WHERE f.predicate = predicate AND f.id > ''
        WITH f ORDER BY f.predicate, f.id LIMIT ${parameters.add(most + 1)} RETURN f.id AS id
      }
      RETURN id ORDER BY id SKIP ${parameters.add(most)} LIMIT 1`,
  );
  return row ? String(row.id) : null;
}

/** What facts with these predicates join, whoever stands at their ends. So many facts are looked at, in the order of their ids; if there are more, it stands in the warnings. */
export async function joinsAlong(world: World, predicates: readonly RelationPredicate[], most: number): Promise<Join[]> {
  const beyond = await firstBeyond(world, predicates, most);
  if (beyond) world.warn(`There are more than ${most} such facts; only the first ${most} in the order of recording were looked at.`);
  const rows = await world.read(
    (lens, parameters) => cypher`
      MATCH (f:Fact) WHERE f.predicate IN ${parameters.add(predicates)} AND f.id > '' AND f.id < ${parameters.add(beyond ?? afterAllIds)}
        AND ${world.counting(lens, parameters)}
      RETURN f.id AS fact, f.subject AS subject, f.object AS object ORDER BY fact`,
  );
  return world.supposed(rows as unknown as Tie[], { predicates });
}
