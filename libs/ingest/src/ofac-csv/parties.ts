import type { Kind } from '@linchpin/vocabulary';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { partOfId } from '../part-of-id.js';
import { RecordDraft } from '../record-draft.js';
import { linkedTo, sayMined, type PartyNamed } from './mined-facts.js';
import type { Mined } from './remarks.js';

/** One party of a list of OFAC, whatever the format it was read from. */
export interface OfacParty {
  /** The same in all formats: ofac-sdn-36. */
  id: string;
  identifiers: { scheme: string; value: string }[];
  /** The record's number in the list, with which its locators begin. */
  key: string;
  /** As listed: the family name first, and a comma. */
  name: string;
  type: string | null;
  programs: string[];
  /** EDTF; only some formats tell it. */
  listingDate?: string;
  /** From when to when the listing applies, as EDTF, where the list tells it. */
  validTime?: string;
  /** `text` is null where a row says nothing. */
  addresses: { part: string; text: string | null }[];
  aliases: { part: string; name: string; hedge?: string; script?: string }[];
  /** What is said of it beside names and addresses. */
  mined: Mined[];
  place: string;
  /** The record as it stands in the list. */
  content: string;
}

const kindOfType: Record<string, Kind> = { individual: 'Person', vessel: 'Vessel', aircraft: 'Aircraft' };
/** Words at the end of a name that only commercial undertakings bear. */
const commercial =
  /\b(LLC|L\.L\.C\.|LTD|LIMITED|INC|CORP|CORPORATION|COMPANY|CO|GMBH|S\.A|S\.A\.S|S\.R\.L|LTDA|LIMITADA|JSC|OJSC|PJSC|PLC|BANK|AIRLINES?|AIRWAYS|BV|B\.V|N\.V|FZE|FZCO|C\.A)\.?,?( \(.*\))?$/i;

/** OFAC does not tell companies from other bodies; where the name does not either, it is an organisation. */
export const kindOf = (type: string | null, name: string): Kind =>
  kindOfType[type?.toLowerCase() ?? ''] ?? (commercial.test(name) ? 'Company' : 'Organization');

/** "HERNANDEZ, Maria" → "Maria HERNANDEZ": the family name stands first in the list. */
export const spoken = (name: string, kind: Kind): string => {
  const [family, given] = name.split(/, (.+)/);
  return kind === 'Person' && given ? `${given} ${family}` : name;
};

export interface NamedParty {
  id: string;
  kind: Kind;
  name: string;
}

interface Naming {
  /** The party with this primary name; undefined for none, or several. */
  partyNamed: PartyNamed;
  /** Whose word the list passes on, where that is not the authority of the list. */
  claimant?: string;
  /** The id of a programme; left out: it is one of OFAC. */
  regimeOf?: (program: string) => string;
}

/** One party as entities and facts: itself, its listing, and all that its remarks say. */
export function recordOf(party: OfacParty, naming: Naming): ListRecord {
  const draft = draftOf(party, naming);
  return draft.finished(party.content);
}

/** As `recordOf`, to be added to. */
export function draftOf(party: OfacParty, { partyNamed, claimant, regimeOf = programIdOf }: Naming): RecordDraft {
  const { id, identifiers, key, name, type, programs, listingDate, validTime, addresses, aliases, mined, place } = party;
  const kind = kindOf(type, name);
  const draft = new RecordDraft({ key, place, subject: id, ...(claimant ? { claimant } : {}) });
  const listing: ListedEntity = { id: `${id}-listing`, kind: 'Designation', label: `Listing of ${spoken(name, kind)}` };
  const programId = programs.join(' ');
  draft.say({
    subject: listing.id,
    predicate: 'targetsEntity',
    object: id,
    qualifiers: { ...(programId ? { programId } : {}), ...(listingDate ? { listingDate } : {}) },
    ...(validTime ? { validTime } : {}),
    quote: name,
  });
  for (const program of programs) draft.say({ subject: listing.id, predicate: 'partOfRegime', object: regimeOf(program), quote: program });
  for (const { part, name: text, hedge, script } of aliases) {
    if (!text) draft.warn('an alias row without a name', `${key}, ${part}`);
    else
      draft.say({
        predicate: 'alias',
        value: { text },
        ...(script ? { qualifiers: { script } } : {}),
        ...(hedge ? { hedge } : {}),
        quote: text,
        part,
      });
  }
  for (const { part, text } of addresses) {
    if (text === null) draft.warn('an address row without text', `${key}, ${part}`);
    else if (kind === 'Vessel' || kind === 'Aircraft') draft.remark('an address of a ship or an aircraft', `Address: ${text}`, { part });
    else draft.say({ predicate: 'address', value: { text }, part });
  }
  const others = mined.flatMap((each): ListedEntity[] => {
    sayMined(draft, each, { kind, listing: listing.id, partyNamed });
    const linked = linkedTo(each, partyNamed);
    // Its own record may come later.
    return linked ? [{ id: linked.id, kind: linked.kind, label: spoken(linked.name, linked.kind) }] : [];
  });
  const names = [
    name,
    ...aliases.flatMap((alias) => alias.name || []),
    ...mined.flatMap((each) => (each.sort === 'ALIAS' ? [each.name] : [])),
  ];
  const numbers = mined.flatMap((each) => (each.sort === 'IDENTIFIER' && !each.loose ? [{ scheme: each.scheme, value: each.value }] : []));
  draft.entities.push(
    {
      id,
      kind,
      label: spoken(name, kind),
      names: names.map((text) => ({ text })),
      identifiers: [...identifiers, ...numbers],
    },
    listing,
    ...others,
  );
  return draft;
}

export const programIdOf = (program: string): string => `ofac-program-${partOfId(program)}`;
