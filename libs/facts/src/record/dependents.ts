import { cypher, edge, query, type Writing } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import type { Change } from './change.js';
import { reassess } from './reassess.js';

/** Who stands under whom decides on parties and on common control, and so on the status of other facts. */
export const control: readonly Predicate[] = ['agencyOf', 'controlledBy', 'partOf', 'ownedBy'];
const mostAtOnce = 2_000;

const findDependents = query({
  about:
    'Facts whose status may change when it changes whom these entities stand under: only those with several attestations, or a lone decline.',
  takes: { entities: 'ids', most: 'int' },
  gives: { fact: 'id' },
  cypher: cypher`
    UNWIND $entities AS id
    MATCH (e:Entity {id: id})
    MATCH (e)<-[:${edge('controlledBy')}|${edge('partOf')}|${edge('agencyOf')}|${edge('ownedBy')}*0..3]-(under)
    WITH DISTINCT under
    CALL (under) {
      MATCH (under)<-[:CLAIMED_BY]-(:Attestation)-[:ATTESTS]->(f:Fact) RETURN f
      UNION
      MATCH (under)<-[:SUBJECT|OBJECT]-(f:Fact) RETURN f
    }
    WITH DISTINCT f WHERE f.attestationCount > 1 OR f.status = 'UNCONFIRMED'
    RETURN f.id AS fact ORDER BY fact LIMIT $most`,
});

/** After facts about control have changed, brings the statuses that depend on them up to date. @returns false when there were more than fit one change */
export async function reassessDependents(
  tx: Writing,
  changed: readonly { fact: string; predicate: Predicate; subject: string }[],
  change: Change,
): Promise<boolean> {
  const entities = [...new Set(changed.filter(({ predicate }) => control.includes(predicate)).map(({ subject }) => subject))];
  if (entities.length === 0) return true;
  const dependents = await tx.run(findDependents, { entities, most: mostAtOnce + 1 });
  const own = new Set(changed.map(({ fact }) => fact));
  await reassess(
    tx,
    dependents
      .slice(0, mostAtOnce)
      .map(({ fact }) => fact)
      .filter((fact) => !own.has(fact)),
    change,
    { dependent: true },
  );
  return dependents.length <= mostAtOnce;
}
