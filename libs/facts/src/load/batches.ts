import type { ListRecord } from './snapshot.js';

/** Facts that go together in one change: with 1,000 the statements that each change takes anyway cost a fifth more. */
const mostFacts = 2_000;
/** And records that say nothing but warnings. */
const mostRecords = 2_000;

/** Records that go together in one change. */
export async function* batches(records: AsyncIterable<ListRecord>): AsyncGenerator<ListRecord[]> {
  let batch: ListRecord[] = [];
  let facts = 0;
  for await (const record of records) {
    batch.push(record);
    facts += record.facts.length;
    if (facts < mostFacts && batch.length < mostRecords) continue;
    yield batch;
    [batch, facts] = [[], 0];
  }
  if (batch.length) yield batch;
}

/** Reads one batch while the one before is being written. */
export async function* ahead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const reader = source[Symbol.asyncIterator]();
  let next = reader.next();
  try {
    for (;;) {
      const read = await next;
      if (read.done) return;
      next = reader.next();
      // Who waits for it is told of its fault.
      next.catch(() => undefined);
      yield read.value;
    }
  } finally {
    await reader.return?.().catch(() => undefined);
  }
}
