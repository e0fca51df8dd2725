import type { UnloadedFact } from '@linchpin/facts';
import type { Losses } from './format.js';
import { lose } from './losses.js';

/** What of a fact, beside its ends and predicate, a format may have a place for. */
const parts = {
  value: ({ value }) => (value ? 1 : 0),
  shareRange: ({ value }) => (value?.lower !== undefined || value?.upper !== undefined ? 1 : 0),
  qualifiers: ({ qualifiers }) => Object.keys(qualifiers).length,
  validTime: ({ validTime }) => (validTime === null ? 0 : 1),
  temporalKind: ({ temporalKind }) => (temporalKind === 'STATE' ? 0 : 1),
  background: ({ background }) => (background ? 1 : 0),
  status: ({ status }) => (status === 'ASSERTED' ? 0 : 1),
  badges: ({ badges }) => badges.length,
  documents: ({ attestations }) => attestations.length,
  recorded: () => 1,
} satisfies Record<string, (fact: UnloadedFact) => number>;

export type FactPart = keyof typeof parts;

const called: Record<FactPart, string> = {
  value: 'value',
  shareRange: 'range of a value',
  qualifiers: 'qualifier',
  validTime: 'valid time',
  temporalKind: 'that it happened within its time, not throughout',
  background: 'that it is background',
  status: 'status other than ASSERTED',
  badges: 'badge',
  documents: 'source',
  recorded: 'when a fact was recorded',
};

/** Counts what of a fact is lost where the format carries only so much. */
export function loseParts(losses: Losses, fact: UnloadedFact, carried: readonly FactPart[]): void {
  for (const part of Object.keys(parts) as FactPart[]) if (!carried.includes(part)) lose(losses, called[part], parts[part](fact));
}
