import { Args, Context, Extensions, Field, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ask, differencesOf, differing, type Analysis, type Answer, type ScopeInput } from '@linchpin/analyses';
import { Graph } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { LensInput, readLens } from '../schema/lens.input.js';
import type { AnswerTypes, Class } from './answer-types.js';
import type { AnalysisContext } from './referred.js';

/** How an answer came about, so that it can be asked again. */
interface Asked {
  given: Record<string, unknown>;
  scope: ScopeInput;
}

const asked = new WeakMap<Answer, Asked>();

export function remember(answer: Answer, how: Asked): Answer {
  asked.set(answer, how);
  return answer;
}

const description =
  'The same question without the suppositions of whatIf and, if `at` is given, at other clocks: what would be otherwise, or was before.';

/** The field `comparedWith` of an answer: the same question asked otherwise, and what differs. */
export function addComparison(types: AnswerTypes, entry: Analysis, answerType: Class): void {
  const comparison = types.objectType(answerType.name.replace(/Answer$/, 'Comparison'), differing);
  Field(() => answerType, { description: 'The other answer.' })(comparison.prototype as object, 'answer');
  Extensions({ byName: true })(comparison.prototype as object, 'answer');

  @Resolver(() => answerType)
  class ComparisonFields {
    constructor(private readonly graph: Graph) {}

    @ResolveField('comparedWith', () => comparison, { description, complexity: ({ childComplexity }) => 50 + childComplexity })
    @Extensions({ byHand: true })
    async comparedWith(
      @Parent() answer: Answer,
      @Args('at', { type: () => LensInput, nullable: true, description: 'Other clocks; left out: the same.' }) at: LensInput | undefined,
      @Info() info: GraphQLResolveInfo,
      @Context() context: AnalysisContext,
    ): Promise<Record<string, unknown>> {
      const { given, scope } = asked.get(answer)!;
      const other: ScopeInput = { ...scope, at: at ?? scope.at, whatIf: undefined };
      context.referred.through(info, readLens(at ?? (scope.at as LensInput | undefined)));
      const before = remember(await ask(this.graph, entry, given, other), { given, scope: other });
      return { answer: before, ...differencesOf(entry.gives, before, answer) };
    }
  }

  types.resolvers.push(ComparisonFields);
}
