import { cypher, query, type Writing } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import { Refused, refuse } from '../refusals.js';
import type { Change } from './change.js';
import { reassessDependents } from './dependents.js';
import { reassess } from './reassess.js';

const join = query({
  about: 'Notes which fact another one is to replace.',
  takes: { fact: 'id', old: 'id' },
  gives: {},
  cypher: cypher`MATCH (f:Fact {id: $fact}) MATCH (old:Fact {id: $old}) SET f.supersedes = $old CREATE (f)-[:SUPERSEDES]->(old)`,
});

const putInPlace = query({
  about: 'Puts a fact in the place of the one that it supersedes, unless another one has it or it was taken back.',
  takes: { fact: 'id' },
  gives: { old: 'id', predicate: 'text', subject: 'id', free: 'flag' },
  cypher: cypher`
    MATCH (f:Fact {id: $fact})-[:SUPERSEDES]->(old:Fact)
    SET old.locked = true REMOVE old.locked
    WITH f, old, old.supersededBy IS NULL AND old.retractedFor IS NULL AS free
    FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET old.supersededBy = f.id, old.version = old.version + 1)
    RETURN old.id AS old, old.predicate AS predicate, old.subject AS subject, free`,
});

export const markSuccessor = async (tx: Writing, fact: string, old: string): Promise<void> => void (await tx.run(join, { fact, old }));

/** Puts a published fact in the place of the one that it supersedes, if it does. @throws Refused ALREADY_SUPERSEDED */
export async function replace(tx: Writing, fact: string, change: Change): Promise<void> {
  const [row] = await tx.run(putInPlace, { fact });
  if (!row) return;
  if (!row.free)
    throw new Refused([
      refuse('ALREADY_SUPERSEDED', ['fact'], `Fact ${row.old} was replaced or taken back meanwhile. Look at what stands there now.`),
    ]);
  await reassess(tx, [row.old], change);
  await reassessDependents(tx, [{ fact: row.old, predicate: row.predicate as Predicate, subject: row.subject }], change);
}
