import { cypher, query, type Graph } from '@linchpin/graph';
import { entryHash, saltedHash, subjectOfChange, unsaltedHash } from './audit-entry.js';

/** An import makes changes of 2,000 facts and more, and each page has to be read in time. */
const page = 50;

const entriesAfter = query({
  about: 'The entries of the audit after a number, in order.',
  takes: { after: 'int', limit: 'int' },
  gives: {
    number: 'int',
    at: 'moment',
    by: 'text',
    action: 'text',
    reviewed: 'flag',
    reason: 'text?',
    salt: 'text?',
    reasonHash: 'text?',
    subjects: 'text',
    previous: 'text',
    hash: 'text',
    touched: 'ids',
  },
  cypher: cypher`
    MATCH (c:Change) WHERE c.number > $after
    WITH c ORDER BY c.number LIMIT $limit
    RETURN c.number AS number, toString(c.at) AS at, coalesce(c.by, '') AS by, coalesce(c.action, '') AS action, coalesce(c.reviewed, false) AS reviewed,
      c.reason AS reason, c.salt AS salt, c.reasonHash AS reasonHash, coalesce(c.subjects, '') AS subjects, coalesce(c.previous, '') AS previous, coalesce(c.hash, '') AS hash,
      COLLECT { MATCH (c)-[:CHANGED]->(x) RETURN coalesce(x.id, 'change:' + toString(x.number)) } AS touched
    ORDER BY number`,
});

export interface AuditFault {
  /** The entry at which the chain breaks. */
  number: number;
  what: string;
}

export interface Audited {
  /** How many entries hold. */
  entries: number;
  /** How many of them once had a reason that was erased. */
  erased: number;
  /** Where the chain breaks, if it does. */
  fault: AuditFault | null;
}

/** Follows the whole chain. */
export async function verifyAudit(graph: Graph, onProgress?: (entries: number) => void): Promise<Audited> {
  let [last, hash] = [0, ''];
  const [without, emptied] = [new Set<number>(), new Set<string>()];
  for (;;) {
    const rows = await graph.read(entriesAfter, { after: last, limit: page });
    for (const row of rows) {
      const what = faultOf(row, last, hash);
      if (what) return { entries: last, erased: without.size, fault: { number: row.number, what } };
      [last, hash] = [row.number, row.hash];
      if (row.reason === null && row.reasonHash !== null) without.add(row.number);
      if (row.action === 'ERASE') idsIn(row).forEach((id) => emptied.add(id));
    }
    onProgress?.(last);
    if (rows.length < page) break;
  }
  const taken = [...without].find((number) => !emptied.has(subjectOfChange(number)));
  const fault = taken === undefined ? null : { number: taken, what: 'its reason is gone, and no later entry erased it' };
  return { entries: taken === undefined ? last : taken - 1, erased: without.size, fault };
}

type Row = Omit<Parameters<typeof entryHash>[0], 'reasonHash'> & {
  reason: string | null;
  salt: string | null;
  reasonHash: string | null;
  hash: string;
  touched: string[];
};

const idsIn = ({ subjects }: Row): string[] => (JSON.parse(subjects) as { id: string }[]).map(({ id }) => id);

/** What the reason hashes to; where it was erased, what it hashed to before. */
function hashOfReason({ number, reason, salt, reasonHash }: Row): string | null {
  if (reason === null) return reasonHash;
  return salt === null ? unsaltedHash(number, reason) : saltedHash(salt, reason);
}

function faultOf(row: Row, last: number, hash: string): string | null {
  if (row.number !== last + 1) return `entry ${last + 1} is missing`;
  if (row.previous !== hash) return 'it does not follow the entry before it: that one, or the order, was changed';
  const reasonHash = hashOfReason(row);
  if (entryHash({ ...row, reasonHash }) !== row.hash) return 'its content is not what was written';
  if (idsIn(row).sort().join() !== [...row.touched].sort().join()) return 'it no longer leads to what it changed';
  return null;
}
