import { z } from 'zod';
import { analysis, choice, entityInput, entityRef, factRefs, honesty, number, text, whole } from './analysis.js';
import { exposure as assess } from './ownership/exposure.js';
import { armsOfListedGovernments } from './governments.js';
import { factOf, ownershipNetwork, recorded } from './ownership-network.js';
import { factsOf, type World } from './world.js';

const results = {
  DESIGNATED: 'It is listed itself.',
  BLOCKED_BY_OWNERSHIP: 'Listed or blocked owners hold 50 % or more of it, directly and together.',
  BLOCKED_BY_DEFINITION: 'It belongs to a government that is listed as a whole, and needs no listing of its own.',
  POSSIBLY_BLOCKED: 'It is blocked if stated ranges of shares fall so.',
  CAUTION: 'It is not blocked, but a blocked party controls it or holds a share of it.',
  NOT_BLOCKED: 'What is known of its owners leaves no room for it.',
  NOT_DETERMINABLE: 'What is not known could matter: see missing.',
};

/** Who is listed: the targets of a Designation. A measure against a state or its government lists nobody. */
async function designatedAmong(world: World, entities: readonly string[]): Promise<Map<string, string[]>> {
  const ties = await world.ties({ predicates: ['targetsEntity'], objects: entities });
  const listings = await world.ofKind(
    ties.map(({ subject }) => subject),
    'Designation',
  );
  const listed = ties.filter(({ subject }) => listings.has(subject));
  return new Map([...new Set(listed.map(({ object }) => object))].map((id) => [id, factsOf(listed.filter(({ object }) => object === id))]));
}

export const exposure = analysis({
  name: 'exposure',
  asks: 'Is an entity blocked, listed itself or by whom owns it?',
  method:
    "OFAC's 50 Percent Rule (FAQ 398 to 402) as a least fixpoint: blocked is whoever is listed, and whoever's listed or blocked owners hold 50 % or more directly and together; 50 % of 50 % blocks. " +
    'Where a state is listed as a whole, its agencies, its parts and what it controls are blocked by definition. Control by anybody else does not block but warrants caution. Ranges may give POSSIBLY_BLOCKED, missing ownership NOT_DETERMINABLE. For screening; not legal advice.',
  takes: z.object({
    entity: entityInput('The entity.'),
    rule: choice('By which rule.', { OFAC_50: "OFAC's 50 Percent Rule." }).default('OFAC_50'),
  }),
  gives: z.object({
    result: choice('What follows.', results),
    heldLower: number('What blocked owners hold together, in percent, at least. Computed.'),
    heldUpper: number('The same, at most.'),
    steps: z
      .array(
        z.object({
          step: whole('Its place in the reasoning.'),
          entity: entityRef('Of whom it speaks.'),
          finding: text('What is found of it.'),
          because: z
            .array(
              z.object({
                owner: entityRef('The owner.'),
                lower: number('Its direct share in percent, at least.'),
                upper: number('The same, at most.'),
                finding: text('Why its share counts.'),
                basis: factRefs('The facts that state the share.'),
              }),
            )
            .meta({ description: 'The owners whose shares count; empty for one that is listed itself.' }),
          reason: text('Why it is blocked by definition; null for all others.').nullable(),
          total: number('What they hold together in percent, at least; null for one that is listed itself.').nullable(),
          basis: factRefs('The facts that list it; empty where the owners say why.'),
        }),
      )
      .meta({ description: 'The reasoning, step by step.' }),
    cautions: z
      .array(
        z.object({
          kind: choice('What it is.', {
            CONTROL: 'A blocked party controls it.',
            MINORITY_STAKE: 'A blocked party holds less than half of it.',
          }),
          by: entityRef('The blocked controller or owner.'),
          basis: factRefs('The facts.'),
        }),
      )
      .meta({ description: 'What does not block but warrants caution.' }),
    ...honesty,
  }),
  answer: async (world, { entity }) => {
    const { ties, entities } = await ownershipNetwork(world, entity, 'UP');
    const control = await world.ties({ predicates: ['controlledBy'], subjects: entities });
    const everyone = [...new Set([...entities, ...control.map(({ object }) => object)])];
    const unownable = await world.ofKind(everyone, 'Person', 'State');
    const arms = await armsOfListedGovernments(world, everyone, (states) => designatedAmong(world, states));
    const answer = assess({
      entity,
      ties,
      designated: await designatedAmong(world, everyone),
      controls: control.map((tie) => ({ fact: factOf(tie), controlled: tie.subject, controller: tie.object })),
      blockedByDefinition: arms,
      unownable: new Set(unownable.keys()),
    });
    answer.warnings.forEach(({ message }) => world.warn(message));
    return {
      result: answer.result,
      heldLower: answer.heldByBlocked.lower,
      heldUpper: answer.heldByBlocked.upper,
      steps: answer.steps.map(({ step, entity: of, finding, because, total, facts, reason }) => ({
        step,
        entity: of,
        finding,
        because: because.map(({ owner, share, finding: counts, facts: stated }) => ({
          owner,
          lower: share.lower,
          upper: share.upper,
          finding: counts,
          basis: recorded(stated),
        })),
        reason,
        total: total?.lower ?? null,
        basis: recorded(facts),
      })),
      cautions: answer.cautions.map(({ kind, by, facts }) => ({ kind, by, basis: recorded(facts) })),
      missing: answer.missing.map(({ gap, entity: of, owner }) =>
        gap === 'UNSTATED_SHARE'
          ? `share of ${owner} in ${of}`
          : gap === 'UNNAMED_OWNERS'
            ? `remaining owners of ${of}`
            : `ownership of ${of}`,
      ),
      warnings: world.warnings,
    };
  },
});
