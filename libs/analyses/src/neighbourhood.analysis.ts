import type { RelationPredicate } from '@linchpin/vocabulary';
import { z } from 'zod';
import {
  analysis,
  entityInput,
  entityRef,
  factRefs,
  flag,
  honesty,
  joiningNames,
  predicateWord,
  relationWords,
  statusWord,
  whole,
} from './analysis.js';
import { distancesFrom, inOrderOf, nearest } from './neighbourhood/nearest.js';
import { tiesAmong } from './neighbourhood/ties-among.js';
import { tieRows } from './neighbourhood/tie-rows.js';
import type { Tie, World } from './world.js';

const deepest = 3;
const mostListed = 500;
/** Ties that are followed from one entity, as in paths. */
const perEntity = 500;
/** Facts that one search reads before it stops. */
const mostRead = 20_000;
/** Entities whose ties are read in one statement: with perEntity, 25,000 rows. */
const atATime = 50;
const mostRows = 2_000;

interface Found {
  /** How many steps each entity is away, along the ties that were followed. */
  distances: Map<string, number>;
  ties: Tie[];
}

/** Ring by ring, until the deepest or until there are more than can be listed. */
async function ringsAround(
  world: World,
  entity: string,
  predicates: readonly RelationPredicate[],
  { depth, limit }: { depth: number; limit: number },
): Promise<Found> {
  const distances = new Map([[entity, 0]]);
  const ties: Tie[] = [];
  let ring = [entity];
  for (let distance = 1; distance <= depth && ring.length && distances.size <= limit + 1 && ties.length < mostRead; distance++) {
    for (let read = 0; read < ring.length && ties.length < mostRead; read += atATime)
      ties.push(...(await world.around(ring.slice(read, read + atATime), predicates, perEntity)));
    ring = [...new Set(ties.flatMap(({ subject, object }) => [subject, object]))].filter((id) => !distances.has(id)).sort();
    ring.forEach((id) => distances.set(id, distance));
  }
  if (ties.length >= mostRead) world.warn(`The search stopped after ${mostRead} ties; more entities may stand around ${entity}.`);
  return { distances, ties };
}

export const neighbourhood = analysis({
  name: 'neighbourhood',
  asks: 'What stands around an entity, and how is it all tied together?',
  method:
    'Breadth first along facts in either direction. Then every tie between the entities that are listed is read, also those between two of the outermost ring. ' +
    `Bounded: ${deepest} steps, ${mostListed} entities, ${perEntity} ties followed from one entity, ${mostRead} followed in all, ${mostRows} ties listed; a bound that was hit is told.`,
  takes: z.object({
    entity: entityInput('The entity in the middle.'),
    depth: z.int().min(1).max(deepest).meta({ description: 'How many steps to go, 1 to 3.' }).default(1),
    predicates: relationWords('Only along these predicates; left out: along all but differentFrom.').optional(),
    limit: z.int().min(1).max(mostListed).meta({ description: 'How many entities beside the one in the middle, 1 to 500.' }).default(100),
  }),
  gives: z.object({
    entities: z
      .array(
        z
          .object({ entity: entityRef('Who it is.'), distance: whole('How many steps away; 0 for the one in the middle.') })
          .meta({ title: 'NeighbourhoodAnswerEntity', description: 'An entity and how far it is.' }),
      )
      .meta({ description: 'The one in the middle, then the nearest first, of those equally near the ones with more ties, then by id.' }),
    ties: z
      .array(
        z.object({
          from: entityRef('The subject of its facts.'),
          to: entityRef('Their object. Of symmetric predicates the smaller id is the subject.'),
          predicate: predicateWord('What joins the two.'),
          status: statusWord('The status of the firmest of its facts.'),
          facts: factRefs('The facts; none where it is only supposed.'),
        }),
      )
      .meta({ description: 'All ties between the entities listed, one for each predicate between two, in the order of the entities.' }),
    complete: flag('Whether all is here: no bound was hit.'),
    ...honesty,
  }),
  answer: async (world, { entity, depth, predicates = joiningNames, limit }) => {
    const before = world.warnings.length;
    const found = await ringsAround(world, entity, predicates, { depth, limit });
    const listed = nearest(found.distances, tieRows(found.ties)).slice(0, limit + 1);
    if (listed.length < found.distances.size)
      world.warn(
        `More than ${limit} entities stand around ${entity}; the nearest are listed, of those equally near the ones with more ties.`,
      );
    const ids = new Set(listed);
    const followed = found.ties.filter(({ subject, object }) => ids.has(subject) && ids.has(object));
    const rows = tieRows([...followed, ...(await tiesAmong(world, listed, predicates))]);
    // A tie that was not followed, because its entity has too many, may turn out to be a shorter way.
    const within = distancesFrom(entity, rows);
    const distances = new Map(listed.map((id) => [id, within.get(id) ?? found.distances.get(id)!]));
    const entities = nearest(distances, rows);
    const ties = inOrderOf(entities, rows);
    if (ties.length > mostRows) world.warn(`There are ${ties.length} ties between these entities; the first ${mostRows} are listed.`);
    return {
      entities: entities.map((id) => ({ entity: id, distance: distances.get(id)! })),
      ties: ties.slice(0, mostRows),
      complete: world.warnings.length === before,
      missing: entities.length > 1 ? [] : [`ties of ${entity}`],
      warnings: world.warnings,
    };
  },
});
