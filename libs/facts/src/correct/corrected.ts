import { ulid } from 'ulid';
import type { FactInput } from '../input.js';
import { refuse } from '../refusals.js';
import { sortMoment, type ValidTime } from '../time/index.js';
import type { Prepared } from '../record/prepare-attestation.js';
import { prepareProposition, type PreparedFact } from '../record/prepare-fact.js';
import type { References } from '../record/references.js';
import { copyAttestation } from './copy-attestation.js';
import type { Correction } from './correct-facts.js';
import { attestationInput, propositionInput, type Said, type SaidAttestation } from './said.js';

/** Its bounds are kept as moments: those that somebody stated stay, where the correction does not speak of dates. */
const times = ['startEarliest', 'startLatest', 'endEarliest', 'endLatest', 'uncertain', 'precision'] as const satisfies (keyof ValidTime)[];

/** On which document an attestation rests from now on; undefined where it stays. */
function movedTo({ document }: SaidAttestation, { document: other, insteadOf }: Correction): string | undefined {
  if (other === undefined || other === document) return undefined;
  return insteadOf === undefined || insteadOf === document ? other : undefined;
}

/** What the fact says after the correction. */
export function correctedInput(said: Said, correction: Correction): FactInput {
  const { validTime, bounds, temporalKind } = correction;
  const before = propositionInput(said);
  return {
    ...before,
    validTime: validTime ?? before.validTime,
    temporalKind: temporalKind ?? before.temporalKind,
    ...(bounds ? { bounds } : {}),
    attestations: said.attestations.map((each) => ({
      ...attestationInput(each),
      document: movedTo(each, correction) ?? each.document,
    })),
  };
}

/** The fact as it is to be written: under its own id if it is a draft, else under a new one. */
export function correctedFact(said: Said, input: FactInput, correction: Correction, references: References): Prepared<PreparedFact> {
  const { ready, refusals } = prepareProposition({ ...input, id: said.unpublished ? said.id : `F${ulid()}` }, references);
  const several = said.attestations.length > 1;
  const attestations = said.attestations.map((each, i) =>
    copyAttestation(each, movedTo(each, correction), references, several ? ['attestations', String(i)] : ['attestation']),
  );
  const warnings = attestations.flatMap((each) => each.warnings);
  const faults = [...refusals, ...attestations.flatMap((each) => each.refusals)];
  if (faults.length || !ready) return { refusals: faults, warnings };
  const properties =
    correction.validTime === undefined && correction.bounds === undefined
      ? { ...ready.properties, ...datesOf(said), moment: sortMoment(said.fact as unknown as ValidTime) }
      : ready.properties;
  const moves = said.attestations.some((each) => movedTo(each, correction) !== undefined);
  if (!moves && times.every((name) => properties[name] === said.fact[name]) && sameWords(said, properties))
    return { refusals: [refuse('INVALID_INPUT', [], `Fact ${said.id} says so already. Leave it out.`)], warnings };
  return { ready: { ...ready, properties, attestations: attestations.flatMap((each) => each.ready ?? []) }, refusals: [], warnings };
}

const datesOf = ({ fact }: Said): Record<string, unknown> =>
  Object.fromEntries([...times, 'boundsBasis'].map((name) => [name, fact[name]]));

const sameWords = ({ fact }: Said, properties: Record<string, unknown>): boolean =>
  fact.validTime === properties.validTime &&
  fact.temporalKind === properties.temporalKind &&
  (fact.boundsBasis ?? null) === (properties.boundsBasis ?? null);
