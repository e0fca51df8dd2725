import type { DocumentInput, EntityInput } from '@linchpin/facts';
import type { Kind } from '@linchpin/vocabulary';
import { Random } from './random.js';

export type GeneratedEntity = EntityInput & { id: string };
export type GeneratedDocument = Omit<DocumentInput, 'title' | 'publishedAt'> & { id: string; title: string; publishedAt: string };

/** The entities of the generated graph by kind; the documents among them have their source data beside them. */
export interface Cast {
  entities: GeneratedEntity[];
  byKind: Map<Kind, GeneratedEntity[]>;
  documents: GeneratedDocument[];
}

/** Per thousand of all entities; what is left are documents. */
const perThousand: [Kind, number][] = [
  ['State', 1],
  ['Agency', 10],
  ['MediaOutlet', 4],
  ['Company', 460],
  ['Organization', 40],
  ['Person', 340],
  ['Vessel', 45],
  ['Designation', 20],
];
const syllables = 'ka lo mi ra ten vor sha ne du bel gri os tam ul zi han por ek wes ju'.split(' ');
const endings: Partial<Record<Kind, string[]>> = {
  Company: ['Trading', 'Holdings', 'Shipping', 'Telecom', 'Energy', 'Metals', 'Capital', 'Logistics'],
  Agency: ['Ministry', 'Service', 'Authority'],
  MediaOutlet: ['Times', 'Herald', 'News'],
  Organization: ['Institute', 'University', 'Foundation'],
  Document: ['report', 'list', 'notice', 'interview'],
};

const word = (random: Random): string => {
  const text = Array.from({ length: 3 }, () => random.pick(syllables)).join('');
  return text[0]!.toUpperCase() + text.slice(1);
};
const nameOf = (kind: Kind, random: Random): string =>
  [word(random), word(random), random.pick(endings[kind] ?? ['']).trim()].join(' ').trim();
const two = (number: number): string => String(number).padStart(2, '0');

/** The same cast for the same count. */
export function castOf(count: number): Cast {
  const random = new Random(1);
  const byKind = new Map<Kind, GeneratedEntity[]>();
  const add = (kind: Kind, amount: number) =>
    byKind.set(
      kind,
      Array.from({ length: amount }, (_, i) => ({ id: `bench-${kind.toLowerCase()}-${i}`, kind, label: nameOf(kind, random) })),
    );
  for (const [kind, share] of perThousand) add(kind, Math.max(5, Math.round((count * share) / 1000)));
  add('Document', Math.max(5, count - [...byKind.values()].flat().length));
  const documents = byKind.get('Document')!.map(({ id, label }): GeneratedDocument => ({
    id,
    title: label,
    publisher: random.pickSkewed(byKind.get('MediaOutlet')!, 2).id,
    publishedAt: `${2005 + random.below(19)}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`,
    lang: 'en',
    textPolicy: 'QUOTES_ONLY',
  }));
  return { entities: [...byKind.values()].flat(), byKind, documents };
}
