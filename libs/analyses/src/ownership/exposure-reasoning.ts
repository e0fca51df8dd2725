import { possiblyHeld, surelyHeld, type Members, type Rounds } from './blocked.js';
import type { BlockedFinding, BlockedSets, ExposureInput, FindingOf } from './exposure-input.js';
import { byId, type Range } from '../percent.js';
import type { Stakes } from './stakes.js';

/** One owner whose shares count, why it counts, and the facts that state the shares. */
export interface Because {
  owner: string;
  share: Range;
  facts: string[];
  finding: BlockedFinding;
}

/** Why one entity is listed, blocked or possibly blocked. Each step rests on earlier ones only. */
export interface ExposureStep {
  /** 0 for the listed and those blocked by definition; else one more than the latest step it rests on. */
  step: number;
  entity: string;
  finding: BlockedFinding;
  because: Because[];
  /** Percent that the owners named in `because` hold together; null at step 0. */
  total: Range | null;
  /** The facts that list it or say what it is; empty after step 0, where `because` names them. */
  facts: string[];
  /** Why it is blocked by definition, else null. */
  reason: string | null;
}

const membersBefore = (rounds: Rounds, entity: string): Members => {
  const limit = rounds.get(entity) ?? 0;
  return { has: (member) => (rounds.get(member) ?? Infinity) < limit };
};

function grounds(input: ExposureInput, entity: string, finding: BlockedFinding): ExposureStep {
  const definition = finding === 'BLOCKED_BY_DEFINITION' ? input.blockedByDefinition.get(entity) : undefined;
  const facts = [...(definition?.facts ?? input.designated.get(entity) ?? [])];
  return { step: 0, entity, finding, because: [], total: null, facts, reason: definition?.reason ?? null };
}

function derived(stakes: Stakes, sets: BlockedSets, entity: string, finding: BlockedFinding, findingOf: FindingOf): ExposureStep {
  const sure = finding === 'BLOCKED_BY_OWNERSHIP';
  const basis = membersBefore(sure ? sets.sure : sets.possible, entity);
  const because = stakes.ofOthersIn(entity).flatMap(({ owner, lower, upper, known, facts }): Because[] => {
    const counts = basis.has(owner) && (sure ? lower > 0 : known && upper > 0);
    const found = counts ? findingOf(owner) : null;
    return found ? [{ owner, share: { lower, upper }, facts, finding: found }] : [];
  });
  const lower = surelyHeld(stakes, entity, sure ? basis : sets.sure);
  const total = { lower, upper: Math.max(lower, possiblyHeld(stakes, entity, basis)) };
  return { step: 0, entity, finding, because, total, facts: [], reason: null };
}

/** In the order in which they came in, each one later than what it rests on. */
function numbered(steps: ExposureStep[], { possible, sure }: BlockedSets): ExposureStep[] {
  const round = (rounds: Rounds, { entity }: ExposureStep): number => rounds.get(entity) ?? Infinity;
  const inOrder = steps.sort((a, b) => round(possible, a) - round(possible, b) || compareRounds(round(sure, a), round(sure, b)));
  const numbers = new Map<string, number>();
  const withNumbers = inOrder.map((step) => {
    const number = step.because.length ? 1 + Math.max(...step.because.map(({ owner }) => numbers.get(owner) ?? 0)) : 0;
    numbers.set(step.entity, number);
    return { ...step, step: number };
  });
  return withNumbers.sort((a, b) => a.step - b.step || byId(a.entity, b.entity));
}

/** Both may be Infinity, whose difference is no number. */
const compareRounds = (one: number, other: number): number => (one === other ? 0 : one < other ? -1 : 1);

/** The steps that the findings on `asked` rest on, in an order in which each can be checked from those before it. */
export function reasoningFor(
  input: ExposureInput,
  stakes: Stakes,
  sets: BlockedSets,
  findingOf: FindingOf,
  asked: string[],
): ExposureStep[] {
  const steps = new Map<string, ExposureStep>();
  const open = [...asked];
  for (let entity = open.pop(); entity !== undefined; entity = open.pop()) {
    const finding = findingOf(entity);
    if (!finding || steps.has(entity)) continue;
    const isGround = finding === 'DESIGNATED' || finding === 'BLOCKED_BY_DEFINITION';
    const step = isGround ? grounds(input, entity, finding) : derived(stakes, sets, entity, finding, findingOf);
    steps.set(entity, step);
    open.push(...step.because.map(({ owner }) => owner));
  }
  return numbered([...steps.values()], sets);
}
