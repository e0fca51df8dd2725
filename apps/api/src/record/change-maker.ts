import { Injectable } from '@nestjs/common';
import { inChange, once, type Change, type Outcome, type Person } from '@linchpin/facts';
import { Graph, prolongDeadline, type Writing } from '@linchpin/graph';
import type { ChangeAction } from '@linchpin/vocabulary';
import { ReviewSetting } from './review-setting.js';
import type { Payload } from './payloads.js';

/** Makes a change once for each key of its writer, numbered and audited, all of it or nothing. */
@Injectable()
export class ChangeMaker {
  constructor(
    private readonly graph: Graph,
    readonly review: ReviewSetting,
  ) {}

  /** @param patience how long it may take, in milliseconds. @throws Refused */
  async make(
    action: ChangeAction,
    input: { idempotencyKey: string },
    { id: by, name }: Person,
    work: (tx: Writing, change: Change) => Promise<Outcome>,
    patience?: number,
  ): Promise<Payload> {
    const { idempotencyKey: key, ...rest } = input;
    if (patience) prolongDeadline(patience);
    const outcome = await this.graph.write(
      (tx) =>
        once(tx, { by, key, input: rest }, () =>
          inChange(tx, by, action, (change) => work(tx, change), { reviewed: this.review.on, name }),
        ),
      patience,
    );
    return { ...outcome, userErrors: [] };
  }
}
