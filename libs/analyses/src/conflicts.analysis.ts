import { z } from 'zod';
import { analysis, entityInput, entityRef, factRefs, honesty } from './analysis.js';
import { distinctFactsOf, type Tie, type World } from './world.js';

function bySubject(ties: readonly Tie[]): Map<string, Tie[]> {
  const groups = new Map<string, Tie[]>();
  for (const tie of ties) {
    const known = groups.get(tie.subject);
    if (known) known.push(tie);
    else groups.set(tie.subject, [tie]);
  }
  return groups;
}

/** What stands for the target: a measure against its government is one against it. */
const agenciesOf = (world: World, target: string): Promise<Tie[]> =>
  world.ties({ predicates: ['agencyOf'], objects: [target], background: true });

interface Backing {
  state: string;
  ties: Tie[];
}

/** What is imposed by an agency, its state has imposed. */
async function imposedByStates(world: World, measures: readonly string[]): Promise<{ state: string; act: string; ties: Tie[] }[]> {
  const imposed = await world.ties({ predicates: ['imposedBy'], subjects: measures });
  const imposers = [...new Set(imposed.map(({ object }) => object))];
  const speaking = bySubject(await world.ties({ predicates: ['agencyOf'], subjects: imposers, background: true }));
  return imposed.flatMap((tie) => {
    const states = speaking.get(tie.object);
    if (!states) return [{ state: tie.object, act: tie.subject, ties: [tie] }];
    return states.map((agency) => ({ state: agency.object, act: tie.subject, ties: [tie, agency] }));
  });
}

/** States that impose measures on the target, or back them. */
async function backersOf(world: World, sides: readonly string[], agencies: readonly Tie[]): Promise<Backing[]> {
  const targeting = await world.ties({ predicates: ['targetsEntity'], objects: sides });
  const measures = [...new Set(targeting.map(({ subject }) => subject))];
  const regimes = await world.ties({ predicates: ['partOfRegime'], subjects: measures });
  const all = [...new Set([...measures, ...regimes.map(({ object }) => object)])];
  const supported = await world.ties({ predicates: ['supportsMeasure'], objects: all });
  const by = [...(await imposedByStates(world, all)), ...supported.map((tie) => ({ state: tie.subject, act: tie.object, ties: [tie] }))];
  return [...new Set(by.map(({ state }) => state))].map((state) => {
    const own = by.filter((each) => each.state === state);
    const acts = new Set(own.map(({ act }) => act));
    const under = regimes.filter(({ object }) => acts.has(object));
    const backed = new Set([...acts, ...under.map(({ subject }) => subject)]);
    const against = targeting.filter(({ subject }) => backed.has(subject));
    const standing = agencies.filter(({ subject }) => against.some(({ object }) => object === subject));
    return { state, ties: [...own.flatMap(({ ties }) => ties), ...against, ...under, ...standing] };
  });
}

export const conflicts = analysis({
  name: 'conflicts',
  asks: 'Which states back measures against a target while their companies supply it or do business with it?',
  method:
    'A row for each state that imposes or supports a measure on the target (or on its government) and each company that is based in it, owned or controlled by it and that supplies the target or trades with it. ' +
    'Both sides and the link are facts; where the seat of a company is not recorded, there is no row, and it is named as missing.',
  takes: z.object({ target: entityInput('The target of the measures.') }),
  gives: z.object({
    rows: z
      .array(
        z.object({
          state: entityRef('The state.'),
          company: entityRef('The company.'),
          backs: factRefs('How the state backs measures against the target.'),
          supplies: factRefs('What the company does for the target.'),
          link: factRefs('What joins the company to the state.'),
        }),
      )
      .meta({ description: 'Policy against conduct.' }),
    ...honesty,
  }),
  answer: async (world, { target }) => {
    const agencies = await agenciesOf(world, target);
    const sides = [target, ...agencies.map(({ subject }) => subject)];
    const backers = await backersOf(world, sides, agencies);
    if (backers.length === 0) return { rows: [], missing: [`who imposes or supports measures on ${target}`], warnings: world.warnings };
    const conduct = [
      ...(await world.ties({
        predicates: ['providesInternetAccessTo', 'soleInternetProviderTo', 'carriesTrafficShareOf', 'supplies', 'doesBusinessWith'],
        objects: sides,
      })),
      ...(await world.ties({ predicates: ['doesBusinessWith'], subjects: sides })).map((tie) => ({
        ...tie,
        subject: tie.object,
        object: tie.subject,
      })),
    ];
    const done = bySubject(conduct);
    const companies = [...done.keys()];
    const links = bySubject(await world.ties({ predicates: ['basedIn', 'ownedBy', 'controlledBy'], subjects: companies }));
    const above = [...new Set([...links.values()].flat().map(({ object }) => object))];
    const owners = bySubject(await world.ties({ predicates: ['ownedBy', 'controlledBy', 'agencyOf'], subjects: above }));
    const joined = (company: string, state: string): Tie[] =>
      (links.get(company) ?? []).flatMap((link) => {
        if (link.object === state) return [link];
        return (owners.get(link.object) ?? []).filter(({ object }) => object === state).flatMap((owner) => [link, owner]);
      });
    const rows = backers.flatMap(({ state, ties }) =>
      companies.flatMap((company) => {
        const link = joined(company, state);
        if (link.length === 0) return [];
        return [
          {
            state,
            company,
            backs: distinctFactsOf(ties),
            supplies: distinctFactsOf(done.get(company) ?? []),
            link: distinctFactsOf(link),
          },
        ];
      }),
    );
    return {
      rows,
      missing: [...companies.filter((company) => !links.has(company)).map((company) => `seat or owner of ${company}`)],
      warnings: world.warnings,
    };
  },
});
