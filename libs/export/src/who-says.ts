import type { UnloadedAttestation, UnloadedFact } from '@linchpin/facts';
import { declining, type Modality, type Stance, type Status } from '@linchpin/vocabulary';

const lastOfEach = (attestations: readonly UnloadedAttestation[]): UnloadedAttestation[] => [
  ...new Map(attestations.map((each) => [each.claimant.id, each])).values(),
];
const declines = ({ stance }: UnloadedAttestation): boolean => declining.includes(stance);

/** What each claimant says in the end, by the rules of the status: what is graded improbable does not count, and a decline takes nothing back. */
function lastWords({ attestations }: UnloadedFact): UnloadedAttestation[] {
  const counted = attestations.filter(({ grade }) => !grade.endsWith('5'));
  return [...lastOfEach(counted.filter((each) => !declines(each))), ...lastOfEach(counted).filter(declines)];
}
const saying = (fact: UnloadedFact, stances: readonly Stance[]): UnloadedAttestation[] =>
  lastWords(fact).filter(({ stance }) => stances.includes(stance));

export const affirmers = (fact: UnloadedFact): UnloadedAttestation[] => saying(fact, ['ASSERTS', 'CONFIRMS']);
const namesOf = (attestations: readonly UnloadedAttestation[]): string => attestations.map(({ claimant }) => claimant.label).join(', ');

/** Whether anybody stands by it. A format without stances would turn anything else into a claim. */
export const isAffirmed = (fact: UnloadedFact): boolean => affirmers(fact).length > 0;

/** Who speaks against it, in words: "denied by North Korea". */
export function objections(fact: UnloadedFact): string[] {
  const told: [words: string, stances: Stance[]][] = [
    ['denied by', ['DENIES']],
    ['doubted by', ['DOUBTS']],
    ['not confirmed by', ['DECLINES_TO_CONFIRM', 'NO_COMMENT']],
  ];
  return told.flatMap(([words, stances]) => {
    const who = namesOf(saying(fact, stances));
    return who ? [`${words} ${who}`] : [];
  });
}

const supposed: Partial<Record<Modality, string>> = {
  ESTIMATE: 'estimated by',
  ASSESSMENT: 'judged so by',
  PREDICTION: 'predicted by',
  POSSIBILITY: 'held possible by',
  HYPOTHETICAL: 'supposed by',
};

const given: Partial<Record<Status, string>> = {
  RETRACTED: 'taken back in Linchpin',
  SUPERSEDED: 'replaced in Linchpin by a later version',
};

/** What keeps it from being told as it stands: that it was taken back, that nobody states it as fact, "held possible by Experts", and who speaks against it. */
export function caveats(fact: UnloadedFact): string[] {
  const affirming = affirmers(fact);
  const asFact = affirming.some(({ modality }) => modality === 'FACTUAL');
  const words = (Object.keys(supposed) as Modality[]).flatMap((modality) => {
    const who = namesOf(affirming.filter((each) => each.modality === modality));
    return who && !asFact ? [`${supposed[modality]} ${who}`] : [];
  });
  return [...(given[fact.status] ? [given[fact.status]!] : []), ...words, ...objections(fact)];
}

const unreal: readonly Modality[] = ['PREDICTION', 'POSSIBILITY', 'HYPOTHETICAL'];

const unsure: readonly Status[] = ['DENIED', 'DISPUTED', 'UNCONFIRMED', 'RETRACTED', 'SUPERSEDED'];

/** Whether it may be told as a bare value, where there is no place for who denies it, nor for a "could". */
export const isPlain = (fact: UnloadedFact): boolean =>
  affirmers(fact).some(({ modality }) => !unreal.includes(modality)) && !unsure.includes(fact.status);
