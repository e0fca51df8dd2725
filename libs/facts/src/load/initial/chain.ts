import type { ChangeAction } from '@linchpin/vocabulary';
import { entryHash, type Subject } from '../../record/audit-entry.js';
import type { Change } from '../../record/change.js';
import type { StoreRows } from './store-rows.js';

/** The chain of changes from the first one on, as `inChange` writes it. */
export class Chain {
  private number = 0;
  private previous = '';
  private last = 0;

  constructor(private readonly rows: StoreRows) {}

  /** The moment of recording of the next change: later than the one before, to the millisecond. */
  nextMoment(): Date {
    this.last = Math.max(Date.now(), this.last + 1);
    return new Date(this.last);
  }

  /** @param at of `nextMoment` */
  conclude({ by, made, entities }: Change, action: ChangeAction, at: Date): void {
    if (made.size === 0 && entities.size === 0) return;
    const subjects: Subject[] = [
      ...[...made].map(([id, after]) => ({ id, before: null, after })),
      ...[...entities].sort().map((id) => ({ id, before: null, after: null })),
    ];
    const number = ++this.number;
    const entry = {
      number,
      at: at.toISOString(),
      by,
      action,
      reviewed: false,
      reasonHash: null,
      subjects: JSON.stringify(subjects),
      previous: this.previous,
    };
    const hash = entryHash(entry);
    this.rows.node('Change', 'Change', { property: '', id: String(number) }, { ...entry, number: BigInt(number), at, hash });
    for (const id of made.keys()) this.rows.relationship('CHANGED', ['Change', String(number)], ['Fact', id]);
    for (const id of entities) this.rows.relationship('CHANGED', ['Change', String(number)], ['Entity', id]);
    this.previous = hash;
  }
}
