import { basename } from 'node:path';
import type { Kind } from '@linchpin/vocabulary';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { jsonItems } from '../json-items.js';
import { isJsonRecord, recordsAt, textAt, type JsonRecord } from '../json-record.js';
import { RecordDraft } from '../record-draft.js';
import { galaxyId, readValue, type GalaxyValue, type NamesByUuid } from './galaxy-actor.js';

/** Types of galaxies whose values are things of ours. */
const kindOfGalaxy: Record<string, Kind> = {
  'threat-actor': 'IntrusionSet',
  'microsoft-activity-group': 'IntrusionSet',
  ransomware: 'Malware',
  backdoor: 'Malware',
  banker: 'Malware',
  botnet: 'Malware',
  rat: 'Malware',
  stealer: 'Malware',
};

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Placed extends GalaxyValue {
  place: string;
  content: string;
}

async function* valuesOf(path: string, header: JsonRecord = {}): AsyncGenerator<Placed> {
  for await (const { value, place } of jsonItems(path, { items: 'values', header: ['type', 'name', 'source', 'uuid'] }, header)) {
    const [uuid, name] = [textAt(value, 'uuid'), textAt(value, 'value')];
    if (!uuid || !uuidForm.test(uuid) || !name) throw new IngestError(place, 'not a value of a galaxy: it needs a value and a uuid.');
    yield {
      uuid,
      value: name,
      description: textAt(value, 'description'),
      meta: isJsonRecord(value.meta) ? value.meta : {},
      related: recordsAt(value, 'related'),
      place,
      content: JSON.stringify(value),
    };
  }
}

interface Galaxy {
  type: string;
  kind: Kind;
  title: string;
  authority: ListedEntity;
  names: NamesByUuid;
}

async function overview(path: string): Promise<Galaxy> {
  const header: JsonRecord = {};
  const names = new Map<string, string>();
  for await (const { uuid, value, place } of valuesOf(path, header)) {
    if (names.has(uuid)) throw new IngestError(place, `the uuid ${uuid} occurs for a second time.`);
    names.set(uuid, value);
  }
  const [type = '', source = 'MISP Project'] = [textAt(header, 'type'), textAt(header, 'source')];
  const kind = kindOfGalaxy[type];
  if (!kind)
    throw new IngestError(
      basename(path),
      `not a cluster of a galaxy that is read here, but of type "${type}". Read are: ${Object.keys(kindOfGalaxy).join(', ')}.`,
    );
  if (names.size === 0) throw new IngestError(basename(path), 'no value is in it.');
  return {
    type,
    kind,
    title: `MISP galaxy: ${textAt(header, 'name') ?? type}`,
    authority: { id: idOf('source', source.toLowerCase().replace(/[^a-z0-9]+/g, '-')), kind: 'Organization', label: source },
    names,
  };
}

async function* recordsOf(path: string, { kind, names }: Galaxy): AsyncGenerator<ListRecord> {
  for await (const value of valuesOf(path)) {
    const draft = new RecordDraft({ key: value.uuid, place: value.place, subject: galaxyId(value.uuid) });
    readValue(draft, value, kind, names);
    yield draft.finished(value.content);
  }
}

export const mispGalaxy: ListFormat = {
  name: 'misp-galaxy',
  about: 'A cluster of the MISP galaxies: threat actors with their names and suspected sponsors, or families of malware.',
  files: 'one cluster: threat-actor.json',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give one cluster.');
    if (!date) throw new IngestError(basename(path), 'the file does not tell its day: give it with --date 2024-05-03.');
    const galaxy = await overview(path);
    const { type, title, authority } = galaxy;
    return {
      list: `misp-${type}`,
      title,
      authority,
      frame: { entities: [authority], facts: [] },
      date,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path, galaxy),
    };
  },
};
