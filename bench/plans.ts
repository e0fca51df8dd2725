// The driver itself, since libs/graph shows no plans.
import neo4j, { type Driver, type Plan, type ProfiledPlan } from 'neo4j-driver';
import type { Statement } from './capture.js';
import { sent } from './contestants.js';

/** How the database reads for a statement. */
export interface Reading {
  dbHits: number;
  /** Where the rows come from: the index, or the scan, outermost first. */
  sources: string[];
}

const isSource = ({ operatorType }: Plan): boolean => /Scan|Seek/.test(operatorType);

/** Runs a read with PROFILE, which is slower than without. */
export async function profile(driver: Driver, { text, parameters }: Statement): Promise<Reading> {
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    const { summary } = await session.run(`PROFILE ${text}`, sent(parameters));
    const operators = flat(summary.profile as ProfiledPlan);
    return {
      dbHits: operators.reduce((total, { dbHits }) => total + dbHits, 0),
      sources: [...new Set(operators.filter(isSource).map(sourceOf))],
    };
  } finally {
    await session.close();
  }
}

const flat = (plan: ProfiledPlan): ProfiledPlan[] => [plan, ...plan.children.flatMap(flat)];

const sourceOf = ({ operatorType, arguments: { Details } }: ProfiledPlan): string =>
  `${operatorType.replace(/@.*/, '')} ${String(Details).replace(/\s+/g, ' ').slice(0, 100)}`;
