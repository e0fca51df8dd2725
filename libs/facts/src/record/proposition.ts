import { createHash } from 'node:crypto';
import type { FactInput } from '../input.js';

/** What the fact says, whoever says it and in whichever words: two facts with the same digest are the same proposition. */
export function propositionOf({
  subject,
  predicate,
  object,
  value = {},
  qualifiers = {},
  validTime,
  temporalKind = 'STATE',
}: Omit<FactInput, 'attestations'>): string {
  const { verbatim, ...said } = value;
  const sorted = (record: object) =>
    Object.entries(record)
      .filter(([, item]) => item !== undefined)
      .map(([key, item]: [string, unknown]) => [key, Array.isArray(item) ? [...(item as string[])].sort() : item] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const proposition = [
    subject,
    predicate,
    object ?? null,
    sorted(Object.keys(said).length ? said : { verbatim }),
    sorted(qualifiers),
    validTime ?? '/',
    temporalKind,
  ];
  return createHash('sha256').update(JSON.stringify(proposition)).digest('base64url');
}
