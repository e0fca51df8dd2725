import { z } from 'zod';
import { declining } from '@linchpin/vocabulary';
import { analysis, entityInput, entityRef, factRefs, honesty, predicateWords, stanceWord, statusWords, text, whole } from './analysis.js';
import type { Statement } from './world.js';

const side = z.object({
  claimant: entityRef('Who says it.'),
  stance: stanceWord('How it stands towards the fact.'),
  quote: text('In which words; null where they are not quoted.').nullable(),
  translation: text('The words in English, if somebody translated them.').nullable(),
});

const toSide = ({ claimant, stance, quote, translation }: Statement): z.output<typeof side> => ({ claimant, stance, quote, translation });
const affirms = ({ stance }: Statement): boolean => stance === 'ASSERTS' || stance === 'CONFIRMS';
const against = ({ stance }: Statement): boolean => stance === 'DENIES' || stance === 'DOUBTS' || declining.includes(stance);
const most = 500;

export const disputes = analysis({
  name: 'disputes',
  asks: 'Who asserts and who denies, doubts or declines to confirm, fact by fact?',
  method:
    'Every fact on which somebody takes another stance than affirming it, with both sides and their words. For attributed incidents also as a matrix: who accuses whom of what, and what the accused answers.',
  takes: z.object({
    about: entityInput('An entity that the facts speak of; left out: all facts.').optional(),
    claimant: entityInput('Only facts of which this one says something.').optional(),
    predicates: predicateWords('Only facts with these predicates.').optional(),
    statuses: statusWords('Only facts that stand so.').optional(),
    limit: z.int().min(1).max(most).meta({ description: 'How many facts at most, 1 to 500.' }).default(100),
  }),
  gives: z.object({
    facts: z
      .array(
        z.object({
          fact: factRefs('The fact.'),
          affirmed: z.array(side).meta({ description: 'Who affirms it.' }),
          contested: z.array(side).meta({ description: 'Who denies, doubts or does not confirm it.' }),
        }),
      )
      .meta({ description: 'Contested facts.' }),
    attributions: z
      .array(
        z.object({
          incident: entityRef('The incident.'),
          accused: entityRef('Who is held responsible.'),
          accusers: z.array(entityRef('An accuser.')).meta({ description: 'Who says so.' }),
          answers: z.array(side).meta({ description: 'What the accused, or others, answer.' }),
          fact: factRefs('The attribution.'),
        }),
      )
      .meta({ description: 'Accusers and incidents, with the answers.' }),
    total: whole('How many contested facts the answer holds.'),
    ...honesty,
  }),
  answer: async (world, { limit, ...filter }) => {
    const { remove, add } = world.scope.overlay;
    if (remove.length + add.length) world.warn('whatIf is ignored here: who says what is not supposed.');
    const contested = await world.contested(filter, limit);
    const rows = contested.map(({ fact, statements }) => ({
      fact: [fact],
      affirmed: statements.filter(affirms).map(toSide),
      contested: statements.filter(against).map(toSide),
    }));
    const attributions = contested
      .filter(({ predicate }) => predicate === 'responsibleFor')
      .map(({ fact, subject, object, statements }) => ({
        incident: object,
        accused: subject,
        accusers: [...new Set(statements.filter(affirms).map(({ claimant }) => claimant))],
        answers: statements.filter(against).map(toSide),
        fact: [fact],
      }));
    if (contested.length === limit) world.warn(`There may be more than ${limit} contested facts; raise limit or narrow the filter.`);
    return { facts: rows, attributions, total: rows.length, missing: [], warnings: world.warnings };
  },
});
