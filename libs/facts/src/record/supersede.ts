import { cypher, query, type Writing } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import { Refused, refuse } from '../refusals.js';
import type { Change } from './change.js';
import { reassessDependents } from './dependents.js';
import { assignHolders, saidBy } from './holders.js';
import { reassess } from './reassess.js';

const join = query({
  about: 'Notes which facts others are to replace.',
  takes: { pairs: 'maps' },
  gives: {},
  cypher: cypher`UNWIND $pairs AS pair MATCH (f:Fact {id: pair.fact}) MATCH (old:Fact {id: pair.old}) SET f.supersedes = pair.old CREATE (f)-[:SUPERSEDES]->(old)`,
});

const putInPlace = query({
  about: 'Puts facts in the place of those that they supersede, unless another one has it or it was taken back.',
  takes: { facts: 'ids' },
  gives: { old: 'id', predicate: 'text', subject: 'id', free: 'flag' },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id})-[:SUPERSEDES]->(old:Fact)
    SET old.locked = true REMOVE old.locked
    WITH f, old, old.supersededBy IS NULL AND old.retractedFor IS NULL AS free
    FOREACH (_ IN CASE WHEN free THEN [1] ELSE [] END | SET old.supersededBy = f.id, old.version = old.version + 1)
    RETURN old.id AS old, old.predicate AS predicate, old.subject AS subject, free`,
});

/** Which fact is to replace which. */
export interface Succession {
  fact: string;
  old: string;
}

export const markSuccessors = async (tx: Writing, pairs: readonly Succession[]): Promise<void> =>
  void (await tx.run(join, { pairs: pairs.map((pair) => ({ ...pair })) }));

/** Puts published facts in the place of those that they supersede, if they do. @throws Refused ALREADY_SUPERSEDED */
export async function replace(tx: Writing, facts: readonly string[], change: Change): Promise<void> {
  const rows = await tx.run(putInPlace, { facts: [...facts] });
  if (rows.length === 0) return;
  const late = rows.filter(({ free }) => !free);
  if (late.length)
    throw new Refused(
      late.map(({ old }) =>
        refuse('ALREADY_SUPERSEDED', ['fact'], `Fact ${old} was replaced or taken back meanwhile. Look at what stands there now.`),
      ),
    );
  await assignHolders(
    tx,
    await saidBy(
      tx,
      rows.map(({ old }) => old),
    ),
  );
  const replaced = rows.map(({ old, predicate, subject }) => ({ fact: old, predicate: predicate as Predicate, subject }));
  await reassess(
    tx,
    replaced.map(({ fact }) => fact),
    change,
  );
  await reassessDependents(tx, replaced, change);
}
