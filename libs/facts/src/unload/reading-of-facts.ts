import { cypher, type Cypher } from '@linchpin/graph';
import { qualifierEntry, type QualifierName, type Qualifiers, type QualifierValue } from '@linchpin/vocabulary';
import type { LensText } from '../read/lens.js';
import { wanted, type UnloadFilter } from './unload-filter.js';
import type { UnloadedAttestation, UnloadedFact, UnloadedValue } from './unloaded.js';
import type { Reading } from './read-pages.js';

const f = cypher`f`;
const a = cypher`a`;
const end = (type: Cypher): Cypher => cypher`head([(f)-[:${type}]->(e) | e{.id, .kind, .label}])`;

const attestations = (lens: LensText): Cypher => cypher`COLLECT {
  MATCH (f)<-[:ATTESTS]-(a:Attestation) WHERE ${lens.attested(a)}
  MATCH (a)-[:CLAIMED_BY]->(c) MATCH (a)-[:STATED_IN]->(d)
  WITH a, c, d, ${lens.judgement(a)} AS judged ORDER BY a.publicAt, a.recordedAt, a.id
  RETURN a{.id, .stance, .modality, .voice, .hedge, .locator, .note, .assertedAt, quote: CASE WHEN a.quote IS NULL THEN null ELSE {exact: a.quote, lang: a.quoteLang} END,
    grade: judged.grade, origin: judged.origin, wire: judged.wire, recordedAt: toString(a.recordedAt), claimant: c{.id, .label}, document: {id: d.id, title: d.label},
    chain: COLLECT { MATCH (a)-[step:PASSED_BY]->(e) RETURN e.id ORDER BY step.position }} }`;

/** The facts that leave, each with all that is said of it. */
export const readingOfFacts = (filter: UnloadFilter): Reading => ({
  node: f,
  found: (after, _lens, parameters) =>
    filter.about === undefined
      ? cypher`MATCH (f:Fact) WHERE f.id > ${after}`
      : cypher`MATCH (:Entity {id: ${parameters.add(filter.about)}})<-[:SUBJECT|OBJECT|QUALIFIED_BY]-(f:Fact) WHERE f.id > ${after} WITH DISTINCT f`,
  where: (lens, parameters) => wanted(filter, lens, parameters),
  row: (lens) => {
    const stood = (property: Cypher): Cypher => lens.standing(f, property);
    return cypher`f{.id, .predicate, .validTime, .endLatest, .temporalKind, .background, status: ${stood(cypher`status`)}, badges: ${stood(cypher`badges`)}, recordedAt: toString(f.recordedAt),
      subject: ${end(cypher`SUBJECT`)}, object: ${end(cypher`OBJECT`)},
      parts: [key IN keys(f) WHERE key STARTS WITH 'value_' OR key STARTS WITH 'qualifier_' | [key, f[key]]],
      named: COLLECT { MATCH (f)-[q:QUALIFIED_BY]->(n) RETURN [q.name, n.id] ORDER BY q.name, n.id },
      attestations: ${attestations(lens)}}`;
  },
});

interface Row extends Omit<UnloadedFact, 'value' | 'qualifiers' | 'attestations' | 'endedBy'> {
  /** Epoch milliseconds. */
  endLatest: number;
  parts: [key: string, value: QualifierValue][];
  named: [name: QualifierName, id: string][];
  attestations: Partial<UnloadedAttestation>[];
}

export function toFact(row: Record<string, unknown>): UnloadedFact {
  const { parts, named, attestations: said, endLatest, ...fact } = row as unknown as Row;
  const value = Object.fromEntries(beginning('value_', parts)) as UnloadedValue;
  return {
    ...fact,
    object: fact.object ?? null,
    value: Object.keys(value).length ? value : null,
    qualifiers: { ...Object.fromEntries(beginning('qualifier_', parts)), ...entityQualifiers(named) },
    // '/' is what is stored where nothing is known.
    validTime: fact.validTime === '/' ? null : fact.validTime,
    endedBy: fact.temporalKind === 'STATE' && fact.validTime?.includes('/') ? dayOf(endLatest) : null,
    attestations: said.map((each) => ({ ...unsaid, ...withoutNulls(each) }) as UnloadedAttestation),
  };
}

/** @returns null for a moment of no four-digit year, such as one after all others */
const dayOf = (moment: number): string | null => /^\d{4}-\d{2}-\d{2}/.exec(new Date(moment).toISOString())?.[0] ?? null;

const unsaid = { hedge: null, origin: null, wire: null, quote: null, locator: null, note: null, assertedAt: null };

const withoutNulls = (record: object): object => Object.fromEntries(Object.entries(record).filter(([, value]) => value != null));

const beginning = (prefix: string, parts: Row['parts']): [string, QualifierValue][] =>
  parts.flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value] as [string, QualifierValue]] : []));

function entityQualifiers(named: Row['named']): Qualifiers {
  const qualifiers: Qualifiers = {};
  for (const [name, id] of named) {
    const several = qualifierEntry(name).type === 'entities';
    qualifiers[name] = several ? [...((qualifiers[name] as string[] | undefined) ?? []), id] : id;
  }
  return qualifiers;
}
