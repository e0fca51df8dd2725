import { cypher, edge, query, type Writing } from '@linchpin/graph';
import { affirming, type Predicate } from '@linchpin/vocabulary';
import type { Claim } from '../status/claim.js';
import { endOfTime, sameOutcome, standings, type Standing } from '../status/standings.js';
import type { SubjectState } from './audit-entry.js';
import { stateOfFact, type Change } from './change.js';
import { projectEdges } from './edges.js';

const controlEdges = cypher`${edge('controlledBy')}|${edge('partOf')}|${edge('agencyOf')}|${edge('ownedBy')}`;
const undisputed = cypher`r.status IN ['ASSERTED', 'CORROBORATED'] AND (type(r) <> 'OWNED_BY' OR r.share >= 50 OR r.shareLower >= 50)`;

const loadClaims = query({
  about: 'All that the status of these facts follows from; locks the facts until the change is written.',
  takes: { facts: 'ids' },
  gives: {
    fact: 'id',
    predicate: 'text',
    retracted: 'flag',
    superseded: 'flag',
    unpublished: 'flag',
    precision: 'text',
    state: 'map',
    stood: 'maps',
    parties: 'ids',
    claims: 'maps',
  },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id}) SET f.locked = true REMOVE f.locked
    WITH f
    RETURN f.id AS fact, f.predicate AS predicate, f.retractedFor IS NOT NULL AS retracted, f.supersededBy IS NOT NULL AS superseded, f.unpublished IS NOT NULL AS unpublished, f.precision AS precision, ${stateOfFact} AS state,
      COLLECT { MATCH (f)-[:STANDS]->(o:Standing) WHERE o.recordedTo IS NULL RETURN properties(o) ORDER BY o.publishedFrom } AS stood,
      COLLECT { MATCH (f)-[:SUBJECT|OBJECT]->(p) UNWIND [p.id] + [(p)-[r:${edge('agencyOf')} WHERE ${undisputed}]->(s) | s.id] AS party RETURN DISTINCT party } AS parties,
      COLLECT {
        MATCH (f)<-[:ATTESTS]-(a:Attestation)-[:CLAIMED_BY]->(c) WHERE f.unpublished OR a.pending IS NULL
        RETURN a{.id, .stance, .modality, .hedge, .origin, .wire, .grade, .publicAt, .unnamedOrigin, claimant: c.id, label: c.label, kind: c.kind,
          chain: COLLECT { MATCH (a)-[p:PASSED_BY]->(e) RETURN e.id ORDER BY p.position },
          states: [(c)-[r:${edge('agencyOf')} WHERE ${undisputed}]->(s) | s.id],
          control: COLLECT { MATCH (c)-[rs:${controlEdges}*1..3]->(x) WHERE all(r IN rs WHERE ${undisputed}) RETURN DISTINCT x.id }}
        ORDER BY a.recordedAt, a.id
      } AS claims`,
});

interface LoadedClaim extends Omit<Claim, 'unnamed' | 'byParty' | 'itemGrade' | 'recorded'> {
  kind: string;
  grade: string;
  unnamedOrigin: boolean;
  states: string[];
}

/** An unnamed class of actors cannot be asked, so a claim of one is anonymous. A state and its agencies speak for each other. */
const claimOf = (loaded: LoadedClaim, order: number, parties: readonly string[]): Claim => ({
  ...loaded,
  control: [loaded.claimant, ...loaded.control],
  unnamed: loaded.unnamedOrigin || loaded.kind === 'Group',
  byParty: [loaded.claimant, ...loaded.states].some((id) => parties.includes(id)),
  itemGrade: Number(loaded.grade[1]),
  recorded: order,
});

const writeStandings = query({
  about:
    'Ends the standings of facts and writes new ones; the last of each also stands on the fact itself. Gives those that stand otherwise than before.',
  takes: { rows: 'maps' },
  gives: { fact: 'id', otherwise: 'flag' },
  cypher: cypher`
    UNWIND $rows AS row
    MATCH (f:Fact {id: row.fact})
    WITH f, row, f.status <> row.now.status OR f.badges <> row.now.badges OR f.independentGroups <> row.now.independentGroups AS otherwise
    SET f += row.now
    WITH f, row, otherwise, [(f)-[:STANDS]->(o:Standing WHERE o.recordedTo IS NULL) | o] AS old
    FOREACH (o IN [o IN old WHERE o.recordedFrom IS NOT NULL] | SET o.ended = true)
    FOREACH (o IN [o IN old WHERE o.recordedFrom IS NULL] | DETACH DELETE o)
    FOREACH (step IN row.standings | CREATE (f)-[:STANDS]->(s:Standing) SET s = step)
    RETURN f.id AS fact, coalesce(otherwise, true) AS otherwise`,
});

/** How one fact stands after a change. */
export interface Reassessed extends Standing {
  fact: string;
  predicate: Predicate;
  /** Somebody graded it as confirmed by others. */
  gradedConfirmed: boolean;
}

/** Dates known to the month or coarser, or not at all. */
export const coarse: ReadonlySet<unknown> = new Set(['MONTH', 'YEAR', 'COARSER', 'UNKNOWN']);

/** How a fact stands now, as it is kept on the fact itself. */
export const standsNow = (claims: readonly Claim[], steps: readonly Standing[], last: Standing): Record<string, unknown> => ({
  status: last.status,
  badges: last.badges,
  independentGroups: last.independentGroups,
  because: last.because,
  visible: last.visible,
  firstPublished: steps[0]!.publishedFrom,
  attestationCount: claims.length,
  // Null is not stored, so that the index holds contested facts alone.
  contested: claims.some(({ stance }) => !affirming.includes(stance)) || null,
  lastPublished: Math.max(...claims.map(({ publicAt }) => publicAt)),
});

export const standingRows = (steps: readonly Standing[]): Record<string, unknown>[] =>
  steps.map((step) => ({ ...step, current: step.publishedTo === endOfTime }));

const standTheSame = (steps: readonly Standing[], stood: readonly Standing[]): boolean =>
  steps.length === stood.length &&
  steps.every(
    (step, i) => step.publishedFrom === stood[i]!.publishedFrom && step.visible === stood[i]!.visible && sameOutcome(step, stood[i]!),
  );

/** Works out anew how these facts stand, keeps how they stood, and brings their edges in line. @param dependent they were not changed themselves: those that stand as before are left alone, and not given */
export async function reassess(tx: Writing, facts: readonly string[], change: Change, { dependent = false } = {}): Promise<Reassessed[]> {
  if (facts.length === 0) return [];
  const loaded = await tx.run(loadClaims, { facts: [...facts] });
  const worked = loaded.map(({ fact, predicate, retracted, superseded, unpublished, precision, state, stood, parties, claims }) => {
    change.wasBefore(fact, state as unknown as SubjectState);
    const all = (claims as unknown as LoadedClaim[]).map((claim, order) => claimOf(claim, order, parties));
    const steps = standings(all, { retracted, superseded, coarseDate: coarse.has(precision) });
    // A draft shows how it would stand; it stands nowhere yet.
    const last = { ...steps.at(-1)!, visible: steps.at(-1)!.visible && !unpublished };
    const same = dependent && !unpublished && standTheSame(steps, stood as unknown as Standing[]);
    return { fact, predicate: predicate as Predicate, claims: all, steps, last, unpublished, same };
  });
  // Of all that may depend on a change most stand as before: they are not written again.
  const results = worked.filter(({ same }) => !same);
  const rows = results.map(({ fact, claims, steps, last, unpublished }) => ({
    fact,
    now: standsNow(claims, steps, last),
    standings: unpublished ? [] : standingRows(steps),
  }));
  for (const { fact, otherwise } of await tx.run(writeStandings, { rows })) {
    change.assessed.add(fact);
    if (!dependent || otherwise) change.facts.add(fact);
  }
  await projectEdges(
    tx,
    results.map(({ fact, predicate, last }) => ({ id: fact, predicate, visible: last.visible })),
  );
  return results.map(({ fact, predicate, claims, last }) => ({
    ...last,
    fact,
    predicate,
    gradedConfirmed: claims.some(({ itemGrade }) => itemGrade === 1),
  }));
}
