import type { FastifyBaseLogger } from 'fastify';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';
import { tell } from '../errors.js';

/** Names of the schema that resemble a misspelt one help a person and an attacker alike; only the former has a token. */
const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*$/s, '');

interface Reporting {
  requestId: string;
  identified: boolean;
  log: FastifyBaseLogger;
}

const isList = (error: unknown): error is { errors: readonly GraphQLError[] } =>
  typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors);

/** Errors of a request as GraphQL tells them: code, message, place in the query; what is ours to mend is logged in full. */
export function errorResponse(
  errors: readonly unknown[],
  { requestId, identified, log }: Reporting,
): { status: number; errors: GraphQLFormattedError[] } {
  const flat = errors.flatMap((error) => unfold(error));
  const told = flat.map((error) => {
    const { code, message, status } = tell(error, requestId);
    if (status >= 500) log.error({ err: originalOf(error), requestId }, code);
    const { locations, path } = error as Partial<GraphQLError>;
    return {
      status,
      formatted: { message: identified ? message : withoutSuggestion(message), locations, path, extensions: { code, requestId } },
    };
  });
  return { status: told[0]?.status ?? 500, errors: told.map(({ formatted }) => formatted) };
}

/** Mercurius wraps the faults of a query in one error. */
const unfold = (error: unknown): unknown[] => {
  const original = originalOf(error);
  return isList(original) ? [...original.errors] : [error];
};
const originalOf = (error: unknown): unknown =>
  (typeof error === 'object' && error !== null && 'originalError' in error && error.originalError) || error;

/** A request that fails as a whole gets the status of its fault; one that is answered in part gets 200. */
export function formatExecution(
  execution: ExecutionResult & { statusCode?: number },
  reporting: Reporting,
): { statusCode: number; response: ExecutionResult } {
  const { status, errors } = errorResponse(execution.errors ?? [], reporting);
  const answered = execution.data && Object.values(execution.data).some((value) => value !== null);
  return { statusCode: answered ? 200 : status, response: { data: execution.data ?? null, errors: errors as unknown as GraphQLError[] } };
}
