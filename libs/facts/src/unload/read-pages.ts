import { cypher, Parameters, type Cypher, type Graph } from '@linchpin/graph';
import { LensText, type Lens } from '../read/lens.js';

/** Nodes in the order of their ids. */
export interface Reading {
  /** What a node is called in the statement. */
  node: Cypher;
  /** Binds each node whose id is greater than `after` once. */
  found: (after: Cypher, lens: LensText, parameters: Parameters) => Cypher;
  /** Those that leave. */
  where: (lens: LensText, parameters: Parameters) => Cypher;
  /** A node as it leaves. */
  row: (lens: LensText) => Cypher;
}

/** Small enough for the six seconds of a statement on a slow machine, large enough that its round trip does not count. */
const pageSize = 1_000;
const countedSize = 10_000;

/** The next nodes by an index, and of those the ones that leave: so a statement costs the same whatever the filter leaves out. */
async function* readPages<T>(
  graph: Graph,
  lens: Lens,
  { node, found, where }: Reading,
  size: number,
  given: (leaving: Cypher, lens: LensText) => Cypher,
): AsyncGenerator<T> {
  for (let after = ''; ;) {
    const parameters = new Parameters();
    const through = new LensText(lens, parameters);
    const leaving = cypher`UNWIND page AS ${node} WITH ${node} WHERE ${where(through, parameters)}`;
    const text = cypher`
      ${found(parameters.add(after), through, parameters)}
      WITH ${node} ORDER BY ${node}.id LIMIT ${parameters.add(size)}
      WITH collect(${node}) AS page
      RETURN last(page).id AS last, size(page) AS size, ${given(leaving, through)} AS given`;
    const [page] = await graph.readText(text, parameters.values);
    yield page!.given as T;
    if (Number(page!.size) < size) return;
    after = String(page!.last);
  }
}

/** All that leave, as rows; only a page of them is in memory. */
export async function* readRows(graph: Graph, lens: Lens, reading: Reading): AsyncGenerator<Record<string, unknown>> {
  const { node, row } = reading;
  const rows = (leaving: Cypher, through: LensText): Cypher =>
    cypher`COLLECT { ${leaving} WITH ${node} ORDER BY ${node}.id RETURN ${row(through)} }`;
  for await (const page of readPages<Record<string, unknown>[]>(graph, lens, reading, pageSize, rows)) yield* page;
}

/** How many leave. */
export async function countRows(graph: Graph, lens: Lens, reading: Reading): Promise<number> {
  let total = 0;
  const counted = (leaving: Cypher): Cypher => cypher`COUNT { ${leaving} RETURN ${reading.node} }`;
  for await (const count of readPages<number>(graph, lens, reading, countedSize, counted)) total += count;
  return total;
}
