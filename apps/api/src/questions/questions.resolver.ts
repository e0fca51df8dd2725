import { UseInterceptors } from '@nestjs/common';
import { Args, Context, Extensions, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { lensOf, once, refuse, Refused, type Person } from '@linchpin/facts';
import { Graph } from '@linchpin/graph';
import { GraphQLJSONObject } from 'graphql-type-json';
import type { GraphQLResolveInfo } from 'graphql';
import { Writer, type RequestContext } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import type { AnalysisContext } from '../analyses/referred.js';
import { encodeCursor, largestPage } from '../compile/page.js';
import { numberOfCursor } from '../changes/changes.resolver.js';
import { InputError } from '../errors.js';
import { Change } from '../changes/change.type.js';
import { withoutNulls } from '../record/from-input.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { readLens } from '../schema/lens.input.js';
import { keptOf, QuestionsService, shownOf, type Kept } from './questions.service.js';
import { AnswerChange, AnswerChanges, SavedQuery, SavedQuestion, SavedQuestionPayload, SaveQuestionInput } from './saved-question.type.js';
import { keepQuestion, listQuestions } from './saved-questions.queries.js';
import { transitions } from './transitions.js';

/** How often one request may ask a question at other times: in halves, enough for one change among 16 million. */
const mostAsks = 26;
const mostTransitions = 10;

type QuestionContext = RequestContext & AnalysisContext;
interface Told extends Pick<AnswerChanges, 'changed' | 'cursor' | 'complete'> {
  changes: { number: number; before: unknown; after: unknown }[];
}

@Resolver(() => SavedQuestion)
export class QuestionsResolver {
  constructor(
    private readonly graph: Graph,
    private readonly questions: QuestionsService,
  ) {}

  @Query(() => SavedQuestion, { nullable: true, description: 'The question that was saved under a name.' })
  @Policy('anyone')
  savedQuestion(@Args('name', { type: () => ID, description: 'Its name.' }) name: string): Promise<unknown> {
    return this.questions.shown(name);
  }

  @Query(() => [SavedQuestion], { description: 'Saved questions by name.', complexity: ({ childComplexity }) => 50 * childComplexity })
  @Policy('anyone')
  async savedQuestions(
    @Args('first', { type: () => Int, defaultValue: 50, description: 'How many, at most 100.' }) first: number,
    @Args('after', { type: () => ID, nullable: true, description: 'Only those whose names come after this one.' })
    after: string | undefined,
  ): Promise<unknown[]> {
    if (first < 0 || first > largestPage) throw new InputError('BAD_PAGE', `A page has 0 to ${largestPage} entries.`);
    const rows = await this.graph.read(listQuestions, { after: after ?? '', limit: first });
    return rows.map((row) => shownOf(keptOf(row)));
  }

  @Mutation(() => SavedQuestionPayload, {
    description:
      'Keeps a query with its variables and clocks under a name, which /q/<name> opens in the playground. It is never changed: a report can cite it.',
  })
  @Policy('analyst')
  @UseInterceptors(RefusalsAsAnswer)
  async saveQuestion(
    @Args('input', { description: 'The question.' }) input: SaveQuestionInput,
    @Writer() { id: by }: Person,
  ): Promise<Record<string, unknown>> {
    const { idempotencyKey: key, ...rest } = input;
    const { name, about, query, at } = rest;
    const lens = withoutNulls(at ?? {});
    readLens(lens);
    const variables = this.questions.check(query, input.variables ?? {});
    const properties = { about: about?.trim() || null, query, variables: JSON.stringify(variables), lens: JSON.stringify(lens) };
    await this.graph.write((tx) =>
      once(tx, { by, key, input: rest }, async () => {
        const [row] = await tx.run(keepQuestion, { name, properties, by });
        const same = row!.query === properties.query && row!.variables === properties.variables && row!.lens === properties.lens;
        if (!row!.created && !same)
          throw new Refused([
            refuse('NAME_TAKEN', ['name'], `"${name}" is another question already, and reports may cite it. Choose another name.`),
          ]);
        return { id: name, warnings: [] };
      }),
    );
    return { question: await this.questions.shown(name), warnings: [], userErrors: [] };
  }

  @ResolveField(() => SavedQuery, {
    description:
      'The query with every clock pinned: those given, and the state of this database when it was saved. This is what the link opens.',
  })
  @Extensions({ byHand: true })
  cited(@Parent() kept: Kept): SavedQuery {
    return this.questions.cited(kept);
  }

  @ResolveField(() => GraphQLJSONObject, {
    description: 'Its answer: now, through the clocks that were given with it; cited: as it was when it was saved.',
    complexity: 500,
  })
  @Extensions({ byHand: true })
  answer(
    @Parent() kept: Kept,
    @Args('cited', { defaultValue: false, description: 'With every clock pinned, as the link opens it.' }) cited: boolean,
    @Context() context: QuestionContext,
  ): Promise<Record<string, unknown>> {
    return cited ? this.questions.answerAfter(kept, kept.number, context) : this.questions.answer(kept, context);
  }

  @ResolveField(() => AnswerChanges, {
    description:
      'Whether its answer has changed, and by which changes: ask again with the last cursor to follow along. An answer that went another way and came back between two looks may be passed over.',
    complexity: ({ childComplexity }) => 2_000 + childComplexity,
  })
  @Extensions({ byHand: true })
  async changesSince(
    @Parent() kept: Kept,
    @Args('cursor', { nullable: true, description: 'Of an earlier answer, or of a change; left out: since it was saved.' }) cursor: string,
    @Context() context: QuestionContext,
  ): Promise<Told> {
    const from = cursor ? numberOfCursor(cursor) : kept.number;
    const last = await this.questions.lastChange();
    const answerAt = async (number: number) => JSON.stringify(await this.questions.answerAfter(kept, number, context));
    const { found, upTo } = await transitions(from, last, answerAt, { most: mostTransitions, asks: mostAsks });
    return {
      changed: found.length > 0,
      changes: found.map(({ number, before, after }) => ({
        number,
        before: JSON.parse(before) as unknown,
        after: JSON.parse(after) as unknown,
      })),
      cursor: encodeCursor(String(Math.max(from, upTo))),
      complete: upTo >= last,
    };
  }
}

@Resolver(() => AnswerChange)
export class AnswerChangeFields {
  @ResolveField(() => Change, { description: 'The change, with its facts.' })
  @Extensions({ byHand: true })
  change(
    @Parent() { number }: { number: number },
    @Info() info: GraphQLResolveInfo,
    @Context() { referred }: QuestionContext,
  ): Promise<unknown> {
    referred.through(info, lensOf({ background: true }));
    return referred.load(info, String(number));
  }
}
