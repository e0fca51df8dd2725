import { registerEnumType } from '@nestjs/graphql';
import {
  badges,
  changeActions,
  clocks,
  kinds,
  modalities,
  predicates,
  qualifierNames,
  qualifiers,
  retractReasons,
  reviewDecisions,
  stances,
  statuses,
  temporalKinds,
  temporalMatches,
  textPolicies,
  voices,
  workflows,
} from '@linchpin/vocabulary';
import { refusals, warnings } from '@linchpin/facts';

type Described = Record<string, string | { about: string }>;

/** A closed list of words as a GraphQL enum, each value with its meaning. */
function enumOf<T extends Described>(name: string, description: string, table: T): { [K in keyof T]: K } {
  const values = Object.fromEntries(Object.keys(table).map((key) => [key, key])) as { [K in keyof T]: K };
  const valuesMap = Object.fromEntries(
    Object.entries(table).map(([key, entry]) => [key, { description: typeof entry === 'string' ? entry : entry.about }]),
  );
  registerEnumType(values as Record<string, string>, { name, description, valuesMap });
  return values;
}

export const KindEnum = enumOf('Kind', 'What kind of thing an entity is.', kinds);
export const PredicateEnum = enumOf('Predicate', 'What a fact says of its subject.', predicates);
export const StanceEnum = enumOf('Stance', 'How a claimant stands towards a fact.', stances);
export const ModalityEnum = enumOf('Modality', 'As what it is said.', modalities);
export const VoiceEnum = enumOf('Voice', 'In whose words it is said.', voices);
export const StatusEnum = enumOf('FactStatus', 'What follows from all attestations of a fact. Computed, never typed in.', statuses);
export const BadgeEnum = enumOf('Badge', 'What to mind about a fact, whatever its status.', badges);
export const WorkflowEnum = enumOf('Workflow', 'Where a fact is on its way to the readers.', workflows);
export const TemporalKindEnum = enumOf(
  'TemporalKind',
  'Whether a fact holds throughout its valid time or happened within it.',
  temporalKinds,
);
export const TemporalMatchEnum = enumOf('TemporalMatch', 'How surely a fact holds at the asked time.', temporalMatches);
export const TextPolicyEnum = enumOf('TextPolicy', "How much of a document's text may be kept.", textPolicies);
export const RetractReasonEnum = enumOf('RetractReason', 'Why a fact was taken back.', retractReasons);
export const ReviewDecisionEnum = enumOf('ReviewDecision', 'What a reviewer decides.', reviewDecisions);
export const ClockEnum = enumOf('Clock', 'A clock by which a timeline is ordered.', clocks);
export const ChangeActionEnum = enumOf('ChangeAction', 'What a change to the knowledge base was.', changeActions);
export const RefusalCodeEnum = enumOf('UserErrorCode', 'Why a change was refused.', refusals);
export const WarningCodeEnum = enumOf('WarningCode', 'What to mind about a change that was made.', warnings);

/** Qualifiers with a closed list of words. */
export const qualifierEnums = new Map(
  qualifierNames.flatMap((name) => {
    const entry = qualifiers[name];
    if (!('oneOf' in entry)) return [];
    const table = Object.fromEntries(entry.oneOf.map((word) => [word, word]));
    const title = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return [[name, enumOf(title, entry.about, table)] as const];
  }),
);
