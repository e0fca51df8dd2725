import { z } from 'zod';
import { analysis, choice, entityInput, entityRef, factRefs, honesty, number, text } from './analysis.js';
import { candidatesFor, mostCandidates, profilesOf } from './duplicates/candidates.js';
import { evidenceOf, scoreOf } from './duplicates/evidence.js';

const evidence = z
  .object({
    sort: choice('What it is.', {
      IDENTIFIER: 'An identifier that both have.',
      NAME: 'A name that both have, or two that are alike.',
      NEIGHBOUR: 'A third party to which both have the same tie.',
      BIRTH_DATE: 'Dates of birth that fit each other.',
      OTHER_IDENTIFIER: 'Two numbers of which a party has only one.',
      OTHER_BIRTH_DATE: 'Dates of birth that do not fit each other.',
      OTHER_KIND: 'They are recorded as bodies of different kinds, on which lists differ.',
    }),
    weight: number('How much it says: 1 would be proof, −1 would rule it out.'),
    because: text('The same in a sentence.'),
    facts: factRefs('The facts that it rests on; none for names and identifiers.'),
  })
  .meta({ title: 'DuplicateEvidence', description: 'What speaks for or against two entities being one and the same.' });

export const duplicates = analysis({
  name: 'duplicates',
  asks: 'Which other entities may be the same party, and what speaks for and against it?',
  method:
    'Candidates of the same kind, or of another kind of body, are found by identifiers in common, by names in any script and order of words, and by ties to the same third parties. Weights of evidence for it add up as independent ones do, 1 − Π(1 − w); ' +
    'each piece against it takes its part away. A name alone never reaches 0.75. Nothing is merged by itself: mergeEntities is a decision of a reviewer, and a fact differentFrom ends the proposal.',
  takes: z.object({
    entity: entityInput('Whose duplicates are sought.'),
    minScore: z.number().min(0).max(1).meta({ description: 'Only those with at least this score, 0 to 1.' }).default(0.3),
    limit: z.int().min(1).max(100).meta({ description: 'How many at most, 1 to 100.' }).default(20),
  }),
  gives: z.object({
    candidates: z
      .array(
        z
          .object({
            entity: entityRef('Who may be the same party.'),
            score: number('How far the evidence speaks for it, 0 to 1. It sorts; it is no probability.'),
            evidence: z.array(evidence).meta({ description: 'What speaks for and against it, the weightiest first.' }),
          })
          .meta({ title: 'DuplicateCandidate', description: 'An entity that may be the same party.' }),
      )
      .meta({ description: 'The highest score first.' }),
    ...honesty,
  }),
  answer: async (world, { entity, minScore, limit }) => {
    const { remove, add } = world.scope.overlay;
    if (remove.length + add.length) world.warn('whatIf is ignored here: the evidence is what is recorded.');
    const [own] = await profilesOf(world, [entity]);
    const ids = await candidatesFor(world, own!);
    if (ids.length > mostCandidates) world.warn(`More than ${mostCandidates} entities resemble it; the rest was not compared.`);
    const rows = (await profilesOf(world, ids.slice(0, mostCandidates))).map((other) => {
      const found = evidenceOf(own!, other);
      return { entity: other.id, score: scoreOf(found), evidence: found };
    });
    const proposed = rows.filter(({ score }) => score >= minScore).sort((a, b) => b.score - a.score || (a.entity < b.entity ? -1 : 1));
    return { candidates: proposed.slice(0, limit), missing: [], warnings: world.warnings };
  },
});
