import type { Definition } from './ownership/exposure-input.js';
import { factsOf, type Tie, type World } from './world.js';

/** How far an arm may stand from its government. */
const mostSteps = 5;

interface Standing {
  entity: string;
  at: string;
  ties: Tie[];
}

/**
 * Which of these belong to a government that is listed as a whole. Programmes against a government block its agencies, its parts and what
 * it controls by definition, unlisted (31 CFR part 510 for North Korea, part 542 for Syria); the listing of one ministry does not.
 * @param listed who is listed, with the facts that list them
 */
export async function armsOfListedGovernments(
  world: World,
  entities: readonly string[],
  listed: (states: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>,
): Promise<Map<string, Definition>> {
  const reached: Standing[] = [];
  let frontier: Standing[] = entities.map((entity) => ({ entity, at: entity, ties: [] }));
  const seen = new Set(entities.map((entity) => `${entity} ${entity}`));
  for (let step = 0; step < mostSteps && frontier.length; step++) {
    const ties = await world.ties({
      predicates: ['agencyOf', 'partOf', 'controlledBy'],
      subjects: [...new Set(frontier.map(({ at }) => at))],
    });
    const next = frontier.flatMap(({ entity, at, ties: before }) =>
      ties.filter(({ subject }) => subject === at).map((tie): Standing => ({ entity, at: tie.object, ties: [...before, tie] })),
    );
    frontier = next.filter(({ entity, at }) => !seen.has(`${entity} ${at}`));
    frontier.forEach(({ entity, at }) => seen.add(`${entity} ${at}`));
    reached.push(...frontier);
  }
  const states = await world.ofKind(
    reached.map(({ at }) => at),
    'State',
  );
  const listings = await listed([...states.keys()]);
  const arms = new Map<string, Definition>();
  for (const { entity, at, ties } of reached) {
    const listing = listings.get(at);
    if (listing && !arms.has(entity))
      arms.set(entity, {
        reason: `belongs to the government of ${states.get(at)}, which is listed as a whole`,
        facts: [...factsOf(ties), ...listing],
      });
  }
  return arms;
}
