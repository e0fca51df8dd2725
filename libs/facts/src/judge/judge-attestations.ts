import { cypher, query, type Writing } from '@linchpin/graph';
import type { Stance } from '@linchpin/vocabulary';
import { Refused, refuse, type Refusal, type Warning } from '../refusals.js';
import type { Change } from '../record/change.js';
import { pending, reassessDependents } from '../record/dependents.js';
import { holdFacts } from '../record/lock-fact.js';
import { checkGrade } from '../record/prepare-attestation.js';
import { reassess } from '../record/reassess.js';
import { reopen } from '../record/review.js';
import { refuseFuture } from './as-of.js';
import { referencesOf } from '../record/references.js';

export const mostJudged = 1_000;
const longestOrigin = 200;
/** In UTF-16 code units. */
export const longestRationale = 1_000;

/** What can be taken away again: it is not known any more. */
export const clearable = { ORIGIN: 'The origin is not known.', WIRE: 'It is not the text of an agency.' } as const;
export type Clearable = keyof typeof clearable;

export interface JudgementInput {
  /** Ids, at most 1,000. */
  attestations: string[];
  /** Number of the last change that whoever judges has seen. */
  asOf: number;
  /** Attestations with the same key go back to one origin. */
  origin?: string;
  /** The agency whose text it is: id of an entity. */
  wire?: string;
  /** Admiralty code such as B2. */
  grade?: string;
  clear?: Clearable[];
  rationale: string;
}

const findAttestations = query({
  about: 'Of which facts do these attestations speak, and how?',
  takes: { attestations: 'ids' },
  gives: { attestation: 'id', fact: 'id', stance: 'text' },
  cypher: cypher`
    UNWIND $attestations AS id
    MATCH (a:Attestation {id: id})-[:ATTESTS]->(f:Fact)
    RETURN a.id AS attestation, f.id AS fact, a.stance AS stance`,
});

/** Of what is judged anew, what was held before stays on a node of its own, which ends with this change. */
const judge = query({
  about: 'Sets origin, wire and grade of attestations, and keeps what was held of them before.',
  takes: { attestations: 'ids', values: 'map', cleared: 'map', by: 'text' },
  gives: {},
  cypher: cypher`
    UNWIND $attestations AS id
    MATCH (a:Attestation {id: id})
    CREATE (a)-[:WAS_JUDGED]->(j:Judgement)
    SET j = a{.origin, .wire, .grade, .gradeRationale, .originRationale, .judgedBy, .judgedAt}
    SET a += $cleared SET a += $values SET a.judgedBy = $by`,
});

const countUp = query({
  about: 'Counts the versions of facts up.',
  takes: { facts: 'ids' },
  gives: {},
  cypher: cypher`UNWIND $facts AS id MATCH (f:Fact {id: id}) SET f.version = f.version + 1`,
});

const findWaiting = query({
  about: 'Of which of these facts is something not published?',
  takes: { facts: 'ids' },
  gives: { fact: 'id' },
  cypher: cypher`UNWIND $facts AS id MATCH (f:Fact {id: id}) WHERE f.review IS NOT NULL AND f.retractedFor IS NULL RETURN f.id AS fact`,
});

const unconfirmed = query({
  about: 'Published attestations of these facts that are graded as confirmed by others although fewer than two origins affirm the fact.',
  takes: { facts: 'ids' },
  gives: { attestation: 'id', fact: 'id', groups: 'int' },
  cypher: cypher`
    UNWIND $facts AS id
    MATCH (f:Fact {id: id}) WHERE f.unpublished IS NULL AND f.independentGroups < 2
    MATCH (f)<-[:ATTESTS]-(a:Attestation) WHERE a.pending IS NULL AND a.grade ENDS WITH '1'
    RETURN a.id AS attestation, f.id AS fact, f.independentGroups AS groups ORDER BY attestation LIMIT 100`,
});

/**
 * Judges attestations: whence they come and how much they are worth. Their words stay; what was held of them before stays readable by the
 * record clock. The statuses of their facts follow in the same change. Where something of a fact waits for review, it is an edit: what was
 * handed in or approved is a draft again, and whoever judges is an author.
 * @throws Refused UNKNOWN_ATTESTATION, UNKNOWN_ENTITY, STALE_VERSION, CREDIBILITY_RULE, REASON_REQUIRED, INVALID_INPUT, TOO_MANY
 */
export async function judgeAttestations(tx: Writing, input: JudgementInput, change: Change): Promise<{ id: string; warnings: Warning[] }> {
  refuseFaulty(input);
  await refuseFuture(tx, input.asOf);
  const attestations = [...new Set(input.attestations)];
  const wire = input.wire && (await entityOf(tx, input.wire, change));
  const found = await tx.run(findAttestations, { attestations });
  refuseUnfit(input, found as Found[]);
  const held = await holdFacts(
    tx,
    found.map(({ fact }) => fact),
    change,
  );
  const stale = held.filter(({ touchedBy }) => touchedBy > input.asOf);
  if (stale.length)
    throw new Refused(
      stale.map(({ fact, touchedBy, version }) =>
        refuse(
          'STALE_VERSION',
          ['asOf'],
          `Change ${touchedBy} touched fact ${fact} since you looked. Read it again and repeat the change.`,
          {
            current: version,
          },
        ),
      ),
    );
  change.reason = input.rationale;
  const facts = held.map(({ fact }) => fact);
  await tx.run(judge, { attestations, ...setBy(input, wire), by: change.by });
  attestations.forEach((id) => change.judged.add(id));
  await tx.run(countUp, { facts });
  const waiting = await tx.run(findWaiting, { facts });
  await reopen(
    tx,
    waiting.map(({ fact }) => fact),
    change,
  );
  await reassess(tx, facts, change);
  await refuseUnconfirmed(tx, facts, input);
  const complete = await reassessDependents(tx, held, change);
  return { id: attestations[0]!, warnings: complete ? [] : [pending] };
}

interface Found {
  attestation: string;
  fact: string;
  stance: Stance;
}

function setBy(
  { origin, grade, clear = [], rationale }: JudgementInput,
  wire: string | undefined,
): { values: Record<string, unknown>; cleared: Record<string, unknown> } {
  const sources = { ...(origin ? { origin } : {}), ...(wire ? { wire } : {}) };
  const cleared = Object.fromEntries(clear.map((what) => [what.toLowerCase(), null]));
  const ofOrigin = Object.keys(sources).length + clear.length > 0 ? { originRationale: rationale } : {};
  return { values: { ...sources, ...(grade ? { grade, gradeRationale: rationale } : {}), ...ofOrigin }, cleared };
}

function refuseFaulty({ attestations, origin, wire, grade, clear = [], rationale }: JudgementInput): void {
  const faults: [boolean, Refusal][] = [
    [attestations.length === 0, refuse('INVALID_INPUT', ['attestations'], 'Name at least one attestation.')],
    [
      attestations.length > mostJudged,
      refuse('TOO_MANY', ['attestations'], `At most ${mostJudged} are judged at once. Do it in parts.`, { limit: mostJudged }),
    ],
    [!rationale.trim(), refuse('REASON_REQUIRED', ['rationale'], 'Say in a sentence why: it stays beside the judgement.')],
    [!origin && !wire && !grade && clear.length === 0, refuse('INVALID_INPUT', [], 'Give an origin, a wire or a grade, or clear one.')],
    [
      origin !== undefined && (!origin.trim() || origin.length > longestOrigin),
      refuse('INVALID_INPUT', ['origin'], `The key of an origin has 1 to ${longestOrigin} characters.`),
    ],
    [
      Boolean((origin && clear.includes('ORIGIN')) || (wire && clear.includes('WIRE'))),
      refuse('INVALID_INPUT', ['clear'], 'What is cleared cannot be set at once.'),
    ],
  ];
  const refusals = faults.flatMap(([holds, refusal]) => (holds ? [refusal] : []));
  if (refusals.length) throw new Refused(refusals);
}

function refuseUnfit({ attestations, grade }: JudgementInput, found: readonly Found[]): void {
  const known = new Map(found.map((each) => [each.attestation, each]));
  const refusals = attestations.flatMap((id, i) => {
    const each = known.get(id);
    if (!each) return [refuse('UNKNOWN_ATTESTATION', ['attestations', String(i)], `No attestation has the id "${id.slice(0, 100)}".`)];
    return checkGrade({ grade, stance: each.stance }, []).map((refusal) => ({ ...refusal, message: `${id}: ${refusal.message}` }));
  });
  if (refusals.length) throw new Refused(refusals);
}

async function entityOf(tx: Writing, id: string, change: Change): Promise<string> {
  const entity = (await referencesOf(tx, [id], [], change)).entities.get(id);
  if (entity) return entity.id;
  throw new Refused([refuse('UNKNOWN_ENTITY', ['wire'], `No entity has the id "${id}". Search for it, or create it with createEntity.`)]);
}

/** Digit 1, "confirmed by other sources", needs two independent origins: a grade may not claim it, nor an origin take it away from one that does. */
async function refuseUnconfirmed(tx: Writing, facts: string[], { attestations, grade }: JudgementInput): Promise<void> {
  const rows = await tx.run(unconfirmed, { facts });
  if (rows.length)
    throw new Refused(
      rows.map(({ attestation, fact, groups }) =>
        refuse(
          'CREDIBILITY_RULE',
          [grade?.endsWith('1') && attestations.includes(attestation) ? 'grade' : 'origin'],
          `Digit 1 of attestation ${attestation} says that independent sources confirm fact ${fact}; ${groups} independent origin would affirm it. Give it 2 or lower.`,
        ),
      ),
    );
}
