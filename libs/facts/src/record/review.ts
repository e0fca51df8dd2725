import { cypher, query, type Writing } from '@linchpin/graph';
import type { ReviewDecision } from '@linchpin/vocabulary';
import { Refused, refuse, type Warning } from '../refusals.js';
import { refuseUnknownReviewer, type NameChecking } from '../team/people.js';
import type { Change } from './change.js';
import { pending, reassessDependents } from './dependents.js';
import { lockFact, nextVersion, type LockedFact } from './lock-fact.js';
import { reassess } from './reassess.js';
import { replace } from './supersede.js';

const setReview = query({
  about: 'Sets where what is not published of a fact stands, who wrote it and who approved it.',
  takes: { fact: 'id', review: 'text', authors: 'ids', approvals: 'ids', approvalNames: 'ids', note: 'text?', reviewer: 'text?' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    SET f.review = $review, f.authors = $authors, f.approvals = $approvals,
      f.approvalNames = CASE WHEN $approvals = [] THEN [] ELSE coalesce(f.approvalNames, []) + $approvalNames END, f.reviewNote = $note, f.reviewer = $reviewer,
      f.workflow = CASE WHEN f.unpublished THEN $review ELSE f.workflow END`,
});

const publish = query({
  about: 'Makes a fact public, with all that is said of it.',
  takes: { fact: 'id' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    SET f.workflow = 'PUBLISHED' REMOVE f.unpublished, f.review, f.authors, f.authorNames, f.approvals, f.approvalNames, f.reviewNote, f.reviewer
    WITH f MATCH (f)<-[:ATTESTS]-(a:Attestation WHERE a.pending) REMOVE a.pending`,
});

const sameName = query({
  about: 'Does one of these tokens carry this name, or is it noted beside them on the fact?',
  takes: { fact: 'id', ids: 'ids', noted: 'text', name: 'text' },
  gives: { fact: 'id' },
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    WHERE $name IN coalesce(f[$noted], []) OR EXISTS { MATCH (t:Token) WHERE t.id IN $ids AND t.name = $name }
    RETURN f.id AS fact`,
});

/** Who reviews: the id of a token and whose it is. */
export interface Reviewer {
  id: string;
  name: string;
}

interface AtVersion {
  fact: string;
  expectedVersion: number;
}

export interface SubmissionInput extends AtVersion {
  /** The name of whoever is asked to review it. Anybody else who may review can decide too. */
  reviewer?: string | null;
}

export interface Reviewed {
  id: string;
  warnings: Warning[];
}

/** After an edit: what was handed in or approved is a draft again, and whoever edits it is an author. */
export async function reopen(tx: Writing, facts: readonly string[], { by, names }: Pick<Change, 'by' | 'names'>): Promise<void> {
  await tx.run(addAuthor, { facts: [...facts], by, names: [...names] });
}

const addAuthor = query({
  about: 'Makes what is not published of facts a draft again, with one more author.',
  takes: { facts: 'ids', by: 'text', names: 'ids' },
  gives: {},
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id})
    SET f.review = 'DRAFT', f.approvals = [], f.approvalNames = [], f.authors = [a IN coalesce(f.authors, []) WHERE a <> $by] + [$by],
      f.authorNames = [a IN coalesce(f.authorNames, []) WHERE NOT a IN $names] + $names,
      f.workflow = CASE WHEN f.unpublished THEN 'DRAFT' ELSE f.workflow END`,
});

/** Hands in what is not published of a fact. Where nothing is reviewed, it is published. @throws Refused WRONG_STATE, UNKNOWN_REVIEWER, SELF_REVIEW */
export async function submitFact(tx: Writing, input: SubmissionInput, change: Change, checking: NameChecking = {}): Promise<Reviewed> {
  const { fact } = input;
  const reviewer = input.reviewer?.trim() || null;
  const locked = await lockFact(tx, input, change);
  const { review, authors } = locked;
  if (review !== 'DRAFT' && review !== 'CHANGES_REQUESTED') throw wrongState(review, 'Only a draft can be handed in.');
  await nextVersion(tx, fact, {});
  if (!change.reviewed) return makePublic(tx, fact, locked, change);
  if (reviewer !== null) {
    await refuseUnknownReviewer(tx, reviewer, checking);
    if (change.names.includes(reviewer) || (await isOf(tx, fact, { ids: [...authors, change.by], noted: 'authorNames', name: reviewer })))
      throw new Refused([refuse('SELF_REVIEW', ['reviewer'], `${reviewer} wrote part of it or hands it in. Name somebody else.`)]);
    change.asked.set(fact, reviewer);
  }
  await tx.run(setReview, { fact, review: 'IN_REVIEW', authors, approvals: [], approvalNames: [], note: null, reviewer });
  change.facts.add(fact);
  return { id: fact, warnings: [] };
}

/**
 * Approves what was handed in, or asks for changes. With enough approvals it is published in the same transaction.
 * @throws Refused WRONG_STATE, SELF_REVIEW, REASON_REQUIRED
 */
export async function reviewFact(
  tx: Writing,
  { decision, note, reviewer, ...input }: AtVersion & { decision: ReviewDecision; note?: string; reviewer: Reviewer },
  change: Change,
): Promise<Reviewed> {
  const { fact } = input;
  const locked = await lockFact(tx, input, change);
  const { review, authors, approvals } = locked;
  if (review !== 'IN_REVIEW') throw wrongState(review, 'Only what was handed in can be reviewed.');
  await refuseOwnWork(tx, fact, authors, reviewer);
  change.reason = note?.trim() || null;
  await nextVersion(tx, fact, {});
  change.facts.add(fact);
  if (decision === 'REQUEST_CHANGES') {
    if (!change.reason) throw new Refused([refuse('REASON_REQUIRED', ['note'], 'Say what has to change.')]);
    change.decided.set(fact, 'CHANGES_REQUESTED');
    await tx.run(setReview, {
      fact,
      review: 'CHANGES_REQUESTED',
      authors,
      approvals: [],
      approvalNames: [],
      note: change.reason,
      reviewer: null,
    });
    return { id: fact, warnings: [] };
  }
  if (approvals.includes(reviewer.id) || (await isOf(tx, fact, { ids: approvals, noted: 'approvalNames', name: reviewer.name })))
    throw wrongState(review, 'You have approved it already; it waits for somebody else.');
  const approved = [...approvals, reviewer.id];
  if (approved.length >= locked.approvalsNeeded) return makePublic(tx, fact, locked, change);
  change.decided.set(fact, 'APPROVED');
  await tx.run(setReview, {
    fact,
    review: 'IN_REVIEW',
    authors,
    approvals: approved,
    approvalNames: [reviewer.name],
    note: null,
    reviewer: locked.reviewer,
  });
  return { id: fact, warnings: [] };
}

const wrongState = (review: string | null, what: string): Refused =>
  new Refused([refuse('WRONG_STATE', ['fact'], `${what} This one is ${review ?? 'PUBLISHED, with nothing waiting'}.`)]);

/** Is somebody of this name behind one of these ids? */
const isOf = async (
  tx: Writing,
  fact: string,
  asked: { ids: string[]; noted: 'authorNames' | 'approvalNames'; name: string },
): Promise<boolean> => (await tx.run(sameName, { fact, ...asked })).length > 0;

/** Four eyes: neither the token of an author nor another one of the same person, whoever gave it. */
async function refuseOwnWork(tx: Writing, fact: string, authors: readonly string[], { id, name }: Reviewer): Promise<void> {
  const own = authors.includes(id) || (await isOf(tx, fact, { ids: [...authors], noted: 'authorNames', name }));
  if (own) throw new Refused([refuse('SELF_REVIEW', ['fact'], 'You wrote part of it. Somebody else has to review it.')]);
}

async function makePublic(tx: Writing, fact: string, { predicate, subject }: LockedFact, change: Change): Promise<Reviewed> {
  change.decided.set(fact, 'PUBLISHED');
  await tx.run(publish, { fact });
  const [after] = await reassess(tx, [fact], change);
  if (after!.gradedConfirmed && after!.independentGroups < 2)
    throw new Refused([
      refuse(
        'CREDIBILITY_RULE',
        ['fact'],
        'Somebody graded it 1, confirmed by independent sources, and there are not two. Ask for a lower grade.',
      ),
    ]);
  await replace(tx, [fact], change);
  await reassessDependents(tx, [{ fact, predicate, subject }], change);
  return { id: fact, warnings: change.left.length > 0 ? [pending] : [] };
}
