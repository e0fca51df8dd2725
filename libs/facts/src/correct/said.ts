import { cypher, query, type Writing } from '@linchpin/graph';
import {
  qualifierEntry,
  type Predicate,
  type QualifierName,
  type Qualifiers,
  type TemporalKind,
  type Workflow,
} from '@linchpin/vocabulary';
import type { AttestationInput, FactInput, ValueInput } from '../input.js';
import type { SubjectState } from '../record/audit-entry.js';
import { stateOfFact } from '../record/change.js';

const lockAndRead = query({
  about: 'Takes the locks of facts, and reads all that they and their attestations say, and the last change that touched each.',
  takes: { facts: 'ids' },
  gives: {
    id: 'id',
    touched: 'int',
    retracted: 'flag',
    supersededBy: 'text?',
    supersedes: 'text?',
    unpublished: 'flag',
    review: 'text?',
    state: 'map',
    fact: 'map',
    attestations: 'maps',
  },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id}) SET f.locked = true REMOVE f.locked
    WITH f
    RETURN f.id AS id, coalesce(head(COLLECT { MATCH (c:Change)-[:CHANGED]->(f) RETURN c.number ORDER BY c.number DESC LIMIT 1 }), 0) AS touched,
      f.retractedFor IS NOT NULL AS retracted, f.supersededBy AS supersededBy, f.supersedes AS supersedes,
      f.unpublished IS NOT NULL AS unpublished, f.review AS review, ${stateOfFact} AS state,
      f{.*, subject: head([(f)-[r:SUBJECT]->(s) | coalesce(r.original, s.id)]), object: head([(f)-[r:OBJECT]->(o) | coalesce(r.original, o.id)]),
        qualifiedBy: [(f)-[r:QUALIFIED_BY]->(q) | {name: r.name, entity: coalesce(r.original, q.id)}]} AS fact,
      COLLECT {
        MATCH (f)<-[:ATTESTS]-(a:Attestation)
        RETURN {properties: a{.*}, claimant: head([(a)-[r:CLAIMED_BY]->(c) | coalesce(r.original, c.id)]),
          document: head([(a)-[r:STATED_IN]->(d) | coalesce(r.original, d.id)]), publisher: head([(a)-[:STATED_IN]->()-[:PUBLISHED_BY]->(p) | p.id]),
          chain: COLLECT { MATCH (a)-[r:PASSED_BY]->(e) RETURN coalesce(r.original, e.id) ORDER BY r.position }} ORDER BY a.id
      } AS attestations`,
});

type Properties = Record<string, unknown>;

/** An attestation as it is kept. */
export interface SaidAttestation {
  properties: Properties;
  claimant: string;
  document: string;
  /** Of the document; null where none is known. */
  publisher: string | null;
  chain: string[];
}

/** A fact under our lock, with all that it says, under the ids with which it was recorded. */
export interface Said {
  id: string;
  /** Number of the last change that touched it. */
  touched: number;
  retracted: boolean;
  supersededBy: string | null;
  supersedes: string | null;
  unpublished: boolean;
  /** Where what is not published of it stands; null where all is. */
  review: Workflow | null;
  state: SubjectState;
  fact: Properties & { subject: string; object: string | null; qualifiedBy: { name: QualifierName; entity: string }[] };
  attestations: SaidAttestation[];
}

/** Locks facts, always in the same order, so that two who correct the same ones do not wait for each other. @returns them by id */
export async function lockAndReadSaid(tx: Writing, facts: readonly string[]): Promise<Map<string, Said>> {
  const rows = await tx.run(lockAndRead, { facts: [...new Set(facts)].sort() });
  return new Map((rows as unknown as Said[]).map((row) => [row.id, row]));
}

const withPrefix = (properties: Properties, prefix: string): Properties =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([key, value]) =>
      key.startsWith(prefix) && value !== null && value !== undefined ? [[key.slice(prefix.length), value]] : [],
    ),
  );

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What a fact says, as it could be proposed; without who says it. */
export function propositionInput({ fact }: Said): FactInput {
  const { subject, object, predicate, validTime, temporalKind, label, background, qualifiedBy } = fact;
  const value = withPrefix(fact, 'value_') as ValueInput;
  const qualifiers = withPrefix(fact, 'qualifier_') as Qualifiers;
  for (const { name, entity } of qualifiedBy) {
    const before = qualifiers[name];
    qualifiers[name] = qualifierEntry(name).type === 'entities' ? [...(Array.isArray(before) ? before : []), entity] : entity;
  }
  return {
    subject,
    predicate: predicate as Predicate,
    ...(object === null ? {} : { object }),
    ...(Object.keys(value).length ? { value } : {}),
    ...(Object.keys(qualifiers).length ? { qualifiers } : {}),
    validTime: textOf(validTime),
    temporalKind: temporalKind as TemporalKind,
    label: textOf(label),
    background: background === true,
    attestations: [],
  };
}

/** What somebody says, as it could be recorded. Where its quote stands is left out: that is another place in another document. */
export function attestationInput({ properties: kept, claimant, document, chain }: SaidAttestation): AttestationInput {
  const { stance, modality, voice, hedge, origin, wire, unnamedOrigin, assertedAt, locator, note, grade } = kept;
  const texts = (kept.translations ?? []) as string[];
  const langs = (kept.translationLangs ?? []) as string[];
  return {
    document,
    claimant,
    chain,
    stance: stance as AttestationInput['stance'],
    modality: modality as AttestationInput['modality'],
    voice: voice as AttestationInput['voice'],
    hedge: textOf(hedge),
    origin: textOf(origin),
    wire: textOf(wire),
    unnamedOrigin: unnamedOrigin === true,
    assertedAt: textOf(assertedAt),
    locator: textOf(locator),
    note: textOf(note),
    grade: textOf(grade),
    ...(typeof kept.quote === 'string'
      ? {
          quote: {
            exact: kept.quote,
            prefix: textOf(kept.quotePrefix),
            suffix: textOf(kept.quoteSuffix),
            lang: textOf(kept.quoteLang),
            translation: Object.fromEntries(langs.map((lang, i) => [lang, texts[i] ?? ''])),
          },
        }
      : {}),
  };
}
