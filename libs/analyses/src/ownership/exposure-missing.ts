import type { BlockedSets } from './exposure-input.js';
import { byId, exact, sum } from '../percent.js';
import type { Stakes } from './stakes.js';

/** A gap in what is known of an entity's owners, which could change the answer. */
export interface Missing {
  /** Nobody is known to own it · an owner's share is not stated · part of it has no named owner. */
  gap: 'NO_OWNERSHIP_DATA' | 'UNSTATED_SHARE' | 'UNNAMED_OWNERS';
  entity: string;
  /** The owner whose share is not stated, else null. */
  owner: string | null;
  /** The most that it can be, percent. */
  upTo: number;
  facts: string[];
}

function gapsOf(entity: string, stakes: Stakes, { conceivable }: BlockedSets): Missing[] {
  const held = stakes.ofOthersIn(entity);
  const upTo = exact(100 - sum(held.map(({ lower }) => lower)));
  if (!held.length) return [{ gap: 'NO_OWNERSHIP_DATA', entity, owner: null, upTo: 100, facts: [] }];
  if (upTo <= 0) return [];
  const unstated = held
    .filter(({ owner, known }) => !known && conceivable.has(owner))
    .map(({ owner, facts }): Missing => ({ gap: 'UNSTATED_SHARE', entity, owner, upTo, facts }));
  return [...unstated, { gap: 'UNNAMED_OWNERS', entity, owner: null, upTo, facts: [] }];
}

/**
 * The gaps that keep the result open, from the entity upwards: its own and those of every owner that could be blocked but is not for
 * sure. Where nothing unknown could bring half together, there are none.
 */
export function missingFor(entity: string, stakes: Stakes, sets: BlockedSets): Missing[] {
  const seen = new Set<string>();
  const isOpen = (one: string): boolean => sets.conceivable.has(one) && !sets.sure.has(one);
  const open = [entity].filter(isOpen);
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    if (seen.has(here)) continue;
    seen.add(here);
    const owners = stakes.ofOthersIn(here).filter(({ upper }) => upper > 0);
    open.push(...owners.map(({ owner }) => owner).filter(isOpen));
  }
  const nearest = [...seen].sort((a, b) => Number(b === entity) - Number(a === entity) || byId(a, b));
  return nearest.flatMap((one) => gapsOf(one, stakes, sets));
}
