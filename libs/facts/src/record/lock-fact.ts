import { cypher, query, type Writing } from '@linchpin/graph';
import type { Predicate, Workflow } from '@linchpin/vocabulary';
import { Refused, refuse } from '../refusals.js';
import type { SubjectState } from './audit-entry.js';
import { approvalsNeeded } from './approvals.js';
import { stateOfFact, type Change } from './change.js';

const takeLock = query({
  about: 'Takes the lock of a fact, so that its version cannot change any more, and reads where it is on its way.',
  takes: { fact: 'id' },
  gives: {
    version: 'int',
    subject: 'id',
    approvalsNeeded: 'int',
    predicate: 'text',
    retracted: 'flag',
    supersededBy: 'text?',
    supersedes: 'text?',
    unpublished: 'flag',
    review: 'text?',
    authors: 'ids',
    approvals: 'ids',
    reviewer: 'text?',
    state: 'map',
  },
  cypher: cypher`
    MATCH (f:Fact {id: $fact}) SET f.locked = true REMOVE f.locked
    WITH f
    RETURN f.version AS version, f.subject AS subject, ${approvalsNeeded(cypher`f`)} AS approvalsNeeded, f.predicate AS predicate, f.retractedFor IS NOT NULL AS retracted,
      f.supersededBy AS supersededBy, f.supersedes AS supersedes, f.unpublished IS NOT NULL AS unpublished, f.review AS review, coalesce(f.authors, []) AS authors,
      coalesce(f.approvals, []) AS approvals, f.reviewer AS reviewer, ${stateOfFact} AS state`,
});

const countUp = query({
  about: 'Counts the version up and, for a retraction, says why.',
  takes: { fact: 'id', retraction: 'map' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact}) SET f.version = f.version + 1, f += $retraction`,
});

/** A fact as it is under our lock. */
export interface LockedFact {
  version: number;
  subject: string;
  /** How many approvals publish it. */
  approvalsNeeded: number;
  predicate: Predicate;
  /** The fact that it is to replace, or has replaced; null for none. */
  supersedes: string | null;
  /** It was never published. */
  unpublished: boolean;
  /** Where what is not published of it stands; null where all is. */
  review: Workflow | null;
  /** Who wrote what is not published of it. */
  authors: string[];
  approvals: string[];
  /** Whom its author asked to review it, by name. */
  reviewer: string | null;
}

export const nextVersion = async (tx: Writing, fact: string, retraction: Record<string, unknown>): Promise<void> =>
  void (await tx.run(countUp, { fact, retraction }));

/** Locks a fact and only then compares its version. @throws Refused UNKNOWN_FACT, STALE_VERSION, ALREADY_RETRACTED, ALREADY_SUPERSEDED */
export async function lockFact(
  tx: Writing,
  { fact, expectedVersion }: { fact: string; expectedVersion: number },
  change: Change,
): Promise<LockedFact> {
  const [known] = await tx.run(takeLock, { fact });
  if (!known) throw new Refused([refuse('UNKNOWN_FACT', ['fact'], `No fact has the id "${fact}".`)]);
  const { version, retracted, supersededBy, state } = known;
  if (version !== expectedVersion)
    throw new Refused([
      refuse('STALE_VERSION', ['expectedVersion'], `The fact is at version ${version} by now. Read it again and repeat the change.`, {
        current: version,
      }),
    ]);
  if (retracted)
    throw new Refused([refuse('ALREADY_RETRACTED', ['fact'], 'The fact was taken back. Propose it anew if it holds after all.')]);
  if (supersededBy)
    throw new Refused([refuse('ALREADY_SUPERSEDED', ['fact'], `Fact ${supersededBy} has taken its place. Change that one.`)]);
  change.wasBefore(fact, state as unknown as SubjectState);
  return known as unknown as LockedFact;
}

const takeLocks = query({
  about: 'Takes the locks of facts, and only then reads how each is and which change touched it last.',
  takes: { facts: 'ids' },
  gives: { fact: 'id', predicate: 'text', subject: 'id', retracted: 'flag', version: 'int', touchedBy: 'int', state: 'map' },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id}) SET f.locked = true REMOVE f.locked
    WITH collect(f) AS locked UNWIND locked AS f
    RETURN f.id AS fact, f.predicate AS predicate, f.subject AS subject, f.retractedFor IS NOT NULL AS retracted, f.version AS version, ${stateOfFact} AS state,
      reduce(last = 0, number IN [(f)<-[:CHANGED]-(c:Change) | c.number] | CASE WHEN number > last THEN number ELSE last END) AS touchedBy`,
});

/** A fact as it is under our lock, whatever its version. */
export interface HeldFact {
  fact: string;
  predicate: Predicate;
  subject: string;
  retracted: boolean;
  version: number;
  /** Number of the change that touched it last. */
  touchedBy: number;
}

/** Locks several facts in the order of their ids, so that two who want the same ones do not wait for each other. Unknown ones are left out. */
export async function holdFacts(tx: Writing, facts: readonly string[], change: Change): Promise<HeldFact[]> {
  const held = await tx.run(takeLocks, { facts: [...new Set(facts)].sort() });
  held.forEach(({ fact, state }) => change.wasBefore(fact, state as unknown as SubjectState));
  return held as unknown as HeldFact[];
}
