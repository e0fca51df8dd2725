import type { ListedEntity, ListedFact } from '@linchpin/facts';
import { programIdOf } from './parties.js';

/** One of the two lists of OFAC. */
export interface OfacList {
  id: 'ofac-sdn' | 'ofac-cons';
  title: string;
}

export const specially: OfacList = { id: 'ofac-sdn', title: 'Specially Designated Nationals and Blocked Persons List' };
export const consolidated: OfacList = { id: 'ofac-cons', title: 'Consolidated Sanctions List (non-SDN lists)' };

export const ofac: ListedEntity = {
  id: 'ofac',
  kind: 'Agency',
  label: 'Office of Foreign Assets Control',
  names: [{ text: 'OFAC', lang: 'en' }],
};

/** The authority, the state behind it, and the programmes under which parties are listed. */
export function frameOf(programs: Iterable<string>): { entities: ListedEntity[]; facts: ListedFact[] } {
  const regimes = [...new Set(programs)].sort().map((program): ListedEntity => ({
    id: programIdOf(program),
    kind: 'SanctionsRegime',
    label: `OFAC programme ${program}`,
    identifiers: [{ scheme: 'ofac-program', value: program }],
  }));
  return {
    entities: [ofac, ...regimes],
    facts: [
      { subject: ofac.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US', locator: 'the list as a whole' },
      ...regimes.map(({ id }): ListedFact => ({ subject: id, predicate: 'imposedBy', object: ofac.id, locator: 'the list as a whole' })),
    ],
  };
}
