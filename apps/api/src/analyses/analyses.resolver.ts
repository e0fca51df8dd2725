import { Args, Context, Field, Float, ID, Info, InputType, Query, Resolver } from '@nestjs/graphql';
import { analyses, ask, type Answer, type ScopeInput } from '@linchpin/analyses';
import { Graph } from '@linchpin/graph';
import type { RelationPredicate, Status } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { z } from 'zod';
import { Policy } from '../access/policy.js';
import { PredicateEnum, StatusEnum } from '../schema/enums.js';
import { LensInput, readLens } from '../schema/lens.input.js';
import { AnswerTypes } from './answer-types.js';
import { addComparison, remember } from './comparison.js';
import type { AnalysisContext } from './referred.js';

@InputType({ description: 'A tie that is supposed to be there.' })
export class SupposedTieInput {
  @Field(() => ID, { description: 'The subject: its id, an identifier or its exact name.' }) subject: string;
  @Field(() => PredicateEnum, { description: 'A predicate between two entities.' }) predicate: RelationPredicate;
  @Field(() => ID, { description: 'The object: its id, an identifier or its exact name.' }) object: string;
  @Field(() => Float, { nullable: true, description: 'A share in percent.' }) share?: number;
  @Field({ nullable: true, description: 'What is supplied, in upper case.' }) good?: string;
}

@InputType({
  description: 'What is supposed for the length of one question. Nothing of it is written. comparedWith tells what it changes.',
})
export class WhatIfInput {
  @Field(() => [ID], { nullable: true, description: 'Facts by id, or entities with all their ties, that are taken away.' })
  remove?: string[];
  @Field(() => [SupposedTieInput], { nullable: true, description: 'Ties that are added.' }) add?: SupposedTieInput[];
}

/** What every analysis takes beside its own: the names are those of `ScopeInput`. */
const scopeArguments: Record<keyof ScopeInput, { type: () => unknown; description: string }> = {
  at: { type: () => LensInput, description: 'What to look through: the three clocks.' },
  minStatus: {
    type: () => StatusEnum,
    description: 'Only facts at least as firm: CORROBORATED, ASSERTED, UNCONFIRMED, DISPUTED, DENIED, from the firmest.',
  },
  exclude: { type: () => [StatusEnum], description: 'Facts of these statuses do not count; RETRACTED and SUPERSEDED never do.' },
  whatIf: { type: () => WhatIfInput, description: 'What is supposed beside or against the facts.' },
};

@Resolver()
export class AnalysesResolver {
  constructor(readonly graph: Graph) {}
}

const types = new AnswerTypes();
const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

for (const entry of analyses) {
  const given = Object.entries(entry.takes.shape) as [string, z.core.$ZodType][];
  const ownNames = given.map(([name]) => name);
  const names = [...ownNames, ...Object.keys(scopeArguments)];
  const answerType = types.objectType(`${capital(entry.name)}Answer`, entry.gives.meta({ description: entry.asks }));
  addComparison(types, entry, answerType);
  const value = async function (this: AnalysesResolver, ...args: unknown[]): Promise<Answer> {
    const [info, context] = args.slice(names.length) as [GraphQLResolveInfo, AnalysisContext];
    const byName = Object.fromEntries(names.map((name, i) => [name, args[i]]));
    const own = Object.fromEntries(ownNames.map((name) => [name, byName[name]]));
    const scope = byName as { at?: LensInput; minStatus?: Status; exclude?: Status[]; whatIf?: WhatIfInput };
    context.referred.through(info, readLens(scope.at));
    return remember(await ask(this.graph, entry, own, scope), { given: own, scope });
  };
  const target = AnalysesResolver.prototype;
  const descriptor = { value, configurable: true };
  Object.defineProperty(target, entry.name, descriptor);
  Reflect.defineMetadata(
    'design:paramtypes',
    [...names, 'info', 'context'].map(() => Object),
    target,
    entry.name,
  );
  given.forEach(([name, schema], i) => {
    const { type, list, nullable, description } = types.shown(schema, `${capital(entry.name)}${capital(name)}`);
    Args(name, { type: () => (list ? [type] : type) as never, nullable, description })(target, entry.name, i);
  });
  Object.entries(scopeArguments).forEach(([name, { type, description }], i) =>
    Args(name, { type: type as never, nullable: true, description })(target, entry.name, given.length + i),
  );
  Info()(target, entry.name, names.length);
  Context()(target, entry.name, names.length + 1);
  Query(() => answerType, {
    description: `${entry.asks} ${entry.method}`,
    complexity: ({ childComplexity }) => 50 + 20 * childComplexity,
  })(target, entry.name, descriptor);
  Policy('anyone')(target, entry.name, descriptor);
}

export const answerFields = types.resolvers;
