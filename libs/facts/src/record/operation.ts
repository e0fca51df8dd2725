import { createHash } from 'node:crypto';
import { cypher, query, type Writing } from '@linchpin/graph';
import { Refused, refuse, type Warning } from '../refusals.js';

const claim = query({
  about: 'Takes the operation of this key, or waits for whoever has it and gives what came of it.',
  takes: { key: 'text', digest: 'text' },
  gives: { digest: 'text', result: 'text?' },
  cypher: cypher`
    MERGE (o:Operation {key: $key})
    ON CREATE SET o.digest = $digest, o.at = datetime()
    SET o.touched = datetime()
    RETURN o.digest AS digest, o.result AS result`,
});

const conclude = query({
  about: 'Keeps what came of an operation, and whether it holds words: messages may quote what is erased later.',
  takes: { key: 'text', result: 'text' },
  gives: {},
  cypher: cypher`MATCH (o:Operation {key: $key}) SET o.result = $result, o.worded = CASE WHEN $result CONTAINS '"message"' THEN true END`,
});

export const forgetOperations = query({
  about: 'Forgets operations older than the days for which a key holds.',
  takes: { days: 'int' },
  gives: { forgotten: 'int' },
  cypher: cypher`
    MATCH (o:Operation) WHERE o.at < datetime() - duration({days: $days})
    WITH o LIMIT 10000 DELETE o
    RETURN count(*) AS forgotten`,
});

/** What a change came to, by id; small enough to be kept with the operation. */
export interface Outcome {
  id: string;
  warnings: Warning[];
}

export interface Operation {
  /** Whose key it is: keys of different writers never meet. */
  by: string;
  key: string;
  /** What is asked for, to tell a repeated call from another one under the same key. */
  input: unknown;
}

/**
 * Does the work once per key, however often it is called and whatever connection was lost: the outcome is written in the same transaction.
 * @returns what came of it, `replayed` where that was earlier
 * @param work gives what can be written as JSON
 * @throws Refused IDEMPOTENCY_KEY_REUSED when the key came with another input before
 */
export async function once<R extends object = Outcome>(
  tx: Writing,
  { by, key, input }: Operation,
  work: () => Promise<R>,
): Promise<R & { replayed?: true }> {
  const scoped = `${by}:${key}`;
  const digest = createHash('sha256').update(JSON.stringify(input)).digest('base64url');
  const [known] = await tx.run(claim, { key: scoped, digest });
  if (known!.digest !== digest)
    throw new Refused([
      refuse(
        'IDEMPOTENCY_KEY_REUSED',
        ['idempotencyKey'],
        'This key was used for another change. Take a new key for each change, and the same one only to repeat a call.',
      ),
    ]);
  if (known!.result !== null) return { ...(JSON.parse(known!.result) as R), replayed: true };
  const outcome = await work();
  await tx.run(conclude, { key: scoped, result: JSON.stringify(outcome) });
  return outcome;
}
