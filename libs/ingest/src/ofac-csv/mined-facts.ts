import { org, type Kind } from '@linchpin/vocabulary';
import type { RecordDraft, Saying } from '../record-draft.js';
import { stateOf } from '../states.js';
import type { NamedParty } from './parties.js';
import type { Mined } from './remarks.js';

export type PartyNamed = (name: string) => NamedParty | undefined;

export interface Told {
  kind: Kind;
  /** The id of the listing. */
  listing: string;
  partyNamed: PartyNamed;
}

const isCraft = (kind: Kind): boolean => kind === 'Vessel' || kind === 'Aircraft';

/** Says what a part of a remark says, in facts where it says one; whatever it is, its words are kept. */
export function sayMined(draft: RecordDraft, mined: Mined, told: Told): void {
  const { text } = mined;
  const quote = mined.quote ?? text;
  const words = quote ? { quote } : {};
  if (mined.sort === 'CONDITION') return draft.say({ subject: told.listing, predicate: 'remark', value: { text }, ...words });
  const fact = factOf(mined, told);
  if (fact) return draft.say({ ...fact, ...words });
  draft.remark(unread(mined), text);
}

const misfit = 'a remark that does not fit what the party is';
const unread = (mined: Mined): string => {
  switch (mined.sort) {
    case 'LINK':
      return 'a party that is linked to has no entry of this name, or several have';
    case 'CITIZENSHIP':
    case 'FLAG':
      return stateOf(mined.country) ? misfit : 'no state of today has this name';
    case 'FEATURE':
      return `no predicate holds this part of a remark: ${mined.feature}`;
    case 'OTHER':
      return 'a remark without a known pattern';
    default:
      return misfit;
  }
};

/** The point at the end may be of the name, S.A., or of the sentence. */
export const linkedTo = (mined: Mined, partyNamed: PartyNamed): NamedParty | undefined =>
  mined.sort === 'LINK' ? (partyNamed(mined.name) ?? partyNamed(`${mined.name}.`)) : undefined;

/** What a part says as a fact of the party; null where it says nothing that can be one. */
function factOf(mined: Mined, { kind, partyNamed }: Told): Saying | null {
  switch (mined.sort) {
    case 'LINK': {
      const party = linkedTo(mined, partyNamed);
      return party && !isCraft(party.kind) ? { predicate: 'actsFor', object: party.id } : null;
    }
    case 'BIRTH_DATE':
      return kind === 'Person' ? { predicate: 'birthDate', value: { date: mined.date } } : null;
    case 'BIRTH_PLACE':
      return kind === 'Person' ? { predicate: 'birthPlace', value: { text: mined.place } } : null;
    case 'CITIZENSHIP': {
      const state = stateOf(mined.country);
      return kind === 'Person' && state ? { predicate: 'citizenOf', object: state } : null;
    }
    case 'FLAG': {
      const state = stateOf(mined.country);
      return isCraft(kind) && state ? { predicate: 'registeredIn', object: state } : null;
    }
    case 'IDENTIFIER':
      return { predicate: 'identifier', value: { text: mined.value }, qualifiers: { scheme: mined.scheme } };
    case 'ALIAS':
      return { predicate: 'alias', value: { text: mined.name } };
    case 'GENDER':
      return kind === 'Person' ? { predicate: 'gender', value: { text: mined.gender } } : null;
    case 'SECTOR':
      return (org as readonly Kind[]).includes(kind) ? { predicate: 'hasSector', value: { text: mined.sector } } : null;
    default:
      return null;
  }
}
