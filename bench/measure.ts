import type { Ask } from './contestants.js';

/** Times in milliseconds, one a request, and how long all took together. */
export interface Samples {
  times: number[];
  elapsed: number;
  bytes: number;
}

export interface Figures {
  p50: number;
  p95: number;
  perSecond: number;
  requests: number;
  /** Of one answer, on average; 0 where it was not counted. */
  bytes: number;
}

export interface Cell {
  clients: number;
  /** Seconds for each contestant, over all rounds. */
  seconds: number;
  rounds: number;
}

/** Lets the contestants take turns, so that whatever else the machine does meets them alike. The first turn of each warms up and does not count. */
export async function takeTurns<Name extends string>(
  contestants: Partial<Record<Name, Ask>>,
  cell: Cell,
): Promise<Partial<Record<Name, Figures>>> {
  const asks = Object.entries(contestants) as [Name, Ask][];
  const turn = (cell.seconds * 1000) / cell.rounds;
  const samples = new Map<Name, Samples[]>(asks.map(([name]) => [name, []]));
  for (const [, ask] of asks) await run(ask, cell.clients, turn);
  for (let round = 0; round < cell.rounds; round++)
    for (const [name, ask] of asks) samples.get(name)!.push(await run(ask, cell.clients, turn));
  return Object.fromEntries([...samples].map(([name, turns]) => [name, figuresOf(turns)])) as Partial<Record<Name, Figures>>;
}

let requests = 0;

/** Each client asks again as soon as it has its answer. */
async function run(ask: Ask, clients: number, milliseconds: number): Promise<Samples> {
  const times: number[] = [];
  let bytes = 0;
  const from = performance.now();
  const client = async () => {
    for (let start = performance.now(); start - from < milliseconds;) {
      const received = await ask(requests++);
      bytes += received;
      const end = performance.now();
      times.push(end - start);
      start = end;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { times, bytes, elapsed: performance.now() - from };
}

function figuresOf(turns: readonly Samples[]): Figures {
  const times = turns.flatMap((turn) => turn.times).sort((a, b) => a - b);
  const sum = (of: (turn: Samples) => number) => turns.reduce((total, turn) => total + of(turn), 0);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return {
    p50: at(0.5),
    p95: at(0.95),
    perSecond: (times.length / sum(({ elapsed }) => elapsed)) * 1000,
    requests: times.length,
    bytes: Math.round(sum(({ bytes }) => bytes) / times.length),
  };
}
