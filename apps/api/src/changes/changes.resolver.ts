import { Args, Info, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { cypher, Graph, type Cypher } from '@linchpin/graph';
import { lensOf } from '@linchpin/facts';
import type { GraphQLResolveInfo } from 'graphql';
import { Policy } from '../access/policy.js';
import { factRows } from '../compile/fact-rows.js';
import { pageRows } from '../compile/page-rows.js';
import { PageArgs, pageOf } from '../compile/page.js';
import { ProjectedConnection, type Projecting } from '../compile/projection.js';
import { readConnection } from '../compile/read.js';
import { InputError } from '../errors.js';
import { fromParent } from '../schema/attestation.type.js';
import { FactConnection } from '../schema/connections.js';
import { pageComplexity } from '../schema/readings.js';
import { Change, ChangeConnection } from './change.type.js';

/** The place of a change in the order of all: its number. */
export function placeOf(key: string): number {
  const number = Number(key);
  if (!Number.isSafeInteger(number) || number < 0) throw new InputError('BAD_CURSOR', 'This is a cursor of another list.');
  return number;
}

/** The number of the change at which a cursor stands. */
export const numberOfCursor = (cursor: string): number => placeOf(pageOf({ after: cursor }).after!);

function changeRows(p: Projecting, args: PageArgs): Cypher {
  const page = pageOf(args);
  const c = p.fresh('c');
  const number = cypher`${c}.number`;
  // The list itself begins after the cursor: no more than that is counted either.
  const later = cypher`${number} > ${p.parameters.add(placeOf(page.after ?? '0'))}`;
  return pageRows(p, page, {
    match: cypher`MATCH (${c}:Change)`,
    where: [],
    sorted: { keys: [number], cursor: cypher`toString(${number})`, page: [later], list: [later] },
    row: c,
    edge: { node: c },
  });
}

@Resolver()
export class ChangesResolver {
  constructor(private readonly graph: Graph) {}

  @Query(() => ChangeConnection, {
    description:
      'What has changed, in the order of the commits: ask again with the last cursor to follow along; no change is left out or comes twice. ' +
      'changesSince(last: 1) gives the cursor of now.',
    complexity: pageComplexity,
  })
  @Policy('anyone')
  changesSince(
    @Args('cursor', { nullable: true, description: 'Only what came after this cursor; left out: from the first change on.' })
    cursor: string,
    @Args('first', { type: () => Int, nullable: true, description: 'How many from the start, at most 100; 20 if left out.' }) first: number,
    @Args('last', { type: () => Int, nullable: true, description: 'How many from the end, at most 100.' }) last: number,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const args: PageArgs = { first, last, after: cursor };
    return readConnection(this.graph, info, lensOf({ background: true }), args, (p) => changeRows(p, args));
  }
}

@Resolver(() => Change)
export class ChangeFields {
  @ResolveField(() => FactConnection, {
    description: 'Facts that were recorded, attested or taken back, and those that stand otherwise since.',
    complexity: pageComplexity,
  })
  @ProjectedConnection((p) =>
    factRows(p, { match: (f) => cypher`MATCH (${p.parent})-[:CHANGED]->(${f}:Fact)`, where: () => [], hidden: true }),
  )
  facts(@Parent() parent: Record<string, unknown>, @Args() _page: PageArgs, @Info() info: GraphQLResolveInfo): unknown {
    return fromParent(parent, info);
  }
}
