import { Field, ID, InterfaceType, ObjectType } from '@nestjs/graphql';
import { refusals, type Details, type Refusal, type RefusalCode, type WarningCode } from '@linchpin/facts';
import { Int } from '@nestjs/graphql';
import { RefusalCodeEnum, WarningCodeEnum } from '../schema/enums.js';

/** PREDICATE_DOMAIN → PredicateDomain. */
const typeName = (code: string): string => code.toLowerCase().replace(/(^|_)(.)/g, (_match, _gap, letter: string) => letter.toUpperCase());

@InterfaceType('UserError', {
  description: 'Why a change was refused, and what to do. Nothing was written.',
  resolveType: ({ code }: Refusal) => typeName(code),
})
export class UserErrorType {
  @Field(() => RefusalCodeEnum, { description: 'Which rule.' }) code: RefusalCode;
  @Field({ description: 'What is wrong and what to do, in a sentence.' }) message: string;
  @Field(() => [String], { description: 'Where in the arguments, outermost first.' }) path: string[];
}

/** The fields that a detail becomes; `existing` is read from the graph by hand. */
const detailFields: Record<Exclude<keyof Details, 'existing'>, [type: () => object, description: string]> = {
  allowedKinds: [() => [String], 'Kinds that may stand there.'],
  allowedPredicates: [() => [String], 'Predicates that this kind may have.'],
  closest: [() => String, 'What the document says that comes closest.'],
  distance: [() => Int, 'How many characters would have to change.'],
  limit: [() => Int, 'The most that is allowed.'],
  current: [() => Int, 'The version by now.'],
  into: [() => ID, 'Id of the entity that speaks for it by now.'],
  facts: [() => [ID], 'Ids of the facts that stand in the way.'],
};

function errorType(code: RefusalCode): new () => UserErrorType {
  const type = class extends UserErrorType {};
  Object.defineProperty(type, 'name', { value: typeName(code) });
  const entry: { about: string; details?: readonly (keyof Details)[] } = refusals[code];
  ObjectType(typeName(code), { description: entry.about, implements: () => UserErrorType })(type);
  for (const detail of entry.details ?? []) {
    if (detail === 'existing') continue;
    const [fieldType, description] = detailFields[detail];
    Field(fieldType, { nullable: true, description })(type.prototype, detail);
  }
  return type;
}

export const userErrorTypes = new Map((Object.keys(refusals) as RefusalCode[]).map((code) => [code, errorType(code)]));

@ObjectType('Warning', { description: 'What to mind about a change that was made.' })
export class WarningType {
  @Field(() => WarningCodeEnum, { description: 'Which sort.' }) code: WarningCode;
  @Field({ description: 'What to mind, in a sentence.' }) message: string;
  @Field(() => [String], { description: 'Where in the arguments.' }) path: string[];
}
