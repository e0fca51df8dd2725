import { cypher, query, type Writing } from '@linchpin/graph';
import type { Predicate, Workflow } from '@linchpin/vocabulary';
import { Refused, refuse } from '../refusals.js';
import type { SubjectState } from './audit-entry.js';
import type { Change } from './change.js';

const takeLock = query({
  about: 'Takes the lock of a fact, so that its version cannot change any more, and reads where it is on its way.',
  takes: { fact: 'id' },
  gives: {
    version: 'int',
    subject: 'id',
    subjectKind: 'text',
    predicate: 'text',
    retracted: 'flag',
    supersededBy: 'text?',
    unpublished: 'flag',
    review: 'text?',
    authors: 'ids',
    approvals: 'ids',
    state: 'map',
  },
  cypher: cypher`
    MATCH (f:Fact {id: $fact}) SET f.locked = true REMOVE f.locked
    WITH f MATCH (f)-[:SUBJECT]->(s)
    RETURN f.version AS version, f.subject AS subject, s.kind AS subjectKind, f.predicate AS predicate, f.retractedFor IS NOT NULL AS retracted,
      f.supersededBy AS supersededBy, f.unpublished IS NOT NULL AS unpublished, f.review AS review, coalesce(f.authors, []) AS authors,
      coalesce(f.approvals, []) AS approvals, f{.status, .workflow, .version} AS state`,
});

const countUp = query({
  about: 'Counts the version up and, for a retraction, says why. The proposition becomes free to be recorded again.',
  takes: { fact: 'id', retraction: 'map' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact}) SET f.version = f.version + 1, f += $retraction
    FOREACH (_ IN CASE WHEN f.retractedFor IS NULL THEN [] ELSE [1] END | REMOVE f.proposition)`,
});

/** A fact as it is under our lock. */
export interface LockedFact {
  version: number;
  subject: string;
  subjectKind: string;
  predicate: Predicate;
  /** It was never published. */
  unpublished: boolean;
  /** Where what is not published of it stands; null where all is. */
  review: Workflow | null;
  /** Who wrote what is not published of it. */
  authors: string[];
  approvals: string[];
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
