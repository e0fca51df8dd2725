import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { DocumentNode, GraphQLSchema, ValidationRule } from 'graphql';
import { fieldExtensionsEstimator, getComplexity, simpleEstimator } from 'graphql-query-complexity';
import { InputError } from '../errors.js';

/** Figures that held against an attack suite of 30; each connection is three levels deep, so 26 levels are 8 connections. */
export const limits = {
  bodyBytes: 100 * 1024,
  /** For those who may write: 1,000 operations with a quote each are some 700 KB. */
  writersBodyBytes: 4 * 1024 * 1024,
  tokens: 1_000,
  depth: 26,
  aliases: 15,
  directives: 5,
  cost: 10_000,
  requestMs: 10_000,
  /** For a batch, or the correction of a selection. */
  batchMs: 45_000,
} as const;

export const validationRules: ValidationRule[] = [
  maxDepthRule({ n: limits.depth, exposeLimits: true }),
  maxAliasesRule({ n: limits.aliases, allowList: [], exposeLimits: true }),
  maxDirectivesRule({ n: limits.directives, exposeLimits: true }),
];

/** Costs by query and by the variables that they can depend on: page sizes are numbers, skip and include booleans. */
const known = new WeakMap<DocumentNode, Map<string, number>>();
const mostKept = 100;

function costOf(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown> = {}): number {
  const key = JSON.stringify(Object.entries(variables).filter(([, value]) => typeof value === 'number' || typeof value === 'boolean'));
  const costs = known.get(query) ?? new Map<string, number>();
  const kept = costs.get(key);
  if (kept !== undefined) return kept;
  const cost = getComplexity({
    schema,
    query,
    variables,
    estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
  });
  if (costs.size < mostKept) known.set(query, costs.set(key, cost));
  return cost;
}

/** Counts the fields that an answer can have at most; a list counts as many times as entries are asked for. @throws InputError TOO_COMPLEX */
export function checkCost(schema: GraphQLSchema, query: DocumentNode, variables: Record<string, unknown> | undefined): void {
  const cost = costOf(schema, query, variables);
  if (cost > limits.cost)
    throw new InputError(
      'TOO_COMPLEX',
      `The question could give ${cost} values; at most ${limits.cost} are allowed. Ask for smaller pages or fewer fields.`,
    );
}
