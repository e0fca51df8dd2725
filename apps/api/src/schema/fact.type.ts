import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import type { GraphQLScalarType } from 'graphql';
import { cypher, name, type Cypher } from '@linchpin/graph';
import {
  qualifierEntry,
  qualifierNames,
  type Badge,
  type Predicate,
  type QualifierName,
  type RetractReason,
  type Status,
  type TemporalKind,
  type Workflow,
} from '@linchpin/vocabulary';
import { Projected, type Projection } from '../compile/projection.js';
import { BadgeEnum, PredicateEnum, qualifierEnums, RetractReasonEnum, StatusEnum, TemporalKindEnum, WorkflowEnum } from './enums.js';
import { EntityType, NodeType } from './nodes.js';

/** The node at the other end of a relationship, or null. */
export const one =
  (pattern: (from: Cypher, to: Cypher) => Cypher): Projection =>
  ({ parent, select, fresh }) => {
    const to = fresh('n');
    return cypher`head(COLLECT { MATCH ${pattern(parent, to)} RETURN ${select(to)} LIMIT 1 })`;
  };
/** The parent itself, read as another type; null where the condition does not hold. */
const itself =
  (condition: (parent: Cypher) => Cypher): Projection =>
  ({ parent, select }) =>
    cypher`CASE WHEN ${condition(parent)} THEN ${select(parent)} END`;
export const instant =
  (property: Cypher): Projection =>
  ({ parent }) =>
    cypher`toString(${parent}.${property})`;
const fromMillis =
  (property: Cypher): Projection =>
  ({ parent }) =>
    cypher`toString(datetime({epochMillis: toInteger(${parent}.${property})}))`;
const standing =
  (property: Cypher): Projection =>
  ({ parent, lens }) =>
    lens.standing(parent, property);

/** A field of Value is the property `value_…` of the fact. */
const ValueField =
  (type: () => typeof Float | typeof String | typeof ID, description: string): PropertyDecorator =>
  (target, key) => {
    Field(type, { nullable: true, description })(target, key);
    Projected(({ parent }) => cypher`${parent}.${name(`value_${String(key)}`)}`)(target, key);
  };

@ObjectType({
  description: 'A quantity, date or text that a fact carries, as far as the source gives it: never a point where it gives a range.',
})
export class Value {
  @ValueField(() => Float, 'The number, where it is exact.') exact?: number;
  @ValueField(() => Float, 'The number, where the source says "about".') approx?: number;
  @ValueField(() => Float, 'At least.') lower?: number;
  @ValueField(() => String, 'How the lower bound is meant: APPROX_NORMALISED.') lowerQual?: string;
  @ValueField(() => Float, 'At most.') upper?: number;
  @ValueField(() => String, 'How the upper bound is meant: SLIGHTLY_ABOVE.') upperQual?: string;
  @ValueField(() => String, 'Where the source gives no number: FEW.') qualitative?: string;
  @ValueField(() => ID, 'It is what the fact with this id leaves of the whole.') remainderOf?: string;
  @ValueField(() => String, 'The unit: %, connections.') unit?: string;
  @ValueField(() => String, 'The words of the source.') verbatim?: string;
  @ValueField(() => String, 'A text, such as a name or an address.') text?: string;
  @ValueField(() => String, 'A date as EDTF.') date?: string;
}

const hasValue = (f: Cypher): Cypher => cypher`any(key IN keys(${f}) WHERE key STARTS WITH 'value_')`;

@ObjectType({ description: 'What narrows a fact. Each is null where the fact does not say it.' })
export class Qualifiers {}

/** The GraphQL type of a qualifier that is no entity. */
export function scalarOf(qualifier: QualifierName): GraphQLScalarType | typeof Boolean | typeof String | object {
  const { type } = qualifierEntry(qualifier);
  if (type === 'integer') return Int;
  if (type === 'boolean') return Boolean;
  return qualifierEnums.get(qualifier) ?? String;
}

for (const qualifier of qualifierNames) {
  const { about, type } = qualifierEntry(qualifier);
  const target = Qualifiers.prototype;
  const qualified = (f: Cypher, n: Cypher) => cypher`(${f})-[:QUALIFIED_BY {name: '${name(qualifier)}'}]->(${n})`;
  if (type === 'entity') {
    Field(() => EntityType, { nullable: true, description: about })(target, qualifier);
    Projected(one(qualified))(target, qualifier);
  } else if (type === 'entities') {
    Field(() => [EntityType], { description: about })(target, qualifier);
    Projected(({ parent, select, fresh }) => {
      const to = fresh('n');
      return cypher`COLLECT { MATCH ${qualified(parent, to)} RETURN ${select(to)} ORDER BY ${to}.id }`;
    })(target, qualifier);
  } else {
    Field(() => scalarOf(qualifier), { nullable: true, description: about })(target, qualifier);
    Projected(({ parent }) => cypher`${parent}.${name(`qualifier_${qualifier}`)}`)(target, qualifier);
  }
}

@ObjectType({ description: 'Why and when a fact was taken back. It stays readable by its id.' })
export class Retraction {
  @Field(() => RetractReasonEnum, { description: 'The sort of reason.' })
  @Projected(({ parent }) => cypher`${parent}.retractedFor`)
  reason: RetractReason;

  @Field({ description: 'The reason in words.' })
  @Projected(({ parent }) => cypher`${parent}.retractionNote`)
  note: string;

  @Field({ description: 'When, as an instant.' })
  @Projected(({ parent }) => cypher`${parent}.retractedAt`)
  at: string;
}

@ObjectType({
  description: 'One proposition: subject, predicate, and an object or a value. Who says so is in its attestations.',
  implements: () => NodeType,
})
export class Fact extends NodeType {
  @Field({ description: 'The proposition in a few words.' }) label: string;
  @Field(() => PredicateEnum, { description: 'What it says of its subject.' }) predicate: Predicate;

  @Field(() => EntityType, { description: 'Whom it speaks of.' })
  @Projected(one((f, n) => cypher`(${f})-[:SUBJECT]->(${n})`))
  subject: EntityType;

  @Field(() => EntityType, { nullable: true, description: 'The other party; null where the fact carries only a value.' })
  @Projected(one((f, n) => cypher`(${f})-[:OBJECT]->(${n})`))
  object?: EntityType;

  @Field(() => ID, { nullable: true, description: 'The id under which the subject was recorded, where it was merged since.' })
  @Projected(({ parent }) => cypher`head([(${parent})-[original:SUBJECT]->() | original.original])`)
  originalSubject?: string;

  @Field(() => ID, { nullable: true, description: 'The id under which the object was recorded, where it was merged since.' })
  @Projected(({ parent }) => cypher`head([(${parent})-[original:OBJECT]->() | original.original])`)
  originalObject?: string;

  @Field(() => Value, { nullable: true, description: 'The quantity, date or text.' })
  @Projected(itself(hasValue))
  value?: Value;

  @Field(() => Qualifiers, { description: 'What narrows it.' })
  @Projected(itself(() => cypher`true`))
  qualifiers: Qualifiers;

  @Field({ description: 'When it is so in the world, as EDTF: 2017-10-01/.. since that day, 2009/.. since 2009, /.. since some time.' })
  validTime: string;
  @Field(() => TemporalKindEnum, { description: 'Whether it holds throughout that time or happened within it.' })
  temporalKind: TemporalKind;
  @Field({ nullable: true, description: 'What in the source bounds the valid time more narrowly than its text.' }) boundsBasis?: string;

  @Field(() => StatusEnum, { description: 'What follows from all attestations that the lens lets through.' })
  @Projected(standing(cypher`status`))
  status: Status;

  @Field({ description: 'Why it has this status, in a sentence.' })
  @Projected(standing(cypher`because`))
  because: string;

  @Field(() => [BadgeEnum], { description: 'What to mind about it.' })
  @Projected(standing(cypher`badges`))
  badges: Badge[];

  @Field(() => Int, { description: 'How many independent origins affirm it. Five papers with one agency’s text are one.' })
  @Projected(standing(cypher`independentGroups`))
  independentGroups: number;

  @Field({ description: 'Added as background to the material itself; shown only when the lens asks for it.' }) background: boolean;
  @Field(() => WorkflowEnum, { description: 'Where it is on its way to the readers.' }) workflow: Workflow;
  @Field(() => Int, { description: 'Counts up with each change; give it back as expectedVersion.' }) version: number;

  @Field(() => WorkflowEnum, {
    nullable: true,
    description: 'Where what is not published of it stands: the fact itself, or what was added to it. Null where all is published.',
  })
  review?: Workflow;
  @Field(() => ID, { nullable: true, description: 'Id of the fact that has taken its place.' }) supersededBy?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the fact whose place it takes.' }) supersedes?: string;

  @Field({ description: 'When it became public here, as an instant; of a draft, when it was begun.' })
  @Projected(({ parent }) => cypher`toString(coalesce(${parent}.recordedAt, ${parent}.draftedAt))`)
  recordedAt: string;

  @Field({
    description:
      'By when it was first public, as an instant: the end of the day of the first publication, or its recording if that day is not known.',
  })
  @Projected(fromMillis(cypher`firstPublished`))
  firstPublished: string;

  @Field({ description: 'By when somebody last spoke of it in public, as an instant. An open end does not mean that anyone looked since.' })
  @Projected(fromMillis(cypher`lastPublished`))
  lastPublished: string;

  @Field(() => Retraction, { nullable: true, description: 'Set if it was taken back.' })
  @Projected(
    ({ parent, select, lens }) =>
      cypher`CASE WHEN ${parent}.retractedFor IS NOT NULL AND ${lens.hadBy(cypher`datetime(${parent}.retractedAt)`)} THEN ${select(parent)} END`,
  )
  retraction?: Retraction;
}
