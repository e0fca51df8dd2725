import { conceivablyHeld, leastFixpoint, possiblyHeld, surelyHeld } from './blocked.js';
import type { BlockedFinding, BlockedSets, ExposureInput, FindingOf } from './exposure-input.js';
import { missingFor, type Missing } from './exposure-missing.js';
import { reasoningFor, type ExposureStep } from './exposure-reasoning.js';
import { byId, type Range } from '../percent.js';
import { Stakes, type OwnershipWarning, type Stake } from './stakes.js';

export type ExposureResult = BlockedFinding | 'CAUTION' | 'NOT_BLOCKED' | 'NOT_DETERMINABLE';

export type Caution =
  /** FAQ 398 and 400: control does not block, but nothing may be signed with the blocked controller. */
  | { kind: 'CONTROL'; by: string; finding: BlockedFinding; facts: string[] }
  /** FAQ 398 and 402: a blocked owner with less than half. */
  | { kind: 'MINORITY_STAKE'; by: string; finding: BlockedFinding; facts: string[]; share: Range };

export interface Exposure {
  entity: string;
  rule: 'OFAC_50';
  result: ExposureResult;
  /** Percent of direct shares held by blocked owners: for sure, and at most by the stated ranges. */
  heldByBlocked: Range;
  /** Round by round from those that are listed to the entity: only what the result rests on. */
  steps: ExposureStep[];
  cautions: Caution[];
  /** What is not known and could change the result; empty when the entity is blocked for sure. */
  missing: Missing[];
  warnings: OwnershipWarning[];
  computed: true;
}

function blockedSets(input: ExposureInput, stakes: Stakes, entities: readonly string[]): BlockedSets {
  const start = [...input.designated.keys(), ...input.blockedByDefinition.keys()];
  const ownable = entities.filter((entity) => !input.unownable?.has(entity));
  const sure = leastFixpoint(stakes, ownable, start, (entity, set) => surelyHeld(stakes, entity, set));
  const possible = leastFixpoint(stakes, ownable, sure.keys(), (entity, set) => possiblyHeld(stakes, entity, set));
  const conceivable = leastFixpoint(stakes, ownable, possible.keys(), (entity, set) => conceivablyHeld(stakes, entity, set));
  return { sure, possible, conceivable };
}

function cautionsFor(input: ExposureInput, stakes: Stakes, findingOf: FindingOf): Caution[] {
  const controllers = [...new Set(input.controls.filter((tie) => tie.controlled === input.entity).map((tie) => tie.controller))].sort(byId);
  const controls = controllers.flatMap((by): Caution[] => {
    const found = by === input.entity ? null : findingOf(by);
    const ties = input.controls.filter((tie) => tie.controlled === input.entity && tie.controller === by);
    return found ? [{ kind: 'CONTROL', by, finding: found, facts: [...new Set(ties.map(({ fact }) => fact))].sort(byId) }] : [];
  });
  const minority = (stake: Stake): Caution[] => {
    const found = stake.lower > 0 ? findingOf(stake.owner) : null;
    const share = { lower: stake.lower, upper: stake.upper };
    return found ? [{ kind: 'MINORITY_STAKE', by: stake.owner, finding: found, facts: stake.facts, share }] : [];
  };
  return [...controls, ...stakes.ofOthersIn(input.entity).flatMap(minority)];
}

function resultOf(own: BlockedFinding | null, cautions: Caution[], conceivable: boolean): ExposureResult {
  if (own) return own;
  if (cautions.length) return 'CAUTION';
  return conceivable ? 'NOT_DETERMINABLE' : 'NOT_BLOCKED';
}

/**
 * OFAC's 50 Percent Rule (FAQ 398–402): an entity is blocked if the direct shares of listed or blocked owners add up to 50 % or more.
 * A least fixpoint, not a product: half of a half blocks (FAQ 401), stakes of all blocked persons add up (FAQ 399), control alone does
 * not block but warrants caution (FAQ 398, 400), and whoever falls below half is no longer blocked by the rule (FAQ 402; what was
 * frozen before stays frozen, which no ownership data tell). Ranges give POSSIBLY_BLOCKED; unstated shares and unnamed owners that
 * could matter give NOT_DETERMINABLE. Screening, not legal advice.
 */
export function exposure(input: ExposureInput): Exposure {
  const { entity } = input;
  const stakes = new Stakes(input.ties);
  const controllers = input.controls.filter((tie) => tie.controlled === entity).map((tie) => tie.controller);
  const above = stakes.upstream(entity);
  const entities = [...new Set([...above, ...controllers.flatMap((controller) => stakes.upstream(controller))])];
  const sets = blockedSets(input, stakes, entities);
  const findingOf: FindingOf = (one) => {
    if (input.designated.has(one)) return 'DESIGNATED';
    if (input.blockedByDefinition.has(one)) return 'BLOCKED_BY_DEFINITION';
    if (sets.sure.has(one)) return 'BLOCKED_BY_OWNERSHIP';
    return sets.possible.has(one) ? 'POSSIBLY_BLOCKED' : null;
  };
  const blocked = sets.sure.has(entity);
  const own = findingOf(entity);
  const cautions = blocked ? [] : cautionsFor(input, stakes, findingOf);
  const sure = surelyHeld(stakes, entity, sets.sure);
  return {
    entity,
    rule: 'OFAC_50',
    result: resultOf(own, cautions, sets.conceivable.has(entity)),
    heldByBlocked: { lower: sure, upper: Math.max(sure, possiblyHeld(stakes, entity, sets.possible)) },
    steps: reasoningFor(input, stakes, sets, findingOf, [entity, ...cautions.map(({ by }) => by)]),
    cautions,
    missing: blocked ? [] : missingFor(entity, stakes, sets),
    warnings: stakes.warningsOn(entities),
    computed: true,
  };
}
