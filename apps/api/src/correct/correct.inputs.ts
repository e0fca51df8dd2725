import { Extensions, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { TemporalKind } from '@linchpin/vocabulary';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, MaxLength, ValidateNested } from 'class-validator';
import { ChangeInput } from '../record/change.input.js';
import { BoundsInputType, ProposedFactInput } from '../record/fact.inputs.js';
import { ChangePayload } from '../record/payloads.js';
import { TemporalKindEnum } from '../schema/enums.js';
import { Fact } from '../schema/fact.type.js';

@InputType({ description: 'Corrects dates or sources of a selection of facts. What is left out stays as it is.' })
export class CorrectFactsInput extends ChangeInput {
  @Field(() => [ID], { description: 'Ids of the facts, at most 1,000.' }) facts: string[];
  @Field(() => Int, {
    description: 'Number of the last change that you have seen, see changes. A fact that was changed after it is refused.',
  })
  @IsInt()
  asOf: number;
  @Field({ description: 'What is wrong with the facts as they stand.' }) @MaxLength(1000) reason: string;
  @Field({ nullable: true, description: 'When they are so, as EDTF.' }) @IsOptional() @MaxLength(100) validTime?: string;
  @Field(() => BoundsInputType, {
    nullable: true,
    description: 'What more is known of their dates. Left out with a validTime: nothing; left out without one: as it was.',
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => BoundsInputType)
  bounds?: BoundsInputType;
  @Field(() => TemporalKindEnum, { nullable: true, description: 'Whether they hold throughout the valid time or happened within it.' })
  temporalKind?: TemporalKind;
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the document on which their attestations rest from now on. Quotes are compared with its text.',
  })
  @IsOptional()
  document?: string;
  @Field(() => ID, { nullable: true, description: 'Only attestations of this document come to rest on the other one. Left out: all.' })
  @IsOptional()
  insteadOf?: string;
}

@InputType({ description: 'Writes a draft anew.' })
export class EditDraftInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the draft.' }) fact: string;
  @Field(() => Int, { description: 'The version of it that you have read.' }) @IsInt() expectedVersion: number;
  @Field(() => ProposedFactInput, { description: 'What it says from now on. What was said of it before is removed.' })
  @ValidateNested()
  @Type(() => ProposedFactInput)
  by: ProposedFactInput;
}

@ObjectType({ description: 'What came of correcting facts.' })
export class CorrectionPayload extends ChangePayload {
  @Extensions({ byHand: true })
  @Field(() => [Fact], {
    description: 'The facts that say it now, in the order of the selection: successors, or the drafts themselves; empty if it was refused.',
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  facts: Fact[];
}
