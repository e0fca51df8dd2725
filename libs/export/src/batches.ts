const batch = 500;

/** What is told of each, some hundred at a time, so that no stream has to carry it line by line. */
export async function* inBatches<T>(items: AsyncIterable<T>, told: (item: T) => string): AsyncGenerator<string> {
  let waiting: string[] = [];
  for await (const item of items) {
    waiting.push(told(item));
    if (waiting.length < batch) continue;
    yield waiting.join('');
    waiting = [];
  }
  yield waiting.join('');
}
