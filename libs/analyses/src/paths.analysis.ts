import { z } from 'zod';
import type { RelationPredicate } from '@linchpin/vocabulary';
import { analysis, entityInput, entityRef, factRefs, flag, honesty, joiningNames, relationWords, statusWord, whole } from './analysis.js';
import { AnalysisError } from './answer-errors.js';
import { holdTogether, weakestStatus } from './paths/hops.js';
import { simplePaths, type FoundPaths, type PathBounds } from './paths/simple-paths.js';
import { factsOf, type Tie, type World } from './world.js';

const deepest = 6;
/** Ties that are followed from one entity: a state may have ten thousand, and a path through all of them says little. */
const perEntity = 500;
const mostEntities = 5_000;
/** While no more than these stand around, longer paths are looked for although there is a short one. */
const fewEntities = 250;

interface Side {
  seen: Set<string>;
  frontier: string[];
  depth: number;
}

interface Wanted extends PathBounds {
  from: string;
  to: string;
  along: readonly RelationPredicate[];
}

interface Search {
  found: FoundPaths;
  /** Every path of so many steps was looked at. */
  depth: number;
}

/**
 * Reads the ties around both ends, step by step from the smaller side, until there are as many paths as are wanted or nothing is left to
 * read. Once a path is found, it goes no further than one step beyond where the sides met, unless few entities stand around.
 */
async function search(world: World, { from, to, along, maxHops, limit, accept }: Wanted): Promise<Search> {
  const ties = new Map<string, Tie>();
  const sides: [Side, Side] = [
    { seen: new Set([from]), frontier: [from], depth: 0 },
    { seen: new Set([to]), frontier: [to], depth: 0 },
  ];
  for (let beyond = 0; ;) {
    const [side] = [...sides].sort((a, b) => a.frontier.length - b.frontier.length) as [Side, Side];
    await widen(world, side, along, ties);
    const exhausted = side.frontier.length === 0;
    const depth = exhausted ? maxHops : sides[0].depth + sides[1].depth;
    const entities = sides[0].seen.size + sides[1].seen.size;
    const last = depth >= maxHops || entities > mostEntities;
    if ([...sides[0].seen].some((id) => sides[1].seen.has(id))) beyond++;
    if (!last && beyond === 0) continue;
    const found = simplePaths([...ties.values()], from, to, { maxHops: depth, limit, accept });
    const isEnough = found.paths.length >= limit || !found.complete;
    if (last && depth < maxHops && !isEnough) world.warn(`The search stopped after ${mostEntities} entities; longer paths may exist.`);
    if (last || isEnough) return { found, depth };
    if (found.paths.length > 0 && beyond > 1 && entities > fewEntities) {
      world.warn(`Paths of more than ${depth} steps were not looked for: too much stands around. Narrow by predicates.`);
      return { found, depth };
    }
  }
}

async function widen(world: World, side: Side, along: readonly RelationPredicate[], ties: Map<string, Tie>): Promise<void> {
  const found = await world.around(side.frontier, along, perEntity);
  for (const tie of found) ties.set(`${tie.fact} ${tie.subject} ${tie.object}`, tie);
  side.frontier = [...new Set(found.flatMap(({ subject, object }) => [subject, object]))].filter((id) => !side.seen.has(id));
  side.frontier.forEach((id) => side.seen.add(id));
  side.depth++;
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
    const { found, depth } = await search(world, {
      from,
      to,
      along,
      maxHops,
      limit,
      accept: timeConsistent ? holdTogether : undefined,
    });
    const { paths: ways, complete } = found;
    if (!complete) world.warn('There are more ways than could be tried; narrow by predicates or fewer steps.');
    return {
      paths: ways.map((hops) => ({
        length: hops.length,
        weakestStatus: weakestStatus(hops),
        hops: hops.map((hop) => ({ from: hop.from, to: hop.to, facts: factsOf(hop.ties) })),
      })),
      missing: ways.length ? [] : [`a connection of ${from} and ${to} within ${depth} steps`],
      warnings: world.warnings,
    };
  },
});
