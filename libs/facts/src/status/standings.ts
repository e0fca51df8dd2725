import { hiddenByDefault } from '@linchpin/vocabulary';
import { assess, type Assessment, type FactState } from './assess.js';
import type { Claim } from './claim.js';

/** How a fact stands between two moments of publication: epoch milliseconds, the end excluded. */
export interface Standing extends Assessment {
  publishedFrom: number;
  publishedTo: number;
  /** Shown without being asked for: not retracted, not superseded. */
  visible: boolean;
}

/** After every date: the last moment that JavaScript can tell. */
export const endOfTime = 8.64e15;

/**
 * How a fact stood in public from its first publication on. Each new publication may change it; steps that change nothing are joined.
 * The last one says how it stands now. Together with the time of recording this answers what was known when, on both clocks.
 */
export function standings(claims: readonly Claim[], fact: FactState): Standing[] {
  const moments = [...new Set(claims.map(({ publicAt }) => publicAt))].sort((a, b) => a - b);
  const steps = moments.map((publishedFrom, i): Standing => {
    const assessment = assess(
      claims.filter(({ publicAt }) => publicAt <= publishedFrom),
      fact,
    );
    return {
      ...assessment,
      publishedFrom,
      publishedTo: moments[i + 1] ?? endOfTime,
      visible: !hiddenByDefault.includes(assessment.status),
    };
  });
  return steps.reduce<Standing[]>((joined, step) => {
    const last = joined.at(-1);
    if (last && sameOutcome(last, step)) last.publishedTo = step.publishedTo;
    else joined.push(step);
    return joined;
  }, []);
}

export const sameOutcome = (a: Standing, b: Standing): boolean =>
  a.status === b.status && a.because === b.because && a.independentGroups === b.independentGroups && a.badges.join() === b.badges.join();
