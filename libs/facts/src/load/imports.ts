import { cypher, query, type Graph } from '@linchpin/graph';
import { emptyReport, type LoadReport } from './load-report.js';

const listed = query({
  about: 'Which snapshots were imported, the latest first.',
  takes: { first: 'int' },
  gives: { id: 'id', list: 'id', date: 'text', startedAt: 'moment', finishedAt: 'moment?', report: 'text?' },
  cypher: cypher`
    MATCH (i:Import) WHERE i.id > ''
    RETURN i.id AS id, i.list AS list, i.date AS date, toString(i.startedAt) AS startedAt, toString(i.finishedAt) AS finishedAt, i.report AS report
    ORDER BY i.startedAt DESC, id LIMIT $first`,
});

/** The import of one snapshot. Moments are ISO 8601. */
export interface ImportEntry {
  /** The list and its day: ofac-sdn@2019-01-15. */
  id: string;
  list: string;
  date: string;
  startedAt: string;
  /** Null for one that runs, or was cut short. */
  finishedAt: string | null;
  /** What came of it so far. */
  report: LoadReport;
}

export async function listImports(graph: Graph, first: number): Promise<ImportEntry[]> {
  const rows = await graph.read(listed, { first });
  return rows.map(({ report, ...entry }) => ({ ...entry, report: report === null ? emptyReport() : (JSON.parse(report) as LoadReport) }));
}
