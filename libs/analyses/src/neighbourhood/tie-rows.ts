import { predicateEntry, type Predicate, type Status } from '@linchpin/vocabulary';
import { weakestStatus } from '../paths/hops.js';
import { distinctFactsOf, type Tie } from '../world.js';

/** All that joins one entity to another in one way. */
export interface TieRow {
  from: string;
  to: string;
  predicate: Predicate;
  /** Of the firmest of its facts. */
  status: Status;
  facts: string[];
}

/** A supposed tie need not keep to the order of ids that symmetric facts are stored in. */
const endsOf = ({ subject, object, predicate }: Tie): [from: string, to: string] =>
  predicateEntry(predicate).symmetric && object < subject ? [object, subject] : [subject, object];

/** One row for each predicate between two entities, whatever number of facts it rests on. */
export function tieRows(ties: readonly Tie[]): TieRow[] {
  const groups = new Map<string, { from: string; to: string; ties: Tie[] }>();
  for (const tie of ties) {
    const [from, to] = endsOf(tie);
    const key = JSON.stringify([from, to, tie.predicate]);
    const group = groups.get(key) ?? { from, to, ties: [] };
    group.ties.push(tie);
    groups.set(key, group);
  }
  return [...groups.values()].map((group) => ({
    from: group.from,
    to: group.to,
    predicate: group.ties[0]!.predicate,
    status: weakestStatus([group]),
    facts: distinctFactsOf(group.ties).sort(),
  }));
}
