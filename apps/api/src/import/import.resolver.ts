import { UseInterceptors } from '@nestjs/common';
import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Person } from '@linchpin/facts';
import { Writer } from '../access/identity.js';
import { Policy } from '../access/policy.js';
import { largestPage } from '../compile/page.js';
import { InputError } from '../errors.js';
import { withoutNulls } from '../record/from-input.js';
import type { Payload } from '../record/payloads.js';
import { RefusalsAsAnswer } from '../record/record.resolver.js';
import { ImportRunner, type ImportRun } from './import-runner.js';
import { Import, ImportListInput, ImportPayload } from './import.types.js';

@Resolver()
export class ImportResolver {
  constructor(private readonly runner: ImportRunner) {}

  @Mutation(() => ImportPayload, {
    description: 'Imports a list from the directory of uploads of the server. It goes on after the answer; imports tells how far it is.',
  })
  @Policy('admin')
  @UseInterceptors(RefusalsAsAnswer)
  async importList(
    @Args('input', { description: 'The format and the files.' }) input: ImportListInput,
    @Writer() by: Person,
  ): Promise<Payload & { import: Told }> {
    return { id: null, warnings: [], userErrors: [], import: told(await this.runner.begin(withoutNulls(input), by.id)) };
  }

  @Query(() => [Import], {
    description: 'Lists that were imported or are being imported; the latest first.',
    complexity: ({ args, childComplexity }: { args: { first?: number }; childComplexity: number }) => (args.first ?? 20) * childComplexity,
  })
  @Policy('analyst')
  async imports(
    @Args('first', { type: () => Int, nullable: true, description: 'How many, at most 100; 20 if left out.' }) first: number | undefined,
  ): Promise<Told[]> {
    const size = first ?? 20;
    if (size < 0 || size > largestPage) throw new InputError('BAD_PAGE', `A page has 0 to ${largestPage} entries.`);
    return (await this.runner.list(size)).map(told);
  }
}

const told = ({ report, ...run }: ImportRun) => ({
  ...run,
  records: report.records,
  facts: report.facts,
  warnings: Object.entries(report.warnings).map(([kind, rest]) => ({ kind, ...rest })),
});

/** As GraphQL gives it. */
type Told = ReturnType<typeof told>;
