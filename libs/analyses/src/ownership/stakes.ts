import { byId, exact, isShare, sum, type Range } from '../percent.js';

/** One fact that says who owns how much of what. Percent, 0–100; an unknown share is 0–100 with `known` false. */
export interface OwnershipTie extends Range {
  fact: string;
  owned: string;
  owner: string;
  known: boolean;
  status: string;
}

/** What one owner holds of one entity by all facts that speak of it. */
export interface Stake extends Range {
  owned: string;
  owner: string;
  known: boolean;
  facts: string[];
  statuses: string[];
}

export type OwnershipWarningCode = 'SHARES_OVER_100' | 'SHARE_OUT_OF_RANGE' | 'CONFLICTING_SHARES' | 'SELF_OWNERSHIP' | 'TOO_MANY_OWNERS';

export interface OwnershipWarning {
  code: OwnershipWarningCode;
  entity: string;
  facts: string[];
  message: string;
}

interface Merged {
  stake: Stake;
  warnings: OwnershipWarning[];
}

const clamp = (percent: number): number => Math.min(100, Math.max(0, percent));

/** A share that is no range at all tells nothing; one beyond 0–100 is cut to it. */
function readShare(tie: OwnershipTie): Range & { known: boolean } {
  const { lower, upper, known } = tie;
  if (!known || !(lower <= upper)) return { lower: 0, upper: 100, known: false };
  return { lower: clamp(lower), upper: clamp(upper), known };
}

/** Statements that agree narrow each other down; statements that cannot all hold give the span between the extremes. */
function reconcile(shares: Range[]): Range & { conflict: boolean } {
  const narrow = { lower: Math.max(...shares.map((share) => share.lower)), upper: Math.min(...shares.map((share) => share.upper)) };
  if (narrow.lower <= narrow.upper) return { ...narrow, conflict: false };
  return { lower: Math.min(...shares.map((share) => share.lower)), upper: Math.max(...shares.map((share) => share.upper)), conflict: true };
}

function mergeTies(ties: OwnershipTie[]): Merged {
  const { owned, owner } = ties[0]!;
  const facts = [...new Set(ties.map((tie) => tie.fact))].sort(byId);
  const known = ties.map(readShare).filter((share) => share.known);
  const { lower, upper, conflict } = known.length ? reconcile(known) : { lower: 0, upper: 100, conflict: false };
  const warnings: OwnershipWarning[] = [];
  const warn = (code: OwnershipWarningCode, message: string) => warnings.push({ code, entity: owned, facts, message });
  if (ties.some((tie) => tie.known && !isShare(tie))) warn('SHARE_OUT_OF_RANGE', `A share of ${owner} in ${owned} is not within 0–100 %.`);
  if (conflict) warn('CONFLICTING_SHARES', `Facts disagree on the share of ${owner} in ${owned}: taken as ${lower}–${upper} %.`);
  if (owned === owner) warn('SELF_OWNERSHIP', `${owned} holds shares in itself; they count for nobody.`);
  const statuses = [...new Set(ties.map((tie) => tie.status))].sort(byId);
  return { stake: { owned, owner, lower: exact(lower), upper: exact(upper), known: known.length > 0, facts, statuses }, warnings };
}

const groupBy = <T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

/** All stakes, to be looked up from either end. `overfull` are the entities whose shares exceed 100 % even at their lowest. */
export class Stakes {
  readonly warnings: OwnershipWarning[];
  readonly overfull: ReadonlySet<string>;
  private readonly byOwned: Map<string, Stake[]>;
  private readonly byOwner: Map<string, Stake[]>;

  /** Several ties between the same two are statements about one stake and are reconciled, not added. Their order is of no account. */
  constructor(ties: readonly OwnershipTie[]) {
    const merged = [...groupBy(ties, (tie) => JSON.stringify([tie.owned, tie.owner])).values()].map(mergeTies);
    const stakes = merged.map(({ stake }) => stake).sort((a, b) => byId(a.owned, b.owned) || byId(a.owner, b.owner));
    this.byOwned = groupBy(stakes, (stake) => stake.owned);
    this.byOwner = groupBy(stakes, (stake) => stake.owner);
    const over = [...this.byOwned].filter(([, held]) => sum(held.map((stake) => stake.lower)) > 100);
    this.overfull = new Set(over.map(([owned]) => owned));
    const tooMuch = over.map(([entity, held]): OwnershipWarning => {
      const total = sum(held.map((stake) => stake.lower));
      return {
        code: 'SHARES_OVER_100',
        entity,
        facts: held.flatMap((stake) => stake.facts),
        message: `The shares in ${entity} add up to ${total} %.`,
      };
    });
    this.warnings = [...merged.flatMap(({ warnings }) => warnings), ...tooMuch].sort(
      (a, b) => byId(a.entity, b.entity) || byId(a.code, b.code) || byId(a.message, b.message),
    );
  }

  /** Who holds shares in the entity, itself included. */
  in(entity: string): readonly Stake[] {
    return this.byOwned.get(entity) ?? [];
  }

  /** Who else holds shares in the entity. */
  ofOthersIn(entity: string): readonly Stake[] {
    return this.in(entity).filter((stake) => stake.owner !== entity);
  }

  /** What the entity holds. */
  heldBy(entity: string): readonly Stake[] {
    return this.byOwner.get(entity) ?? [];
  }

  /** The entity and everyone above it, owners before what they own wherever there is no cycle. */
  upstream(entity: string): string[] {
    const seen = new Set([entity]);
    const order: string[] = [];
    const path = [{ entity, left: [...this.in(entity)] }];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.left.pop();
      if (!next) order.push(path.pop()!.entity);
      else if (!seen.has(next.owner)) {
        seen.add(next.owner);
        path.push({ entity: next.owner, left: [...this.in(next.owner)] });
      }
    }
    return order;
  }

  /** The warnings that concern any of the entities. */
  warningsOn(entities: readonly string[]): OwnershipWarning[] {
    const concerned = new Set(entities);
    return this.warnings.filter(({ entity }) => concerned.has(entity));
  }
}
