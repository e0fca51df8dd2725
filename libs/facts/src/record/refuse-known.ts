import { cypher, query, type Writing } from '@linchpin/graph';
import { refuse } from '../refusals.js';
import type { Prepared } from './prepare-attestation.js';
import type { PreparedFact } from './prepare-fact.js';

const findPropositions = query({
  about: 'Which of these propositions are there already?',
  takes: { propositions: 'ids' },
  gives: { proposition: 'id', fact: 'id' },
  cypher: cypher`UNWIND $propositions AS proposition MATCH (f:Fact {proposition: proposition}) RETURN proposition, f.id AS fact`,
});

/** A fact that was checked: ready to be written, or with every fault that it has. */
export interface CheckedFact extends Prepared<PreparedFact> {
  /** The fact that says the same already. */
  known?: string;
}

/** By the id of a fact, those that may say the same: the one that it is to replace. */
export type Exempt = ReadonlyMap<string, readonly string[]>;

/**
 * Refuses what says the same as a fact that is there, or as one before it in the list.
 * What says the same as the fact that it replaces gets no proposition of its own: it takes over that of the other in its place.
 */
export async function refuseKnown(
  tx: Writing,
  prepared: readonly Prepared<PreparedFact>[],
  exempt: Exempt = new Map(),
): Promise<CheckedFact[]> {
  const propositions = prepared.flatMap(({ ready }) => ready?.properties.proposition ?? []);
  const known = await tx.run(findPropositions, { propositions });
  const existing = new Map(known.map(({ proposition, fact }) => [proposition, fact]));
  return prepared.map((each): CheckedFact => {
    if (!each.ready) return each;
    const { id, proposition = '' } = each.ready.properties;
    const fact = existing.get(proposition);
    if (fact === undefined || fact === id) {
      existing.set(proposition, id);
      return each;
    }
    if (exempt.get(id)?.includes(fact)) {
      const properties = { ...each.ready.properties, proposition: undefined };
      return { ...each, ready: { ...each.ready, properties } };
    }
    const message = `This is fact ${fact} already. Add your source to it with addAttestation.`;
    return { known: fact, warnings: each.warnings, refusals: [refuse('DUPLICATE_FACT', [], message, { existing: fact })] };
  });
}
