import { Args, Context, Field, Float, ID, Info, InputType, Query, Resolver } from '@nestjs/graphql';
import { analyses, AnalysisError, World, type Analysis, type Overlay } from '@linchpin/analyses';
import { Graph } from '@linchpin/graph';
import { hiddenByDefault, relationNames, type RelationPredicate, type Status } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import { InputError } from '../errors.js';
import { PredicateEnum, StatusEnum } from '../schema/enums.js';
import { LensInput, readLens } from '../schema/lens.input.js';
import { AnswerTypes, descriptionOf } from './answer-types.js';
import type { AnalysisContext } from './referred.js';

@InputType({ description: 'A tie that is supposed to be there.' })
export class SupposedTieInput {
  @Field(() => ID, { description: 'Id of the subject.' }) subject: string;
  @Field(() => PredicateEnum, { description: 'A predicate between two entities.' }) predicate: RelationPredicate;
  @Field(() => ID, { description: 'Id of the object.' }) object: string;
  @Field(() => Float, { nullable: true, description: 'A share in percent.' }) share?: number;
  @Field({ nullable: true, description: 'What is supplied, in upper case.' }) good?: string;
}

@InputType({
  description: 'What is supposed for the length of one question. Nothing of it is written. Ask twice under two names to compare.',
})
export class WhatIfInput {
  @Field(() => [ID], { nullable: true, description: 'Ids of facts, or of entities with all their ties, that are taken away.' })
  remove?: string[];
  @Field(() => [SupposedTieInput], { nullable: true, description: 'Ties that are added.' }) add?: SupposedTieInput[];
}

interface ScopeArgs {
  at?: LensInput;
  exclude?: Status[];
  whatIf?: WhatIfInput;
}

/** Everything that an analysis takes, in the order of the method's parameters; what is common to all comes last. */
@Resolver()
export class AnalysesResolver {
  constructor(readonly graph: Graph) {}
}

const overlayOf = ({ remove, add }: WhatIfInput = {}): Overlay => {
  const unfit = add?.find(({ predicate }) => !relationNames.includes(predicate));
  if (unfit) throw new InputError('BAD_INPUT', `whatIf.add: ${unfit.predicate} carries a value and joins no two entities.`);
  if ((remove?.length ?? 0) + (add?.length ?? 0) > 1_000)
    throw new InputError('BAD_INPUT', 'whatIf: at most 1,000 ties and entities at a time.');
  return { remove: remove ?? [], add: add ?? [] };
};

async function answer(
  graph: Graph,
  entry: Analysis,
  given: Record<string, unknown>,
  { at, exclude, whatIf }: ScopeArgs,
  info: GraphQLResolveInfo,
  context: AnalysisContext,
): Promise<unknown> {
  const input = entry.takes.safeParse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined && value !== null)),
  );
  if (!input.success) throw new InputError('BAD_INPUT', z.prettifyError(input.error));
  const lens = readLens(at);
  context.referred.through(String(info.path.key), lens);
  const world = new World(graph, { lens, exclude: [...hiddenByDefault, ...(exclude ?? [])], overlay: overlayOf(whatIf) });
  try {
    await world.requireAll(
      ['target', 'entity', 'about', 'from', 'to'].flatMap((name) => (typeof input.data[name] === 'string' ? [input.data[name]] : [])),
    );
    return await entry.answer(world, input.data);
  } catch (error) {
    if (error instanceof AnalysisError) throw new InputError(error.code === 'UNKNOWN_ENTITY' ? 'NOT_FOUND' : 'BAD_INPUT', error.message);
    throw error;
  }
}

const types = new AnswerTypes();
const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

for (const entry of analyses) {
  const given = Object.entries(entry.takes.shape) as [string, z.core.$ZodType][];
  const type = types.objectType(`${capital(entry.name)}Answer`, entry.gives.meta({ description: entry.asks }));
  const value = function (this: AnalysesResolver, ...args: unknown[]): Promise<unknown> {
    const [at, exclude, whatIf, info, context] = args.slice(given.length) as [
      LensInput,
      Status[],
      WhatIfInput,
      GraphQLResolveInfo,
      AnalysisContext,
    ];
    return answer(this.graph, entry, Object.fromEntries(given.map(([name], i) => [name, args[i]])), { at, exclude, whatIf }, info, context);
  };
  const descriptor = { value, configurable: true };
  const target = AnalysesResolver.prototype;
  Object.defineProperty(target, entry.name, descriptor);
  Reflect.defineMetadata(
    'design:paramtypes',
    [...given.map(() => Object), LensInput, Array, WhatIfInput, Object, Object],
    target,
    entry.name,
  );
  given.forEach(([name, schema], i) => {
    const { type: argument, list, nullable } = types.shown(schema, `${capital(entry.name)}${capital(name)}`);
    Args(name, { type: () => (list ? [argument] : argument) as never, nullable, description: descriptionOf(schema) })(
      target,
      entry.name,
      i,
    );
  });
  const next = given.length;
  Args('at', { type: () => LensInput, nullable: true, description: 'What to look through: the three clocks.' })(target, entry.name, next);
  Args('exclude', {
    type: () => [StatusEnum],
    nullable: true,
    description: 'Facts of these statuses do not count; RETRACTED and SUPERSEDED never do.',
  })(target, entry.name, next + 1);
  Args('whatIf', { type: () => WhatIfInput, nullable: true, description: 'What is supposed beside or against the facts.' })(
    target,
    entry.name,
    next + 2,
  );
  Info()(target, entry.name, next + 3);
  Context()(target, entry.name, next + 4);
  Query(() => type, { description: `${entry.asks} ${entry.method}`, complexity: ({ childComplexity }) => 50 + 20 * childComplexity })(
    target,
    entry.name,
    descriptor,
  );
}

export const answerFields = types.resolvers;
