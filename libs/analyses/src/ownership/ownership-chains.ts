import { byId, exact, type Range } from '../percent.js';
import { Stakes, type OwnershipTie, type OwnershipWarning, type Stake } from './stakes.js';

export interface ChainBounds {
  /** Towards the owners, or towards what is owned. */
  direction: 'up' | 'down';
  maxDepth: number;
  maxChains: number;
}

/** One step of a chain: its direct share, and the product of the shares up to here. */
export interface ChainStep {
  stake: Stake;
  cumulative: Range;
}

export interface OwnershipChain {
  /** From the entity asked about to the end of the chain. */
  entities: string[];
  steps: ChainStep[];
  /** Product of the direct shares along the chain, percent. A chain's own weight: not what OFAC's rule asks for. */
  cumulative: Range;
  /** Whether every step's share is known. */
  known: boolean;
  /** Why it ends here: nobody further is known, all further ties lead back into it, or the depth bound was hit. */
  end: 'END' | 'CYCLE' | 'DEPTH';
}

export interface OwnershipChains {
  chains: OwnershipChain[];
  /** Each cycle that was cut, once, from its smallest id on, in the direction of travel. */
  cycles: string[][];
  /** False if a bound was hit: then `stoppedBy` names it. */
  complete: boolean;
  stoppedBy: ('DEPTH' | 'CHAINS')[];
  warnings: OwnershipWarning[];
  computed: true;
}

const rotated = (cycle: string[]): string[] => {
  const first = cycle.indexOf([...cycle].sort(byId)[0]!);
  return [...cycle.slice(first), ...cycle.slice(0, first)];
};

/** The weightiest first, so that a bound cuts off what matters least. */
const byWeight = (a: Stake, b: Stake): number => b.upper - a.upper || b.lower - a.lower || byId(a.owned, b.owned) || byId(a.owner, b.owner);

class ChainWalk {
  readonly chains: OwnershipChain[] = [];
  readonly cycles = new Map<string, string[]>();
  readonly stoppedBy = new Set<'DEPTH' | 'CHAINS'>();

  constructor(
    private readonly stakes: Stakes,
    private readonly bounds: ChainBounds,
  ) {}

  from(entities: string[], steps: ChainStep[]): void {
    const here = entities.at(-1)!;
    const further = this.bounds.direction === 'up' ? this.stakes.in(here) : this.stakes.heldBy(here);
    const onward = further.filter((stake) => !this.cuts(entities, stake)).sort(byWeight);
    if (onward.length && steps.length >= this.bounds.maxDepth) return this.keep(entities, steps, 'DEPTH');
    if (!onward.length) return this.keep(entities, steps, further.length ? 'CYCLE' : 'END');
    for (const stake of onward) {
      if (this.stoppedBy.has('CHAINS')) return;
      this.from([...entities, this.farEnd(stake)], [...steps, this.step(stake, steps.at(-1)?.cumulative)]);
    }
  }

  private farEnd(stake: Stake): string {
    return this.bounds.direction === 'up' ? stake.owner : stake.owned;
  }

  private step(stake: Stake, before: Range = { lower: 100, upper: 100 }): ChainStep {
    const cumulative = { lower: exact((before.lower * stake.lower) / 100), upper: exact((before.upper * stake.upper) / 100) };
    return { stake, cumulative };
  }

  private cuts(entities: string[], stake: Stake): boolean {
    const back = entities.indexOf(this.farEnd(stake));
    if (back < 0) return false;
    const cycle = rotated(entities.slice(back));
    this.cycles.set(JSON.stringify(cycle), cycle);
    return true;
  }

  private keep(entities: string[], steps: ChainStep[], end: OwnershipChain['end']): void {
    const last = steps.at(-1);
    if (!last && end !== 'DEPTH') return;
    if (this.chains.length >= this.bounds.maxChains) return void this.stoppedBy.add('CHAINS');
    if (end === 'DEPTH') this.stoppedBy.add('DEPTH');
    if (last) this.chains.push({ entities, steps, cumulative: last.cumulative, known: steps.every(({ stake }) => stake.known), end });
  }
}

/**
 * Every simple chain of ownership from an entity up to its owners or down to its holdings, each as long as it gets; what lies on the
 * way is read from its steps. Work is bounded by `maxChains` × `maxDepth`. Shares in percent.
 */
export function ownershipChains(ties: readonly OwnershipTie[], entity: string, bounds: ChainBounds): OwnershipChains {
  const stakes = new Stakes(ties);
  const walk = new ChainWalk(stakes, bounds);
  walk.from([entity], []);
  const met = new Set(walk.chains.flatMap(({ entities }) => entities).concat(entity));
  return {
    chains: walk.chains,
    cycles: [...walk.cycles.values()],
    complete: walk.stoppedBy.size === 0,
    stoppedBy: [...walk.stoppedBy],
    warnings: stakes.warningsOn([...met]),
    computed: true,
  };
}
