import type { Predicate } from '@linchpin/vocabulary';
import { shareWarnings, total } from './concentration/shares.js';
import { originsOf } from './cuts/origins.js';
import { factsOf, type Tie, type World } from './world.js';

/** The good that internet providers supply. */
export const internetAccess = 'INTERNET_ACCESS';

/** Facts that say that the subject supplies the object with a good. */
export const supplyPredicates = (good: string): Predicate[] =>
  good === internetAccess
    ? ['providesInternetAccessTo', 'soleInternetProviderTo', 'carriesTrafficShareOf', 'transitsFor', 'supplies']
    : ['supplies'];

/** A share in percent, as far as the sources give it. */
export interface Share {
  lower: number;
  upper: number;
  /** Worked out from other shares, not stated by anybody. */
  computed: boolean;
  basis: string[];
}

export interface Supplier {
  id: string;
  ties: Tie[];
  /** Null where nobody says or entails how much it supplies. */
  share: Share | null;
}

/** Nobody supplies itself, whatever is supposed. */
const about = (good: string) => (tie: Tie) => tie.subject !== tie.object && (tie.predicate !== 'supplies' || tie.good === good);

/** Who supplies these with the good, one row for each tie. */
export const suppliesTo = async (world: World, targets: readonly string[], good: string): Promise<Tie[]> =>
  (await world.ties({ predicates: supplyPredicates(good), objects: targets })).filter(about(good));

/** A share that a source states; a remainder is not one yet. */
function stated(tie: Tie): Share | null {
  const { exact, approx, lower, upper } = tie.value;
  const point = exact ?? approx;
  if (point !== undefined) return { lower: point, upper: point, computed: false, basis: factsOf([tie]) };
  if (lower === undefined && upper === undefined) return null;
  return { lower: lower ?? 0, upper: upper ?? 100, computed: false, basis: factsOf([tie]) };
}

/**
 * The suppliers of one target with their shares: stated; what others leave, where a source says "the rest"; all of it, where one is said to
 * be alone. What contradicts itself stands in the warnings. @param ties to the target alone
 */
export function suppliersAmong(world: World, ties: readonly Tie[]): Supplier[] {
  const ids = [...new Set(ties.map(({ subject }) => subject))];
  const suppliers = ids.map((id): Supplier => {
    const own = ties.filter(({ subject }) => subject === id);
    return { id, ties: own, share: statedOnce(world, id, own) };
  });
  for (const supplier of suppliers) supplier.share ??= remainder(supplier, suppliers) ?? alone(supplier, suppliers);
  shareWarnings(sharesOf(suppliers)).forEach(({ message }) => world.warn(message));
  return suppliers;
}

const sharesOf = (suppliers: readonly Supplier[]) =>
  suppliers.flatMap(({ id, share }) => (share ? [{ id, lower: share.lower, upper: share.upper }] : []));

/** The shares add up to more than there is, even at their lowest: nothing can be added up or left over. */
export const areOverfull = (suppliers: readonly Supplier[]): boolean => total(sharesOf(suppliers), 'lower') > 100;

function statedOnce(world: World, id: string, ties: readonly Tie[]): Share | null {
  const shares = ties.flatMap((tie) => stated(tie) ?? []);
  const [first, ...others] = shares;
  if (!first) return null;
  if (others.every(({ lower, upper }) => lower === first.lower && upper === first.upper))
    return { ...first, basis: shares.flatMap(({ basis }) => basis) };
  world.warn(`The sources give different shares for ${id} (${shares.flatMap(({ basis }) => basis).join(', ')}); all of them are spanned.`);
  return {
    lower: Math.min(...shares.map(({ lower }) => lower)),
    upper: Math.max(...shares.map(({ upper }) => upper)),
    computed: true,
    basis: shares.flatMap(({ basis }) => basis),
  };
}

function remainder({ id, ties }: Supplier, suppliers: readonly Supplier[]): Share | null {
  const rest = ties.find(({ value }) => value.remainderOf !== undefined);
  if (!rest) return null;
  const others = suppliers.filter((other) => other.id !== id);
  const known = others.flatMap(({ share }) => share ?? []);
  if (known.length === 0 || known.length < others.length || areOverfull(others)) return null;
  const sum = (end: 'lower' | 'upper') => known.reduce((total, share) => total + share[end], 0);
  return {
    lower: Math.max(0, 100 - sum('upper')),
    upper: Math.max(0, 100 - sum('lower')),
    computed: true,
    basis: [...factsOf([rest]), ...known.flatMap(({ basis }) => basis)],
  };
}

function alone({ ties }: Supplier, suppliers: readonly Supplier[]): Share | null {
  const sole = ties.filter(({ predicate }) => predicate === 'soleInternetProviderTo');
  return sole.length && suppliers.length === 1 ? { lower: 100, upper: 100, computed: true, basis: factsOf(sole) } : null;
}

export interface SupplyNetwork {
  ties: Tie[];
  /** Suppliers of which no supplier is recorded but among themselves: they count as joined to the rest of the world. */
  origins: string[];
}

const mostNodes = 20_000;

/** The target's suppliers, theirs, and so on, in breadth. Bounded; a bound that is hit stands in the warnings. */
export async function networkOf(world: World, target: string, good: string): Promise<SupplyNetwork> {
  const ties: Tie[] = [];
  const seen = new Set([target]);
  for (let frontier = [target]; frontier.length > 0;) {
    // What the target itself supplies brings it nothing.
    const found = (await suppliesTo(world, frontier, good)).filter(({ subject }) => subject !== target);
    ties.push(...found);
    frontier = [...new Set(found.map(({ subject }) => subject))].filter((id) => !seen.has(id));
    if (seen.size + frontier.length > mostNodes) {
      world.warn(`The network has more than ${mostNodes} suppliers; those farthest away were taken as joined to the rest of the world.`);
      frontier = frontier.slice(0, Math.max(0, mostNodes - seen.size));
    }
    frontier.forEach((id) => seen.add(id));
  }
  return { ties, origins: originsOf(ties, target) };
}
