import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import {
  qualifierEntry,
  qualifierNames,
  type Modality,
  type Predicate,
  type Qualifiers,
  type RetractReason,
  type Stance,
  type TemporalKind,
  type Voice,
} from '@linchpin/vocabulary';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsOptional, Length, Matches, MaxLength, Min, ValidateNested } from 'class-validator';
import { ModalityEnum, PredicateEnum, RetractReasonEnum, StanceEnum, TemporalKindEnum, VoiceEnum } from '../schema/enums.js';
import { ChangeInput, keyDescription } from './change.input.js';
import { scalarOf } from '../schema/fact.type.js';

@InputType({ description: 'A quantity, date or text. Leave a range a range.' })
export class ValueInputType {
  @Field(() => Float, { nullable: true, description: 'The number, where it is exact.' }) @IsOptional() exact?: number;
  @Field(() => Float, { nullable: true, description: 'The number, where the source says "about".' }) @IsOptional() approx?: number;
  @Field(() => Float, { nullable: true, description: 'At least.' }) @IsOptional() lower?: number;
  @Field(() => Float, { nullable: true, description: 'At most.' }) @IsOptional() upper?: number;
  @Field({ nullable: true, description: 'How the lower bound is meant.' }) @IsOptional() @MaxLength(50) lowerQual?: string;
  @Field({ nullable: true, description: 'How the upper bound is meant.' }) @IsOptional() @MaxLength(50) upperQual?: string;
  @Field({ nullable: true, description: 'Where there is no number: FEW.' }) @IsOptional() @MaxLength(50) qualitative?: string;
  @Field(() => ID, { nullable: true, description: 'It is what the fact with this id leaves of the whole.' })
  @IsOptional()
  @MaxLength(100)
  remainderOf?: string;
  @Field({ nullable: true, description: 'The unit: %, connections.' }) @IsOptional() @MaxLength(50) unit?: string;
  @Field({ nullable: true, description: 'The words of the source.' }) @IsOptional() @MaxLength(200) verbatim?: string;
  @Field({ nullable: true, description: 'A text.' }) @IsOptional() @MaxLength(1000) text?: string;
  @Field({ nullable: true, description: 'A date as EDTF.' }) @IsOptional() @MaxLength(100) date?: string;
}

@InputType({ description: 'What narrows the fact.' })
export class QualifiersInput {}
for (const qualifier of qualifierNames) {
  const { about, type } = qualifierEntry(qualifier);
  const of = type === 'entities' ? () => [ID] : type === 'entity' ? () => ID : () => scalarOf(qualifier);
  Field(of, { nullable: true, description: about })(QualifiersInput.prototype, qualifier);
  IsOptional()(QualifiersInput.prototype, qualifier);
}

@InputType({ description: 'Narrows what the text of a valid time leaves open; each an EDTF date.' })
export class BoundsInputType {
  @Field({ nullable: true, description: 'It did not begin before.' }) @IsOptional() @MaxLength(100) earliestStart?: string;
  @Field({ nullable: true, description: 'It had begun by then.' }) @IsOptional() @MaxLength(100) latestStart?: string;
  @Field({ nullable: true, description: 'It still held then.' }) @IsOptional() @MaxLength(100) earliestEnd?: string;
  @Field({ nullable: true, description: 'It was over by then.' }) @IsOptional() @MaxLength(100) latestEnd?: string;
  @Field({ nullable: true, description: 'What in the source entails it.' }) @IsOptional() @MaxLength(500) basis?: string;
}

@InputType({ description: 'A quote in another language.' })
export class TranslationInput {
  @Field({ nullable: true, description: 'Language as BCP 47; left out: en.' }) @IsOptional() @MaxLength(35) lang?: string;
  @Field({ description: 'The words in that language; keep the hedges.' }) @MaxLength(400) text: string;
}

@InputType({ description: 'The words of the source.' })
export class QuoteInputType {
  @Field({ description: 'Letter for letter, at most 200 characters.' }) exact: string;
  @Field({ nullable: true, description: 'What stands before them, where they occur more than once.' })
  @IsOptional()
  @MaxLength(200)
  prefix?: string;
  @Field({ nullable: true, description: 'What stands after them.' }) @IsOptional() @MaxLength(200) suffix?: string;
  @Field(() => Int, {
    nullable: true,
    description: "Offset of the first character in the document's text; found by itself where the text is kept.",
  })
  @IsOptional()
  @Min(0)
  start?: number;
  @Field({ nullable: true, description: "Language as BCP 47; left out: the document's." }) @IsOptional() @MaxLength(35) lang?: string;
  @Field(() => [TranslationInput], { nullable: true, description: 'Translations.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => TranslationInput)
  @ArrayMaxSize(20)
  translations?: TranslationInput[];
}

@InputType({ description: 'What somebody says of a fact, and where.' })
export class AttestationInputType {
  @Field(() => ID, { description: 'Id of the document: see createDocument.' }) document: string;
  @Field(() => ID, { description: 'Id of who says it: not the paper that reports it.' }) claimant: string;
  @Field(() => [ID], { nullable: true, description: 'Ids from the origin to the publisher; left out: the claimant, then the publisher.' })
  @IsOptional()
  @ArrayMaxSize(20)
  chain?: string[];
  @Field({ nullable: true, description: 'The claimant does not name whom it has it from.' }) @IsOptional() unnamedOrigin?: boolean;
  @Field({
    nullable: true,
    description:
      'Key of the origin: attestations with the same key go back to one. Left out: not known, and then it never counts as a further origin.',
  })
  @IsOptional()
  @MaxLength(100)
  origin?: string;
  @Field(() => ID, { nullable: true, description: 'Id of the agency whose text it is.' }) @IsOptional() wire?: string;
  @Field(() => StanceEnum, { nullable: true, description: 'How the claimant stands towards it; left out: ASSERTS.' }) stance?: Stance;
  @Field(() => ModalityEnum, { nullable: true, description: 'As what it is said: "could improve" is a POSSIBILITY. Left out: FACTUAL.' })
  modality?: Modality;
  @Field(() => VoiceEnum, { description: 'In whose words.' }) voice: Voice;
  @Field({ nullable: true, description: 'Hedging words, letter for letter.' }) @IsOptional() @MaxLength(200) hedge?: string;
  @Field({ nullable: true, description: 'When it was said, as EDTF, if not on the day of publication.' })
  @IsOptional()
  @MaxLength(100)
  assertedAt?: string;
  @Field(() => QuoteInputType, { nullable: true, description: 'The words of the source.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => QuoteInputType)
  quote?: QuoteInputType;
  @Field({ nullable: true, description: 'Where in the document: a sentence, page or record.' })
  @IsOptional()
  @MaxLength(200)
  locator?: string;
  @Field({ nullable: true, description: 'A remark.' }) @IsOptional() @MaxLength(1000) note?: string;
  @Field({ nullable: true, description: 'Admiralty code such as B2; left out: F6.' })
  @IsOptional()
  @Matches(/^[A-F][1-6]$/, { message: 'a grade is a letter A to F and a digit 1 to 6, such as B2' })
  grade?: string;
}

@InputType({ description: 'A fact with its first attestation.' })
export class ProposedFactInput {
  @Field(() => ID, { description: 'Id of the subject.' }) subject: string;
  @Field(() => PredicateEnum, { description: 'What is said of it.' }) predicate: Predicate;
  @Field(() => ID, { nullable: true, description: 'Id of the object, for a predicate that has one.' }) @IsOptional() object?: string;
  @Field(() => ValueInputType, { nullable: true, description: 'The value, for a predicate that carries one.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ValueInputType)
  value?: ValueInputType;
  @Field(() => QualifiersInput, { nullable: true, description: 'What narrows it.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => QualifiersInput)
  qualifiers?: Qualifiers;
  @Field({ nullable: true, description: 'When it is so, as EDTF: 2017-10-01/.. since that day. Left out: not known.' })
  @IsOptional()
  @MaxLength(100)
  validTime?: string;
  @Field(() => BoundsInputType, { nullable: true, description: 'What more is known of its dates.' })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoundsInputType)
  bounds?: BoundsInputType;
  @Field(() => TemporalKindEnum, {
    nullable: true,
    description: 'Whether it holds throughout the valid time or happened within it; left out: STATE.',
  })
  temporalKind?: TemporalKind;
  @Field({ nullable: true, description: 'The proposition in a few words; left out: made from its parts.' })
  @IsOptional()
  @MaxLength(300)
  label?: string;
  @Field({ nullable: true, description: 'Background to other material, shown only when a lens asks for it.' })
  @IsOptional()
  background?: boolean;
  @Field(() => AttestationInputType, { description: 'Who says so, and where.' })
  @ValidateNested()
  @Type(() => AttestationInputType)
  attestation: AttestationInputType;
}

@InputType({ description: 'A fact with its first attestation, to be recorded.' })
export class ProposeFactInput extends ProposedFactInput {
  @Field(() => ID, { description: keyDescription }) @Length(1, 100) idempotencyKey: string;
}

@InputType({ description: 'What somebody else, or the same one elsewhere, says of a fact.' })
export class AddAttestationInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact.' }) fact: string;
  @Field(() => Int, { description: 'The version of the fact that you have read.' }) @IsInt() expectedVersion: number;
  @Field(() => AttestationInputType, { description: 'Who says what of it, and where.' })
  @ValidateNested()
  @Type(() => AttestationInputType)
  attestation: AttestationInputType;
}

@InputType({ description: 'Takes a fact back.' })
export class RetractFactInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the fact.' }) fact: string;
  @Field(() => Int, { description: 'The version of the fact that you have read.' }) @IsInt() expectedVersion: number;
  @Field(() => RetractReasonEnum, { description: 'The sort of reason.' }) reason: RetractReason;
  @Field({ description: 'The reason in words: readers see it in place of the fact.' }) @MaxLength(1000) note: string;
}
