import { Extensions, Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional, Length, Matches, MaxLength } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-type-json';
import { Change } from '../changes/change.type.js';
import { ChangeInput } from '../record/change.input.js';
import { ChangePayload } from '../record/payloads.js';
import { LensInput } from '../schema/lens.input.js';

/** The values are under their own names, however a query calls them. */
const byName = (): PropertyDecorator => Extensions({ byName: true });

@ObjectType({ description: 'The clocks of a question; null where one was left out.' })
export class SavedLens {
  @Field({ nullable: true, description: 'In the world.' }) validAt?: string;
  @Field({ nullable: true, description: 'In public.' }) publishedBy?: string;
  @Field({ nullable: true, description: 'In this database.' }) recordedAt?: string;
  @Field({ nullable: true, description: 'Also background facts.' }) background?: boolean;
}

@ObjectType({ description: 'A query as it can be sent.' })
export class SavedQuery {
  @Field({ description: 'The query.' }) query: string;
  @Field(() => GraphQLJSONObject, { description: 'Its variables.' }) variables: Record<string, unknown>;
}

@ObjectType({ description: 'A question under a name. It is never changed, so that a report can cite it.' })
export class SavedQuestion {
  @Field(() => ID, { description: 'Its name, as in the link.' }) name: string;
  @Field({ nullable: true, description: 'What it asks, in a sentence.' }) about?: string;
  @Field({ description: 'The query as it was saved.' }) query: string;
  @Field(() => GraphQLJSONObject, { description: 'Its variables.' }) variables: Record<string, unknown>;
  @Field(() => SavedLens, { description: 'The clocks that were given with it.' }) @byName() lens: SavedLens;
  @Field({ description: 'When it was saved, as an instant.' }) savedAt: string;
  @Field({ description: 'Where it opens in the playground, below the address of this server.' }) link: string;
}

@ObjectType({ description: 'A change after which the answer to a question is another one.' })
export class AnswerChange {
  @Field(() => Change, { description: 'The change, with its facts.' }) @Extensions({ byHand: true }) change: Change;
  @Field(() => GraphQLJSONObject, { description: 'The answer before it.' }) before: Record<string, unknown>;
  @Field(() => GraphQLJSONObject, { description: 'The answer after it.' }) after: Record<string, unknown>;
}

@ObjectType({ description: 'How the answer to a question changed.' })
export class AnswerChanges {
  @Field({ description: 'The answer is another one.' }) changed: boolean;
  @Field(() => [AnswerChange], { description: 'By which changes, the earliest first.' }) @byName() changes: AnswerChange[];
  @Field({ description: 'Up to here all is told: ask again with it.' }) cursor: string;
  @Field({ description: 'False where there is more to tell after the cursor: ask again at once.' }) complete: boolean;
}

@ObjectType({ description: 'What came of saving a question.' })
export class SavedQuestionPayload extends ChangePayload {
  @Field(() => SavedQuestion, { nullable: true, description: 'The question; null if it was refused.' }) @byName() question?: SavedQuestion;
}

@InputType({ description: 'A question to keep under a name.' })
export class SaveQuestionInput extends ChangeInput {
  @Field(() => ID, { description: 'Its name: small letters, digits and single hyphens, such as kp-internet-2017.' })
  @Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'a name has small letters, digits and single hyphens' })
  @MaxLength(80)
  name: string;
  @Field({ nullable: true, description: 'What it asks, in a sentence.' }) @IsOptional() @MaxLength(500) about?: string;
  @Field({ description: 'A GraphQL query with one operation.' }) @Length(1, 50_000) query: string;
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Its variables.' }) @IsOptional() variables?: Record<string, unknown>;
  @Field(() => LensInput, {
    nullable: true,
    description:
      'Clocks for all of it; a lens that the query gives by itself keeps its own. For the link those left out are pinned to now.',
  })
  @IsOptional()
  at?: LensInput;
}
