import { exact, sum, type Range } from '../percent.js';
import { Stakes, type OwnershipTie, type OwnershipWarning, type Stake } from './stakes.js';

export interface IntegratedShare extends Range {
  owner: string;
  /** Nobody is known to own this owner. */
  ultimate: boolean;
  /** The direct share; null if there is none. */
  direct: Range | null;
}

export interface IntegratedShares {
  entity: string;
  /** By lower bound, highest first; null if the shares contradict each other or there are too many owners: see `warnings`. */
  owners: IntegratedShare[] | null;
  /** What no ultimate owner is named for, percent. */
  unaccounted: Range | null;
  /** False if a bound stopped the computation: the ranges hold all the same, but may be wider than need be. */
  complete: boolean;
  warnings: OwnershipWarning[];
  computed: true;
}

const mostOwners = 1_000;
const edgeVisits = 10_000_000;
const settled = 1e-13;
/** Two bounds closer than this, in percent, are one point. */
const noise = 1e-7;

interface Arc {
  to: number;
  lower: number;
  upper: number;
}

/** The owners of one entity: all, and those whose share is a range. Fractions of 1. */
interface Row {
  arcs: Arc[];
  ranges: Arc[];
  left: number;
}

function toRow(stakes: readonly Stake[], index: ReadonlyMap<string, number>): Row {
  const arcs = stakes.map(({ owner, lower, upper }): Arc => ({ to: index.get(owner) ?? 0, lower: lower / 100, upper: upper / 100 }));
  const left = arcs.reduce((rest, { lower }) => rest - lower, 1);
  return { arcs, ranges: arcs.filter(({ lower, upper }) => upper > lower), left };
}

function leastPassedOn({ arcs }: Row, worth: Float64Array): number {
  let passed = 0;
  for (const { to, lower } of arcs) passed += lower * worth[to]!;
  return passed;
}

/** The lower shares, and what is left of the whole to whoever is worth most, up to its upper share. */
function mostPassedOn(row: Row, worth: Float64Array): number {
  let passed = leastPassedOn(row, worth);
  if (!row.ranges.length) return Math.min(1, passed);
  let left = row.left;
  for (const { to, lower, upper } of row.ranges.sort((a, b) => worth[b.to]! - worth[a.to]!)) {
    const more = Math.max(0, Math.min(upper - lower, left));
    passed += more * worth[to]!;
    left -= more;
  }
  return Math.min(1, passed);
}

/** Who can pass anything on to the target at all. */
function reaching(rows: Row[], target: number): Set<number> {
  const owned = rows.map((): number[] => []);
  rows.forEach(({ arcs }, row) => arcs.forEach(({ to, upper }) => upper > 0 && owned[to]!.push(row)));
  const reached = new Set([target]);
  for (const one of reached) owned[one]!.forEach((row) => reached.add(row));
  return reached;
}

/**
 * The target's share in every row, from 0 upwards or from 1 downwards. Both maps are monotone on [0,1]ⁿ, so that every round from below
 * is a lower bound of the sum over all walks and every round from above an upper bound: stopping early is sound. With point shares the
 * two meet, since whoever cannot reach the target is left out and the others lose something in each round.
 */
function sweep(rows: Row[], target: number, from: 0 | 1, rounds: number): { worth: Float64Array; done: boolean } {
  const active = reaching(rows, target);
  const order = rows.map((_, row) => row).filter((row) => active.has(row) && row !== target);
  const worth = new Float64Array(rows.length);
  for (const row of order) worth[row] = from;
  worth[target] = 1;
  const passOn = from ? mostPassedOn : leastPassedOn;
  for (let round = 0; round < rounds; round++) {
    let change = 0;
    for (const row of order) {
      const next = passOn(rows[row]!, worth);
      change = Math.max(change, Math.abs(next - worth[row]!));
      worth[row] = next;
    }
    if (change < settled) return { worth, done: true };
  }
  return { worth, done: order.length === 0 };
}

/**
 * The total share, direct and through others, that each owner has in an entity: the sum over all walks of the products of shares, where
 * a walk ends when it first meets the owner, so that cross-holdings and cycles are counted once. Percent. This is integrated ownership
 * after Brioschi, Buzzacchi and Colombo (1989), with the correction of Baldone, Brioschi and Paleari (1997); it is economic weight, and
 * decides nothing under OFAC's 50 Percent Rule. Shares that exceed 100 % even at their lowest give null and a warning.
 */
export function integratedShares(ties: readonly OwnershipTie[], entity: string): IntegratedShares {
  const stakes = new Stakes(ties);
  const entities = stakes.upstream(entity);
  const warnings = stakes.warningsOn(entities);
  const none = { entity, owners: null, unaccounted: null, warnings, computed: true } as const;
  if (entities.some((one) => stakes.overfull.has(one))) return { ...none, complete: true };
  if (entities.length > mostOwners) {
    const message = `${entity} has ${entities.length} owners above it; total shares are computed for up to ${mostOwners}.`;
    return { ...none, complete: false, warnings: [...warnings, { code: 'TOO_MANY_OWNERS', entity, facts: [], message }] };
  }
  const index = new Map(entities.map((one, row) => [one, row]));
  const rows = entities.map((one) => toRow(stakes.in(one), index));
  const arcs = rows.reduce((count, row) => count + row.arcs.length, 0);
  const rounds = Math.max(10, Math.floor(edgeVisits / (1 + 2 * arcs * entities.length)));
  const asked = index.get(entity)!;
  const found = entities
    .filter((owner) => owner !== entity)
    .map((owner) => {
      const target = index.get(owner)!;
      const [least, most] = [sweep(rows, target, 0, rounds), sweep(rows, target, 1, rounds)];
      const stake = stakes.in(entity).find((one) => one.owner === owner);
      const lower = exact(least.worth[asked]! * 100);
      const most100 = exact(most.worth[asked]! * 100);
      const upper = most100 - lower < noise ? lower : most100;
      const direct = stake ? { lower: stake.lower, upper: stake.upper } : null;
      return { share: { owner, lower, upper, ultimate: stakes.ofOthersIn(owner).length === 0, direct }, done: least.done && most.done };
    });
  const owners = found.map(({ share }) => share).sort((a, b) => b.lower - a.lower || b.upper - a.upper || (a.owner < b.owner ? -1 : 1));
  const ultimate = owners.filter((owner) => owner.ultimate);
  const rest = (end: 'lower' | 'upper'): number => Math.max(0, exact(100 - sum(ultimate.map((owner) => owner[end]))));
  return {
    ...none,
    owners,
    unaccounted: { lower: rest('upper'), upper: rest('lower') },
    complete: found.every(({ done }) => done),
  };
}
