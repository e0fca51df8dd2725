import { Extensions, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { clearable, longestRationale, mostErased, mostJudged, type Clearable } from '@linchpin/facts';
import type { ChangeAction } from '@linchpin/vocabulary';
import { ArrayMaxSize, IsInt, IsOptional, MaxLength } from 'class-validator';
import { ChangeInput } from '../record/change.input.js';
import { ChangePayload } from '../record/payloads.js';
import { Attestation } from '../schema/attestation.type.js';
import { ChangeActionEnum } from '../schema/enums.js';

export const ClearableEnum = Object.fromEntries(Object.keys(clearable).map((key) => [key, key])) as { [K in Clearable]: K };
registerEnumType(ClearableEnum, {
  name: 'JudgementPart',
  description: 'What of a judgement can be taken away again.',
  valuesMap: Object.fromEntries(Object.entries(clearable).map(([key, description]) => [key, { description }])),
});

@InputType({ description: 'Judges a selection of attestations alike.' })
export class JudgeAttestationsInput extends ChangeInput {
  @Field(() => [ID], { description: `Ids of the attestations, at most ${mostJudged}.` }) attestations: string[];
  @Field(() => Int, {
    description: 'Number of the last change that you have seen. If a later one touched a fact of these, nothing is done.',
  })
  @IsInt()
  asOf: number;
  @Field({ nullable: true, description: 'The key of their origin: attestations with the same key go back to one.' }) origin?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the agency whose text it is, where several outlets print it.' }) wire?: string;
  @Field({ nullable: true, description: 'Admiralty code such as B2. Digit 1 needs two independent origins.' }) grade?: string;
  @Field(() => [ClearableEnum], { nullable: true, description: 'What is not held any more.' }) clear?: Clearable[];
  @Field({ description: 'Why. It stays beside the judgement and in the audit.' }) @MaxLength(longestRationale) rationale: string;
}

@ObjectType({ description: 'What came of judging attestations.' })
export class JudgementPayload extends ChangePayload {
  @Extensions({ byHand: true })
  @Field(() => [Attestation], {
    description: 'The attestations as they are now; empty if the change was refused.',
    complexity: ({ childComplexity }) => 20 * childComplexity,
  })
  attestations: Attestation[];
}

@InputType({ description: 'What is erased, and on which ground.' })
export class EraseInput extends ChangeInput {
  @Field(() => [ID], {
    nullable: true,
    description: 'Ids of facts: their words go, with those of all their attestations, and they are taken back.',
  })
  facts?: string[];
  @Field(() => [ID], { nullable: true, description: 'Ids of attestations: quotes, hedges, notes and rationales go.' })
  attestations?: string[];
  @Field(() => [Int], { nullable: true, description: 'Numbers of changes whose reasons go.' })
  @IsOptional()
  @ArrayMaxSize(mostErased)
  @IsInt({ each: true })
  changes?: number[];
  @Field({ description: 'The ground, such as the order of a court. It stays in the audit: no personal words.' })
  @MaxLength(longestRationale)
  basis: string;
}

@ObjectType({ description: 'What came of erasing.' })
export class ErasurePayload extends ChangePayload {}

@ObjectType({ description: 'Statuses that a change left to be worked out, since more facts depend on it than fit one change.' })
export class Reassessment {
  @Field(() => ID, { description: 'Its id.' }) id: string;
  @Field(() => Int, { description: 'Number of the change that left it.' }) change: number;
  @Field(() => ChangeActionEnum, { description: 'What that change was.' }) action: ChangeAction;
  @Field(() => [ID], { description: 'Ids of the entities of which it changed whom they stand under.' }) entities: string[];
  @Field(() => Int, { description: 'How many facts are done, those of the change itself included.' }) done: number;
  @Field(() => Int, { nullable: true, description: 'How many there are; null until it is begun.' }) total?: number;
  @Field({ description: 'When the change left it, as an instant.' }) leftAt: string;
  @Field({ nullable: true, description: 'When it was begun; null if it waits.' }) startedAt?: string;
  @Field({ nullable: true, description: 'When it was finished; null if it is not.' }) finishedAt?: string;
}
