import type { Figures } from './measure.js';
import type { Reading } from './plans.js';

export type Contestant = 'graphql' | 'managed' | 'autoCommit';

/** What was measured of one scenario with so many clients. */
export interface Result {
  scenario: string;
  clients: number;
  figures: Partial<Record<Contestant, Figures>>;
}

/** p50 of GraphQL as a multiple of the raw managed transaction's. */
export const ratioOf = ({ figures: { graphql, managed } }: Result): number => (graphql && managed ? graphql.p50 / managed.p50 : NaN);

const milliseconds = (value: number | undefined): string => (value === undefined ? '–' : value.toFixed(value < 10 ? 2 : 1));
const whole = (value: number | undefined): string => (value === undefined ? '–' : Math.round(value).toLocaleString('en'));

/** Milliseconds and requests per second as a table in Markdown. */
export function tableOf(results: readonly Result[]): string {
  const head = [
    'scenario',
    'clients',
    'GraphQL p50',
    'p95',
    'req/s',
    'managed p50',
    'p95',
    'req/s',
    'ratio p50',
    'auto-commit p50',
    'req/s',
    'bytes',
  ];
  const rows = results.map((result) => {
    const { scenario, clients, figures } = result;
    const { graphql, managed, autoCommit } = figures;
    const three = (of: Figures | undefined) => [milliseconds(of?.p50), milliseconds(of?.p95), whole(of?.perSecond)];
    const last = [milliseconds(autoCommit?.p50), whole(autoCommit?.perSecond), whole(graphql?.bytes)];
    return [scenario, String(clients), ...three(graphql), ...three(managed), ratioOf(result).toFixed(2), ...last];
  });
  return markdown(head, rows);
}

/** Facts a second of an import and of the bare driver, a round each. */
export function importTable(figures: readonly { facts: number; imported: number; raw: number }[]): string {
  const rows = figures.map(({ facts, imported, raw }) => [whole(facts), whole(imported), whole(raw), (imported / raw).toFixed(2)]);
  return markdown(['facts', 'imported/s', 'bare driver/s', 'ratio'], rows);
}

/** p50 and p95 of GraphQL by the size of the graph: how the times grow with it. */
export function growthTable(measured: readonly { entities: number; results: readonly Result[] }[]): string {
  const head = ['scenario', 'clients', ...measured.flatMap(({ entities }) => [`${whole(entities)} entities p50`, 'p95'])];
  const rows = measured[0]!.results.map(({ scenario, clients }, i) => [
    scenario,
    String(clients),
    ...measured.flatMap(({ results }) => [milliseconds(results[i]?.figures.graphql?.p50), milliseconds(results[i]?.figures.graphql?.p95)]),
  ]);
  return markdown(head, rows);
}

export const planTable = (readings: ReadonlyMap<string, Reading>): string =>
  markdown(
    ['scenario', 'database hits', 'reads by'],
    [...readings].map(([scenario, { dbHits, sources }]) => [scenario, whole(dbHits), sources.join('; ').replaceAll('|', '\\|')]),
  );

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
