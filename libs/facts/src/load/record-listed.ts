import type { Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import type { PreparedAttestation } from '../record/prepare-attestation.js';
import { prepareFact, type PreparedFact } from '../record/prepare-fact.js';
import { reassess } from '../record/reassess.js';
import { recordChecked } from '../record/record-facts.js';
import type { References } from '../record/references.js';
import { refuseKnown, type CheckedFact } from '../record/refuse-known.js';
import { writeAttestations } from '../record/write-facts.js';
import { findSame } from './list-queries.js';
import { inputOf, noteRecord, type Frame, type Listed } from './listed-fact.js';
import { warn, type LoadReport } from './load-report.js';
import { isPlain, writePlainFacts } from './plain-facts.js';

/**
 * Records what a list says. Facts that stand for themselves go the short way, others as if somebody had proposed them; where a fact is there
 * already, because another list says it too, the list is one more who says it.
 */
export async function recordListed(
  tx: Writing,
  listed: readonly Listed[],
  { frame, references }: { frame: Frame; references: References },
  report: LoadReport,
  change: Change,
): Promise<void> {
  if (listed.length === 0) return;
  const prepared = listed.map((each) => {
    const fact = prepareFact(inputOf(each, frame), references);
    if (fact.ready) noteRecord(fact.ready, each);
    return fact;
  });
  const checked = await refuseKnown(tx, prepared);
  const source = { claimant: references.entities.get(frame.authority)!, document: frame.document };
  const plain: PreparedFact[] = [];
  const others: CheckedFact[] = [];
  const again: (PreparedAttestation & { fact: string })[] = [];
  checked.forEach((fact, i) => {
    if (fact.known !== undefined) again.push(...prepared[i]!.ready!.attestations.map((each) => ({ ...each, fact: fact.known! })));
    else if (fact.ready && isPlain(fact.ready, source)) plain.push(fact.ready);
    else others.push(fact);
    for (const { code, message } of fact.known === undefined ? fact.refusals : [])
      warn(report, `refused: ${code}`, `${listed[i]!.place}: ${message}`);
  });
  if (plain.length) await writePlainFacts(tx, plain, source, change);
  const made = others.length ? (await recordChecked(tx, others, change)).filter(({ id }) => id !== null).length : 0;
  report.facts.made += plain.length + made;
  report.facts.refused += others.length - made;
  report.facts.known += again.length;
  await sayAgain(tx, again, change);
}

/** Adds what the list says of facts that are there, unless the same claimant says it in the same document already: a list that repeats itself is no second voice. */
async function sayAgain(tx: Writing, attestations: readonly (PreparedAttestation & { fact: string })[], change: Change): Promise<void> {
  if (attestations.length === 0) return;
  const rows = attestations.map(({ fact, claimant, document, properties }, index) => ({
    index,
    fact,
    claimant,
    document,
    stance: properties.stance,
  }));
  const same = new Set((await tx.run(findSame, { rows })).map(({ row }) => row));
  const fresh = new Map(
    attestations
      .filter((_, i) => !same.has(i))
      .map((each) => [[each.fact, each.claimant, each.document, each.properties.stance].join(' '), each]),
  );
  if (fresh.size === 0) return;
  await writeAttestations(tx, [...fresh.values()], { by: change.by, reviewed: false });
  await reassess(tx, [...new Set([...fresh.values()].map(({ fact }) => fact))], change);
}
