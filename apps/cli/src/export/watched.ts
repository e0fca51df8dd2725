import { SingleBar } from 'cli-progress';
import type { Unloading } from '@linchpin/facts';

interface Watched {
  from: Unloading;
  /** Filled while it is read. */
  read: { entities: number; facts: number };
  stop: () => void;
}

/** What is read, with a bar on the error output where somebody looks. A format may read all of it twice; the bar shows how far it came at the furthest. */
export async function watched(from: Unloading): Promise<Watched> {
  const read = { entities: 0, facts: 0 };
  const bar = process.stderr.isTTY ? await started(from) : null;
  const counting = (what: keyof typeof read) =>
    async function* <T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
      let count = 0;
      for await (const row of rows) {
        read[what] = Math.max(read[what], ++count);
        if (count % 100 === 0) bar?.update(read.entities + read.facts);
        yield row;
      }
    };
  return {
    from: { ...from, entities: () => counting('entities')(from.entities()), facts: () => counting('facts')(from.facts()) },
    read,
    stop: () => bar?.stop(),
  };
}

async function started(from: Unloading): Promise<SingleBar> {
  const { entities, facts } = await from.count();
  const bar = new SingleBar({
    format: '{bar} {percentage} %, {value} of {total} entities and facts, {eta_formatted} left',
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    etaBuffer: 200,
  });
  bar.start(entities + facts, 0);
  return bar;
}
