import { nearness } from '@linchpin/analyses';
import { comparable } from '@linchpin/facts';
import type { Kind } from '@linchpin/vocabulary';
import { agrees, type Agreement } from './agreement.js';
import type { Found } from './candidates.queries.js';
import { typeOfKind } from './properties.js';

/** An entity with what speaks for its being meant. */
export interface Candidate extends Found {
  /** How near its nearest name is to the text, 0 to 1; null where the query has no text. */
  nearness: number | null;
  /** The same of the name that it is best known by: of two with the same score the one that is called so comes first. */
  main?: number;
  agreements: Agreement[];
}

export interface Feature {
  id: string;
  value: number | boolean;
}

export interface Result {
  id: string;
  name: string;
  description?: string;
  type: { id: string; name: string }[];
  /** 0 to 100. */
  score: number;
  match: boolean;
  features: Feature[];
}

/** What a name alone reaches at most, and how much the properties weigh beside it. */
const mostByName = 0.9;
const weightOfProperties = 0.35;
/** A number that the row has too leaves the name little to say: ships and firms are renamed. */
const leastByNumber = 0.9;
/** Lists differ on what kind of body something is. */
const likeKind = 0.9;

/** Where a name has all the words of the text and others beside them: "Dyn" and "Dyn Research". */
const partOfName = 0.6;
/** What is farther away was found by a word alone, and is nobody's spelling. */
const leastNearness = 0.4;

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
function hasWordsOf(text: string, name: string): boolean {
  const known = comparable(name).map(wordsOf);
  return comparable(text).some((form) => {
    const words = wordsOf(form);
    return words.some((word) => word.length > 2) && known.some((all) => words.every((word) => all.includes(word)));
  });
}

/** How near the nearest name of an entity is to a text, 0 to 1. */
export const nearest = (text: string, { label, names }: Pick<Found, 'label' | 'names'>): number =>
  Math.max(...[label, ...names].map((name) => Math.max(nearness(text, name), hasWordsOf(text, name) ? partOfName : 0)));

const isFar = (candidate: Candidate): boolean => !byIdentifier(candidate) && (candidate.nearness ?? 1) < leastNearness;

const byIdentifier = ({ rank, agreements }: Candidate): boolean => rank < 4 || agreements.some(({ proves }) => proves);
const refuted = ({ agreements }: Candidate): boolean => agreements.some(({ refutes }) => refutes);
const supported = ({ agreements }: Candidate): boolean => agreements.some(({ value }) => (value ?? 0) >= agrees);

/** 0 to 100. A property that is not known of the candidate counts half. @param kinds those that were asked for; any where there are none */
export function scoreOf(candidate: Candidate, kinds: readonly Kind[]): number {
  const { rank, nearness: near, agreements, kind } = candidate;
  const ofKind = kinds.length === 0 || kinds.includes(kind) ? 1 : likeKind;
  const name = near ?? 0;
  const mean = agreements.length ? agreements.reduce((sum, { value }) => sum + (value ?? 0.5), 0) / agreements.length : null;
  const usual = mean === null ? mostByName * name : (1 - weightOfProperties) * name + weightOfProperties * mean;
  const floor = byIdentifier(candidate) ? leastByNumber + (rank < 4 ? 1 - leastByNumber : (1 - leastByNumber) * name) : 0;
  const against = refuted(candidate) ? 0.7 : 1;
  return Math.round(1000 * ofKind * against * Math.max(usual, floor)) / 10;
}

/**
 * Which one is meant beyond doubt, if any: the only one with the identifier that was given, or the only one of that very name of which a property
 * agrees; in each case nothing tells against it. A name alone decides nothing, however rare it looks.
 */
export function decided(candidates: readonly Candidate[]): string | null {
  const numbered = candidates.filter(byIdentifier);
  const namesakes = candidates.filter(({ nearness: near }) => near === 1);
  if (numbered.length > 0) {
    const [only] = numbered;
    // A code without its scheme may be somebody's name.
    const mayBeName = only!.rank === 3 && namesakes.some(({ id }) => id !== only!.id);
    return numbered.length === 1 && !refuted(only!) && !mayBeName ? only!.id : null;
  }
  const agreed = namesakes.filter((each) => supported(each) && !refuted(each));
  return agreed.length === 1 ? agreed[0]!.id : null;
}

function featuresOf(candidate: Candidate, kinds: readonly Kind[]): Feature[] {
  const { nearness: near, agreements, kind } = candidate;
  return [
    ...(near === null ? [] : [{ id: 'name_similarity', value: Math.round(near * 1000) / 1000 }]),
    ...(kinds.length ? [{ id: 'type_match', value: kinds.includes(kind) }] : []),
    { id: 'identifier_match', value: byIdentifier(candidate) },
    ...agreements.flatMap(({ property, value }) => (value === null ? [] : [{ id: property, value: Math.round(value * 1000) / 1000 }])),
  ];
}

/** The best first. */
export function resultsOf(candidates: readonly Candidate[], kinds: readonly Kind[], limit: number): Result[] {
  const match = decided(candidates);
  return candidates
    .map((each) => ({ each, score: scoreOf(each, kinds) }))
    .filter(({ each, score }) => score > 0 && !isFar(each))
    .sort((a, b) => b.score - a.score || (b.each.main ?? 0) - (a.each.main ?? 0) || (a.each.id < b.each.id ? -1 : 1))
    .slice(0, limit)
    .map(({ each, score }, place) => ({
      id: each.id,
      name: each.label,
      ...describe(each),
      type: [typeOfKind(each.kind)],
      score,
      match: place === 0 && each.id === match,
      features: featuresOf(each, kinds),
    }));
}

const mostNames = 3;
const describe = ({ label, names }: Found): { description?: string } => {
  const others = [...new Set(names)].filter((name) => name !== label).slice(0, mostNames);
  return others.length ? { description: `also ${others.join(', ')}`.slice(0, 200) } : {};
};
