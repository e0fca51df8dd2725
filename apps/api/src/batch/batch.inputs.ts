import { Field, InputType, OmitType } from '@nestjs/graphql';
import { IsOptional, MaxLength } from 'class-validator';
import { ChangeInput } from '../record/change.input.js';
import { CreateDocumentInput, CreateEntityInput } from '../record/entity.inputs.js';
import { AddAttestationInput, ProposedFactInput, RetractFactInput } from '../record/fact.inputs.js';
import { SubmitFactInput, SupersedeFactInput } from '../review/review.type.js';

const withoutKey = ['idempotencyKey'] as const;

@InputType({ description: 'Creates a thing that facts can speak of. Give it an id, so that later operations can name it.' })
export class CreateEntityOperation extends OmitType(CreateEntityInput, withoutKey) {}

@InputType({ description: 'Records a source. Give it an id, so that later operations can name it.' })
export class CreateDocumentOperation extends OmitType(CreateDocumentInput, withoutKey) {}

@InputType({ description: 'Records what somebody else, or the same one elsewhere, says of a fact.' })
export class AddAttestationOperation extends OmitType(AddAttestationInput, withoutKey) {}

@InputType({ description: 'Takes a fact back.' })
export class RetractFactOperation extends OmitType(RetractFactInput, withoutKey) {}

@InputType({ description: 'Proposes a fact in the place of another one.' })
export class SupersedeFactOperation extends OmitType(SupersedeFactInput, withoutKey) {}

@InputType({ description: 'Hands in a draft, or what was added to a fact.' })
export class SubmitFactOperation extends OmitType(SubmitFactInput, withoutKey) {}

@InputType({ isOneOf: true, description: 'One operation of a batch: give exactly one of the fields.' })
export class BatchOperationInput {
  @Field(() => CreateEntityOperation, { nullable: true, description: 'Creates an entity.' }) createEntity?: CreateEntityOperation;
  @Field(() => CreateDocumentOperation, { nullable: true, description: 'Records a source.' }) createDocument?: CreateDocumentOperation;
  @Field(() => ProposedFactInput, { nullable: true, description: 'Records a fact with its first attestation.' })
  proposeFact?: ProposedFactInput;
  @Field(() => AddAttestationOperation, { nullable: true, description: 'Records what somebody says of a fact.' })
  addAttestation?: AddAttestationOperation;
  @Field(() => RetractFactOperation, { nullable: true, description: 'Takes a fact back.' }) retractFact?: RetractFactOperation;
  @Field(() => SupersedeFactOperation, { nullable: true, description: 'Proposes a fact in the place of another one.' })
  supersedeFact?: SupersedeFactOperation;
  @Field(() => SubmitFactOperation, { nullable: true, description: 'Hands in a draft.' }) submitFact?: SubmitFactOperation;
}

@InputType({ description: 'Operations that are applied together, all or none.' })
export class ApplyBatchInput extends ChangeInput {
  @Field({
    nullable: true,
    description: 'true: does all the work, tells what would come of it, and writes nothing. Left out: true. Set it to false to write.',
  })
  dryRun?: boolean;
  @Field({ nullable: true, description: 'Why, for the audit. The reasons of its retractions and replacements stand behind it.' })
  @IsOptional()
  @MaxLength(1000)
  reason?: string;
  @Field(() => [BatchOperationInput], { description: 'At most 1,000, applied in this order; each sees those before it.' })
  operations: BatchOperationInput[];
}
