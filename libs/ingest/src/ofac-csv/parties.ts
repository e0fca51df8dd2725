import type { Kind } from '@linchpin/vocabulary';
import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { partOfId } from '../part-of-id.js';
import { stateOf } from '../states.js';
import { mine, partsOf, type Mined } from './remarks.js';

/** One line of sdn.csv with what the other files say of it. */
export interface OfacParty {
  key: string;
  name: string;
  type: string | null;
  programs: string[];
  title: string | null;
  callSign: string | null;
  vesselType: string | null;
  flag: string | null;
  owner: string | null;
  remarks: string;
  addresses: { key: string; text: string; country: string | null }[];
  aliases: { key: string; name: string; weak: boolean }[];
  place: string;
}

const kindOfType: Record<string, Kind> = { individual: 'Person', vessel: 'Vessel', aircraft: 'Aircraft' };
/** Words at the end of a name that only commercial undertakings bear. */
const commercial =
  /\b(LLC|L\.L\.C\.|LTD|LIMITED|INC|CORP|CORPORATION|COMPANY|CO|GMBH|S\.A|S\.A\.S|S\.R\.L|LTDA|LIMITADA|JSC|OJSC|PJSC|PLC|BANK|AIRLINES?|AIRWAYS|BV|B\.V|N\.V|FZE|FZCO|C\.A)\.?,?( \(.*\))?$/i;

/** OFAC does not tell companies from other bodies; where the name does not either, it is an organisation. */
export const kindOf = (type: string | null, name: string): Kind =>
  kindOfType[type ?? ''] ?? (commercial.test(name) ? 'Company' : 'Organization');

/** "HERNANDEZ, Maria" → "Maria HERNANDEZ": the family name stands first in the list. */
const spoken = (name: string, kind: Kind): string => {
  const [family, given] = name.split(/, (.+)/);
  return kind === 'Person' && given ? `${given} ${family}` : name;
};

export interface NamedParty {
  id: string;
  kind: Kind;
  name: string;
}

export interface OfacList {
  id: string;
  /** The id of the party with this primary name; undefined for none, or several. */
  partyNamed: (name: string) => NamedParty | undefined;
}

/** One party as entities and facts: itself, its listing, and all that its remarks say. */
export function recordOf(party: OfacParty, { id: list, partyNamed }: OfacList): ListRecord {
  const { key, name, type, programs, aliases, addresses, place } = party;
  const kind = kindOf(type, name);
  const id = `${list}-${key}`;
  const facts: ListedFact[] = [];
  const warnings: ListRecord['warnings'] = [];
  const say = (fact: Omit<ListedFact, 'subject' | 'locator'> & { subject?: string }, part = ''): void =>
    void facts.push({ subject: id, ...fact, locator: part ? `${key}, ${part}` : key });
  const listing: ListedEntity = { id: `${id}-listing`, kind: 'Designation', label: `Listing of ${spoken(name, kind)}` };
  say({ subject: listing.id, predicate: 'targetsEntity', object: id, qualifiers: { programId: programs.join(' ') }, quote: name });
  for (const program of programs) say({ subject: listing.id, predicate: 'partOfRegime', object: programId(program), quote: program });
  for (const alias of aliases) say({ predicate: 'alias', value: { text: alias.name }, quote: alias.name }, `alt ${alias.key}`);
  if (kind !== 'Vessel' && kind !== 'Aircraft')
    for (const address of addresses) say({ predicate: 'address', value: { text: address.text } }, `add ${address.key}`);
  const minedNames: string[] = [];
  const others: ListedEntity[] = [];
  const identifiers: NonNullable<ListedEntity['identifiers']> = [];
  for (const mined of minedOf(party)) {
    const fact = factOf(mined, kind, partyNamed);
    const linked = fact?.predicate === 'actsFor' ? linkedTo(mined, partyNamed) : undefined;
    // Its own record may come later.
    if (linked) others.push({ id: linked.id, kind: linked.kind, label: spoken(linked.name, linked.kind) });
    if (fact === null) warnings.push({ kind: unread(mined), text: mined.text });
    else say({ ...fact, quote: mined.text });
    if (fact === null) say({ predicate: 'remark', value: { text: mined.text }, quote: mined.text });
    if (mined.sort === 'ALIAS') minedNames.push(mined.name);
    if (mined.sort === 'IDENTIFIER') identifiers.push({ scheme: mined.scheme, value: mined.value });
  }
  const names = [name, ...aliases.map((alias) => alias.name), ...minedNames].map((text) => ({ text }));
  const entities: ListedEntity[] = [
    { id, kind, label: spoken(name, kind), names, identifiers: [{ scheme: 'ofac-uid', value: key }, ...identifiers] },
    listing,
    ...others,
  ];
  return { key, place, content: JSON.stringify({ ...party, place: undefined }), entities, facts, warnings };
}

export const programId = (program: string): string => `ofac-program-${partOfId(program)}`;

/** The remark's parts, and the columns that say the same sort of thing of ships and persons. */
function minedOf({ remarks, title, callSign, vesselType, flag, owner }: OfacParty): Mined[] {
  const other = (what: string, text: string | null): Mined[] => (text ? [{ sort: 'OTHER', text: `${what} ${text}` }] : []);
  return [
    ...partsOf(remarks).map(mine),
    ...other('Title', title),
    ...other('Vessel type', vesselType),
    ...other('Vessel owner', owner),
    ...(callSign ? [{ sort: 'IDENTIFIER', scheme: 'call-sign', value: callSign, text: callSign } as const] : []),
    ...(flag ? [{ sort: 'FLAG', country: flag, text: flag } as const] : []),
  ];
}

const unread = (mined: Mined): string =>
  ({
    LINK: 'a party that is linked to has no entry of this name',
    CITIZENSHIP: 'no state of today has this name',
    FLAG: 'no state of today has this name',
  })[mined.sort as string] ?? 'a remark without a known pattern';

/** The point at the end may be of the name, S.A., or of the sentence. */
const linkedTo = (mined: Mined, partyNamed: OfacList['partyNamed']): NamedParty | undefined =>
  mined.sort === 'LINK' ? (partyNamed(mined.name) ?? partyNamed(`${mined.name}.`)) : undefined;

/** What a part says as a fact of the party; null where it says nothing that can be one. */
function factOf(mined: Mined, kind: Kind, partyNamed: OfacList['partyNamed']): Omit<ListedFact, 'subject' | 'locator'> | null {
  switch (mined.sort) {
    case 'LINK': {
      const party = linkedTo(mined, partyNamed);
      return party && party.kind !== 'Vessel' && party.kind !== 'Aircraft' ? { predicate: 'actsFor', object: party.id } : null;
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
      return (kind === 'Vessel' || kind === 'Aircraft') && state ? { predicate: 'registeredIn', object: state } : null;
    }
    case 'IDENTIFIER':
      return { predicate: 'identifier', value: { text: mined.value }, qualifiers: { scheme: mined.scheme } };
    case 'ALIAS':
      return { predicate: 'alias', value: { text: mined.name } };
    case 'GENDER':
      return kind === 'Person' ? { predicate: 'gender', value: { text: mined.gender } } : null;
    case 'OTHER':
      return null;
  }
}
