import type { ListRecord } from '@linchpin/facts';
import { dplId } from '../bis-dpl/denied-person.js';
import { ftmDate, periodOf } from '../ftm/ftm-dates.js';
import { idOf } from '../id-of.js';
import type { PartyNamed } from '../ofac-csv/mined-facts.js';
import { ofacDate } from '../ofac-csv/ofac-date.js';
import { ofac } from '../ofac-csv/ofac-lists.js';
import { draftOf, kindOf, type OfacParty } from '../ofac-csv/parties.js';
import { mine, partsOf, type Mined } from '../ofac-csv/remarks.js';
import { nameOfState } from '../states.js';
import { several, type CslRow } from './csl-rows.js';
import { sourceNamed, type Source } from './sources.js';

/** The party of a row: OFAC's parties bear the ids that they have in its own lists. */
export function partyId({ at }: CslRow, { code, authority }: Source): string {
  if (authority === ofac && at.entity_number) return `${code === 'sdn' ? 'ofac-sdn' : 'ofac-cons'}-${at.entity_number}`;
  if (code === 'dpl') return dplId(at.name!, at.start_date ?? '');
  return idOf('us-csl', at._id!);
}

/** One party of the list, of one row or, where it has several addresses, of several. */
export function recordOf(rows: readonly CslRow[], partyNamed: PartyNamed): ListRecord {
  const [row] = rows as [CslRow];
  const { at, place } = row;
  const source = sourceNamed(at.source!);
  const { code, authority, regime, regimeOf } = source;
  const id = partyId(row, source);
  const treasury = authority === ofac;
  const validTime = periodOf(several(at.start_date), several(at.end_date));
  const party: OfacParty = {
    id,
    identifiers: treasury && at.entity_number ? [{ scheme: 'ofac-uid', value: at.entity_number }] : [],
    key: code === 'dpl' ? id : `${code}-${at._id!}`,
    name: at.name!,
    type: at.type ?? null,
    programs: several(at.programs),
    ...(validTime ? { validTime } : {}),
    addresses: rows.flatMap((each) => several(each.at.addresses).map((text) => ({ part: 'addresses', text }))),
    aliases: several(at.alt_names).map((name) => ({ part: 'alt_names', name })),
    mined: [...(treasury ? partsOf(at.remarks ?? '').map(mine) : []), ...several(at.ids).map(numberOf), ...columnsOf(at, treasury)],
    place,
    content: JSON.stringify(rows.map((each) => each.at)),
  };
  const draft = draftOf(party, { partyNamed, regimeOf, ...(authority ? { claimant: authority.id } : {}) });
  draft.say({ subject: `${id}-listing`, predicate: 'partOfRegime', object: regime.id, quote: at.source!, part: 'source' });
  if (!at.type && kindOf(null, at.name!) === 'Organization') draft.warn('a party of unknown kind is taken for an organisation', at.name!);
  if (!authority) draft.warn('a source of unknown authority', at.source!);
  for (const { headers } of rows) if (headers) draft.warn('the header stands among the rows', place);
  return draft.finished(party.content);
}

/** "Passport, U00242309, TR, 2012-01-01" as OFAC writes it elsewhere: Passport U00242309 (Turkey). */
function numberOf(part: string): Mined {
  const [, type = part, rest = ''] = /^(.*?), (.*)$/.exec(part) ?? [];
  const [, number, code = ''] = /^(.*\S), ([A-Z]{2})(?:, [\d-]*)*$/.exec(rest) ?? [];
  const country = nameOfState(code);
  const state = nameOfState(rest);
  if (state) return { ...mine(`${type} ${state}`), quote: part };
  return { ...mine(number && country ? `${type} ${number} (${country})` : `${type} ${rest}`.trim()), quote: part };
}

function columnsOf(at: CslRow['at'], treasury: boolean): Mined[] {
  const told = (column: string, read: (text: string) => Mined): Mined[] =>
    several(at[column]).map((text) => ({ ...read(text), quote: text }));
  const feature = (words: string, column: string): Mined[] => {
    const text = at[column];
    return text ? [{ sort: 'FEATURE', feature: words, text: `${words} ${text}`, quote: text }] : [];
  };
  const condition = (words: string, column: string): Mined[] => {
    const text = at[column];
    return text ? [{ sort: 'CONDITION', text: `${words}: ${text}`, quote: text }] : [];
  };
  const state = (text: string): Mined => ({ sort: 'CITIZENSHIP', country: nameOfState(text) ?? text, text: `nationality ${text}` });
  return [
    ...feature('Title', 'title'),
    ...told('dates_of_birth', (text) => {
      const date = ftmDate(text) ?? ofacDate(text);
      return date ? { sort: 'BIRTH_DATE', date, text: `DOB ${text}` } : { sort: 'OTHER', text: `DOB ${text}` };
    }),
    ...told('places_of_birth', (text) => ({ sort: 'BIRTH_PLACE', place: text, text: `POB ${text}` })),
    ...told('nationalities', state),
    ...told('citizenships', state),
    ...told('call_sign', (text) => ({ sort: 'IDENTIFIER', scheme: 'call-sign', value: text, text })),
    ...feature('Vessel type', 'vessel_type'),
    ...feature('Vessel Tonnage', 'gross_tonnage'),
    ...feature('Vessel Gross Registered Tonnage', 'gross_registered_tonnage'),
    ...feature('Vessel owner', 'vessel_owner'),
    ...told('vessel_flag', (text) => ({ sort: 'FLAG', country: text, text })),
    ...condition('Federal Register', 'federal_register_notice'),
    ...condition('Standard order', 'standard_order'),
    ...condition('License requirement', 'license_requirement'),
    ...condition('License policy', 'license_policy'),
    ...(treasury ? [] : condition('Remarks', 'remarks')),
  ];
}
