import { cypher, edge, query, type Writing } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import { ulid } from 'ulid';
import { byAnyId } from '../merge/redirects.js';
import type { Warning } from '../refusals.js';
import type { Change } from './change.js';
import { reassess } from './reassess.js';

/** Who stands under whom decides on parties and on common control, and so on the status of other facts. */
export const control: readonly Predicate[] = ['agencyOf', 'controlledBy', 'partOf', 'ownedBy'];
/** In the change itself: 2,000 took up to 13 s of a server that had just started, and a change has 8. */
const mostAtOnce = 500;

export const pending: Warning = {
  code: 'STATUS_PENDING',
  path: [],
  message:
    'More facts depend on who stands under whom here than fit one change. The statuses of the rest are worked out from now on; the query reassessments shows how far that is.',
};

const dependents = cypher`
    UNWIND $entities AS id
    ${byAnyId}
    MATCH (n)<-[:${edge('controlledBy')}|${edge('partOf')}|${edge('agencyOf')}|${edge('ownedBy')}*0..3]-(under)
    WITH DISTINCT under
    CALL (under) {
      MATCH (under)<-[:CLAIMED_BY]-(:Attestation)-[:ATTESTS]->(f:Fact) RETURN f
      UNION
      MATCH (under)<-[:SUBJECT|OBJECT]-(f:Fact) RETURN f
    }
    WITH DISTINCT f WHERE (f.attestationCount > 1 OR f.status = 'UNCONFIRMED') AND f.id > $after`;

export const findDependents = query({
  about:
    'Facts whose status may change when it changes whom these entities stand under, after one of them: only those with several attestations, or a lone decline.',
  takes: { entities: 'ids', after: 'text', most: 'int' },
  gives: { fact: 'id' },
  cypher: cypher`${dependents}
    RETURN f.id AS fact ORDER BY fact LIMIT $most`,
});

export const countDependents = query({
  about: 'How many facts have a status that may change when it changes whom these entities stand under, after one of them?',
  takes: { entities: 'ids', after: 'text' },
  gives: { facts: 'int' },
  cypher: cypher`${dependents}
    RETURN count(f) AS facts`,
});

/**
 * After facts about control have changed, brings the statuses that depend on them up to date. Where there are more than fit one change, the
 * change leaves the rest to be worked off, see `workOffReassessment`.
 * @returns false when it left some
 */
export async function reassessDependents(
  tx: Writing,
  changed: readonly { fact: string; predicate: Predicate; subject: string }[],
  change: Change,
): Promise<boolean> {
  const entities = [...new Set(changed.filter(({ predicate }) => control.includes(predicate)).map(({ subject }) => subject))];
  return entities.length === 0 || reassessUnder(tx, entities, new Set(changed.map(({ fact }) => fact)), change);
}

/** As `reassessDependents`, for entities under which others may stand. @param own facts that are up to date already */
export async function reassessUnder(tx: Writing, entities: string[], own: ReadonlySet<string>, change: Change): Promise<boolean> {
  const found = (await tx.run(findDependents, { entities, after: '', most: mostAtOnce + 1 })).map(({ fact }) => fact);
  const now = found.slice(0, mostAtOnce);
  await reassess(
    tx,
    now.filter((fact) => !own.has(fact)),
    change,
    { dependent: true },
  );
  if (found.length === now.length) return true;
  change.left.push({ id: `R${ulid()}`, entities, cursor: now.at(-1)!, done: now.length });
  return false;
}
