import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { IsInt, MaxLength } from 'class-validator';
import { ChangeInput } from '../record/change.input.js';

@InputType({ description: 'Which two entities are one and the same.' })
export class MergeEntitiesInput extends ChangeInput {
  @Field(() => ID, { description: 'Id of the entity whose facts move; from then on its id leads to the other one.' }) entity: string;
  @Field(() => ID, { description: 'Id of the entity that speaks for both.' }) into: string;
  @Field(() => Int, { description: 'The version of the entity that you have read.' }) @IsInt() expectedVersion: number;
  @Field(() => Int, { description: 'The version that you have read of the entity that speaks for both.' })
  @IsInt()
  expectedIntoVersion: number;
  @Field({ description: 'Why they are one and the same.' }) @MaxLength(1000) reason: string;
}

@InputType({ description: 'Which merge to undo.' })
export class SplitEntityInput extends ChangeInput {
  @Field(() => ID, { description: 'The id that the entity had before it was merged: see mergedFrom.' }) entity: string;
  @Field(() => Int, { description: 'The version that you have read of the entity that speaks for it now.' })
  @IsInt()
  expectedVersion: number;
  @Field({ description: 'Why they are not one.' }) @MaxLength(1000) reason: string;
}
