import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { giveBackReassessments, hasOpenReassessment, workOffReassessment } from '@linchpin/facts';
import { Graph, GraphError } from '@linchpin/graph';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks whether a change left something: a read of one small list. */
const pause = 2_000;
const longestPause = 30_000;
const mostAStep = 500;

/** Works out the statuses that changes left, one step after the other, as long as the server runs. */
@Injectable()
export class ReassessmentWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly holder = randomUUID();
  private readonly ending = new AbortController();
  private readonly log = new Logger('Reassessments');
  /** Fewer facts a step where one failed: a busy machine may not do more in time. */
  private most = mostAStep;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly graph: Graph) {}

  onApplicationBootstrap(): void {
    this.running = this.run();
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    for (let wait = pause; !this.ending.signal.aborted;) {
      try {
        await this.workOff();
        [wait, this.most] = [pause, mostAStep];
      } catch (error) {
        // While the database is away, every request says so.
        if (!(error instanceof GraphError)) this.log.error(error);
        wait = Math.min(2 * wait, longestPause);
        this.most = Math.max(Math.floor(this.most / 2), 1);
      }
      await sleep(wait, undefined, { signal: this.ending.signal, ref: false }).catch(() => undefined);
    }
  }

  private async workOff(): Promise<void> {
    if (!(await hasOpenReassessment(this.graph))) return;
    while (!this.ending.signal.aborted && (await workOffReassessment(this.graph, this.holder, this.most)) === 'worked');
    await giveBackReassessments(this.graph, this.holder);
  }
}
