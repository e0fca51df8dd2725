import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { all, cypher, join, type Cypher, type Parameters } from '@linchpin/graph';
import { asksForHidden } from '@linchpin/facts';
import type { Badge, Modality, Predicate, Stance, Status } from '@linchpin/vocabulary';
import type { FactList } from '../compile/fact-rows.js';
import type { Projecting } from '../compile/projection.js';
import { BadgeEnum, ModalityEnum, PredicateEnum, StanceEnum, StatusEnum } from '../schema/enums.js';

@InputType({ description: 'Which facts. Conditions add up.' })
export class FactFilter {
  @Field(() => ID, { nullable: true, description: 'Id of the subject.' }) subject?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the object.' }) object?: string;
  @Field(() => ID, { nullable: true, description: 'Id of an entity that is subject, object or what narrows the fact.' }) about?: string;
  @Field(() => [PredicateEnum], { nullable: true, description: 'One of these predicates.' }) predicates?: Predicate[];
  @Field(() => [StatusEnum], { nullable: true, description: 'One of these statuses. Left out: all but RETRACTED and SUPERSEDED.' })
  statuses?: Status[];
  @Field(() => [BadgeEnum], { nullable: true, description: 'All of these badges.' }) badges?: Badge[];
  @Field(() => ID, { nullable: true, description: 'Id of somebody who says something of it.' }) claimant?: string;
  @Field(() => [StanceEnum], { nullable: true, description: 'Somebody (the claimant, if given) takes one of these stances.' })
  stances?: Stance[];
  @Field(() => [ModalityEnum], { nullable: true, description: 'Somebody (the claimant, if given) says it as one of these.' })
  modalities?: Modality[];
  @Field({ nullable: true, description: 'Whether a claimant, or the origin behind one, is not named.' }) anonymousClaimant?: boolean;
  @Field(() => ID, { nullable: true, description: 'Id of a document that states it.' }) document?: string;
  @Field(() => Int, { nullable: true, description: 'At least so many independent origins affirm it.' }) minIndependent?: number;
}

/** The facts that pass the filter, in the lens of the question. */
export function filtered(filter: FactFilter, { parameters, lens, fresh, entity }: Projecting): FactList {
  const { subject, object, about, predicates, statuses, badges, anonymousClaimant, minIndependent } = filter;
  const attested = attestedBy(filter);
  const [predicate, ...otherPredicates] = predicates ?? [];
  const [status, ...otherStatuses] = statuses ?? [];
  return {
    common: (f) =>
      commonOf(f, {
        subject,
        object,
        predicate: otherPredicates.length ? undefined : predicate,
        status: otherStatuses.length || lens.inThePast ? undefined : status,
      }),
    distinct: about !== undefined || attested,
    hidden: asksForHidden(statuses),
    match: (f) =>
      join(
        [
          cypher`MATCH (${f}:Fact)`,
          ...(about === undefined ? [] : [cypher`MATCH (${f})-[:SUBJECT|OBJECT|QUALIFIED_BY]->(:Entity {id: ${entity(about)}})`]),
          ...(attested ? [matchAttestation(filter, f, fresh('a'), { parameters, lens, entity })] : []),
        ],
        ' ',
      ),
    where: (f) => [
      ...(subject === undefined ? [] : [cypher`${f}.subject = ${entity(subject)}`]),
      ...(object === undefined ? [] : [cypher`${f}.object = ${entity(object)}`]),
      ...(predicates ? [oneOf(cypher`${f}.predicate`, predicates, parameters)] : []),
      ...(statuses ? [oneOf(lens.standing(f, cypher`status`), statuses, parameters)] : []),
      ...(badges ? [cypher`all(badge IN ${parameters.add(badges)} WHERE badge IN ${lens.standing(f, cypher`badges`)})`] : []),
      ...(anonymousClaimant === undefined
        ? []
        : [cypher`('ANONYMOUS_CLAIMANT' IN ${lens.standing(f, cypher`badges`)}) = ${parameters.add(anonymousClaimant)}`]),
      ...(minIndependent === undefined
        ? []
        : [cypher`${lens.standing(f, cypher`independentGroups`)} >= ${parameters.add(minIndependent)}`]),
    ],
  };
}

/** Equality where there is one value: only then an index that goes on with the id is in the order of the ids. */
const oneOf = (what: Cypher, values: readonly string[], parameters: Parameters): Cypher =>
  values.length === 1 ? cypher`${what} = ${parameters.add(values[0])}` : cypher`${what} IN ${parameters.add(values)}`;

/** The index that fits best: (subject, predicate, id), (object, predicate, id), (predicate, id) or (status, id). */
function commonOf(f: Cypher, given: { subject?: string; object?: string; predicate?: string; status?: string }): Cypher[] {
  if (given.predicate && given.subject) return [cypher`${f}.subject`, cypher`${f}.predicate`];
  if (given.predicate && given.object) return [cypher`${f}.object`, cypher`${f}.predicate`];
  if (given.predicate) return [cypher`${f}.predicate`];
  return given.status && !given.subject && !given.object ? [cypher`${f}.status`] : [];
}

const attestedBy = ({ claimant, document, stances, modalities }: FactFilter): boolean =>
  [claimant, document, stances, modalities].some((condition) => condition !== undefined);

/** One and the same attestation meets all conditions on attestations. */
function matchAttestation(
  { claimant, document, stances, modalities }: FactFilter,
  f: Cypher,
  a: Cypher,
  { parameters, lens, entity }: Pick<Projecting, 'parameters' | 'lens' | 'entity'>,
): Cypher {
  const conditions = [
    lens.attested(a),
    ...(stances ? [cypher`${a}.stance IN ${parameters.add(stances)}`] : []),
    ...(modalities ? [cypher`${a}.modality IN ${parameters.add(modalities)}`] : []),
  ];
  const ends = [
    ...(claimant === undefined ? [] : [cypher`, (${a})-[:CLAIMED_BY]->(:Entity {id: ${entity(claimant)}})`]),
    ...(document === undefined ? [] : [cypher`, (${a})-[:STATED_IN]->(:Entity {id: ${entity(document)}})`]),
  ];
  return cypher`MATCH (${f})<-[:ATTESTS]-(${a}:Attestation WHERE ${all(conditions)})${join(ends, ' ')}`;
}
