import { z } from 'zod';
import { analysis, entityInput, entityRef, factRefs, flag, honesty, number, text, whole } from './analysis.js';
import { minimumCuts } from './cuts/minimum-cuts.js';
import { survivors, type SupplyGraph } from './cuts/supply-graph.js';
import { areOverfull, internetAccess, networkOf, suppliersAmong, type Supplier } from './supply.js';
import { distinctFactsOf, factsOf } from './world.js';

/** What is left of a target's supply after some have gone, in percent; null where a share is not known or the shares contradict each other. */
function left(suppliers: readonly Supplier[], supplied: ReadonlySet<string>, gone: string): number | null {
  const rest = suppliers.filter(({ id }) => id !== gone && supplied.has(id));
  if (areOverfull(suppliers) || rest.some(({ share }) => share === null || share.lower !== share.upper)) return null;
  return rest.reduce((total, { share }) => total + share!.lower, 0);
}

export const disconnect = analysis({
  name: 'disconnect',
  asks: 'Which companies would have to cut ties to take a target off its supply?',
  method:
    'All smallest sets, as minimum vertex cuts (Menger 1927; Picard and Queyranne 1980) between the suppliers that have no recorded supplier of their own and the target: ' +
    'a supplier whose only upstream leaves falls with it. Compared with what sources say of it (disconnectionRequires).',
  takes: z.object({
    target: entityInput('The target.'),
    good: text('What it is supplied with, in upper case.').default(internetAccess),
    maxSets: z.int().min(1).max(100).meta({ description: 'How many sets to list at most, 1 to 100.' }).default(20),
  }),
  gives: z.object({
    cutSize: whole('How many have to leave at least; 0 where it has no supply, null where no exit of companies is enough.').nullable(),
    cutSets: z
      .array(z.object({ members: z.array(entityRef('A company.')).meta({ description: 'Who would have to leave, together.' }) }))
      .meta({ description: 'All smallest sets.' }),
    complete: flag('False where there are more sets than were asked for.'),
    afterExit: z
      .array(
        z.object({
          exit: entityRef('Who leaves.'),
          shareLeft: number('What is left of the supply, in percent; null where shares are not known.').nullable(),
          falls: z.array(entityRef('A supplier.')).meta({ description: 'Suppliers that fall with it.' }),
          cutOff: flag('Nothing is left.'),
        }),
      )
      .meta({ description: 'What each single exit among its direct suppliers does.' }),
    claimed: z
      .array(
        z.object({
          fact: factRefs('The fact that claims it.'),
          size: whole('How many it says.').nullable(),
          agrees: flag('It is the computed size.'),
        }),
      )
      .meta({ description: 'What sources say of it.' }),
    basis: factRefs('The ties that the answer rests on.'),
    ...honesty,
  }),
  answer: async (world, { target, good, maxSets }) => {
    const { ties, origins } = await networkOf(world, target, good);
    const graph: SupplyGraph = { ties: ties.map(({ subject, object }) => ({ from: subject, to: object })), target, origins };
    const { size, sets, complete } = minimumCuts(graph, { maxSets });
    const suppliers = suppliersAmong(
      world,
      ties.filter(({ object }) => object === target),
    );
    const before = survivors(graph, []);
    const claims = await world.ties({ predicates: ['disconnectionRequires'], subjects: [target] });
    return {
      cutSize: size,
      cutSets: sets.map((members) => ({ members })),
      complete,
      afterExit: suppliers.map(({ id }) => {
        const supplied = survivors(graph, [id]);
        const falls = suppliers.map((other) => other.id).filter((other) => other !== id && before.has(other) && !supplied.has(other));
        return { exit: id, shareLeft: left(suppliers, supplied, id), falls, cutOff: !supplied.has(target) };
      }),
      claimed: claims.map((claim) => ({ fact: factsOf([claim]), size: claim.value.exact ?? null, agrees: claim.value.exact === size })),
      basis: distinctFactsOf(ties),
      missing: [
        ...(suppliers.length ? [] : [`who supplies ${target} with ${good}`]),
        ...suppliers.filter(({ share }) => !share).map(({ id }) => `share of ${id}`),
        ...origins.map((id) => `suppliers of ${id}: taken as joined to the rest of the world`),
      ],
      warnings: world.warnings,
    };
  },
});
