import { cypher, join, query, type Cypher, type Writing } from '@linchpin/graph';

/** What joins an entity to facts, attestations and documents, in the order in which a fact is written: in another one they would wait for each other. */
const joins = ['SUBJECT', 'OBJECT', 'QUALIFIED_BY', 'CLAIMED_BY', 'STATED_IN', 'PASSED_BY', 'PUBLISHED_BY'] as const;
const typeOf: Record<(typeof joins)[number], Cypher> = {
  SUBJECT: cypher`SUBJECT`,
  OBJECT: cypher`OBJECT`,
  QUALIFIED_BY: cypher`QUALIFIED_BY`,
  CLAIMED_BY: cypher`CLAIMED_BY`,
  STATED_IN: cypher`STATED_IN`,
  PASSED_BY: cypher`PASSED_BY`,
  PUBLISHED_BY: cypher`PUBLISHED_BY`,
};

/** Each relationship keeps whose it was at first, so that a split gives it back, however often it was moved. */
const moved = cypher`SET n = properties(r), n.original = nullIf(coalesce(r.original, a.id), b.id) DELETE r RETURN count(*)`;
const wanted = cypher`(size($members) = 0 OR r.original IN $members)`;

const moveJoins = query({
  about: 'Moves what joins one entity to the graph to another one: all of it, or what was once joined to one of these members.',
  takes: { from: 'id', to: 'id', members: 'ids' },
  gives: { from: 'id' },
  cypher: cypher`
    MATCH (a:Entity {id: $from}) MATCH (b:Entity {id: $to})
    ${join(
      joins.map(
        (name) =>
          cypher`CALL (a, b) { MATCH (a)<-[r:${typeOf[name]}]-(x) WHERE ${wanted} CREATE (b)<-[n:${typeOf[name]}]-(x) ${moved} AS ${typeOf[name]} }`,
      ),
      '\n',
    )}
    CALL (a, b) {
      MATCH (a)-[r:IDENTIFIED_BY]->(i) WHERE ${wanted} CREATE (b)-[n:IDENTIFIED_BY]->(i) ${moved} AS IDENTIFIED_BY
    }
    RETURN a.id AS from`,
});

const moveWires = query({
  about: 'The same for the agency whose text an attestation is, which is noted by its id.',
  takes: { from: 'id', to: 'id', members: 'ids' },
  gives: {},
  cypher: cypher`
    MATCH (w:Attestation {wire: $from}) WHERE size($members) = 0 OR w.originalWire IN $members
    SET w.originalWire = nullIf(coalesce(w.originalWire, $from), $to), w.wire = $to`,
});

const findMoving = query({
  about: 'The facts that would speak of another entity, and those that somebody else would attest.',
  takes: { from: 'id', members: 'ids', most: 'int' },
  gives: { spoken: 'ids', attested: 'ids' },
  cypher: cypher`
    MATCH (a:Entity {id: $from})
    RETURN
      COLLECT { MATCH (a)<-[r:SUBJECT|OBJECT|QUALIFIED_BY]-(f) WHERE ${wanted} RETURN DISTINCT f.id ORDER BY f.id LIMIT $most } AS spoken,
      COLLECT {
        CALL (a) {
          MATCH (a)<-[r:CLAIMED_BY|PASSED_BY]-()-[:ATTESTS]->(f) WHERE ${wanted} RETURN f
          UNION MATCH (w:Attestation {wire: a.id})-[:ATTESTS]->(f) WHERE size($members) = 0 OR w.originalWire IN $members RETURN f
        }
        RETURN DISTINCT f.id ORDER BY f.id LIMIT $most
      } AS attested`,
});

const removeEdges = query({
  about: 'Takes away the edges of these facts at an entity.',
  takes: { entity: 'id', facts: 'ids' },
  gives: {},
  cypher: cypher`MATCH (:Entity {id: $entity})-[r]-() WHERE r.fact IN $facts DELETE r`,
});

/** Facts by id. */
export interface Moving {
  /** Whose subject, object or qualifier it is. */
  spoken: string[];
  /** Of which it says something. */
  attested: string[];
}

export interface Move {
  from: string;
  to: string;
  /** Only what was theirs at first; empty for everything. */
  members: string[];
}

export async function movingWith(tx: Writing, { from, members }: Omit<Move, 'to'>, most: number): Promise<Moving> {
  const [row] = await tx.run(findMoving, { from, members, most });
  return row!;
}

/** Moves everything, with the edges of the facts that move away; new edges follow with `settle`. */
export async function move(tx: Writing, { from, to, members }: Move, { spoken }: Moving): Promise<void> {
  await tx.run(moveJoins, { from, to, members });
  await tx.run(moveWires, { from, to, members });
  await tx.run(removeEdges, { entity: from, facts: spoken });
}
