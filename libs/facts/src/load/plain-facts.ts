import { affirming, isRelation, predicateEntry, type Modality, type RelationPredicate, type Stance } from '@linchpin/vocabulary';
import { cypher, edge, query, type Cypher, type Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import { control } from '../record/dependents.js';
import { edgeProperties } from '../record/edges.js';
import type { PreparedFact } from '../record/prepare-fact.js';
import type { KnownEntity } from '../record/references.js';
import { coarse, standingRows, standsNow } from '../record/reassess.js';
import type { Claim } from '../status/claim.js';
import { standings } from '../status/standings.js';

/** Who says all of them, and where. */
export interface Source {
  claimant: KnownEntity;
  document: string;
}

/** A fact with its one attestation and its one standing; the statement goes on with `f`, its subject `s` and its `row`. */
const create = cypher`
  MATCH (c:Entity {id: $claimant}) MATCH (d:Entity:Document {id: $document})
  UNWIND $rows AS row
  MATCH (s:Entity {id: row.subject})
  CREATE (f:Fact)-[:SUBJECT]->(s) SET f = row.fact, f.version = 1
  CREATE (f)-[:STANDS]->(st:Standing) SET st = row.standing
  CREATE (a:Attestation)-[:ATTESTS]->(f) SET a = row.attestation
  CREATE (a)-[:CLAIMED_BY]->(c) CREATE (a)-[:STATED_IN]->(d) CREATE (a)-[:PASSED_BY {position: 0}]->(c)`;

const createWithValues = query({
  about: 'Creates facts with values that one claimant affirms in one document.',
  takes: { claimant: 'id', document: 'id', rows: 'maps' },
  gives: {},
  cypher: create,
});

const createBetween = (predicate: RelationPredicate): Cypher => cypher`${create}
  WITH f, s, row MATCH (o:Entity {id: row.object})
  CREATE (f)-[:OBJECT]->(o) CREATE (s)-[r:${edge(predicate)}]->(o) SET r = ${edgeProperties}`;

/**
 * Nothing else decides on how such a fact stands, and nothing stands otherwise because of it: one claimant affirms it, under its own name;
 * it tells nothing of who stands under whom, and is no part of a whole.
 */
export function isPlain({ properties, qualifiedBy, namedAs, attestations }: PreparedFact, { claimant, document }: Source): boolean {
  const { predicate } = properties;
  const [only, ...others] = attestations;
  if (!only || others.length || qualifiedBy.length || namedAs.subject !== null || namedAs.object !== null) return false;
  if (control.includes(predicate) || predicateEntry(predicate).wholeIs) return false;
  const { chain, properties: said } = only;
  return (
    claimant.kind !== 'Group' &&
    only.claimant === claimant.id &&
    only.document === document &&
    chain.length === 1 &&
    chain[0] === claimant.id &&
    only.namedAs.claimant === null &&
    only.namedAs.document === null &&
    affirming.includes(said.stance as Stance) &&
    !said.unnamedOrigin
  );
}

/** Writes plain facts of one claimant and document: one statement for those with values, and one for each predicate between entities. */
export async function writePlainFacts(
  tx: Writing,
  facts: readonly PreparedFact[],
  { claimant, document }: Source,
  change: Change,
): Promise<void> {
  const rows = new Map<RelationPredicate | null, ReturnType<typeof rowOf>[]>();
  for (const fact of facts) {
    const { predicate } = fact.properties;
    const key = isRelation(predicate) ? predicate : null;
    if (!rows.has(key)) rows.set(key, []);
    rows.get(key)!.push(rowOf(fact, claimant, change));
  }
  for (const [predicate, own] of rows) {
    if (predicate === null) await tx.run(createWithValues, { claimant: claimant.id, document, rows: own });
    else await tx.runText(createBetween(predicate), { claimant: claimant.id, document, rows: own });
  }
}

/** What is written of a fact that one claimant affirms, if nothing that another one says decides on it. */
export function rowOf({ properties, subject, object, attestations }: PreparedFact, claimant: KnownEntity, change: Change) {
  const { properties: attestation, chain } = attestations[0]!;
  const claims = [claimOf(attestation, chain, claimant)];
  const steps = standings(claims, { retracted: false, superseded: false, coarseDate: coarse.has(properties.precision) });
  const now = standsNow(claims, steps, steps[0]!);
  const own = { workflow: 'PUBLISHED' as const, recordedBy: change.by };
  change.makes(properties.id, { status: steps[0]!.status, workflow: own.workflow, version: 1 });
  return {
    subject,
    object,
    fact: { ...properties, ...own, ...now },
    attestation: { ...attestation, recordedBy: change.by },
    standing: standingRows(steps)[0]!,
  };
}

const claimOf = (
  { stance, modality, hedge, origin, wire, grade, publicAt, unnamedOrigin }: Record<string, unknown>,
  chain: string[],
  { id, kind, label }: KnownEntity,
): Claim => ({
  claimant: id,
  label,
  control: [id],
  // Both decide between several claims only.
  byParty: false,
  recorded: 0,
  unnamed: unnamedOrigin === true || kind === 'Group',
  stance: stance as Stance,
  modality: modality as Modality,
  hedge: (hedge as string | undefined) ?? null,
  origin: (origin as string | undefined) ?? null,
  wire: (wire as string | undefined) ?? null,
  chain,
  itemGrade: Number((grade as string)[1]),
  publicAt: publicAt as number,
});
