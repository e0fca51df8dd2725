import { cypher, query, type Writing } from '@linchpin/graph';
import { predicateEntry } from '@linchpin/vocabulary';
import type { AttestationInput, FactInput, RetractionInput } from '../input.js';
import { Refused, refuse, type Warning } from '../refusals.js';
import type { Change } from './change.js';
import { control, reassessDependents } from './dependents.js';
import { prepareAttestation } from './prepare-attestation.js';
import { prepareFact, type PreparedFact } from './prepare-fact.js';
import { reassess } from './reassess.js';
import { reopen } from './review.js';
import { markSuccessor, replace } from './supersede.js';
import { lockFact, nextVersion } from './lock-fact.js';
import { readReferences, referencesOf } from './references.js';
import { writeAttestations, writeFacts } from './write-facts.js';

const findPropositions = query({
  about: 'Which of these propositions are there already?',
  takes: { propositions: 'ids' },
  gives: { proposition: 'id', fact: 'id' },
  cypher: cypher`UNWIND $propositions AS proposition MATCH (f:Fact {proposition: proposition}) RETURN proposition, f.id AS fact`,
});

const sumOfShares = query({
  about: 'How much the shares of one whole, good and time add up to, where that is more than everything.',
  takes: { facts: 'maps' },
  gives: { whole: 'id', total: 'float' },
  cypher: cypher`
    UNWIND $facts AS row
    MATCH (f:Fact {id: row.id})
    CALL (f, row) {
      WITH f, row WHERE row.wholeIs = 'object'
      MATCH (other:Fact {object: f.object, predicate: f.predicate}) WHERE other.id > '' RETURN other
      UNION
      WITH f, row WHERE row.wholeIs = 'subject'
      MATCH (other:Fact {subject: f.subject, predicate: f.predicate}) WHERE other.id > '' RETURN other
    }
    WITH f, row, other WHERE other.visible AND other.startEarliest <= f.endLatest AND other.endLatest >= f.startEarliest
      AND coalesce(other.qualifier_metric, '') = coalesce(f.qualifier_metric, '') AND coalesce(other.qualifier_good, '') = coalesce(f.qualifier_good, '')
    WITH f, row, sum(coalesce(other.value_exact, other.value_approx, other.value_lower, 0)) AS total WHERE total > 100
    RETURN DISTINCT CASE row.wholeIs WHEN 'subject' THEN f.subject ELSE f.object END AS whole, toFloat(total) AS total`,
});

export interface RecordedFact {
  id: string;
  warnings: Warning[];
}

/** Records facts, all or none. @throws Refused naming every fault; paths begin with the index where there are several facts */
export async function recordFacts(tx: Writing, inputs: readonly FactInput[], change: Change): Promise<RecordedFact[]> {
  const references = await readReferences(tx, inputs, change.begun);
  const prepared = inputs.map((input) => prepareFact(input, references));
  const within = (i: number, path: string[]) => (inputs.length > 1 ? [String(i), ...path] : path);
  const refusals = prepared.flatMap((result, i) => result.refusals.map((refusal) => ({ ...refusal, path: within(i, refusal.path) })));
  if (refusals.length) throw new Refused(refusals);
  const ready = prepared.flatMap(({ ready }) => (ready ? [ready] : []));
  await refuseKnown(tx, ready, within);
  await writeFacts(tx, ready, change);
  await assessNew(tx, ready, change);
  const complete = await reassessDependents(
    tx,
    ready.map(({ properties, subject }) => ({ fact: properties.id, predicate: properties.predicate, subject })),
    change,
  );
  const shares = await overfull(tx, ready);
  return ready.map(({ properties }, i) => ({
    id: properties.id,
    warnings: [...prepared[i]!.warnings, ...shares, ...(complete ? [] : [pending])],
  }));
}

/** Facts about who stands under whom come first: the others' status rests on them. */
async function assessNew(tx: Writing, ready: readonly PreparedFact[], change: Change): Promise<void> {
  const bearing = ready.filter(({ properties }) => control.includes(properties.predicate));
  for (const group of [bearing, ready.filter((fact) => !bearing.includes(fact))]) {
    const ids = group.map(({ properties }) => properties.id);
    for (const { fact, independentGroups } of await reassess(tx, ids, change)) {
      const { attestations } = group.find(({ properties }) => properties.id === fact)!;
      if (!change.reviewed) for (const { properties } of attestations) refuseUnconfirmed(properties.grade, independentGroups);
    }
  }
}

/**
 * Adds what somebody says of a fact. Where changes are reviewed it waits, as an edit of the fact: what was approved before is not any more.
 * @throws Refused also when the fact has changed since `expectedVersion`
 */
export async function recordAttestation(
  tx: Writing,
  input: { fact: string; expectedVersion: number; attestation: AttestationInput },
  change: Change,
): Promise<RecordedFact> {
  const { fact, attestation } = input;
  const { unpublished } = await lockFact(tx, input, change);
  const { claimant, chain = [], wire, document } = attestation;
  const references = await referencesOf(tx, [...new Set([claimant, ...chain, ...(wire ? [wire] : [])])], [document], change.begun);
  const { ready, refusals, warnings } = prepareAttestation(attestation, references, ['attestation']);
  if (!ready) throw new Refused(refusals);
  const waits = change.reviewed || unpublished;
  await writeAttestations(tx, [{ ...ready, fact }], { by: change.by, reviewed: waits });
  await nextVersion(tx, fact, {});
  if (waits) await reopen(tx, fact, change);
  const [after] = await reassess(tx, [fact], change);
  if (!waits) refuseUnconfirmed(ready.properties.grade, after!.independentGroups);
  return { id: fact, warnings };
}

/** Takes a fact back. It stays readable by its id, with the reason; nothing is deleted. @param onlyDrafts the writer may not take back what is published */
export async function retractFact(tx: Writing, input: RetractionInput, change: Change, { onlyDrafts = false } = {}): Promise<RecordedFact> {
  const { fact, reason, note } = input;
  if (!note.trim())
    throw new Refused([refuse('REASON_REQUIRED', ['note'], 'Say in a sentence why it is taken back: readers will see it in its place.')]);
  const { subject, predicate, unpublished } = await lockFact(tx, input, change);
  if (onlyDrafts && !unpublished)
    throw new Refused([refuse('REVIEWER_REQUIRED', ['fact'], 'It is published: readers may rely on it. Ask a reviewer to take it back.')]);
  change.reason = note;
  await nextVersion(tx, fact, { retractedFor: reason, retractionNote: note, retractedBy: change.by });
  await reassess(tx, [fact], change);
  const complete = await reassessDependents(tx, [{ fact, predicate, subject }], change);
  return { id: fact, warnings: complete ? [] : [pending] };
}

/** Proposes a fact in the place of another one, which it replaces when it is published. */
export async function supersedeFact(
  tx: Writing,
  { fact, expectedVersion, reason, by }: { fact: string; expectedVersion: number; reason: string; by: FactInput },
  change: Change,
): Promise<RecordedFact> {
  if (!reason.trim())
    throw new Refused([refuse('REASON_REQUIRED', ['reason'], 'Say in a sentence what is wrong with the fact as it stands.')]);
  const old = await lockFact(tx, { fact, expectedVersion }, change);
  if (old.unpublished) throw new Refused([refuse('WRONG_STATE', ['fact'], 'It is not published yet: change the draft, or take it back.')]);
  change.reason = reason;
  const [recorded] = await recordFacts(tx, [by], change);
  await markSuccessor(tx, recorded!.id, fact);
  if (!change.reviewed) await replace(tx, recorded!.id, change);
  return recorded!;
}

export const pending: Warning = {
  code: 'STATUS_PENDING',
  path: [],
  message: 'More than 2,000 facts depend on who stands under whom here; the statuses of the rest were left as they are.',
};

async function refuseKnown(tx: Writing, ready: readonly PreparedFact[], within: (i: number, path: string[]) => string[]): Promise<void> {
  const known = await tx.run(findPropositions, { propositions: ready.map(({ properties }) => properties.proposition) });
  const existing = new Map(known.map(({ proposition, fact }) => [proposition, fact]));
  const refusals = ready.flatMap(({ properties }, i) => {
    const fact =
      existing.get(properties.proposition) ??
      ready.slice(0, i).find((other) => other.properties.proposition === properties.proposition)?.properties.id;
    return fact
      ? [
          refuse('DUPLICATE_FACT', within(i, []), `This is fact ${fact} already. Add your source to it with addAttestation.`, {
            existing: fact,
          }),
        ]
      : [];
  });
  if (refusals.length) throw new Refused(refusals);
}

/** Admiralty digit 1, "confirmed by other sources", needs two independent origins. */
export function refuseUnconfirmed(grade: unknown, independentGroups: number): void {
  if (typeof grade === 'string' && grade.endsWith('1') && independentGroups < 2)
    throw new Refused([
      refuse(
        'CREDIBILITY_RULE',
        ['attestation', 'grade'],
        `Digit 1 says that independent sources confirm it; ${independentGroups} independent origin affirms it. Use 2 or lower.`,
      ),
    ]);
}

async function overfull(tx: Writing, ready: readonly PreparedFact[]): Promise<Warning[]> {
  const facts = ready.flatMap(({ properties: { id, predicate }, object }) => {
    const { wholeIs } = predicateEntry(predicate);
    return wholeIs && object !== null ? [{ id, wholeIs }] : [];
  });
  if (facts.length === 0) return [];
  const rows = await tx.run(sumOfShares, { facts });
  return rows.map(({ whole, total }) => ({
    code: 'SHARES_OVER_100',
    path: ['value'],
    message: `The shares that are recorded of ${whole} for this time add up to ${total} %.`,
  }));
}
