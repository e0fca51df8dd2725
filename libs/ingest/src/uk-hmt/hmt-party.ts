import type { Kind } from '@linchpin/vocabulary';
import type { ListRecord } from '@linchpin/facts';
import { kindOf as kindByName } from '../ofac-csv/parties.js';
import { partOfId } from '../part-of-id.js';
import { RecordDraft, type Saying } from '../record-draft.js';
import { stateOf } from '../states.js';
import { britishDay, type HmtRow } from './hmt-rows.js';
import { informationIn } from './other-information.js';

export const regimeId = (regime: string): string => `uk-regime-${partOfId(regime)}`;

/** "(1) Iran (2) Iraq" are two. */
const numbered = (text: string | undefined): string[] =>
  (text ?? '')
    .split(/\(\d{1,2}\)\s*/)
    .map((each) => each.trim())
    .filter(Boolean);

const nameIn = ({ at }: HmtRow): string =>
  ['Name 1', 'Name 2', 'Name 3', 'Name 4', 'Name 5', 'Name 6'].flatMap((column) => at[column] ?? []).join(' ');
const scripts: [RegExp, string][] = [
  [/arabic|persian|urdu|pashto/i, 'Arab'],
  [/cyrillic|russian|ukrainian|belarusian/i, 'Cyrl'],
  [/korean|hangul/i, 'Kore'],
];

function kindOf({ at }: HmtRow, name: string): Kind {
  const type = at['Group Type']?.toLowerCase();
  return type === 'individual' ? 'Person' : type === 'ship' ? 'Vessel' : kindByName(null, name);
}

/** One party with its rows: each has one of its names, and repeats the rest. */
export function recordOf(rows: readonly HmtRow[], list: string): ListRecord {
  const main = rows.find(({ at }) => /^prim/i.test(at['Alias Type'] ?? '') && !/variation/i.test(at['Alias Type'] ?? '')) ?? rows[0]!;
  const { group: key, place } = rows[0]!;
  const id = `${list}-${key}`;
  const listing = `${id}-listing`;
  const label = nameIn(main) || key;
  const kind = kindOf(main, label);
  const draft = new RecordDraft({ key, place, subject: id });
  const all = (column: string): string[] => [...new Set(rows.flatMap(({ at }) => at[column] ?? []))];
  const each = (column: string): string[] => [...new Set(all(column).flatMap(numbered))];
  const days = [...new Set(all('Listed On').flatMap((text) => britishDay(text) ?? []))];
  draft.say({
    subject: listing,
    predicate: 'targetsEntity',
    object: id,
    qualifiers: days.length === 1 ? { listingDate: days[0]! } : {},
    quote: label,
  });
  for (const regime of all('Regime')) draft.say({ subject: listing, predicate: 'partOfRegime', object: regimeId(regime), quote: regime });
  const others = ['UK Sanctions List Date Designated', ...(days.length === 1 ? [] : ['Listed On'])];
  for (const column of others)
    for (const text of all(column))
      draft.say({ subject: listing, predicate: 'remark', value: { text: `${column}: ${text}` }, quote: text });
  const names = sayNames(draft, rows, label);
  sayBirths(draft, { dates: all('DOB'), places: birthPlaces(rows), kind });
  for (const country of each('Nationality')) {
    const state = stateOf(country);
    if (state && kind === 'Person') draft.say({ predicate: 'citizenOf', object: state, quote: country });
    else draft.remark('no state of today has this name', `Nationality: ${country}`);
  }
  const information = all('Other Information').map(informationIn);
  const numbers = [
    ...each('Passport Number').map((text) => ({ scheme: 'passport', text })),
    ...each('National Identification Number').map((text) => ({ scheme: 'national-id', text })),
    ...information.flatMap((told) => told.numbers.map(({ scheme, value }) => ({ scheme, text: value }))),
  ].map(({ scheme, text }) => ({ scheme, value: text.replace(/ \([^()]*\)$/, ''), quote: text }));
  for (const { scheme, value, quote } of numbers)
    draft.say({ predicate: 'identifier', value: { text: value }, qualifiers: { scheme }, quote });
  for (const text of addresses(rows))
    if (kind === 'Vessel') draft.remark('an address of a ship', `Address: ${text}`);
    else draft.say({ predicate: 'address', value: { text } });
  for (const column of ['Title', 'Position', 'Passport Details', 'NI Details'])
    for (const text of each(column)) draft.remark(`no predicate holds this column: ${column}`, `${column}: ${text}`);
  for (const { reasons, rest } of information) {
    for (const text of reasons) draft.say({ subject: listing, predicate: 'remark', value: { text }, quote: text });
    for (const text of rest) draft.remark('a remark without a known pattern', text);
  }
  const identifiers = [{ scheme: 'uk-group-id', value: key }, ...numbers.map(({ scheme, value }) => ({ scheme, value }))];
  draft.entities.push(
    { id, kind, label, names: names.map((text) => ({ text })), identifiers },
    { id: listing, kind: 'Designation', label: `Listing of ${label}` },
  );
  return draft.finished(JSON.stringify(rows.map(({ at }) => at)));
}

function sayNames(draft: RecordDraft, rows: readonly HmtRow[], label: string): string[] {
  const sayings = new Map<string, Saying>();
  for (const row of rows) {
    const { at } = row;
    const low = /low/i.test(at['Alias Quality'] ?? '') ? { hedge: 'low quality' } : {};
    const name = nameIn(row);
    if (name && name !== label && !sayings.has(name)) sayings.set(name, { predicate: 'alias', value: { text: name }, ...low, quote: name });
    const other = at['Name Non-Latin Script'];
    const script = scripts.find(([words]) => words.test(at['Non-Latin Script Type'] ?? at['Non-Latin Script Language'] ?? ''))?.[1];
    if (other)
      sayings.set(other, { predicate: 'alias', value: { text: other }, ...(script ? { qualifiers: { script } } : {}), quote: other });
  }
  for (const saying of sayings.values()) draft.say(saying);
  return [label, ...sayings.keys()];
}

function sayBirths(draft: RecordDraft, { dates, places, kind }: { dates: string[]; places: string[]; kind: Kind }): void {
  const read = new Map<string, string>();
  for (const text of dates) {
    const date = britishDay(text);
    if (date && kind === 'Person') read.set(date, text);
    else draft.remark(kind === 'Person' ? 'not a date' : 'a birth of what is no person', `DOB: ${text}`);
  }
  for (const [date, quote] of read) draft.say({ predicate: 'birthDate', value: { date }, quote });
  for (const text of places)
    if (kind === 'Person') draft.say({ predicate: 'birthPlace', value: { text } });
    else draft.remark('a birth of what is no person', `Place of birth: ${text}`);
}

const joined = (rows: readonly HmtRow[], columns: readonly string[]): string[] => [
  ...new Set(rows.map(({ at }) => columns.flatMap((column) => at[column] ?? []).join(', ')).filter(Boolean)),
];
const birthPlaces = (rows: readonly HmtRow[]): string[] => joined(rows, ['Town of Birth', 'Country of Birth']);
const addresses = (rows: readonly HmtRow[]): string[] =>
  joined(rows, ['Address 1', 'Address 2', 'Address 3', 'Address 4', 'Address 5', 'Address 6', 'Post/Zip Code', 'Country']);
