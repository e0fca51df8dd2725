import { basename } from 'node:path';
import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { recordOf, regimeId } from './hmt-party.js';
import { dayOf, groupedRows, hmtRows } from './hmt-rows.js';

const list = 'uk-hmt';
const britain = 'iso-3166-1-alpha-2:GB';

const authority: ListedEntity = {
  id: 'uk-ofsi',
  kind: 'Agency',
  label: 'Office of Financial Sanctions Implementation',
  names: [{ text: 'OFSI', lang: 'en' }],
};

function frameOf(regimes: readonly string[]): { entities: ListedEntity[]; facts: ListedFact[] } {
  const locator = 'the list as a whole';
  return {
    entities: [
      authority,
      ...regimes.map((regime): ListedEntity => ({ id: regimeId(regime), kind: 'SanctionsRegime', label: `UK regime ${regime}` })),
    ],
    facts: [
      { subject: authority.id, predicate: 'agencyOf', object: britain, locator },
      ...regimes.map((regime): ListedFact => ({ subject: regimeId(regime), predicate: 'imposedBy', object: britain, locator })),
    ],
  };
}

/** How many rows each party has, and the regimes. @throws IngestError where a row is not of the list: before anything is loaded */
async function overview(path: string): Promise<{ counts: Map<string, number>; regimes: string[] }> {
  const [counts, regimes] = [new Map<string, number>(), new Set<string>()];
  for await (const { group, at } of hmtRows(path)) {
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (at.Regime) regimes.add(at.Regime);
  }
  if (counts.size === 0) throw new IngestError(basename(path), 'there is no party in it.');
  return { counts, regimes: [...regimes].sort() };
}

export const ukHmt: ListFormat = {
  name: 'uk-hmt',
  about: 'The consolidated list of financial sanctions targets of the United Kingdom as CSV.',
  files: 'ConList.csv as the Office of Financial Sanctions Implementation gives it',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give the one file of the consolidated list.');
    const day = await dayOf(path);
    const asOf = date ?? day;
    if (!asOf) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2020-04-27.');
    const { counts, regimes } = await overview(path);
    async function* records(): AsyncGenerator<ListRecord> {
      for await (const rows of groupedRows(path!, counts)) yield recordOf(rows, list);
    }
    return {
      list,
      title: 'Consolidated List of Financial Sanctions Targets in the UK',
      authority,
      frame: frameOf(regimes),
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
