import { cypher, query, type Writing } from '@linchpin/graph';
import { Refused, refuse } from '../refusals.js';

const lastChange = query({
  about: 'The number of the last change.',
  takes: {},
  gives: { number: 'int' },
  cypher: cypher`
    RETURN coalesce(head(COLLECT { MATCH (c:Change) WHERE c.number > 0 RETURN c.number ORDER BY c.number DESC LIMIT 1 }), 0) AS number`,
});

/** Nobody has seen a change that is not there yet; who says so would miss what is changed meanwhile. @throws Refused INVALID_INPUT */
export async function refuseFuture(tx: Writing, asOf: number): Promise<void> {
  const [row] = await tx.run(lastChange, {});
  if (asOf <= row!.number) return;
  throw new Refused([
    refuse('INVALID_INPUT', ['asOf'], `The last change is ${row!.number}; ${asOf} is still to come. Give the number that you have seen.`),
  ]);
}
