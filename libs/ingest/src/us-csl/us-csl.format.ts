import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import type { PartyNamed } from '../ofac-csv/mined-facts.js';
import { ofac } from '../ofac-csv/ofac-lists.js';
import { kindOf, type NamedParty } from '../ofac-csv/parties.js';
import { cslRows, several, type CslRow } from './csl-rows.js';
import { partyId, recordOf } from './csl-party.js';
import { frameOf, sourceNamed, tradeAdministration } from './sources.js';

/** The sources with their programmes, and OFAC's parties by name. @throws IngestError where a row is not of the list: before anything is loaded */
async function overviewOf(path: string): Promise<{ programs: Map<string, Set<string>>; partyNamed: PartyNamed }> {
  const programs = new Map<string, Set<string>>();
  const names = { sdn: new Map<string, NamedParty | null>(), others: new Map<string, NamedParty | null>() };
  for await (const row of cslRows(path)) {
    const { source: sourceName = '', name = '', type = null } = row.at;
    const codes = programs.get(sourceName) ?? new Set();
    several(row.at.programs).forEach((code) => codes.add(code));
    programs.set(sourceName, codes);
    const source = sourceNamed(sourceName);
    if (source.authority !== ofac) continue;
    const byName = source.code === 'sdn' ? names.sdn : names.others;
    const [id, known] = [partyId(row, source), byName.get(name)];
    byName.set(name, known === undefined || known?.id === id ? { id, kind: kindOf(type, name), name } : null);
  }
  if (programs.size === 0) throw new IngestError(basename(path), 'there is no party in it.');
  return { programs, partyNamed: (name) => names.sdn.get(name) ?? names.others.get(name) ?? undefined };
}

/** Denied persons have a row for each address, one after the other. */
const isSameParty = ({ at: a }: CslRow, { at: b }: CslRow): boolean =>
  sourceNamed(a.source!).code === 'dpl' && a.source === b.source && a.name === b.name && a.start_date === b.start_date;

export const usCsl: ListFormat = {
  name: 'us-csl',
  about: 'The Consolidated Screening List of the United States as CSV: the lists of the Treasury, of Commerce and of State in one file.',
  files: 'consolidated.csv as trade.gov gives it',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give the one file of the list.');
    if (!date) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2023-11-30.');
    const { programs, partyNamed } = await overviewOf(path);
    async function* records(): AsyncGenerator<ListRecord> {
      let rows: CslRow[] = [];
      for await (const row of cslRows(path!)) {
        if (rows.length && !isSameParty(rows[0]!, row)) yield recordOf(rows.splice(0), partyNamed);
        rows = [...rows, row];
      }
      if (rows.length) yield recordOf(rows, partyNamed);
    }
    return {
      list: 'us-csl',
      title: 'Consolidated Screening List',
      authority: tradeAdministration,
      frame: frameOf(programs),
      date,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
