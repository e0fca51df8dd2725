import type { Writing } from '@linchpin/graph';
import { correctFacts } from '../correct/correct-facts.js';
import type { Change } from '../record/change.js';
import type { KnownEntity, References } from '../record/references.js';
import { forgetSaid } from './list-queries.js';
import type { Frame } from './listed-fact.js';
import type { LoadReport } from './load-report.js';
import { withdraw } from './withdraw.js';

/** A fact of a record as an earlier snapshot left it. */
export interface StandingFact {
  id: string;
  /** The id of the record. */
  record: string;
  /** The day of the last snapshot that had the record as it stood then. */
  seen: string;
  /** Digest of what the list says. */
  said: string;
  /** Nobody took it back or replaced it since. */
  visible: boolean;
  /** It speaks of the listing itself, which ends when the record leaves the list. */
  listing: boolean;
  /** Epoch milliseconds: between these two it had begun. */
  startEarliest: number;
  startLatest: number;
  /** EDTF. */
  validTime: string;
}

/** So many are ended in one go. */
const mostEnded = 500;

/**
 * A listing that is gone has ended, some time since the snapshot before; anything else the list does not say any more. What another list
 * still says stays: only whose word it was here withdraws it, unless that is said there by the same.
 */
export async function endFacts(
  tx: Writing,
  gone: readonly StandingFact[],
  { frame, references }: { frame: Frame; references: References },
  report: LoadReport,
  change: Change,
): Promise<void> {
  if (gone.length === 0) return;
  const forgotten = await tx.run(forgetSaid, { rows: gone.map(({ id, record }) => ({ fact: id, record })) });
  const said = new Map(forgotten.map(({ fact, claimant, still }) => [fact, { claimant: claimant as unknown as KnownEntity, still }]));
  const shown = gone.filter(({ id, visible }) => visible && said.has(id));
  const lastMoment = Date.parse(`${frame.date}T23:59:59.999Z`);
  // A listing that was announced and never began is not said any more.
  const ends = ({ id, listing, startEarliest }: StandingFact): boolean =>
    listing && startEarliest <= lastMoment && said.get(id)!.still.length === 0;
  const ended = shown.filter(ends);
  const withdrawn = shown.flatMap((fact) => {
    const { claimant, still } = said.get(fact.id)!;
    return ends(fact) || still.includes(claimant.id) ? [] : [{ fact: fact.id, claimant }];
  });
  await endListings(tx, ended, frame, change);
  await withdraw(tx, withdrawn, frame, references, change);
  report.facts.ended += ended.length;
  report.facts.withdrawn += withdrawn.length;
}

/** The listing keeps the start that the list told; one whose end the list told needs none. */
async function endListings(tx: Writing, ended: readonly StandingFact[], { date }: Frame, change: Change): Promise<void> {
  const alike = new Map<string, StandingFact[]>();
  for (const fact of ended) {
    if (/\/[^.]/.test(fact.validTime)) continue;
    const key = `${fact.validTime} ${fact.startLatest} ${fact.seen}`;
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key)!.push(fact);
  }
  for (const facts of alike.values()) {
    const { validTime, startLatest, seen } = facts[0]!;
    const start = validTime.split('/')[0]!;
    const bounds = {
      ...(start ? {} : { latestStart: new Date(startLatest).toISOString().slice(0, 10) }),
      earliestEnd: seen,
      latestEnd: date,
      basis: `It is not on the list of ${date} any more.`,
    };
    const reason = `Not on the list of ${date} any more.`;
    for (let from = 0; from < facts.length; from += mostEnded) {
      const part = facts.slice(from, from + mostEnded).map(({ id }) => id);
      await correctFacts(tx, { facts: part, asOf: null, reason, validTime: `${start}/`, bounds }, change);
    }
  }
}
