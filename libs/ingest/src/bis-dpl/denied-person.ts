import type { ListRecord } from '@linchpin/facts';
import { idOf } from '../id-of.js';
import { kindOf } from '../ofac-csv/parties.js';
import { RecordDraft } from '../record-draft.js';
import { periodOf } from '../ftm/ftm-dates.js';

export type DplColumn = (typeof dplColumns)[number];
export const dplColumns = [
  'Name',
  'Street_Address',
  'City',
  'State',
  'Country',
  'Postal_Code',
  'Effective_Date',
  'Expiration_Date',
  'Standard_Order',
  'Last_Update',
  'Action',
  'FR_Citation',
] as const;

export interface DplRow {
  at: Record<DplColumn, string>;
  place: string;
}

export const regimeId = 'us-list-dpl';

/** The list has no numbers: a denied person is known by name and by the day from which the order holds. @param day 2015-09-18 */
export const dplId = (name: string, day: string): string => idOf('bis-dpl', `${name.trim()} ${day}`.trim().toUpperCase());

/** "09/18/2015" → 2015-09-18; null for anything else. */
export const americanDay = (text: string): string | null => text.replace(/^(\d{2})\/(\d{2})\/(\d{4})$/, '$3-$1-$2') || null;

/** A denied person, with a row for each address. */
export function recordOf(rows: readonly DplRow[]): ListRecord {
  const [{ at, place }] = rows as [DplRow];
  const [start, end] = [americanDay(at.Effective_Date), americanDay(at.Expiration_Date)];
  const id = dplId(at.Name, start ?? '');
  const draft = new RecordDraft({ key: id, place, subject: id });
  const kind = kindOf(null, at.Name);
  const listing = `${id}-listing`;
  draft.entities.push(
    { id, kind, label: at.Name, names: [{ text: at.Name }] },
    { id: listing, kind: 'Designation', label: `Listing of ${at.Name}` },
  );
  if (kind === 'Organization') draft.warn('a party of unknown kind is taken for an organisation', at.Name);
  const validTime = periodOf(start ? [start] : [], end ? [end] : []);
  if (at.Effective_Date && !validTime) draft.remark('not a date', `Effective date: ${at.Effective_Date}`, { subject: listing });
  draft.say({
    subject: listing,
    predicate: 'targetsEntity',
    object: id,
    qualifiers: {},
    ...(validTime ? { validTime } : {}),
    quote: at.Name,
  });
  draft.say({ subject: listing, predicate: 'partOfRegime', object: regimeId });
  for (const each of rows) {
    const { Street_Address, City, State, Postal_Code, Country } = each.at;
    const text = [Street_Address, City, State, Postal_Code, Country].filter(Boolean).join(', ');
    if (text) draft.say({ predicate: 'address', value: { text } });
    else draft.warn('an address row without text', at.Name);
  }
  const conditions = [
    ['Federal Register', at.FR_Citation],
    ['Standard order', at.Standard_Order],
    ['Remarks', at.Action],
  ] as const;
  for (const [words, quote] of conditions)
    if (quote) draft.say({ subject: listing, predicate: 'remark', value: { text: `${words}: ${quote}` }, quote });
  return draft.finished(JSON.stringify(rows.map((row) => row.at)));
}
