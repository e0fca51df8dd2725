import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import { giveBackReassessments, listReassessments, workOffReassessment, type ReassessmentEntry } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';

const mostShown = 100;

/** Works out the statuses that changes left, or watches while a server does. */
export async function workOutStatuses(graph: Graph): Promise<void> {
  const holder = randomUUID();
  const bar = new SingleBar({ format: 'Change {change} [{bar}] {value} of {total} facts', stream: process.stderr, hideCursor: true });
  const open = async () => (await listReassessments(graph, mostShown)).filter(({ finishedAt }) => finishedAt === null).reverse();
  const before = await open();
  if (before.length === 0) return void process.stdout.write('No statuses are left to be worked out.\n');
  bar.start(1, 0, { change: before[0]!.change });
  try {
    for (let left = before; left.length > 0; left = await open()) {
      show(bar, left[0]!);
      if ((await workOffReassessment(graph, holder)) === 'busy') await sleep(500);
    }
  } finally {
    bar.stop();
    await giveBackReassessments(graph, holder);
  }
  process.stdout.write(`The statuses that depend on ${before.length === 1 ? 'change' : 'changes'} ${inWords(before)} are worked out.\n`);
}

function show(bar: SingleBar, { change, done, total }: ReassessmentEntry): void {
  bar.setTotal(total ?? done);
  bar.update(done, { change });
}

const inWords = (entries: readonly ReassessmentEntry[]): string => entries.map(({ change }) => change).join(', ');
