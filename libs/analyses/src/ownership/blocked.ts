import { byId, exact, sum } from '../percent.js';
import type { Stakes } from './stakes.js';

/** Half of all shares: "50 percent or more", OFAC FAQ 398–402. */
export const half = 50;

/** Entity → the round in which it came in; 0 for those that were in from the start. */
export type Rounds = ReadonlyMap<string, number>;

export interface Members {
  has(entity: string): boolean;
}

/** What the blocked hold of an entity for sure: the sum of their lowest shares. Shares that an entity holds in itself count for nobody. */
export const surelyHeld = (stakes: Stakes, entity: string, blocked: Members): number =>
  sum(
    stakes
      .ofOthersIn(entity)
      .filter(({ owner }) => blocked.has(owner))
      .map(({ lower }) => lower),
  );

/** What is left of the whole when everyone who is not in the set has its lowest share. */
const leftByOthers = (stakes: Stakes, entity: string, set: Members): number =>
  exact(
    100 -
      sum(
        stakes
          .ofOthersIn(entity)
          .filter(({ owner }) => !set.has(owner))
          .map(({ lower }) => lower),
      ),
  );

/** The most that the set can hold by the stated ranges; unstated shares are left out. Where shares exceed 100 % the whole binds nobody. */
export function possiblyHeld(stakes: Stakes, entity: string, set: Members): number {
  const held = stakes.ofOthersIn(entity).filter(({ owner, known }) => known && set.has(owner));
  const most = sum(held.map(({ upper }) => upper));
  return stakes.overfull.has(entity) ? most : Math.min(most, leftByOthers(stakes, entity, set));
}

/** The most that the set could hold if all that is not stated were theirs. */
export const conceivablyHeld = (stakes: Stakes, entity: string, set: Members): number =>
  Math.max(possiblyHeld(stakes, entity, set), leftByOthers(stakes, entity, set));

/**
 * The least set that holds the start and every entity of which `held` by the set is half or more. All that newly qualify come in
 * together, so that the rounds do not depend on any order; a cycle that nothing from outside reaches never comes in.
 */
export function leastFixpoint(
  stakes: Stakes,
  entities: readonly string[],
  start: Iterable<string>,
  held: (entity: string, set: Members) => number,
): Rounds {
  const rounds = new Map([...start].map((entity) => [entity, 0]));
  let candidates = new Set(entities);
  for (let round = 1; candidates.size; round++) {
    const joining = [...candidates].filter((entity) => !rounds.has(entity) && held(entity, rounds) >= half).sort(byId);
    joining.forEach((entity) => rounds.set(entity, round));
    candidates = new Set(joining.flatMap((entity) => stakes.heldBy(entity).map(({ owned }) => owned)));
  }
  return rounds;
}
