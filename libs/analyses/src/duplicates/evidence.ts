import type { Kind } from '@linchpin/vocabulary';
import { anyName } from './names-alike.js';

/** What is known of an entity, as far as it tells whether two are one. */
export interface Profile {
  id: string;
  kind: Kind;
  label: string;
  names: string[];
  /** `scheme:value`, in the spelling of the database. */
  identifiers: string[];
  /** EDTF. */
  birthDates: string[];
  ties: { fact: string; predicate: string; outgoing: boolean; other: string; otherLabel: string; otherTies: number }[];
}

export type Sort = 'IDENTIFIER' | 'NAME' | 'NEIGHBOUR' | 'BIRTH_DATE' | 'OTHER_IDENTIFIER' | 'OTHER_BIRTH_DATE' | 'OTHER_KIND';

/** One thing that speaks for or against two entities being one. */
export interface Evidence {
  sort: Sort;
  /** From −1, which rules it out, to 1, which is proof. */
  weight: number;
  because: string;
  facts: string[];
}

/** Schemes of which one party has one value at a time, so that two values tell two parties apart. */
const single = new Set(['lei', 'imo', 'iso-3166-1-alpha-2', 'iso-3166-1-alpha-3', 'asn', 'ogrn', 'ofac-uid', 'wikidata']);
/** Names from here on are alike; 1 is the same name. */
const alike = 0.8;
const mostNeighbours = 20;

/** Whether a party has one number of this scheme at a time. */
export const hasOneValue = (scheme: string): boolean => single.has(scheme);
const schemeOf = (identifier: string): string => identifier.slice(0, identifier.indexOf(':'));
const rounded = (weight: number): number => Math.round(weight * 1000) / 1000;

function identifiers(a: Profile, b: Profile): Evidence[] {
  const shared = a.identifiers.filter((each) => b.identifiers.includes(each));
  const schemes = new Set(shared.map(schemeOf));
  const apart = a.identifiers.flatMap((one) =>
    b.identifiers
      .filter((other) => {
        const scheme = schemeOf(one);
        return hasOneValue(scheme) && scheme === schemeOf(other) && one !== other && !schemes.has(scheme);
      })
      .map((other) => [one, other] as const),
  );
  return [
    ...shared.map((each): Evidence => ({ sort: 'IDENTIFIER', weight: 0.9, because: `Both have ${each}.`, facts: [] })),
    ...apart.map(([one, other]): Evidence => ({
      sort: 'OTHER_IDENTIFIER',
      weight: -0.9,
      because: `One has ${one}, the other ${other}.`,
      facts: [],
    })),
  ];
}

function names(a: Profile, b: Profile): Evidence[] {
  const best = anyName(a, b);
  if (best.nearness < alike) return [];
  const same = best.nearness === 1;
  const weight = same ? 0.7 : 0.2 + 0.4 * ((best.nearness - alike) / (1 - alike));
  return [
    {
      sort: 'NAME',
      weight: rounded(weight),
      because: same ? `Both are called "${best.a}".` : `"${best.a}" is like "${best.b}".`,
      facts: [],
    },
  ];
}

/** To have to do with the same third party speaks the more for it the fewer others have to do with it. */
function neighbours(a: Profile, b: Profile): Evidence[] {
  const found = a.ties.flatMap((tie) => {
    const twin = b.ties.find(
      ({ predicate, outgoing, other }) => predicate === tie.predicate && outgoing === tie.outgoing && other === tie.other,
    );
    return twin ? [{ ...tie, facts: [tie.fact, twin.fact] }] : [];
  });
  const distinct = [...new Map(found.map((tie) => [`${tie.predicate} ${String(tie.outgoing)} ${tie.other}`, tie])).values()];
  return distinct.slice(0, mostNeighbours).map(({ predicate, outgoing, otherLabel, otherTies, facts }) => ({
    sort: 'NEIGHBOUR',
    weight: rounded(0.5 / Math.log2(2 + otherTies)),
    because: outgoing ? `Both: ${predicate} ${otherLabel}.` : `Both: ${otherLabel} ${predicate} it.`,
    facts,
  }));
}

function births(a: Profile, b: Profile): Evidence[] {
  const [one] = a.birthDates;
  const [other] = b.birthDates;
  if (!one || !other) return [];
  const fits = a.birthDates.some((x) => b.birthDates.some((y) => x.startsWith(y) || y.startsWith(x)));
  return fits
    ? [{ sort: 'BIRTH_DATE', weight: 0.4, because: `Born ${one} and ${other}.`, facts: [] }]
    : [{ sort: 'OTHER_BIRTH_DATE', weight: -0.8, because: `Born ${one}, the other ${other}.`, facts: [] }];
}

const kinds = (a: Profile, b: Profile): Evidence[] =>
  a.kind === b.kind
    ? []
    : [{ sort: 'OTHER_KIND', weight: -0.1, because: `One is recorded as ${a.kind}, the other as ${b.kind}.`, facts: [] }];

/** Of what kind they are recorded as weighs against two only where something else speaks for them. */
const withKinds = (a: Profile, b: Profile, evidence: Evidence[]): Evidence[] => (evidence.length ? [...evidence, ...kinds(a, b)] : []);

export const evidenceOf = (a: Profile, b: Profile): Evidence[] =>
  withKinds(a, b, [...identifiers(a, b), ...names(a, b), ...births(a, b), ...neighbours(a, b)]).sort(
    (x, y) => Math.abs(y.weight) - Math.abs(x.weight),
  );

/**
 * How far the evidence speaks for one party, 0 to 1: pieces for it add up as independent ones do (1 − Π(1 − w)), and each against it takes its part away.
 */
export const scoreOf = (evidence: readonly Evidence[]): number =>
  rounded(
    evidence
      .filter(({ weight }) => weight < 0)
      .reduce(
        (score, { weight }) => score * (1 + weight),
        1 - evidence.filter(({ weight }) => weight > 0).reduce((left, { weight }) => left * (1 - weight), 1),
      ),
  );
