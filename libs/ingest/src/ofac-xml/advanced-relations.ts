import { predicateEntry, type Predicate } from '@linchpin/vocabulary';
import type { NamedParty } from '../ofac-csv/parties.js';
import type { RecordDraft } from '../record-draft.js';
import type { Relation } from './advanced-file.js';

interface Reading {
  predicate: Predicate;
  /** Whether the other party is the subject. */
  reversed?: true;
  qualifier?: 'role' | 'title' | 'relation';
  hedge?: true;
}

/** What OFAC's sorts of relations say. Those without a reading, and former ones, are kept as text. */
const readings: Record<string, Reading> = {
  'acting for or on behalf of': { predicate: 'actsFor' },
  // It does not say which of the two.
  'owned or controlled by': { predicate: 'controlledBy', hedge: true },
  owns: { predicate: 'ownedBy', reversed: true },
  'family member of': { predicate: 'familyOf' },
  'leader or official of': { predicate: 'holdsPositionAt', qualifier: 'title' },
  'principal executive officer': { predicate: 'holdsPositionAt', qualifier: 'title' },
  'associate of': { predicate: 'affiliatedWith', qualifier: 'role' },
  'providing support to': { predicate: 'affiliatedWith', qualifier: 'role' },
  'playing a significant role in': { predicate: 'affiliatedWith', qualifier: 'role' },
};

/** Says how a party stands to another one. */
export function sayRelation(draft: RecordDraft, { type, former }: Relation, party: NamedParty, other: NamedParty): void {
  const reading = readings[type.toLowerCase()];
  const [subject, object] = reading?.reversed ? [other, party] : [party, other];
  const entry = reading && predicateEntry(reading.predicate);
  const fits = entry?.from.includes(subject.kind) && entry.to?.includes(object.kind);
  if (!reading || !fits || former) {
    const kind = former
      ? 'a former relation'
      : reading
        ? 'a relation that does not fit what the parties are'
        : `no predicate holds this relation: ${type}`;
    return draft.remark(kind, `${former ? 'Former: ' : ''}${type}: ${other.name}`);
  }
  const { predicate, qualifier, hedge } = reading;
  draft.say({
    subject: subject.id,
    predicate,
    object: object.id,
    ...(qualifier ? { qualifiers: { [qualifier]: type } } : {}),
    ...(hedge ? { hedge: type } : {}),
    quote: type,
  });
}
