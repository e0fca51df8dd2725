import { basename } from 'node:path';
import type { ListedEntity, ListRecord } from '@linchpin/facts';
import { digestOf } from '../digest-of.js';
import type { ListFormat } from '../format.js';
import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { partOfId } from '../part-of-id.js';
import { RecordDraft } from '../record-draft.js';
import { adjacencies, type Adjacency } from './as-adjacencies.js';
import { asEntity, asId, reservation } from './as-numbers.js';

/** A link that was seen is a measurement: the next one does not take it back. So the files of each day are a list of their own. */
async function* recordsOf(path: string, day: string): AsyncGenerator<ListRecord> {
  const seen = new Set<string>();
  for await (const found of adjacencies(path)) {
    if ('unread' in found) {
      const draft = new RecordDraft({ key: found.place, place: found.place, subject: '' });
      draft.warn(found.unread, found.text.slice(0, 200));
      yield draft.finished(found.text);
      continue;
    }
    const key = `${found.near} ${found.far}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield linkRecord(key, found, day);
  }
}

/** Neighbours on a path. Who carries whose packets for whom, the path does not tell. */
function linkRecord(key: string, { near, far, seen, place }: Adjacency, day: string): ListRecord {
  const draft = new RecordDraft({ key, place, subject: asId(Math.min(near, far)) });
  const odd = [near, far].find(reservation);
  if (odd !== undefined) draft.warn(`a number that names no network: ${reservation(odd)}`, key);
  else if (near === far) draft.warn('a network beside itself', key);
  else {
    draft.entities.push(asEntity(near), asEntity(far));
    draft.say({ predicate: 'hasNetworkLinkTo', object: asId(Math.max(near, far)), validTime: day, part: seen });
  }
  return draft.finished(`${key} ${seen}`);
}

const collectors: [words: RegExp, collector: ListedEntity][] = [
  [/\brrc\d\d\b|\bripe[-_.]?ris\b/i, { id: 'ripe-ris', kind: 'Organization', label: 'RIPE Routing Information Service' }],
  [/route-?views/i, { id: 'routeviews', kind: 'Organization', label: 'RouteViews' }],
];

export const asLinks: ListFormat = {
  name: 'as-links',
  about:
    'Which autonomous systems stand side by side on the paths that a route collector saw, as links without a direction: the paths do not tell who is whose provider.',
  files: 'one table that begins with near_as,far_as,path_count, or one file of routes as bgpdump -m writes them',
  read: async (files, { date }) => {
    const [path] = files;
    if (!path || files.length > 1) throw new IngestError(files.map((each) => basename(each)).join(', '), 'give one file.');
    const name = basename(path);
    const day = date ?? /\d{4}-\d\d-\d\d/.exec(name)?.[0];
    if (!day) throw new IngestError(name, 'neither the file nor its name tells the day: give it with --date 2015-10-23.');
    for await (const _ of adjacencies(path)) break;
    const called = partOfId(name.replace(/\.\w+$/, ''));
    const list = idOf('as-links', called.includes(day) ? called : `${called}-${day}`);
    // Neither form names the collector, but names of files do.
    const authority = collectors.find(([words]) => words.test(name))?.[1] ?? {
      id: `${list}-collector`,
      kind: 'Organization',
      label: `Unnamed route collector of ${name}`,
    };
    return {
      list,
      title: `Links between autonomous systems, ${name}`,
      authority,
      frame: { entities: [authority], facts: [] },
      date: day,
      lang: 'en',
      digest: await digestOf([path]),
      records: () => recordsOf(path, day),
    };
  },
};
