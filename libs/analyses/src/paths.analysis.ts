import { z } from 'zod';
import type { RelationPredicate } from '@linchpin/vocabulary';
import { analysis, entityInput, entityRef, factRefs, flag, honesty, joiningNames, relationWords, statusWord, whole } from './analysis.js';
import { AnalysisError } from './answer-errors.js';
import { holdTogether, weakestStatus } from './paths/hops.js';
import { simplePaths } from './paths/simple-paths.js';
import type { Tie, World } from './world.js';

const deepest = 6;
/** Ties that are followed from one entity: a state may have ten thousand, and a path through all of them says little. */
const perEntity = 500;
const mostEntities = 5_000;

interface Side {
  seen: Set<string>;
  frontier: string[];
  depth: number;
}

/** Ties around both ends, step by step from the smaller side, until they meet and one step beyond. */
async function between(world: World, from: string, to: string, predicates: readonly RelationPredicate[], maxHops: number): Promise<Tie[]> {
  const ties = new Map<string, Tie>();
  const sides: [Side, Side] = [
    { seen: new Set([from]), frontier: [from], depth: 0 },
    { seen: new Set([to]), frontier: [to], depth: 0 },
  ];
  let beyond = 0;
  while (sides[0].depth + sides[1].depth < maxHops && beyond < 2) {
    const open = sides.filter(({ frontier }) => frontier.length > 0).sort((a, b) => a.frontier.length - b.frontier.length);
    const [side] = open;
    if (!side) break;
    const found = await world.around(side.frontier, predicates, perEntity);
    for (const tie of found) ties.set(`${tie.fact} ${tie.subject} ${tie.object}`, tie);
    side.frontier = [...new Set(found.flatMap(({ subject, object }) => [subject, object]))].filter((id) => !side.seen.has(id));
    side.frontier.forEach((id) => side.seen.add(id));
    side.depth++;
    if (sides[0].seen.size + sides[1].seen.size > mostEntities) {
      world.warn(`The search stopped after ${mostEntities} entities; longer paths may exist.`);
      break;
    }
    if ([...sides[0].seen].some((id) => sides[1].seen.has(id))) beyond++;
  }
  return [...ties.values()];
}

export const paths = analysis({
  name: 'paths',
  asks: 'How are two entities connected, and on which facts does each step rest?',
  method:
    'Simple paths along facts in either direction, the shortest first and then the next longer ones. A step is as firm as its firmest fact, a path as weak as its weakest step. ' +
    `Bounded: ${deepest} steps, ${perEntity} ties of one entity, ${mostEntities} entities; a bound that was hit is told.`,
  takes: z.object({
    from: entityInput('The one.'),
    to: entityInput('The other.'),
    predicates: relationWords('Only along these predicates; left out: along all but differentFrom.').optional(),
    maxHops: z.int().min(1).max(deepest).meta({ description: 'How many steps at most, 1 to 6.' }).default(4),
    limit: z.int().min(1).max(50).meta({ description: 'How many paths, 1 to 50.' }).default(5),
    timeConsistent: flag('Only paths whose steps may all hold at one time.').default(false),
  }),
  gives: z.object({
    paths: z
      .array(
        z.object({
          length: whole('How many steps.'),
          weakestStatus: statusWord('The status of its weakest step.'),
          hops: z
            .array(
              z.object({
                from: entityRef('Where the step begins.'),
                to: entityRef('Where it ends.'),
                facts: factRefs('The facts that join the two.'),
              }),
            )
            .meta({ description: 'Step by step.' }),
        }),
      )
      .meta({ description: 'The shortest first.' }),
    ...honesty,
  }),
  answer: async (world, { from, to, predicates, maxHops, limit, timeConsistent }) => {
    if (from === to) throw new AnalysisError('BAD_INPUT', 'from and to are the same entity.');
    const along = predicates ?? joiningNames;
    const ties = await between(world, from, to, along, maxHops);
    const { paths: found, complete } = simplePaths(ties, from, to, { maxHops, limit, accept: timeConsistent ? holdTogether : undefined });
    if (!complete) world.warn('There are more ways than could be tried; narrow by predicates or fewer steps.');
    return {
      paths: found.map((hops) => ({
        length: hops.length,
        weakestStatus: weakestStatus(hops),
        hops: hops.map((hop) => ({ from: hop.from, to: hop.to, facts: hop.ties.flatMap(({ fact }) => (fact ? [fact] : [])) })),
      })),
      missing: found.length ? [] : [`a connection of ${from} and ${to} within ${maxHops} steps`],
      warnings: world.warnings,
    };
  },
});
