import { basename } from 'node:path';
import type { ListedEntity } from '@linchpin/facts';
import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { textsAt } from '../json-record.js';
import { listNamed } from '../list-named.js';
import { partOfId } from '../part-of-id.js';
import { partyOf, type BodsParty } from './bods-kinds.js';
import { bodsStatements, type BodsStatement } from './bods-statement.js';

/** What has to be known of a whole file before one of its statements can be read. */
export interface BodsFile {
  list: string;
  title: string;
  authority: ListedEntity;
  publishers: ReadonlyMap<string, ListedEntity>;
  /** The day of the last statement. */
  day: string;
  /** By record. */
  parties: ReadonlyMap<string, BodsParty>;
  /** Whether the statement is the last one of its record: only that one counts. */
  counts: (statement: BodsStatement) => boolean;
  /** How many statements of the record it took the place of. */
  replacedBy: (statement: BodsStatement) => number;
}

interface Latest {
  statement: string;
  rank: string;
  position: number;
  count: number;
}

/** A record that was closed is not opened again by a statement of the same moment. */
const order = ['new', 'updated', 'closed'];
const rankOf = ({ date, status }: BodsStatement): string => `${date} ${order.indexOf(status)}`;

/** Reads a file once through. @throws IngestError naming file and line */
export async function overview(path: string): Promise<BodsFile> {
  const latest = new Map<string, Latest>();
  const parties = new Map<string, BodsParty>();
  const published = new Map<string, number>();
  const replaced = new Set<string>();
  const list = idOf('bods', listNamed(path) || 'statements');
  let day = '';
  for await (const statement of bodsStatements(path)) {
    const { id, recordId, date, publisher, position, type } = statement;
    if (date.slice(0, 10) > day) day = date.slice(0, 10);
    if (publisher) published.set(publisher, (published.get(publisher) ?? 0) + 1);
    textsAt(statement.properties, 'replacesStatements').forEach((each) => replaced.add(each));
    const before = latest.get(recordId);
    const [rank, count] = [rankOf(statement), (before?.count ?? 0) + 1];
    const isLater = !before || replaced.has(before.statement) || (!replaced.has(id) && rank >= before.rank);
    latest.set(recordId, isLater ? { statement: id, rank, position, count } : { ...before, count });
    if (isLater && type !== 'relationship') parties.set(recordId, partyOf(statement, list));
  }
  if (!day) throw new IngestError(basename(path), 'no statement is in it.');
  const publishers = new Map([...published.keys()].map((name) => [name, organization(name)]));
  const [busiest] = [...published].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return {
    list,
    title: `BODS statements ${listNamed(path) || basename(path)}`,
    authority: (busiest && publishers.get(busiest[0])) ?? {
      id: `${list}-publisher`,
      kind: 'Organization',
      label: `Unnamed publisher of ${basename(path)}`,
    },
    publishers,
    day,
    parties,
    counts: ({ recordId, position }) => latest.get(recordId)?.position === position,
    replacedBy: ({ recordId }) => (latest.get(recordId)?.count ?? 1) - 1,
  };
}

const organization = (name: string): ListedEntity => ({
  id: idOf('publisher', partOfId(name) === '' ? name : partOfId(name)),
  kind: 'Organization',
  label: name,
});
