import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { RecordDraft } from '../record-draft.js';
import { overview, type BodsFile } from './bods-file.js';
import { readRelationship } from './bods-interest.js';
import { readParty } from './bods-party.js';
import { bodsStatements, sourceWords, type BodsStatement } from './bods-statement.js';

function recordOf(statement: BodsStatement, file: BodsFile): ListRecord {
  const { recordId: key, place, type, status, details, publisher, properties } = statement;
  const party = file.parties.get(type === 'relationship' ? String(details.subject) : key);
  const claimant = publisher === undefined ? undefined : file.publishers.get(publisher)?.id;
  const draft = new RecordDraft({
    key,
    place,
    subject: party?.id ?? '',
    claimant: claimant === file.authority.id ? undefined : claimant,
    source: sourceWords(statement),
  });
  const replaced = file.replacedBy(statement);
  if (replaced) draft.warn('a record with earlier statements, of which only the last one is read', `${key}: ${replaced}`);
  if (type === 'relationship') readRelationship(draft, statement, file);
  else {
    readParty(draft, statement, party!);
    if (status === 'closed') draft.warn('a closed record of a party: what was said of it last is kept', key);
  }
  return draft.finished(JSON.stringify(properties));
}

/** First the parties, then what joins them: a fact needs both of its ends. */
async function* recordsOf(path: string, file: BodsFile): AsyncGenerator<ListRecord> {
  for (const later of [false, true])
    for await (const statement of bodsStatements(path))
      if (file.counts(statement) && (statement.type === 'relationship') === later) yield recordOf(statement, file);
}

export const bods: ListFormat = {
  name: 'bods',
  about: 'Statements of the Beneficial Ownership Data Standard 0.4: who owns and controls whom. Their publisher is who says it.',
  files: 'one file, a JSON array or JSON lines, named after its register: register.json',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.map((each) => basename(each)).join(', '), 'give one file of statements.');
    const file = await overview(path);
    const { list, title, authority, publishers, day } = file;
    return {
      list,
      title,
      authority,
      frame: { entities: [...new Map([authority, ...publishers.values()].map((each) => [each.id, each])).values()], facts: [] },
      date: date ?? day,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path, file),
    };
  },
};
