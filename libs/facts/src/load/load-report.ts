/** What came of an import. */
export interface LoadReport {
  records: { read: number; added: number; changed: number; unchanged: number; removed: number };
  facts: { made: number; known: number; ended: number; withdrawn: number; refused: number };
  /** How often each kind of warning occurred, with the first places. */
  warnings: Record<string, { count: number; examples: string[] }>;
}

const mostExamples = 5;

export const emptyReport = (): LoadReport => ({
  records: { read: 0, added: 0, changed: 0, unchanged: 0, removed: 0 },
  facts: { made: 0, known: 0, ended: 0, withdrawn: 0, refused: 0 },
  warnings: {},
});

/** @param example where, and what: sdn.csv:12: … */
export function warn({ warnings }: LoadReport, kind: string, example: string): void {
  const known = (warnings[kind] ??= { count: 0, examples: [] });
  known.count++;
  if (known.examples.length < mostExamples) known.examples.push(example);
}
