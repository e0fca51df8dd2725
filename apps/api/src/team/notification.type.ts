import { Extensions, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { notificationKinds, type NotificationKind } from '@linchpin/facts';
import { SavedQuestion } from '../questions/saved-question.type.js';
import { Connection, PageInfo } from '../schema/connections.js';
import { Fact } from '../schema/fact.type.js';
import { EntityType } from '../schema/nodes.js';
import { Comment } from './comment.type.js';

export const NotificationKindEnum = Object.fromEntries(Object.keys(notificationKinds).map((kind) => [kind, kind])) as {
  [K in NotificationKind]: K;
};
registerEnumType(NotificationKindEnum, {
  name: 'NotificationKind',
  description: 'Why you are notified.',
  valuesMap: Object.fromEntries(Object.entries(notificationKinds).map(([kind, description]) => [kind, { description }])),
});

@ObjectType({ description: 'Something that somebody else did and that concerns you.' })
export class Notification {
  @Field(() => NotificationKindEnum, { description: 'Why you are notified.' }) kind: NotificationKind;
  @Field({ description: 'When, as an instant.' }) at: string;
  @Field(() => Int, { description: 'Number of the change.' }) change: number;
  @Field({ description: 'What happened, in a sentence.' }) text: string;
  @Field(() => Fact, { nullable: true, description: 'The fact that it is about; null for several.' })
  @Extensions({ byHand: true })
  fact?: Fact;
  @Field(() => EntityType, { nullable: true, description: 'The entity that you follow.' })
  @Extensions({ byHand: true })
  entity?: EntityType;
  @Field(() => Comment, { nullable: true, description: 'The comment.' }) @Extensions({ byHand: true }) comment?: Comment;
  @Field(() => SavedQuestion, { nullable: true, description: 'The question that you follow.' })
  @Extensions({ byHand: true })
  question?: SavedQuestion;
}

@ObjectType({ description: 'A notification in a list.' })
export class NotificationEdge {
  @Field({ description: 'Where it stands: give it as `cursor` to go on after it.' }) cursor: string;
  @Field(() => Notification, { description: 'The notification.' }) @Extensions({ byName: true }) node: Notification;
}

@ObjectType({ description: 'A page of notifications, the earliest first.' })
export class NotificationConnection extends Connection {
  @Field(() => [NotificationEdge], { description: 'The entries.' }) @Extensions({ byName: true }) edges: NotificationEdge[];
  @Field(() => PageInfo, { description: 'Where the page stands. Up to endCursor all is told, also where the page is empty.' })
  @Extensions({ byName: true })
  override pageInfo: PageInfo;
  @Field(() => Int, {
    nullable: true,
    description:
      'How many there are after the cursor, among the 2,000 changes that one call looks at. While hasNextPage, go on with endCursor.',
  })
  override totalCount?: number;
}
