import type { Graph, Writing } from '@linchpin/graph';

/** Does the work in a transaction and rolls it back. @returns what would have come of it */
export async function tryOut<R>(graph: Graph, work: (tx: Writing) => Promise<R>, timeout: number): Promise<R> {
  const rollBack = new Error('The work was only tried.');
  let outcome: { value: R } | undefined;
  try {
    await graph.write(async (tx) => {
      outcome = { value: await work(tx) };
      throw rollBack;
    }, timeout);
  } catch (error) {
    if (error !== rollBack) throw error;
  }
  return outcome!.value;
}
