import { basename } from 'node:path';
import type { Kind } from '@linchpin/vocabulary';
import type { ListedEntity } from '@linchpin/facts';
import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { textAt, textsAt, type JsonRecord } from '../json-record.js';
import { listNamed } from '../list-named.js';
import { partOfId } from '../part-of-id.js';
import { kindOf, stateAt } from './stix-kinds.js';
import { dayOf, entityId, stixObjects, uuidId, type StixObject } from './stix-object.js';

/** An end of a relationship. */
export interface StixEnd {
  /** Our id, or the identifier of a state. */
  id: string;
  kind: Kind;
  name: string;
}

/** What has to be known of a whole bundle before one of its objects can be read. Objects of the same id: only the latest counts. */
export interface StixBundle {
  list: string;
  title: string;
  authority: ListedEntity;
  /** Everybody who made one of its objects, by the id of the object that stands for them. */
  authors: ReadonlyMap<string, ListedEntity>;
  day?: string;
  ends: ReadonlyMap<string, StixEnd>;
  isLatest: (object: StixObject) => boolean;
  /** What marks that must not be passed on freely: TLP:RED. */
  marks: ReadonlyMap<string, string>;
  /** Relationships on which somebody gives an opinion. */
  judged: ReadonlySet<string>;
}

/** TLP 1 as STIX defines it: bundles refer to these without holding them. */
const definedMarks = [
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'TLP:RED'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'TLP:AMBER'],
] as const;

function markOf({ properties }: StixObject): string | undefined {
  const { definition = {}, extensions = {} } = properties;
  const words = [JSON.stringify(definition), JSON.stringify(extensions), textAt(properties, 'name')].join(' ');
  const [, tlp] = /\b(?:tlp(?:_2_0)?"?\s*:\s*"?)(red|amber(?:\+strict)?)\b/i.exec(words) ?? [];
  return tlp && `TLP:${tlp.toUpperCase()}`;
}

/** Reads a bundle once through. @throws IngestError naming file and line */
export async function overview(path: string): Promise<StixBundle> {
  const header: JsonRecord = {};
  const latest = new Map<string, string>();
  const ends = new Map<string, StixEnd>();
  const authored = new Map<string, number>();
  const marks = new Map<string, string>(definedMarks);
  const judged = new Set<string>();
  let collection: string | undefined;
  let day: string | undefined;
  for await (const object of stixObjects(path, header)) {
    const { id, type, modified, author, properties, withdrawn } = object;
    if ((latest.get(id) ?? '') > modified) continue;
    latest.set(id, modified);
    if ((dayOf(modified) ?? '') > (day ?? '')) day = dayOf(modified);
    if (author) authored.set(author, (authored.get(author) ?? 0) + 1);
    if (type === 'x-mitre-collection') collection = textAt(properties, 'name');
    if (type === 'opinion') textsAt(properties, 'object_refs').forEach((each) => judged.add(each));
    const mark = type === 'marking-definition' ? markOf(object) : undefined;
    if (mark) marks.set(id, mark);
    const end = withdrawn ? undefined : endOf(object);
    if (end) ends.set(id, end);
    else ends.delete(id);
  }
  if (header.type !== 'bundle') throw new IngestError(basename(path), 'not a bundle of STIX: its type is not "bundle".');
  if (latest.size === 0) throw new IngestError(basename(path), 'no object is in the bundle.');
  const name = collection === undefined ? listNamed(path) : partOfId(collection.replaceAll('ATT&CK', 'attack'));
  const list = idOf('stix', name || 'bundle');
  const authors = new Map([...authored.keys()].map((each) => [each, authorOf(each, ends)]));
  const [busiest] = [...authored].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return {
    list,
    title: collection ?? `STIX bundle ${name}`,
    authority: (busiest && authors.get(busiest[0])) ?? { id: `${list}-author`, kind: 'Organization', label: `Unnamed author of ${name}` },
    authors,
    day,
    ends,
    isLatest: ({ id, modified }) => latest.get(id) === modified,
    marks,
    judged,
  };
}

function endOf(object: StixObject): StixEnd | undefined {
  const [kind, state] = [kindOf(object), stateAt(object)];
  const name = textAt(object.properties, 'name') ?? object.id;
  if (state) return { id: state, kind: 'State', name };
  return kind && { id: entityId(object), kind, name };
}

/** An author whose identity the bundle refers to and does not hold has no name. */
function authorOf(id: string, ends: ReadonlyMap<string, StixEnd>): ListedEntity {
  const end = ends.get(id);
  return end ? { id: end.id, kind: end.kind, label: end.name } : { id: uuidId(id), kind: 'Organization', label: `Unnamed author ${id}` };
}
