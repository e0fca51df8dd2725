import { z } from 'zod';
import type { Predicate } from '@linchpin/vocabulary';
import { analysis, choice, entityInput, entityRef, factRefs, flag, honesty, number, text } from './analysis.js';
import { concentration } from './concentration/concentration.js';
import { internetAccess, suppliersAmong, suppliesTo, type Share, type Supplier } from './supply.js';
import { factsOf, type Tie, type World } from './world.js';

const share = z
  .object({
    lower: number('At least, in percent.'),
    upper: number('At most, in percent; the same as lower where the source gives one figure, be it "about".'),
    computed: flag('Worked out from other shares; nobody states it.'),
    basis: factRefs('The facts that it rests on.'),
  })
  .meta({ description: 'A share in percent.' });

const byState = z.object({
  state: entityRef('The state.'),
  link: choice('What joins the providers to the state.', {
    BASED_IN: 'They have their seat there.',
    OWNED_BY_STATE: 'They belong to the state, directly or through others, by half or more or by stakes of unknown size.',
  }),
  share: share.nullable().meta({ description: 'The share of its providers together; null where one of them is not known.' }),
  providers: z.array(entityRef('A provider.')).meta({ description: 'Its providers.' }),
  basis: factRefs('The facts that join them to the state.'),
});

/** States that a company belongs to, by so many steps of ownership at most. */
const mostSteps = 5;

interface Home {
  state: string;
  facts: string[];
}

/** Sums shares of disjoint providers. Null if one is not known. */
function sumOf(shares: readonly (Share | null)[]): Share | null {
  const known = shares.flatMap((each) => each ?? []);
  if (known.length < shares.length || known.length === 0) return null;
  const add = (end: 'lower' | 'upper') =>
    Math.min(
      100,
      known.reduce((total, each) => total + each[end], 0),
    );
  return {
    lower: add('lower'),
    upper: add('upper'),
    computed: known.length > 1 || known[0]!.computed,
    basis: [...new Set(known.flatMap(({ basis }) => basis))],
  };
}

/** A stake that is known to be less than half makes nobody an owner to be counted; one of unknown size may. */
const isMinority = ({ predicate, value: { exact, approx, upper } }: Tie): boolean =>
  predicate === 'ownedBy' && (exact ?? approx ?? upper ?? 100) < 50;

/** Where each company stands, by one predicate, directly or through those that it belongs to. */
async function homesOf(world: World, companies: readonly string[], predicate: Predicate, steps: number): Promise<Map<string, Home[]>> {
  const homes = new Map<string, Home[]>();
  let frontier = companies.map((company) => ({ company, at: company, facts: [] as string[] }));
  const seen = new Set<string>();
  for (let step = 0; step < steps && frontier.length; step++) {
    frontier.forEach(({ company, at }) => seen.add(`${company} ${at}`));
    const found = await world.ties({ predicates: [predicate], subjects: [...new Set(frontier.map(({ at }) => at))] });
    const ties = found.filter((tie) => !isMinority(tie));
    const states = await world.ofKind(
      ties.map(({ object }) => object),
      'State',
    );
    frontier = frontier.flatMap(({ company, at, facts: before }) =>
      ties
        .filter(({ subject }) => subject === at)
        .flatMap((tie) => {
          const path = [...before, ...factsOf([tie])];
          if (!states.has(tie.object)) return seen.has(`${company} ${tie.object}`) ? [] : [{ company, at: tie.object, facts: path }];
          homes.set(company, [...(homes.get(company) ?? []), { state: tie.object, facts: path }]);
          return [];
        }),
    );
  }
  return homes;
}

function group(
  suppliers: readonly Supplier[],
  homes: ReadonlyMap<string, Home[]>,
  link: 'BASED_IN' | 'OWNED_BY_STATE',
): z.output<typeof byState>[] {
  const states = [...new Set([...homes.values()].flat().map(({ state }) => state))].sort();
  return states.map((state) => {
    const own = suppliers.filter(({ id }) => homes.get(id)?.some((home) => home.state === state));
    const basis = own.flatMap(({ id }) =>
      homes
        .get(id)!
        .filter((home) => home.state === state)
        .flatMap((home) => home.facts),
    );
    return {
      state,
      link,
      share: sumOf(own.map((supplier) => supplier.share)),
      providers: own.map(({ id }) => id),
      basis: [...new Set(basis)],
    };
  });
}

export const dependence = analysis({
  name: 'dependence',
  asks: 'On whom does a target depend for a good, and how much?',
  method:
    'Shares as the sources state them; "the rest" is what the others leave, and a sole provider has all: both are marked computed. ' +
    'Concentration is the Herfindahl–Hirschman index, Σ share² between 0 and 1; effective providers are 1/HHI.',
  takes: z.object({
    target: entityInput('The state or organisation that depends.'),
    good: text('What it is supplied with, in upper case.').default(internetAccess),
  }),
  gives: z.object({
    providers: z
      .array(
        z.object({
          entity: entityRef('The provider.'),
          share: share.nullable().meta({ description: 'Its share; null where nobody states or entails one.' }),
          basis: factRefs('The facts that make it a provider.'),
        }),
      )
      .meta({ description: 'Who supplies it.' }),
    hhi: number('Herfindahl–Hirschman index, 0 to 1; null where a share is missing or is a range.').nullable(),
    effectiveProviders: number('How many equal providers would be as concentrated: 1/HHI.').nullable(),
    byState: z.array(byState).meta({ description: 'By the state that the providers are based in, and by the state that owns them.' }),
    ...honesty,
  }),
  answer: async (world, { target, good }) => {
    const suppliers = suppliersAmong(world, await suppliesTo(world, [target], good));
    const ids = suppliers.map(({ id }) => id);
    const [based, owned] = [await homesOf(world, ids, 'basedIn', 1), await homesOf(world, ids, 'ownedBy', mostSteps)];
    const points = suppliers.flatMap(({ id, share: known }) => (known ? [{ id, lower: known.lower, upper: known.upper }] : []));
    const complete = suppliers.length > 0 && points.length === suppliers.length;
    const { hhi, effectiveProviders, warnings } = concentration(complete ? points : [], { complete: true });
    warnings.forEach(({ message }) => world.warn(message));
    return {
      providers: suppliers.map(({ id, share: known, ties }) => ({ entity: id, share: known, basis: factsOf(ties) })),
      hhi: hhi && hhi.lower === hhi.upper ? hhi.lower : null,
      effectiveProviders: effectiveProviders && effectiveProviders.lower === effectiveProviders.upper ? effectiveProviders.lower : null,
      byState: [...group(suppliers, based, 'BASED_IN'), ...group(suppliers, owned, 'OWNED_BY_STATE')],
      missing: [
        ...(suppliers.length ? [] : [`who supplies ${target} with ${good}`]),
        ...suppliers.filter(({ share: known }) => !known).map(({ id }) => `share of ${id}`),
        ...ids.filter((id) => !based.has(id)).map((id) => `seat of ${id}`),
        ...ids.filter((id) => !owned.has(id)).map((id) => `ownership of ${id}`),
      ],
      warnings: world.warnings,
    };
  },
});
