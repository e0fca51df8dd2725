import { Field, ID, InputType } from '@nestjs/graphql';
import { Length } from 'class-validator';

export const keyDescription =
  'Made up by the caller, such as a UUID, and new for each change. The same call with the same key is done once, also after a lost connection. Kept for at least 7 days.';

/** What every change carries. No field here is required and has a default: compiled queries (graphql-jit 0.8) refuse it in variables where it is left out. */
@InputType({ isAbstract: true })
export class ChangeInput {
  @Field(() => ID, { description: keyDescription })
  @Length(1, 100)
  idempotencyKey: string;
}
