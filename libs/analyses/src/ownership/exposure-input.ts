import type { Rounds } from './blocked.js';
import type { OwnershipTie } from './stakes.js';

export interface ControlTie {
  fact: string;
  controlled: string;
  controller: string;
}

export interface Definition {
  /** Why it is blocked without being listed, as in "Government of North Korea, 31 CFR 510.201". */
  reason: string;
  facts: readonly string[];
}

export interface ExposureInput {
  entity: string;
  ties: readonly OwnershipTie[];
  /** Listed entities with the facts that list them; taken as the whole list. */
  designated: ReadonlyMap<string, readonly string[]>;
  controls: readonly ControlTie[];
  /** Blocked by what they are, without a listing (FAQ 398, last sentence); their shares count like those of the listed. */
  blockedByDefinition: ReadonlyMap<string, Definition>;
  /** Those that nobody can own: persons, states. Everyone else without known owners may belong to anybody. */
  unownable?: ReadonlySet<string>;
}

export type BlockedFinding = 'DESIGNATED' | 'BLOCKED_BY_DEFINITION' | 'BLOCKED_BY_OWNERSHIP' | 'POSSIBLY_BLOCKED';

/** What is found of an entity that is, or may be, blocked; null of all others. */
export type FindingOf = (entity: string) => BlockedFinding | null;

/** Three sets, each within the next: blocked for sure, blocked if ranges fall so, blocked if all that is unknown falls so. */
export interface BlockedSets {
  sure: Rounds;
  possible: Rounds;
  conceivable: Rounds;
}
