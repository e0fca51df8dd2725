import { Extensions, Field, Int, ObjectType } from '@nestjs/graphql';
import type { Attempted } from '@linchpin/facts';
import { UserErrorType, WarningType } from '../record/user-errors.js';
import { Fact } from '../schema/fact.type.js';
import { EntityType } from '../schema/nodes.js';

/** What came of an operation, before its fact or entity is read. */
export interface Result extends Omit<Attempted, 'refusals' | 'id'> {
  index: number;
  done: boolean;
  factId: string | null;
  entityId: string | null;
  userErrors: Attempted['refusals'];
}

@ObjectType({ description: 'What came of one operation of a batch.' })
export class BatchResult {
  @Field(() => Int, { description: 'Its place among the operations, from 0.' }) index: number;
  @Field({ description: 'It holds: it was made, or would be if the whole batch were applied. false: it was refused.' }) done: boolean;
  @Extensions({ byHand: true })
  @Field(() => Fact, { nullable: true, description: 'The fact as it is now; null in a dry run, and where the operation is about none.' })
  fact?: Fact;
  @Extensions({ byHand: true })
  @Field(() => EntityType, {
    nullable: true,
    description: 'The entity or document; null in a dry run, and where the operation is about none.',
  })
  entity?: EntityType;
  @Extensions({ byName: true })
  @Field(() => [WarningType], { description: 'What to mind about it.' })
  warnings: WarningType[];
  @Extensions({ byName: true })
  @Field(() => [UserErrorType], { description: 'Why it was refused, every fault; empty if it was not.' })
  userErrors: UserErrorType[];
}

@ObjectType({ description: 'What came of a batch.' })
export class BatchPayload {
  @Field({ description: 'Whether it was only tried.' }) dryRun: boolean;
  @Field({ description: 'Whether it was written: all of it. false: nothing was.' }) applied: boolean;
  @Extensions({ byName: true })
  @Field(() => [BatchResult], {
    description: 'One for each operation, in the same order.',
    // Not by the number of operations: costs are kept by the text of a query.
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  results: BatchResult[];
  @Extensions({ byName: true })
  @Field(() => [UserErrorType], {
    description: 'Why the batch as a whole was refused; faults of single operations stand with their results.',
  })
  userErrors: UserErrorType[];
}
