import { cypher, OutdatedError, query, type Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import type { Move } from './move.js';
import { byAnyId } from './redirects.js';

const lockEntities = query({
  about: 'Takes the locks of entities, by whichever id they are named, always in the same order.',
  takes: { ids: 'ids' },
  gives: { id: 'id' },
  cypher: cypher`
    UNWIND $ids AS id ${byAnyId}
    WITH DISTINCT n ORDER BY n.id
    SET n.locked = true REMOVE n.locked
    RETURN n.id AS id`,
});

const countLeft = query({
  about: 'How much was joined, since it was emptied, to the entity from which all of this was moved away?',
  takes: { from: 'id', members: 'ids' },
  gives: { left: 'int' },
  cypher: cypher`
    CALL () { MATCH (n:Entity {id: $from}) RETURN n UNION MATCH (n:Merged {id: $from}) RETURN n }
    RETURN COUNT {
      (n)<-[r:SUBJECT|OBJECT|QUALIFIED_BY|CLAIMED_BY|STATED_IN|PASSED_BY|PUBLISHED_BY]-() WHERE size($members) = 0 OR r.original IN $members
    } AS left`,
});

/** Two merges of the same entity come one after the other. */
export const lockEntitiesOf = async (tx: Writing, ids: string[]): Promise<void> => void (await tx.run(lockEntities, { ids }));

/**
 * What others joined to the entity meanwhile is not left behind: all is done again then. It is looked at under the lock of the changes, which
 * is taken last here as everywhere; taken first, it would end in deadlocks with whoever is joining a fact to the entity.
 */
export function mergesWith(tx: Writing, { from, members }: Move, change: Change): void {
  change.mergesUnless(async () => {
    const [row] = await tx.run(countLeft, { from, members });
    if (row!.left > 0) throw new OutdatedError('Facts were recorded of an entity while it was merged or split.');
  });
}
