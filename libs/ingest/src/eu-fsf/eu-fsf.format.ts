import { basename } from 'node:path';
import type { ListedEntity, ListedFact, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { childrenOf, xmlRecords } from '../xml-records.js';
import { recordOf, regimeId } from './eu-party.js';

const list = 'eu-fsf';
const parties = new Set(['sanctionEntity']);
const rootName = 'export';

const authority: ListedEntity = {
  id: 'european-union',
  kind: 'Organization',
  label: 'European Union',
  names: [{ text: 'EU', lang: 'en' }],
};

/** The day that the file tells, and the programmes that its records name. */
async function overview(path: string): Promise<{ day: string | null; programmes: string[] }> {
  let day: string | null = null;
  const programmes = new Set<string>();
  for await (const { record, root, place } of xmlRecords(path, parties)) {
    if (root.name !== rootName) throw new IngestError(place, `the outermost element is ${root.name}, not ${rootName}.`);
    if (!record.attributes.logicalId) throw new IngestError(place, 'a party without logicalId.');
    day ??= root.attributes.generationDate?.slice(0, 10) ?? null;
    for (const { attributes } of childrenOf(record, 'regulation')) if (attributes.programme) programmes.add(attributes.programme);
  }
  if (programmes.size === 0) throw new IngestError(basename(path), 'no party under a programme is in it: not the list, or an empty one.');
  return { day, programmes: [...programmes].sort() };
}

function frameOf(programmes: readonly string[]): { entities: ListedEntity[]; facts: ListedFact[] } {
  const regimes = programmes.map((programme): ListedEntity => ({
    id: regimeId(programme),
    kind: 'SanctionsRegime',
    label: `EU programme ${programme}`,
  }));
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

export const euFsf: ListFormat = {
  name: 'eu-fsf',
  about: 'The consolidated list of financial sanctions of the European Union as XML.',
  files: 'the one file that the Commission gives, in its format 1.1',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give the one file of the consolidated list.');
    const { day, programmes } = await overview(path);
    const asOf = date ?? day;
    if (!asOf) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2020-04-15.');
    async function* records(): AsyncGenerator<ListRecord> {
      for await (const record of xmlRecords(path!, parties)) yield recordOf(record, list);
    }
    return {
      list,
      title: 'Consolidated list of persons, groups and entities subject to EU financial sanctions',
      authority,
      frame: frameOf(programmes),
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
