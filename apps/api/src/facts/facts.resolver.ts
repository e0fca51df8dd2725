import { Args, ID, Info, Query, Resolver } from '@nestjs/graphql';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import type { Clock } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { Policy } from '../access/policy.js';
import { factRows } from '../compile/fact-rows.js';
import { PageArgs } from '../compile/page.js';
import { readConnection } from '../compile/read.js';
import { FactConnection } from '../schema/connections.js';
import { ClockEnum } from '../schema/enums.js';
import { LensInput, readLens } from '../schema/lens.input.js';
import { pageComplexity } from '../schema/readings.js';
import { FactFilter, filtered } from './fact-filter.js';

const atDescription = 'What to look through: the three clocks. It holds for everything below.';

/** Numbers that grow with each clock. */
const moments: Record<Clock, (f: Cypher) => Cypher> = {
  VALID: (f) => cypher`${f}.moment`,
  PUBLISHED: (f) => cypher`${f}.firstPublished`,
  RECORDED: (f) => cypher`${f}.recordedAt.epochMillis`,
};

@Resolver()
export class FactsResolver {
  constructor(private readonly graph: Graph) {}

  @Query(() => FactConnection, { description: 'Facts that pass a filter, in the order of recording.', complexity: pageComplexity })
  @Policy('anyone')
  facts(
    @Args('filter', { nullable: true, description: 'Which facts.' }) filter: FactFilter,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readConnection(this.graph, info, readLens(at), page, (p) => factRows(p, filtered(filter ?? {}, p)));
  }

  @Query(() => FactConnection, {
    description: 'All facts about an entity in the order of one of the three clocks; each fact tells all three.',
    complexity: pageComplexity,
  })
  @Policy('anyone')
  timeline(
    @Args('entity', { type: () => ID, description: 'Id of the entity.' }) entity: string,
    @Args('clock', { type: () => ClockEnum, nullable: true, description: 'By which clock; left out: VALID.' }) clock: Clock | undefined,
    @Args('at', { nullable: true, description: atDescription }) at: LensInput,
    @Args() page: PageArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readConnection(this.graph, info, readLens(at), page, (p) =>
      factRows(p, { ...filtered({ about: entity }, p), orderBy: moments[clock ?? 'VALID'] }),
    );
  }
}
