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
  takes: { fact: 'id', review: 'text', authors: 'ids', approvals: 'ids', note: 'text?', reviewer: 'text?' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    SET f.review = $review, f.authors = $authors, f.approvals = $approvals, f.reviewNote = $note, f.reviewer = $reviewer,
      f.workflow = CASE WHEN f.unpublished THEN $review ELSE f.workflow END`,
});

const publish = query({
  about: 'Makes a fact public, with all that is said of it.',
  takes: { fact: 'id' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    SET f.workflow = 'PUBLISHED' REMOVE f.unpublished, f.review, f.authors, f.approvals, f.reviewNote, f.reviewer
    WITH f MATCH (f)<-[:ATTESTS]-(a:Attestation WHERE a.pending) REMOVE a.pending`,
});

const sameName = query({
  about: 'Does one of these tokens carry this name?',
  takes: { ids: 'ids', name: 'text' },
  gives: { id: 'id' },
  cypher: cypher`UNWIND $ids AS id MATCH (t:Token {id: id}) WHERE t.name = $name RETURN t.id AS id`,
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
export async function reopen(tx: Writing, fact: string, { by }: Pick<Change, 'by'>): Promise<void> {
  await tx.run(addAuthor, { fact, by });
}

const addAuthor = query({
  about: 'Makes what is not published of a fact a draft again, with one more author.',
  takes: { fact: 'id', by: 'text' },
  gives: {},
  cypher: cypher`
    MATCH (f:Fact {id: $fact})
    SET f.review = 'DRAFT', f.approvals = [], f.authors = [a IN coalesce(f.authors, []) WHERE a <> $by] + [$by],
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
    if ((await tx.run(sameName, { ids: [...authors, change.by], name: reviewer })).length > 0)
      throw new Refused([refuse('SELF_REVIEW', ['reviewer'], `${reviewer} wrote part of it or hands it in. Name somebody else.`)]);
    change.asked.set(fact, reviewer);
  }
  await tx.run(setReview, { fact, review: 'IN_REVIEW', authors, approvals: [], note: null, reviewer });
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
  await refuseOwnWork(tx, authors, reviewer);
  change.reason = note?.trim() || null;
  await nextVersion(tx, fact, {});
  change.facts.add(fact);
  if (decision === 'REQUEST_CHANGES') {
    if (!change.reason) throw new Refused([refuse('REASON_REQUIRED', ['note'], 'Say what has to change.')]);
    change.decided.set(fact, 'CHANGES_REQUESTED');
    await tx.run(setReview, { fact, review: 'CHANGES_REQUESTED', authors, approvals: [], note: change.reason, reviewer: null });
    return { id: fact, warnings: [] };
  }
  if (approvals.includes(reviewer.id)) throw wrongState(review, 'You have approved it already; it waits for somebody else.');
  const approved = [...approvals, reviewer.id];
  if (approved.length >= locked.approvalsNeeded) return makePublic(tx, fact, locked, change);
  change.decided.set(fact, 'APPROVED');
  await tx.run(setReview, { fact, review: 'IN_REVIEW', authors, approvals: approved, note: null, reviewer: locked.reviewer });
  return { id: fact, warnings: [] };
}

const wrongState = (review: string | null, what: string): Refused =>
  new Refused([refuse('WRONG_STATE', ['fact'], `${what} This one is ${review ?? 'PUBLISHED, with nothing waiting'}.`)]);

/** Four eyes: neither the token of an author nor another one of the same person. */
async function refuseOwnWork(tx: Writing, authors: readonly string[], { id, name }: Reviewer): Promise<void> {
  const own = authors.includes(id) || (await tx.run(sameName, { ids: [...authors], name })).length > 0;
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
