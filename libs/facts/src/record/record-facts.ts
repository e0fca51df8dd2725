import { cypher, query, type Writing } from '@linchpin/graph';
import { predicateEntry } from '@linchpin/vocabulary';
import type { AttestationInput, FactInput, RetractionInput } from '../input.js';
import { Refused, refuse, type Refusal, type Warning } from '../refusals.js';
import { allOrNone, type Attempted } from './attempted.js';
import type { Change } from './change.js';
import { control, pending, reassessDependents } from './dependents.js';
import { prepareAttestation } from './prepare-attestation.js';
import { prepareFact, type PreparedFact } from './prepare-fact.js';
import { assignHolders, saidBy } from './holders.js';
import { reassess } from './reassess.js';
import { refuseKnown, type CheckedFact, type Exempt } from './refuse-known.js';
import { reopen } from './review.js';
import { lockFact, nextVersion } from './lock-fact.js';
import { readReferences, referencesOf } from './references.js';
import { writeAttestations, writeFacts } from './write-facts.js';

const sumOfShares = query({
  about: 'How much the shares of one whole, good and time add up to, where that is more than everything.',
  takes: { facts: 'maps' },
  gives: { fact: 'id', whole: 'id', total: 'float' },
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
    WITH f, row, other WHERE other.visible AND NOT other.id IN row.replaced AND other.startEarliest <= f.endLatest AND other.endLatest >= f.startEarliest
      AND coalesce(other.qualifier_metric, '') = coalesce(f.qualifier_metric, '') AND coalesce(other.qualifier_good, '') = coalesce(f.qualifier_good, '')
    WITH f, row, sum(coalesce(other.value_exact, other.value_approx, other.value_lower, 0)) AS total WHERE total > 100
    RETURN f.id AS fact, CASE row.wholeIs WHEN 'subject' THEN f.subject ELSE f.object END AS whole, toFloat(total) AS total`,
});

export interface RecordedFact {
  id: string;
  warnings: Warning[];
}

/** Records facts, all or none. @throws Refused naming every fault; paths begin with the index where there are several facts */
export async function recordFacts(tx: Writing, inputs: readonly FactInput[], change: Change): Promise<RecordedFact[]> {
  const checked = await checkFacts(tx, inputs, change);
  allOrNone(checked);
  const recorded = await recordChecked(tx, checked, change);
  allOrNone(recorded);
  return recorded.map(({ id, warnings }) => ({ id: id!, warnings }));
}

/** Records those facts that can be. @returns for each, in order, what came of it */
export const attemptFacts = async (tx: Writing, inputs: readonly FactInput[], change: Change): Promise<Attempted[]> =>
  recordChecked(tx, await checkFacts(tx, inputs, change), change);

async function checkFacts(tx: Writing, inputs: readonly FactInput[], change: Change): Promise<CheckedFact[]> {
  const references = await readReferences(tx, inputs, change);
  return refuseKnown(
    tx,
    inputs.map((input) => prepareFact(input, references)),
  );
}

/** Writes the facts that are ready, and works out how they stand. @param replaced which facts each of them replaces: they do not count beside it */
export async function recordChecked(
  tx: Writing,
  checked: readonly CheckedFact[],
  change: Change,
  replaced: Exempt = new Map(),
): Promise<Attempted[]> {
  const ready = checked.flatMap((each) => (each.ready ? [each.ready] : []));
  await writeFacts(tx, ready, change);
  const unconfirmed = await assessNew(tx, ready, change);
  const complete = await reassessDependents(
    tx,
    ready.map(({ properties, subject }) => ({ fact: properties.id, predicate: properties.predicate, subject })),
    change,
  );
  const shares = await overfull(tx, ready, replaced);
  return checked.map(({ ready: each, refusals, warnings, known }) => {
    if (!each) return { id: null, refusals, warnings, known };
    const { id } = each.properties;
    return {
      id,
      refusals: unconfirmed.get(id) ?? [],
      warnings: [...warnings, ...(shares.get(id) ?? []), ...(complete ? [] : [pending])],
    };
  });
}

/** Facts about who stands under whom come first: the others' status rests on them. @returns why some of them cannot be, by their ids */
async function assessNew(tx: Writing, ready: readonly PreparedFact[], change: Change): Promise<Map<string, Refusal[]>> {
  const byId = new Map(ready.map((fact) => [fact.properties.id, fact]));
  const unconfirmed = new Map<string, Refusal[]>();
  const isBearing = ({ properties }: PreparedFact) => control.includes(properties.predicate);
  for (const group of [ready.filter(isBearing), ready.filter((fact) => !isBearing(fact))]) {
    const ids = group.map(({ properties }) => properties.id);
    for (const { fact, independentGroups } of await reassess(tx, ids, change)) {
      if (change.reviewed) continue;
      const { attestations } = byId.get(fact)!;
      unconfirmed.set(
        fact,
        attestations.flatMap(({ properties }) => gradeRefusals(properties.grade, independentGroups)),
      );
    }
  }
  return unconfirmed;
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
  const references = await referencesOf(tx, [...new Set([claimant, ...chain, ...(wire ? [wire] : [])])], [document], change);
  const { ready, refusals, warnings } = prepareAttestation(attestation, references, ['attestation']);
  if (!ready) throw new Refused(refusals);
  const waits = change.reviewed || unpublished;
  await writeAttestations(tx, [{ ...ready, fact }], { by: change.by, reviewed: waits });
  await nextVersion(tx, fact, {});
  if (waits) await reopen(tx, [fact], change);
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
  await assignHolders(tx, await saidBy(tx, [fact]));
  await reassess(tx, [fact], change);
  const complete = await reassessDependents(tx, [{ fact, predicate, subject }], change);
  return { id: fact, warnings: complete ? [] : [pending] };
}

/** Admiralty digit 1, "confirmed by other sources", needs two independent origins. */
const gradeRefusals = (grade: unknown, independentGroups: number): Refusal[] =>
  typeof grade === 'string' && grade.endsWith('1') && independentGroups < 2
    ? [
        refuse(
          'CREDIBILITY_RULE',
          ['attestation', 'grade'],
          `Digit 1 says that independent sources confirm it; ${independentGroups} independent origin affirms it. Use 2 or lower.`,
        ),
      ]
    : [];

/** @throws Refused CREDIBILITY_RULE */
export function refuseUnconfirmed(grade: unknown, independentGroups: number): void {
  const refusals = gradeRefusals(grade, independentGroups);
  if (refusals.length) throw new Refused(refusals);
}

async function overfull(tx: Writing, ready: readonly PreparedFact[], replaced: Exempt): Promise<Map<string, Warning[]>> {
  const facts = ready.flatMap(({ properties: { id, predicate }, object }) => {
    const { wholeIs } = predicateEntry(predicate);
    return wholeIs && object !== null ? [{ id, wholeIs, replaced: [...(replaced.get(id) ?? [])] }] : [];
  });
  if (facts.length === 0) return new Map();
  const rows = await tx.run(sumOfShares, { facts });
  return new Map(
    rows.map(({ fact, whole, total }) => {
      const message = `The shares that are recorded of ${whole} for this time add up to ${total} %.`;
      return [fact, [{ code: 'SHARES_OVER_100', path: ['value'], message }]];
    }),
  );
}
