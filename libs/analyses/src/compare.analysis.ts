import { z } from 'zod';
import type { Lens } from '@linchpin/facts';
import { analysis, choice, entityInput, factRefs, honesty, lensInput, matchWord, predicateWords, statusWord } from './analysis.js';
import { changedFacts, changes, type ChangedFact } from './compare/changed-facts.js';
import { movesBetween, type Clock, type Move } from './compare/clocks.js';
import { futureOf } from './scope.js';
import type { World } from './world.js';

const most = 500;

const row = z
  .object({
    fact: factRefs('The fact. What is asked of it is read through `at`.'),
    change: choice('What the two looks show of it.', changes),
    statusBefore: statusWord('How it stands through the earlier look; null where that does not show it.').nullable(),
    statusAfter: statusWord('How it stands through the later look; null where that does not show it.').nullable(),
    matchBefore: matchWord(
      'How surely it holds through the earlier look; null where that does not show it or asks about no time.',
    ).nullable(),
    matchAfter: matchWord('How surely it holds through the later look; null where that does not show it or asks about no time.').nullable(),
  })
  .meta({ title: 'ComparedFact', description: 'A fact that two looks show otherwise.' });

const toRow = ({ fact, ...rest }: ChangedFact): z.output<typeof row> => ({ fact: [fact], ...rest });
const list = (about: string) => z.array(row).meta({ description: about });

/** What the two looks leave out or cannot tell, before anything is read. */
function mind(world: World, before: Lens, after: Lens, moves: readonly Move[], about: string | undefined): void {
  [before, after].flatMap((lens) => futureOf(lens)).forEach((warning) => world.warn(warning));
  const { remove, add } = world.scope.overlay;
  if (remove.length + add.length) world.warn('whatIf is ignored here: what is supposed has no clocks.');
  if (before.background !== after.background) world.warn('background counts as the later look has it; that of the earlier one is ignored.');
  if (moves.length === 0 && !before.validAt === !after.validAt) world.warn('Both looks have the same clocks, so that nothing can differ.');
  if (!about && moves.some(({ clock }) => clock === 'world'))
    world.warn(
      'Without `about`, a state whose beginning or end is not known to the day is told where it appears or disappears, not where it only turns from possible to definite or back.',
    );
}

export const compare = analysis({
  name: 'compare',
  asks: 'What changed between two looks at the facts: in the world, in public, in our records?',
  method:
    'Three lists, each moving one clock from `before` to `after` while the other two stand as in `after`: the later look is the better informed, so what began is told by what is known then, and what was published or recorded since is about the world that it asks about. ' +
    'A clock that is the same on both sides, or left out on both, gives an empty list. publishedBy and recordedAt left out mean now; validAt left out means any time. ' +
    'A fact of an excluded status counts as not seen. Badges and reasons that change without the status are not told. ' +
    'Each list is ordered by the moment of the change, then by id, and tells when a bound was hit.',
  takes: z.object({
    before: lensInput('The earlier look: its clocks.'),
    after: lensInput('The later look: its clocks; left out: those of `at`, else now.').optional(),
    about: entityInput('An entity that the facts speak of; left out: all facts.').optional(),
    predicates: predicateWords('Only facts with these predicates.').optional(),
    limit: z.int().min(1).max(most).meta({ description: 'How many facts each list holds at most, 1 to 500.' }).default(100),
  }),
  gives: z.object({
    world: list(
      'Between the two validAt: facts that began to hold or happened, ended, or turned from possible to definite or back, by their dates.',
    ),
    public: list(
      'Between the two publishedBy: facts that became public, were taken back, or stand otherwise for what was published since.',
    ),
    records: list('Between the two recordedAt: facts that were recorded, taken back or replaced here, or stand otherwise since.'),
    ...honesty,
  }),
  answer: async (world, { before, after = world.scope.lens, limit, ...among }) => {
    const moves = movesBetween(before, after);
    mind(world, before, after, moves, among.about);
    const told = async (clock: Clock): Promise<z.output<typeof row>[]> => {
      const move = moves.find((each) => each.clock === clock);
      return move ? (await changedFacts(world, move, among, limit)).map(toRow) : [];
    };
    const [inWorld, inPublic, inRecords] = await Promise.all([told('world'), told('public'), told('records')]);
    const dateless = !before.validAt === !after.validAt ? null : before.validAt ? 'after' : 'before';
    return {
      world: inWorld,
      public: inPublic,
      records: inRecords,
      missing: dateless ? [`${dateless}.validAt: left out it means any time, so what changed in the world cannot be told`] : [],
      warnings: world.warnings,
    };
  },
});
