import type { Writing } from '@linchpin/graph';
import { correctFacts } from '../correct/correct-facts.js';
import type { Change } from '../record/change.js';
import type { References } from '../record/references.js';
import { forgetSaid } from './list-queries.js';
import type { Frame } from './listed-fact.js';
import type { LoadReport } from './load-report.js';
import { withdraw } from './withdraw.js';

/** A fact of a record as an earlier snapshot left it. */
export interface StandingFact {
  id: string;
  /** The id of the record. */
  record: string;
  /** Digest of what the list says. */
  said: string;
  /** Nobody took it back or replaced it since. */
  visible: boolean;
  /** It speaks of the listing itself, which ends when the record leaves the list. */
  listing: boolean;
  /** Epoch milliseconds: when it had begun at the latest. */
  startLatest: number;
}

/** A listing that is gone has ended, some time since the snapshot before; anything else the list does not say any more. */
export async function endFacts(
  tx: Writing,
  gone: readonly StandingFact[],
  { frame, references }: { frame: Frame; references: References },
  report: LoadReport,
  change: Change,
): Promise<void> {
  if (gone.length === 0) return;
  await tx.run(forgetSaid, { rows: gone.map(({ id, record }) => ({ fact: id, record })) });
  const shown = gone.filter(({ visible }) => visible);
  const { date, before } = frame;
  const listings = shown.filter(({ listing }) => listing);
  for (const start of new Set(listings.map(({ startLatest }) => startLatest))) {
    const facts = listings.filter(({ startLatest }) => startLatest === start).map(({ id }) => id);
    const bounds = {
      latestStart: new Date(start).toISOString().slice(0, 10),
      ...(before ? { earliestEnd: before } : {}),
      latestEnd: date,
      basis: `It is not on the list of ${date} any more.`,
    };
    await correctFacts(tx, { facts, asOf: null, reason: `Not on the list of ${date} any more.`, validTime: '/', bounds }, change);
    report.facts.ended += facts.length;
  }
  const others = shown.filter(({ listing }) => !listing).map(({ id }) => id);
  await withdraw(tx, others, frame, references, change);
  report.facts.withdrawn += others.length;
}
