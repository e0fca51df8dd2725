import { Readable } from 'node:stream';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { textsAt } from '../json-record.js';
import { programFiles, type ProgramFiles } from './program-files.js';
import { issuerRecord, programRecord } from './program-records.js';

const authority: ListedEntity = { id: 'opensanctions', kind: 'Organization', label: 'OpenSanctions' };

/** Issuers first: programmes speak of them. */
function* recordsOf({ issuers, programs }: ProgramFiles): Generator<ListRecord> {
  const uses = new Map<string, number>();
  for (const { value } of programs) for (const alias of new Set(textsAt(value, 'aliases'))) uses.set(alias, (uses.get(alias) ?? 0) + 1);
  for (const [key, file] of issuers) yield issuerRecord(key, file);
  for (const file of programs) yield programRecord(file, { issuers, isOwnCode: (alias) => uses.get(alias) === 1 });
}

export const programs: ListFormat = {
  name: 'programs',
  about: 'Programmes of sanctions and who imposes them, as OpenSanctions keeps them in YAML.',
  files: 'the folder that holds programs and issuers, or files of it',
  read: async (files, { date }) => {
    const found = await programFiles(files);
    if (!date) throw new IngestError('programs', 'the files do not tell their day: give it with --date 2024-05-03.');
    return {
      list: 'opensanctions-programs',
      title: 'OpenSanctions programmes and issuers',
      authority,
      frame: { entities: [authority], facts: [] },
      url: 'https://www.opensanctions.org/docs/programs/',
      date,
      lang: 'en',
      digest: await digestOf(found.paths),
      records: () => Readable.from(recordsOf(found)) as AsyncIterable<ListRecord>,
    };
  },
};
