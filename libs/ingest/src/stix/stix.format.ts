import { basename } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { IngestError } from '../ingest-error.js';
import { textAt, textsAt } from '../json-record.js';
import { RecordDraft, type Saying } from '../record-draft.js';
import { overview, type StixBundle } from './stix-bundle.js';
import { kindOf, stateAt } from './stix-kinds.js';
import { entityId, stixObjects, type StixObject } from './stix-object.js';
import { readOpinion } from './stix-opinion.js';
import { readRelationship } from './stix-relationship.js';
import { readThing } from './stix-thing.js';

function draftOf(object: StixObject, { authority, authors, marks }: StixBundle): RecordDraft {
  const author = object.author === undefined ? undefined : authors.get(object.author)?.id;
  const draft = new RecordDraft({
    key: object.id,
    place: object.place,
    subject: entityId(object),
    claimant: author === authority.id ? undefined : author,
  });
  for (const mark of textsAt(object.properties, 'object_marking_refs').flatMap((each) => marks.get(each) ?? []))
    draft.warn(`not to be passed on freely: ${mark}`, textAt(object.properties, 'name') ?? object.id);
  return draft;
}

function readOther(draft: RecordDraft, object: StixObject): void {
  const { type, properties, id, withdrawn } = object;
  if (withdrawn) draft.warn('revoked or deprecated: as if it were not on the list', textAt(properties, 'name') ?? id);
  else if (!stateAt(object) && type !== 'marking-definition') draft.warn(`no kind of ours: ${type}`, textAt(properties, 'name') ?? id);
}

/** The objects that count, each once: of several versions the latest. */
async function* counting(path: string, { isLatest }: StixBundle): AsyncGenerator<StixObject> {
  const seen = new Set<string>();
  for await (const object of stixObjects(path)) {
    if (!isLatest(object) || seen.has(object.id)) continue;
    seen.add(object.id);
    yield object;
  }
}

/** First the things, then what joins them, then what others think of that: in a bundle they stand in any order. */
async function* recordsOf(path: string, bundle: StixBundle): AsyncGenerator<ListRecord> {
  const isLater = ({ type, withdrawn }: StixObject): boolean => !withdrawn && (type === 'relationship' || type === 'opinion');
  for await (const object of counting(path, bundle)) {
    if (isLater(object)) continue;
    const draft = draftOf(object, bundle);
    const kind = object.withdrawn ? undefined : kindOf(object);
    if (kind) readThing(draft, object, kind);
    else readOther(draft, object);
    yield draft.finished(JSON.stringify(object.properties));
  }
  const said = new Map<string, Saying>();
  for await (const object of counting(path, bundle)) {
    if (!isLater(object) || object.type !== 'relationship') continue;
    const draft = draftOf(object, bundle);
    const saying = readRelationship(draft, object, bundle);
    if (saying && bundle.judged.has(object.id)) said.set(object.id, saying);
    yield draft.finished(JSON.stringify(object.properties));
  }
  if (bundle.judged.size === 0) return;
  for await (const object of counting(path, bundle)) {
    if (!isLater(object) || object.type !== 'opinion') continue;
    const draft = draftOf(object, bundle);
    readOpinion(draft, object, said);
    yield draft.finished(JSON.stringify(object.properties));
  }
}

export const stix: ListFormat = {
  name: 'stix',
  about: 'A bundle of STIX 2.0 or 2.1, such as MITRE ATT&CK: groups, malware, campaigns, who used what and who is behind it.',
  files: 'one bundle: enterprise-attack.json',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.join(', '), 'give one bundle.');
    const bundle = await overview(path);
    const { list, title, authority, authors, day } = bundle;
    const asOf = date ?? day;
    if (!asOf)
      throw new IngestError(basename(path), 'its objects do not tell when they were changed: give the day with --date 2024-05-03.');
    return {
      list,
      title,
      authority,
      frame: { entities: [...new Map([authority, ...authors.values()].map((each) => [each.id, each])).values()], facts: [] },
      date: asOf,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path, bundle),
    };
  },
};
