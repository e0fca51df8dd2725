import { Args, ID, Info, Query, Resolver } from '@nestjs/graphql';
import { cypher, Graph } from '@linchpin/graph';
import type { GraphQLResolveInfo } from 'graphql';
import { factRows } from '../compile/fact-rows.js';
import { PageArgs } from '../compile/page.js';
import { readConnection } from '../compile/read.js';
import { FactConnection } from '../schema/connections.js';
import { LensInput, readLens } from '../schema/lens.input.js';
import { pageComplexity } from '../schema/readings.js';
import { FactFilter, filtered } from './fact-filter.js';

const atDescription = 'What to look through: the three clocks. It holds for everything below.';

@Resolver()
export class FactsResolver {
  constructor(private readonly graph: Graph) {}

  @Query(() => FactConnection, { description: 'Facts that pass a filter, in the order of recording.', complexity: pageComplexity })
  facts(
    @Args('filter', { nullable: true, description: 'Which facts.' }) filter: FactFilter,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readConnection(this.graph, info, readLens(at), page, (p) => factRows(p, filtered(filter ?? {}, p)));
  }

  @Query(() => FactConnection, {
    description:
      'All facts about an entity in the order of their valid time: by the first of its dates that is known. Facts without a date come last.',
    complexity: pageComplexity,
  })
  timeline(
    @Args('entity', { type: () => ID, description: 'Id of the entity.' }) entity: string,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readConnection(this.graph, info, readLens(at), page, (p) =>
      factRows(p, { ...filtered({ about: entity }, p), orderBy: (f) => cypher`${f}.moment` }),
    );
  }
}
