import { cypher } from '@linchpin/graph';
import { LensText } from '@linchpin/facts';
import type { Status, TemporalMatch } from '@linchpin/vocabulary';
import type { World } from '../world.js';
import { candidatesOf, type Among, type Candidate } from './candidates.js';
import type { Move } from './clocks.js';

/** How a fact may differ between two looks. */
export const changes = {
  APPEARED: 'Only the later look shows it: it began or happened, became public, was recorded, or its status counts now.',
  DISAPPEARED: 'Only the earlier look shows it: it ended, was taken back or replaced, or its status no longer counts.',
  CHANGED: 'Both looks show it, with another status, or surely where it was possibly before, or the other way round.',
  PASSED: 'Neither look shows it, yet it was to be seen in between: it came and went.',
} as const;

export interface ChangedFact {
  fact: string;
  change: keyof typeof changes;
  statusBefore: Status | null;
  statusAfter: Status | null;
  matchBefore: TemporalMatch | null;
  matchAfter: TemporalMatch | null;
}

/** How a fact looks from one side; null where it is not seen. */
type Look = { status: Status; match: TemporalMatch | null } | null;

interface Looks {
  fact: string;
  before: Look;
  after: Look;
}

/** So many facts are looked at in one statement. */
const together = 1_000;

/** How these facts look from both sides, by the rules of the lens. */
async function looksAt(world: World, facts: readonly string[], { before, after }: Move): Promise<Map<string, Looks>> {
  const rows = await world.read((later, parameters) => {
    const f = cypher`f`;
    const look = (lens: LensText) =>
      cypher`CASE WHEN ${lens.visible(f)} THEN {status: ${lens.standing(f, cypher`status`)}, match: ${lens.temporalMatch(f)}} END`;
    return cypher`
      UNWIND ${parameters.add(facts)} AS id MATCH (f:Fact {id: id})
      RETURN f.id AS fact, ${look(new LensText(before, parameters))} AS before, ${look(later)} AS after`;
  }, after);
  const counted = (look: Look): Look => (look && !world.scope.exclude.includes(look.status) ? look : null);
  return new Map((rows as unknown as Looks[]).map((row) => [row.fact, { ...row, before: counted(row.before), after: counted(row.after) }]));
}

function changeOf({ before, after }: Looks, { between }: Candidate): ChangedFact['change'] | null {
  if (before && after) return before.status === after.status && before.match === after.match ? null : 'CHANGED';
  if (after) return 'APPEARED';
  if (before) return 'DISAPPEARED';
  return between ? 'PASSED' : null;
}

/** What differs between two looks through which one clock moves, in the order of its moments. A bound that is hit stands in the warnings. */
export async function changedFacts(world: World, move: Move, among: Among, limit: number): Promise<ChangedFact[]> {
  const { candidates, complete } = await candidatesOf(world, move, among);
  const found: ChangedFact[] = [];
  for (let i = 0; i < candidates.length && found.length <= limit; i += together) {
    const batch = candidates.slice(i, i + together);
    const looks = await looksAt(
      world,
      batch.map(({ fact }) => fact),
      move,
    );
    for (const candidate of batch) {
      const both = looks.get(candidate.fact);
      const change = both ? changeOf(both, candidate) : null;
      if (both && change) found.push({ fact: candidate.fact, change, ...sides(both) });
    }
  }
  if (found.length > limit) world.warn(`More than ${limit} facts changed (${move.clock}); raise limit, or narrow by about or predicates.`);
  else if (!complete)
    world.warn(
      `More facts than could be looked at have a moment between the two (${move.clock}); the latest were left out. Narrow by about or predicates, or bring the two closer together.`,
    );
  return found.slice(0, limit);
}

const sides = ({ before, after }: Looks): Omit<ChangedFact, 'fact' | 'change'> => ({
  statusBefore: before?.status ?? null,
  statusAfter: after?.status ?? null,
  matchBefore: before?.match ?? null,
  matchAfter: after?.match ?? null,
});
