import { Args, Field, ID, Info, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { cypher, type Cypher } from '@linchpin/graph';
import type { Modality, Stance, Voice } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { Projected, type Projection } from '../compile/projection.js';
import { ModalityEnum, StanceEnum, VoiceEnum } from './enums.js';
import { Fact, instant, one } from './fact.type.js';
import { EntityType, NodeType, typeOf } from './nodes.js';

@ObjectType({ description: 'One step on the way from the origin to the publisher.' })
export class ChainLink {
  @Field({ description: 'Its name; "not named" for an origin that the claimant does not name.' }) label: string;

  @Field(() => EntityType, { nullable: true, description: 'Who it is; null for an origin that is not named.' })
  @Projected(
    ({ parent, select }) => cypher`CASE WHEN ${parent}.entity IS NOT NULL THEN head([e IN [${parent}.entity] | ${select(cypher`e`)}]) END`,
  )
  entity?: EntityType;
}

@ObjectType({ description: 'The words of the source and where they stand in it.' })
export class Quote {
  @Field({ description: 'The words, letter for letter.' })
  @Projected(({ parent }) => cypher`${parent}.quote`)
  exact: string;

  @Field({ nullable: true, description: 'What stands before them.' })
  @Projected(({ parent }) => cypher`${parent}.quotePrefix`)
  prefix?: string;

  @Field({ nullable: true, description: 'What stands after them.' })
  @Projected(({ parent }) => cypher`${parent}.quoteSuffix`)
  suffix?: string;

  @Field(() => Int, { nullable: true, description: "Offset of the first character in the document's text, in UTF-16 code units." })
  @Projected(({ parent }) => cypher`${parent}.quoteStart`)
  start?: number;

  @Field(() => Int, { nullable: true, description: 'Offset after the last character.' })
  @Projected(({ parent }) => cypher`${parent}.quoteEnd`)
  end?: number;

  @Field({ nullable: true, description: 'Language as BCP 47.' })
  @Projected(({ parent }) => cypher`${parent}.quoteLang`)
  lang?: string;

  @Field(() => typeOf('Document'), { description: 'The document that says it.' })
  @Projected(one((a, n) => cypher`(${a})-[:STATED_IN]->(${n})`))
  document: EntityType;
}

/** Our own judgement on an attestation, as it was at the moment of the lens. */
const judged =
  (property: Cypher): Projection =>
  ({ parent, lens }) =>
    lens.judged(parent, property);

@ObjectType({ description: 'What was held of an attestation until it was judged anew.' })
export class Judgement {
  @Field({ nullable: true, description: 'The key of its origin; null: not known.' }) origin?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the agency whose text it was held to be.' }) wire?: string;
  @Field({ description: 'Admiralty code.' }) grade: string;
  @Field({ nullable: true, description: 'Why this grade.' }) gradeRationale?: string;
  @Field({ nullable: true, description: 'Why this origin or wire.' }) originRationale?: string;
  @Field({ description: 'Until when, as an instant.' }) @Projected(instant(cypher`recordedTo`)) until: string;
}

@ObjectType({
  description:
    'What one claimant says of a fact in one document. Its words never change once recorded; origin, wire and grade are our own judgement, which can.',
  implements: () => NodeType,
})
export class Attestation extends NodeType {
  @Field(() => Fact, { description: 'The fact that it speaks of.' })
  @Projected(one((a, n) => cypher`(${a})-[:ATTESTS]->(${n})`))
  fact: Fact;

  @Field(() => EntityType, { description: 'Who says it. The publisher is another question: see chain and document.' })
  @Projected(one((a, n) => cypher`(${a})-[:CLAIMED_BY]->(${n})`))
  claimant: EntityType;

  @Field(() => StanceEnum, { description: 'How the claimant stands towards the fact.' }) stance: Stance;
  @Field(() => ModalityEnum, { description: 'As what it is said.' }) modality: Modality;
  @Field(() => VoiceEnum, { description: 'In whose words.' }) voice: Voice;
  @Field({ nullable: true, description: 'The hedging words, letter for letter: "could", "apparently".' }) hedge?: string;

  @Field({ nullable: true, description: 'Attestations with the same key go back to one origin; null: not known.' })
  @Projected(judged(cypher`origin`))
  origin?: string;

  @Field(() => EntityType, { nullable: true, description: 'The agency whose text it is, where several outlets print it.' })
  @Projected(({ parent, lens, select, fresh }) => {
    const [agency, n] = [fresh('agency'), fresh('n')];
    return cypher`head(COLLECT { UNWIND [${lens.judged(parent, cypher`wire`)}] AS ${agency} MATCH (${n}:Entity {id: ${agency}}) RETURN ${select(n)} })`;
  })
  wire?: EntityType;

  @Field({ nullable: true, description: 'Why it is held to have this origin or wire; null where nobody judged it anew.' })
  @Projected(judged(cypher`originRationale`))
  originRationale?: string;

  @Field({ description: 'The claimant does not name whom it has it from.' }) unnamedOrigin: boolean;

  @Field(() => [ChainLink], { description: 'From the origin to the publisher.' })
  @Projected(({ parent, select, fresh }) => {
    const [link, step] = [fresh('link'), fresh('step')];
    const row = fresh('row');
    return cypher`[${row} IN CASE WHEN ${parent}.unnamedOrigin THEN [{label: 'not named'}] ELSE [] END +
      COLLECT { MATCH (${parent})-[${step}:PASSED_BY]->(${link}) RETURN {label: ${link}.label, entity: ${link}} ORDER BY ${step}.position } | ${select(row)}]`;
  })
  chain: ChainLink[];

  @Field(() => Quote, { nullable: true, description: 'The words of the source; null where they are not quoted, as in a list entry.' })
  @Projected(({ parent, select }) => cypher`CASE WHEN ${parent}.quote IS NOT NULL THEN ${select(parent)} END`)
  quote?: Quote;

  @Field(() => typeOf('Document'), { description: 'The document that says it.' })
  @Projected(one((a, n) => cypher`(${a})-[:STATED_IN]->(${n})`))
  document: EntityType;

  @Field({ nullable: true, description: 'Where in the document: a sentence, page or record.' }) locator?: string;
  @Field({ nullable: true, description: 'A remark of whoever recorded it.' }) note?: string;

  @Field({ description: 'Admiralty code: the source A to F, the item 1 to 6. F6: neither can be judged.' })
  @Projected(judged(cypher`grade`))
  grade: string;

  @Field({ nullable: true, description: 'Why it has this grade; null where nobody judged it anew.' })
  @Projected(judged(cypher`gradeRationale`))
  gradeRationale?: string;

  @Field({ nullable: true, description: 'When it was last judged anew, as an instant. By whom, the history of its fact tells.' })
  @Projected(({ parent, lens }) => cypher`toString(${lens.judged(parent, cypher`judgedAt`)})`)
  judgedAt?: string;

  @Field(() => [Judgement], { description: 'What was held of it before, the earliest first.' })
  @Projected(({ parent, select, fresh }) => {
    const j = fresh('j');
    return cypher`COLLECT { MATCH (${parent})-[:WAS_JUDGED]->(${j}:Judgement) RETURN ${select(j)} ORDER BY ${j}.recordedTo }`;
  })
  formerJudgements: Judgement[];

  @Field({ nullable: true, description: 'When the claimant said it, as EDTF, where that is not the day of publication.' })
  assertedAt?: string;

  @Field({ nullable: true, description: 'When the document came out, as EDTF.' })
  @Projected(({ parent }) => cypher`head([(${parent})-[:STATED_IN]->(d) | d.publishedAt])`)
  publishedAt?: string;

  @Field({ description: 'When it became public here, as an instant; where it waits for review, when it was written.' })
  @Projected(({ parent }) => cypher`toString(coalesce(${parent}.recordedAt, ${parent}.draftedAt))`)
  recordedAt: string;
}

/** Fields that take arguments. Their values are part of the compiled statement; see `resolveFromProjection`. */
export const fromParent = (parent: Record<string, unknown>, info: GraphQLResolveInfo): unknown => parent[info.path.key];

@Resolver(() => Fact)
export class FactFields {
  @ResolveField(() => [Attestation], {
    description: 'Who says what of it, and where: in the order of recording.',
    complexity: ({ childComplexity }) => 3 * childComplexity,
  })
  @Projected(({ parent, args, select, lens, parameters, fresh }) => {
    const a = fresh('a');
    const stances = args.stances ? cypher` AND ${a}.stance IN ${parameters.add(args.stances)}` : cypher``;
    return cypher`COLLECT { MATCH (${parent})<-[:ATTESTS]-(${a}:Attestation) WHERE ${lens.attested(a)}${stances} RETURN ${select(a)} ORDER BY ${a}.recordedAt, ${a}.id }`;
  })
  attestations(
    @Parent() parent: Record<string, unknown>,
    @Args('stances', { type: () => [StanceEnum], nullable: true, description: 'Only these stances.' }) _stances: Stance[] | undefined,
    @Info() info: GraphQLResolveInfo,
  ): unknown {
    return fromParent(parent, info);
  }
}

@Resolver(() => Quote)
export class QuoteFields {
  @ResolveField(() => String, { nullable: true, description: 'The words in another language, if somebody translated them.' })
  @Projected(({ parent, args, parameters }) => {
    const lang = parameters.add(args.lang);
    return cypher`head([i IN range(0, size(${parent}.translationLangs) - 1) WHERE ${parent}.translationLangs[i] = ${lang} | ${parent}.translations[i]])`;
  })
  translation(
    @Parent() parent: Record<string, unknown>,
    @Args('lang', { defaultValue: 'en', description: 'Language as BCP 47.' }) _lang: string,
    @Info() info: GraphQLResolveInfo,
  ): unknown {
    return fromParent(parent, info);
  }
}
