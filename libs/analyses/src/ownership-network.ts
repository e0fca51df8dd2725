import type { OwnershipTie } from './ownership/stakes.js';
import type { Tie, World } from './world.js';

const mostEntities = 2_000;

/** Stands for the fact behind a tie that is only supposed. */
const supposed = 'supposed';
/** The facts that can be shown: those that are recorded. */
export const recorded = (facts: readonly string[]): string[] => facts.filter((fact) => fact !== supposed);
export const factOf = ({ fact }: Tie): string => fact ?? supposed;

/** A share that is not stated may be anything. */
function toOwnership(tie: Tie): OwnershipTie {
  const {
    subject,
    object,
    value: { exact, approx, lower, upper },
    status,
  } = tie;
  const point = exact ?? approx;
  const known = [point, lower, upper].some((share) => share !== undefined);
  return {
    fact: factOf(tie),
    owned: subject,
    owner: object,
    lower: point ?? lower ?? 0,
    upper: point ?? upper ?? 100,
    known,
    status,
  };
}

/** Ownership ties reachable from an entity, up to its owners or down to what it owns, in breadth and bounded. */
export async function ownershipNetwork(
  world: World,
  entity: string,
  direction: 'UP' | 'DOWN',
): Promise<{ ties: OwnershipTie[]; entities: string[]; complete: boolean }> {
  const seen = new Set([entity]);
  const ties: OwnershipTie[] = [];
  let complete = true;
  for (let frontier = [entity]; frontier.length > 0;) {
    const found = await world.ties(
      direction === 'UP' ? { predicates: ['ownedBy'], subjects: frontier } : { predicates: ['ownedBy'], objects: frontier },
    );
    ties.push(...found.map(toOwnership));
    frontier = [...new Set(found.map((tie) => (direction === 'UP' ? tie.object : tie.subject)))].filter((id) => !seen.has(id));
    if (seen.size + frontier.length > mostEntities) {
      complete = false;
      world.warn(`More than ${mostEntities} entities belong to this network; those farthest away were left out.`);
      frontier = frontier.slice(0, Math.max(0, mostEntities - seen.size));
    }
    frontier.forEach((id) => seen.add(id));
  }
  return { ties, entities: [...seen], complete };
}
