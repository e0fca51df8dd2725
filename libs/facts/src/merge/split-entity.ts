import { cypher, label, query, type Writing } from '@linchpin/graph';
import type { Kind } from '@linchpin/vocabulary';
import { Refused, refuse } from '../refusals.js';
import type { Change } from '../record/change.js';
import type { RecordedFact } from '../record/record-facts.js';
import { conclude, formerOf, reasonOf, stale } from './merge-entities.js';
import { lockEntitiesOf, mergesWith } from './lock-merges.js';
import { move, movingWith } from './move.js';

const findFormer = query({
  about: 'What became of an entity that was merged.',
  takes: { entity: 'id' },
  gives: { known: 'flag', kind: 'text?', into: 'id?', version: 'int?' },
  cypher: cypher`
    OPTIONAL MATCH (a:Entity {id: $entity})
    OPTIONAL MATCH (m:Merged {id: $entity})-[:MERGED_INTO*]->(b:Entity)
    RETURN a IS NOT NULL AS known, m.kind AS kind, b.id AS into, coalesce(b.version, 1) AS version`,
});

const restore = (kind: Kind) => cypher`
  MATCH (a:Merged {id: $entity})-[r:MERGED_INTO]->() DELETE r
  WITH a MATCH (b:Entity {id: $into})
  REMOVE a:Merged SET a:Entity:${label(kind)}, a.version = coalesce(a.version, 1) + 1, b.version = coalesce(b.version, 1) + 1`;

/** A merge that was allowed can be undone, also after facts were added since. */
const mostReturned = 100_000;

export interface SplitInput {
  /** The id that it had before it was merged. */
  entity: string;
  /** Of the entity that speaks for it now. */
  expectedVersion: number;
  reason: string;
}

/**
 * Undoes a merge: all that was the entity's own before, and what was recorded under its id since, is its own again.
 * @throws Refused UNKNOWN_ENTITY, NOT_MERGED, STALE_VERSION, REASON_REQUIRED, TOO_MANY
 */
export async function splitEntity(tx: Writing, { entity, expectedVersion, reason }: SplitInput, change: Change): Promise<RecordedFact> {
  change.reason = reasonOf(reason, 'Say in a sentence why the two are not one.');
  await lockEntitiesOf(tx, [entity]);
  const [found] = await tx.run(findFormer, { entity });
  const { known, kind, into, version } = found!;
  if (into === null || kind === null)
    throw new Refused([
      known
        ? refuse('NOT_MERGED', ['entity'], `${entity} was not merged into another one. Name the id that was merged; see mergedFrom.`)
        : refuse('UNKNOWN_ENTITY', ['entity'], `No entity had the id "${entity}".`),
    ]);
  const outdated = stale({ id: into, version: version! }, expectedVersion, 'expectedVersion');
  if (outdated.length) throw new Refused(outdated);
  const [former] = await tx.run(formerOf, { entity });
  const { members } = former!;
  const moving = await movingWith(tx, { from: into, members }, mostReturned);
  await tx.runText(restore(kind as Kind), { entity, into });
  const own = { from: into, to: entity, members };
  await move(tx, own, moving);
  mergesWith(tx, own, change);
  change.entities.add(entity).add(into);
  return { id: entity, warnings: await conclude(tx, moving, [entity, into], change) };
}
