import { cypher, query, type Graph } from '@linchpin/graph';
import { entryHash } from './audit-entry.js';

const page = 1_000;

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
    subjects: 'text',
    previous: 'text',
    hash: 'text',
    touched: 'ids',
  },
  cypher: cypher`
    MATCH (c:Change) WHERE c.number > $after
    WITH c ORDER BY c.number LIMIT $limit
    RETURN c.number AS number, toString(c.at) AS at, coalesce(c.by, '') AS by, coalesce(c.action, '') AS action, coalesce(c.reviewed, false) AS reviewed,
      c.reason AS reason, coalesce(c.subjects, '') AS subjects, coalesce(c.previous, '') AS previous, coalesce(c.hash, '') AS hash,
      COLLECT { MATCH (c)-[:CHANGED]->(x) RETURN x.id } AS touched
    ORDER BY number`,
});

export interface AuditFault {
  /** The entry at which the chain breaks. */
  number: number;
  what: string;
}

/** Follows the whole chain. @returns how many entries hold, and where it breaks, if it does */
export async function verifyAudit(
  graph: Graph,
  onProgress?: (entries: number) => void,
): Promise<{ entries: number; fault: AuditFault | null }> {
  let [last, hash] = [0, ''];
  for (;;) {
    const rows = await graph.read(entriesAfter, { after: last, limit: page });
    for (const row of rows) {
      const what = faultOf(row, last, hash);
      if (what) return { entries: last, fault: { number: row.number, what } };
      [last, hash] = [row.number, row.hash];
    }
    onProgress?.(last);
    if (rows.length < page) return { entries: last, fault: null };
  }
}

type Row = Parameters<typeof entryHash>[0] & { hash: string; touched: string[] };

function faultOf(row: Row, last: number, hash: string): string | null {
  if (row.number !== last + 1) return `entry ${last + 1} is missing`;
  if (row.previous !== hash) return 'it does not follow the entry before it: that one, or the order, was changed';
  if (entryHash(row) !== row.hash) return 'its content is not what was written';
  const named = (JSON.parse(row.subjects) as { id: string }[]).map(({ id }) => id).sort();
  if (named.join() !== [...row.touched].sort().join()) return 'it no longer leads to what it changed';
  return null;
}
