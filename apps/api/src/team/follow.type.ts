import { Extensions, Field, ID, ObjectType } from '@nestjs/graphql';
import { ChangePayload } from '../record/payloads.js';
import { SavedQuestion } from '../questions/saved-question.type.js';
import { Fact } from '../schema/fact.type.js';
import { EntityType } from '../schema/nodes.js';

@ObjectType('Following', { description: 'Something that you follow: one of entity, fact and question.' })
export class FollowingType {
  @Field(() => EntityType, { nullable: true, description: 'An entity; where it was merged since, the one that speaks for it.' })
  @Extensions({ byHand: true })
  entity?: EntityType;
  @Field(() => Fact, { nullable: true, description: 'A fact.' }) @Extensions({ byHand: true }) fact?: Fact;
  @Field(() => SavedQuestion, { nullable: true, description: 'A saved question.' })
  @Extensions({ byHand: true })
  question?: SavedQuestion;
  @Field({ description: 'Since when, as an instant.' }) since: string;
}

@ObjectType({ description: 'What came of following something, or of following it no longer.' })
export class FollowPayload extends ChangePayload {
  @Field(() => [FollowingType], { nullable: true, description: 'All that you follow now; null if it was refused.' })
  @Extensions({ byName: true })
  following?: FollowingType[];
}

export const targetArguments = {
  id: { type: () => ID, nullable: true, description: 'Id of an entity or fact.' },
  question: { type: () => ID, nullable: true, description: 'Name of a saved question, instead of an id.' },
} as const;
