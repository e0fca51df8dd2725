import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { csvRows } from '../csv-rows.js';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { industryBureau } from '../us-csl/sources.js';
import { dplColumns, recordOf, regimeId, type DplRow } from './denied-person.js';

async function* rowsOf(path: string): AsyncGenerator<DplRow> {
  let isHeader = true;
  for await (const { cells, place } of csvRows(path, '\t')) {
    const right = cells.length === dplColumns.length && (!isHeader || dplColumns.every((column, i) => cells[i] === column));
    if (!right)
      throw new IngestError(place, `not the ${dplColumns.length} columns of the list of denied persons, which stand apart by tabs.`);
    if (!isHeader) {
      const at = Object.fromEntries(dplColumns.map((column, i) => [column, cells[i]!.replace(/\s+/g, ' ').trim()])) as DplRow['at'];
      if (!at.Name) throw new IngestError(place, 'a row without a name.');
      yield { at, place };
    }
    isHeader = false;
  }
}

const isSameParty = ({ at: a }: DplRow, { at: b }: DplRow): boolean => a.Name === b.Name && a.Effective_Date === b.Effective_Date;

const regime = { id: regimeId, kind: 'SanctionsRegime', label: 'Denied Persons List' } as const;
const locator = 'the list as a whole';

export const bisDpl: ListFormat = {
  name: 'bis-dpl',
  about: 'The list of denied persons of the US Bureau of Industry and Security as text with tabs.',
  files: 'dpl.txt',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give the one file of the list.');
    if (!date) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2023-11-30.');
    let count = 0;
    for await (const _ of rowsOf(path)) count++;
    if (count === 0) throw new IngestError(basename(path), 'there is no party in it.');
    async function* records(): AsyncGenerator<ListRecord> {
      let rows: DplRow[] = [];
      for await (const row of rowsOf(path!)) {
        if (rows.length && !isSameParty(rows[0]!, row)) yield recordOf(rows.splice(0));
        rows = [...rows, row];
      }
      if (rows.length) yield recordOf(rows);
    }
    return {
      list: 'bis-dpl',
      title: 'Denied Persons List',
      authority: industryBureau,
      frame: {
        entities: [industryBureau, regime],
        facts: [
          { subject: industryBureau.id, predicate: 'agencyOf', object: 'iso-3166-1-alpha-2:US', locator },
          { subject: regime.id, predicate: 'imposedBy', object: industryBureau.id, locator },
        ],
      },
      date,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
