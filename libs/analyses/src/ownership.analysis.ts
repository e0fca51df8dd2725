import { z } from 'zod';
import { analysis, choice, entityInput, entityRef, factRefs, flag, honesty, number } from './analysis.js';
import { integratedShares } from './ownership/integrated-shares.js';
import { ownershipChains } from './ownership/ownership-chains.js';
import { ownershipNetwork, recorded } from './ownership-network.js';

const deepest = 10;
const mostChains = 200;

const step = z.object({
  owner: entityRef('The owner.'),
  owned: entityRef('What it owns.'),
  lower: number('Direct share in percent, at least.'),
  upper: number('Direct share in percent, at most; 0 to 100 where no share is stated.'),
  facts: factRefs('The facts that say so.'),
});

export const ownership = analysis({
  name: 'ownership',
  asks: 'Who stands behind an entity, or what does it own, through every chain?',
  method:
    'Chains as long as they get, with direct and cumulative (multiplied) shares as ranges. Integrated shares add direct and indirect holdings over all paths, cycles counted once (Baldone, Brioschi and Paleari). ' +
    'Multiplied shares are not what OFAC counts: see exposure.',
  takes: z.object({
    entity: entityInput('The entity.'),
    direction: choice('Which way to look.', { UP: 'To its owners.', DOWN: 'To what it owns.' }).default('UP'),
  }),
  gives: z.object({
    chains: z
      .array(
        z.object({
          steps: z.array(step).meta({ description: 'From the entity on.' }),
          lower: number('Cumulative share in percent, at least. Computed.'),
          upper: number('Cumulative share in percent, at most. Computed.'),
          end: choice('Why the chain ends.', {
            END: 'Nobody further is recorded.',
            CYCLE: 'It comes back to an entity of its own.',
            DEPTH: 'It is cut at 10 steps.',
          }),
        }),
      )
      .meta({ description: 'The largest share first.' }),
    owners: z
      .array(
        z.object({
          owner: entityRef('The owner, direct or not.'),
          lower: number('Direct and indirect holdings together in percent, at least. Computed.'),
          upper: number('The same, at most.'),
          ultimate: flag('Nobody is recorded as owning it.'),
        }),
      )
      .nullable()
      .meta({
        description:
          'Integrated shares, upwards only; null where they cannot be worked out, for example because shares add up to more than 100 %.',
      }),
    complete: flag('False where a bound was hit.'),
    ...honesty,
  }),
  answer: async (world, { entity, direction }) => {
    const { ties, complete } = await ownershipNetwork(world, entity, direction);
    const found = ownershipChains(ties, entity, {
      direction: direction === 'UP' ? 'up' : 'down',
      maxDepth: deepest,
      maxChains: mostChains,
    });
    const integrated = direction === 'UP' ? integratedShares(ties, entity) : null;
    [...found.warnings, ...(integrated?.warnings ?? [])].forEach(({ message }) => world.warn(message));
    if (!found.complete) world.warn(`The list of chains is not whole: it stops at ${deepest} steps and ${mostChains} chains.`);
    return {
      chains: found.chains.map(({ steps, cumulative, end }) => ({
        steps: steps.map(({ stake }) => ({
          owner: stake.owner,
          owned: stake.owned,
          lower: stake.lower,
          upper: stake.upper,
          facts: recorded(stake.facts),
        })),
        lower: cumulative.lower,
        upper: cumulative.upper,
        end,
      })),
      owners: integrated?.owners?.map(({ owner, lower, upper, ultimate }) => ({ owner, lower, upper, ultimate })) ?? null,
      complete: complete && found.complete,
      missing: ties.length
        ? ties.filter(({ known }) => !known).map(({ owner, owned }) => `share of ${owner} in ${owned}`)
        : [`ownership of ${entity}`],
      warnings: world.warnings,
    };
  },
});
