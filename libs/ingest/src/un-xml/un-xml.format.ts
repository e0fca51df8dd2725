import { basename } from 'node:path';
import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { textsAt, xmlRecords } from '../xml-records.js';
import { recordOf, regimeId } from './un-party.js';

const list = 'un-sc';
const parties = new Set(['INDIVIDUAL', 'ENTITY']);
const rootName = 'CONSOLIDATED_LIST';

const authority: ListedEntity = {
  id: 'un-security-council',
  kind: 'Organization',
  label: 'United Nations Security Council',
  names: [{ text: 'UNSC', lang: 'en' }],
};

/** The day that the file tells, and the regimes that its records name. */
async function overview(path: string): Promise<{ day: string | null; types: string[] }> {
  let day: string | null = null;
  const types = new Set<string>();
  for await (const { record, root, place } of xmlRecords(path, parties)) {
    if (root.name !== rootName) throw new IngestError(place, `the outermost element is ${root.name}, not ${rootName}.`);
    day ??= root.attributes.dateGenerated?.slice(0, 10) ?? null;
    textsAt(record, 'UN_LIST_TYPE').forEach((type) => types.add(type));
  }
  if (types.size === 0) throw new IngestError(basename(path), 'no party is in it: not the consolidated list, or an empty one.');
  return { day, types: [...types].sort() };
}

function frameOf(types: readonly string[]): { entities: ListedEntity[]; facts: ListedFact[] } {
  const regimes = types.map((type): ListedEntity => ({ id: regimeId(type), kind: 'SanctionsRegime', label: `UN regime ${type}` }));
  return {
    entities: [authority, ...regimes],
    facts: regimes.map(({ id }): ListedFact => ({
      subject: id,
      predicate: 'imposedBy',
      object: authority.id,
      locator: 'the list as a whole',
    })),
  };
}

export const unXml: ListFormat = {
  name: 'un-xml',
  about: 'The consolidated list of the United Nations Security Council as XML.',
  files: 'the one file that the Security Council gives',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give the one file of the consolidated list.');
    const { day, types } = await overview(path);
    const asOf = date ?? day;
    if (!asOf) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2020-03-20.');
    async function* records(): AsyncGenerator<ListRecord> {
      for await (const record of xmlRecords(path!, parties)) yield recordOf(record, list);
    }
    return {
      list,
      title: 'United Nations Security Council Consolidated List',
      authority,
      frame: frameOf(types),
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
