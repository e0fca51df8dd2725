import { cypher, label, query, type Writing } from '@linchpin/graph';
import { kindsLike, predicateEntry, type Kind, type Predicate } from '@linchpin/vocabulary';
import { searchNames } from '../read/search-text.js';
import { Refused, refuse, type Refusal, type Warning } from '../refusals.js';
import type { Change } from '../record/change.js';
import { pending, reassessUnder } from '../record/dependents.js';
import { reassess } from '../record/reassess.js';
import type { RecordedFact } from '../record/record-facts.js';
import { lockEntitiesOf, mergesWith } from './lock-merges.js';
import { move, movingWith, type Moving } from './move.js';
import { settle } from './settle.js';

/** So many facts, and so many of which the entity says something, move in one change. */
export const mostMoved = 5_000;

const findBoth = query({
  about: 'Two entities, by whichever id they are named, and into which one the first was merged.',
  takes: { entity: 'id', into: 'id' },
  gives: { entity: 'map?', into: 'map?', moved: 'id?' },
  cypher: cypher`
    OPTIONAL MATCH (a:Entity {id: $entity})
    OPTIONAL MATCH (m:Merged {id: $entity})-[:MERGED_INTO*]->(spokenFor:Entity)
    OPTIONAL MATCH (direct:Entity {id: $into})
    OPTIONAL MATCH (:Merged {id: $into})-[:MERGED_INTO*]->(redirected:Entity)
    WITH a, spokenFor, coalesce(direct, redirected) AS b
    RETURN a{.id, .kind, .label, .contentHash, version: coalesce(a.version, 1)} AS entity, b{.id, .kind, .label, .contentHash, version: coalesce(b.version, 1)} AS into,
      spokenFor.id AS moved`,
});

const between = query({
  about: 'Facts that join two entities and hold or may come to hold.',
  takes: { a: 'id', b: 'id' },
  gives: { fact: 'id', predicate: 'text' },
  cypher: cypher`
    MATCH (:Entity {id: $a})<-[:SUBJECT|OBJECT]-(f:Fact)-[:SUBJECT|OBJECT]->(:Entity {id: $b})
    WHERE f.retractedFor IS NULL AND f.supersededBy IS NULL
    RETURN DISTINCT f.id AS fact, f.predicate AS predicate ORDER BY fact LIMIT 100`,
});

const standingEnds = query({
  about: 'At which ends of which predicates an entity stands, in facts that hold or may come to hold.',
  takes: { entity: 'id' },
  gives: { predicate: 'text', end: 'text' },
  cypher: cypher`
    MATCH (:Entity {id: $entity})<-[r:SUBJECT|OBJECT]-(f:Fact) WHERE f.retractedFor IS NULL AND f.supersededBy IS NULL
    RETURN DISTINCT f.predicate AS predicate, type(r) AS end ORDER BY predicate, end`,
});

/** The former entity stays under its id, without a kind's label, so that no list, search or question finds it any more. */
const redirect = (kind: Kind) => cypher`
  MATCH (a:Entity {id: $entity}) MATCH (b:Entity {id: $into})
  REMOVE a:Entity, a:${label(kind)} SET a:Merged, a.version = coalesce(a.version, 1) + 1, b.version = coalesce(b.version, 1) + 1
  CREATE (a)-[:MERGED_INTO]->(b)`;

const namesOf = query({
  about: 'All names of an entity and of those that were merged into it.',
  takes: { entity: 'id' },
  gives: { names: 'ids' },
  cypher: cypher`
    MATCH (n:Entity {id: $entity})<-[:MERGED_INTO*0..]-(each)
    WITH each ORDER BY each.id
    UNWIND [each.label] + coalesce(each.names, []) AS name
    RETURN collect(name) AS names`,
});

const keepKnownBy = query({
  about: 'Notes under which words an entity is found, and from when on it is: since the first that was merged into it was recorded.',
  takes: { entity: 'id', searchNames: 'ids' },
  gives: {},
  cypher: cypher`
    MATCH (n:Entity {id: $entity})
    SET n.searchNames = $searchNames, n.knownFrom = reduce(first = null, at IN [(n)<-[:MERGED_INTO*]-(m) | coalesce(m.recordedAt, datetime())] | CASE WHEN first IS NULL OR at < first THEN at ELSE first END)
    WITH n WHERE n.knownFrom >= n.recordedAt REMOVE n.knownFrom`,
});

export const formerOf = query({
  about: 'An entity that was merged, with all that were merged into it before.',
  takes: { entity: 'id' },
  gives: { members: 'ids' },
  cypher: cypher`MATCH (m:Merged {id: $entity})<-[:MERGED_INTO*0..]-(each) RETURN collect(DISTINCT each.id) AS members`,
});

export interface KnownParty {
  id: string;
  kind: Kind;
  label: string;
  version: number;
  contentHash: string | null;
}

export interface MergeInput {
  /** Whose facts move, and whose id becomes a redirect. */
  entity: string;
  /** Which entity speaks for both. */
  into: string;
  expectedVersion: number;
  expectedIntoVersion: number;
  /** Why they are one and the same. */
  reason: string;
}

/**
 * Makes one entity of two. Facts, attestations and documents of the one move to the other, each keeping whose it was, so that a split is
 * exact; its id leads to the other from now on.
 * @throws Refused UNKNOWN_ENTITY, KIND_MISMATCH, REDIRECT_CYCLE, ALREADY_MERGED, DIFFERENT_ENTITIES, SELF_REFERENCE, STALE_VERSION, TOO_MANY
 */
export async function mergeEntities(tx: Writing, input: MergeInput, change: Change): Promise<RecordedFact> {
  change.reason = reasonOf(input.reason, 'Say in a sentence why the two are one and the same.');
  await lockEntitiesOf(tx, [input.entity, input.into]);
  const [known] = await tx.run(findBoth, { entity: input.entity, into: input.into });
  const { entity, into } = checked(input, known!);
  await refuseOtherKind(tx, entity, into);
  await refuseJoined(tx, entity, into);
  const moving = await movingWith(tx, { from: entity.id, members: [] }, mostMoved + 1);
  refuseTooMany(moving, entity);
  const all = { from: entity.id, to: into.id, members: [] };
  await move(tx, all, moving);
  mergesWith(tx, all, change);
  await tx.runText(redirect(entity.kind), { entity: entity.id, into: into.id });
  change.entities.add(entity.id).add(into.id);
  return { id: into.id, warnings: await conclude(tx, moving, [into.id], change) };
}

export function reasonOf(reason: string, ask: string): string {
  if (!reason.trim()) throw new Refused([refuse('REASON_REQUIRED', ['reason'], ask)]);
  return reason.trim();
}

/** Brings names, ends, edges and statuses in line after facts have moved. @param at the entities between which they moved */
export async function conclude(tx: Writing, { spoken, attested }: Moving, at: string[], change: Change): Promise<Warning[]> {
  for (const entity of at) {
    const [row] = await tx.run(namesOf, { entity });
    await tx.run(keepKnownBy, { entity, searchNames: searchNames(row!.names) });
  }
  const warnings = await settle(tx, spoken);
  const own = await reassess(tx, spoken, change);
  const others = attested.filter((fact) => !spoken.includes(fact));
  const attestedNow = await reassess(tx, others, change, { dependent: true });
  const unconfirmed = [...own, ...attestedNow].filter(({ gradedConfirmed, independentGroups }) => gradedConfirmed && independentGroups < 2);
  warnings.push(
    ...unconfirmed.map(({ fact }): Warning => ({
      code: 'CONFIRMED_BY_ONE',
      path: [],
      message: `Somebody graded ${fact} 1, confirmed by independent sources, and since the merge there is one. Grade it anew with judgeAttestations.`,
    })),
  );
  const complete = await reassessUnder(tx, at, new Set([...spoken, ...attested]), change);
  return complete ? warnings : [...warnings, pending];
}

function checked(
  input: MergeInput,
  found: { entity: unknown; into: unknown; moved: string | null },
): { entity: KnownParty; into: KnownParty } {
  const { entity, into } = found as { entity: KnownParty | null; into: KnownParty | null };
  const unknown = (field: string, id: string) => refuse('UNKNOWN_ENTITY', [field], `No entity has the id "${id}".`);
  if (into && (into.id === entity?.id || input.entity === input.into))
    throw new Refused([refuse('REDIRECT_CYCLE', ['into'], `"${input.into}" is the same entity: ${into.id}.`)]);
  if (found.moved !== null)
    throw new Refused([
      refuse('ALREADY_MERGED', ['entity'], `"${input.entity}" was merged into ${found.moved}. Merge that one, or split it first.`, {
        into: found.moved,
      }),
    ]);
  if (!entity || !into)
    throw new Refused([...(entity ? [] : [unknown('entity', input.entity)]), ...(into ? [] : [unknown('into', input.into)])]);
  const refusals: Refusal[] = [
    ...stale(entity, input.expectedVersion, 'expectedVersion'),
    ...stale(into, input.expectedIntoVersion, 'expectedIntoVersion'),
    ...(kindsLike(entity.kind).includes(into.kind)
      ? []
      : [
          refuse(
            'KIND_MISMATCH',
            ['into'],
            `${entity.id} is a ${entity.kind}, ${into.id} a ${into.kind}: they cannot be one and the same.`,
          ),
        ]),
    ...(entity.contentHash && into.contentHash && entity.contentHash !== into.contentHash
      ? [refuse('TEXT_DIFFERS', ['into'], 'The two documents have different texts, so the places of their quotes do not fit each other.')]
      : []),
    ...(entity.contentHash && !into.contentHash
      ? [refuse('TEXT_DIFFERS', ['into'], `Only the text of ${entity.id} is known. Merge the document without a text into the other one.`)]
      : []),
  ];
  if (refusals.length) throw new Refused(refusals);
  return { entity, into };
}

export const stale = ({ id, version }: Pick<KnownParty, 'id' | 'version'>, expected: number, field: string): Refusal[] =>
  version === expected
    ? []
    : [
        refuse(
          'STALE_VERSION',
          [field],
          `${id} is at version ${version} by now. Read it again and look whether the merge is still right.`,
          { current: version },
        ),
      ];

/** Lists differ on what kind of body a party is; what is said of it must fit the kind that it is to have. */
async function refuseOtherKind(tx: Writing, entity: KnownParty, into: KnownParty): Promise<void> {
  if (entity.kind === into.kind) return;
  const ends = (await tx.run(standingEnds, { entity: entity.id })) as { predicate: Predicate; end: 'SUBJECT' | 'OBJECT' }[];
  const unfit = ends.filter(({ predicate, end }) => {
    const { from, to = [], symmetric } = predicateEntry(predicate);
    const allowed = symmetric ? [...from, ...to] : end === 'SUBJECT' ? from : to;
    return !allowed.includes(into.kind);
  });
  if (unfit.length === 0) return;
  const named = [...new Set(unfit.map(({ predicate }) => predicate))].join(', ');
  throw new Refused([
    refuse(
      'KIND_MISMATCH',
      ['into'],
      `${into.id} is a ${into.kind}, of which this cannot be said: ${named}. Merge ${into.id} into ${entity.id} instead.`,
    ),
  ]);
}

/** Two things that somebody tells apart, or of which one owns the other, are not one. */
async function refuseJoined(tx: Writing, { id: a }: KnownParty, { id: b }: KnownParty): Promise<void> {
  const facts = (await tx.run(between, { a, b })) as { fact: string; predicate: Predicate }[];
  const apart = facts.filter(({ predicate }) => predicate === 'differentFrom').map(({ fact }) => fact);
  if (apart.length)
    throw new Refused([
      refuse('DIFFERENT_ENTITIES', ['into'], `${apart.join(', ')} says that they are different. Take it back first if that is wrong.`, {
        facts: apart,
      }),
    ]);
  if (facts.length) {
    const named = facts.map(({ fact }) => fact);
    throw new Refused([
      refuse('SELF_REFERENCE', ['into'], `${named.join(', ')} would join the entity to itself. Take it back first if the two are one.`, {
        facts: named,
      }),
    ]);
  }
}

export function refuseTooMany({ spoken, attested }: Moving, { id }: Pick<KnownParty, 'id'>): void {
  if (spoken.length > mostMoved || attested.length > mostMoved)
    throw new Refused([
      refuse('TOO_MANY', ['entity'], `More than ${mostMoved} facts of ${id} would move. Merge the one with fewer facts into the other.`, {
        limit: mostMoved,
      }),
    ]);
}
