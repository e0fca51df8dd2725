import { z } from 'zod';
import { analysis, choice, entityRef, honesty, joiningNames, kindWord, number, relationWords, whole } from './analysis.js';
import { centralities, graphOf, mostWork, ranked, type Centrality, type Measure } from './central/centrality.js';
import { joinsAlong } from './central/joins-along.js';
import type { World } from './world.js';

const mostFacts = 20_000;

/** What could not be worked out, and what to do about it. */
function lacking(rows: readonly Centrality[], pairs: number): string[] {
  return [
    ...(rows.length ? [] : ['ties along these predicates']),
    ...(rows[0]?.betweenness === null
      ? [`betweenness: ${rows.length} entities with ${pairs} ties between them are too many to work it out; narrow by predicates`]
      : []),
    ...(rows[0]?.pageRank === null ? ['PageRank: the iteration did not settle; narrow by predicates'] : []),
  ];
}

/** Degree stands in where what was asked for could not be worked out. */
function sortable(world: World, [first]: readonly Centrality[], measure: Measure): Measure {
  const unknown = (measure === 'BETWEENNESS' && first?.betweenness === null) || (measure === 'PAGERANK' && first?.pageRank === null);
  if (unknown) world.warn(`${measure} is not known here, so the entities are sorted by DEGREE.`);
  return unknown ? 'DEGREE' : measure;
}

export const central = analysis({
  name: 'central',
  asks: 'Who matters most here: who is tied to most others, who stands between them, who is tied to those that matter?',
  method:
    'Degree, betweenness (Brandes 2001) and PageRank (Brin and Page 1998, damping 0.85) over all ties of the predicates. Two entities are joined by one undirected edge without weight, ' +
    'however many facts say so and whichever of the two is the subject: ten reports of a tie make it no stronger. ' +
    `Bounded: the first ${mostFacts} facts in the order of recording, and betweenness only while entities × (entities + edges) stays under ${mostWork}; a bound that was hit is told.`,
  takes: z.object({
    kind: kindWord('Lists only entities of this kind. The others still count as neighbours and as way stations.').optional(),
    predicates: relationWords('Only ties with these predicates; left out: all but differentFrom.').optional(),
    measure: choice('By what they are sorted.', {
      DEGREE: 'To how many others it is tied.',
      BETWEENNESS: 'How many of the shortest ways between others lead through it.',
      PAGERANK: 'How often a walk along the ties comes by.',
    }).default('DEGREE'),
    limit: z.int().min(1).max(100).meta({ description: 'How many entities, 1 to 100.' }).default(20),
  }),
  gives: z.object({
    entities: z
      .array(
        z
          .object({
            entity: entityRef('Who it is.'),
            degree: whole('To how many other entities it is tied.'),
            betweenness: number(
              'The share of all pairs of others between whom the shortest ways lead through it, 0 to 1 (normalised: 1 is the middle of a star); where there are several shortest ways, its part of them. Null where there is too much to work out.',
            ).nullable(),
            pageRank: number(
              'Its part of all that matters: the entities of the graph add up to 1. Null where it did not settle.',
            ).nullable(),
            factCount: whole('How many facts its ties rest on.'),
          })
          .meta({ title: 'CentralAnswerEntity', description: 'An entity and how much it matters.' }),
      )
      .meta({ description: 'The highest measure first, equal ones by id.' }),
    entityCount: whole('How many entities the ties join, whether listed or not.'),
    edgeCount: whole('How many pairs of them are joined.'),
    ...honesty,
  }),
  answer: async (world, { kind, predicates, measure, limit }) => {
    const ties = await joinsAlong(world, predicates ?? joiningNames, mostFacts);
    const graph = graphOf(ties);
    const rows = centralities(graph, ties);
    const listed = kind && (await world.ofKind(graph.nodes(), kind));
    const shown = rows.filter(({ entity }) => listed?.has(entity) ?? true);
    const missing = [...lacking(rows, graph.size), ...(rows.length && !shown.length ? [`a ${kind} with such ties`] : [])];
    return {
      entities: ranked(shown, sortable(world, rows, measure))
        .slice(0, limit)
        .map(({ facts, ...row }) => ({ ...row, factCount: facts })),
      entityCount: graph.order,
      edgeCount: graph.size,
      missing,
      warnings: world.warnings,
    };
  },
});
