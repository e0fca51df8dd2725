import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { consolidated, frameOf, ofac, specially } from '../ofac-csv/ofac-lists.js';
import { kindOf, recordOf as simpleRecordOf, type NamedParty } from '../ofac-csv/parties.js';
import { textsAt, xmlRecords } from '../xml-records.js';
import { readAdvanced } from './advanced-file.js';
import { recordOf as advancedRecordOf } from './advanced-party.js';
import { listDay } from './ofac-words.js';
import { simpleName, simpleParty } from './simple-party.js';

interface Read {
  day: string | null;
  programs: Set<string>;
  parties: number;
  records: () => AsyncGenerator<ListRecord>;
}

/** The outermost element: that of the simple format or of the advanced one. @throws IngestError for any other */
async function rootOf(path: string): Promise<'sdnList' | 'Sanctions'> {
  for await (const { root, place } of xmlRecords(path, new Set(['publshInformation', 'sdnEntry', 'DateOfIssue', 'DistinctParty']))) {
    if (root.name === 'sdnList' || root.name === 'Sanctions') return root.name;
    throw new IngestError(place, `the outermost element is ${root.name}, not sdnList or Sanctions.`);
  }
  throw new IngestError(basename(path), 'it has neither the entries of sdn.xml nor the parties of sdn_advanced.xml.');
}

async function readSimple(path: string, list: string): Promise<Read> {
  const byName = new Map<string, NamedParty | null>();
  const read = { day: null as string | null, programs: new Set<string>(), parties: 0 };
  for await (const { record } of xmlRecords(path, new Set(['publshInformation', 'sdnEntry']))) {
    if (record.name === 'publshInformation') read.day = listDay(textsAt(record, 'Publish_Date')[0] ?? '');
    else {
      read.parties++;
      textsAt(record, 'programList', 'program').forEach((program) => read.programs.add(program));
      const [name, type, uid] = [simpleName(record), textsAt(record, 'sdnType')[0] ?? null, textsAt(record, 'uid')[0] ?? ''];
      byName.set(name, byName.has(name) ? null : { id: `${list}-${uid}`, kind: kindOf(type, name), name });
    }
  }
  const naming = { partyNamed: (name: string) => byName.get(name) ?? undefined };
  async function* records(): AsyncGenerator<ListRecord> {
    for await (const record of xmlRecords(path, new Set(['sdnEntry']))) yield simpleRecordOf(simpleParty(record, list), naming);
  }
  return { ...read, records };
}

async function readParties(path: string, list: string): Promise<Read> {
  const file = await readAdvanced(path, list);
  async function* records(): AsyncGenerator<ListRecord> {
    for await (const record of xmlRecords(path, new Set(['DistinctParty']))) yield advancedRecordOf(record, list, file);
  }
  const programs = new Set([...file.entries.values()].flat().flatMap((entry) => entry.programs));
  return { day: file.day, programs, parties: file.profiles.size, records };
}

export const ofacXml: ListFormat = {
  name: 'ofac-xml',
  about: 'The lists of the Office of Foreign Assets Control as XML, in the simple and in the advanced format.',
  files:
    'one of sdn.xml, sdn_advanced.xml, consolidated.xml and cons_advanced.xml; a name that begins with "cons" is the consolidated list',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give one file.');
    const list = basename(path).toLowerCase().startsWith('cons') ? consolidated : specially;
    const { day, programs, parties, records } = await ((await rootOf(path)) === 'sdnList' ? readSimple : readParties)(path, list.id);
    if (parties === 0) throw new IngestError(basename(path), 'no party is in it.');
    const asOf = date ?? day;
    if (!asOf) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2024-05-03.');
    return {
      list: list.id,
      title: list.title,
      authority: ofac,
      frame: frameOf(programs),
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records,
    };
  },
};
