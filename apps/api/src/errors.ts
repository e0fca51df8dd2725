import { AnalysisError } from '@linchpin/analyses';
import { GraphError } from '@linchpin/graph';
import { MergedMeanwhileError, Refused } from '@linchpin/facts';
import { GraphQLError } from 'graphql';

/** HTTP status by code: the one place where a fault gets its status. */
const statuses = {
  BAD_PAGE: 400,
  BAD_CURSOR: 400,
  BAD_INPUT: 400,
  BAD_REQUEST: 400,
  AMBIGUOUS: 400,
  INVALID_QUERY: 400,
  TOO_COMPLEX: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  BODY_TOO_LARGE: 413,
  BATCH_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  WRONG_HOST: 421,
  QUERY_TOO_LARGE: 400,
  RATE_LIMITED: 429,
  INTERNAL: 500,
  DATABASE_UNAVAILABLE: 503,
  DISK_FULL: 503,
  TOO_MANY_DOWNLOADS: 503,
  MERGED_MEANWHILE: 503,
  ISSUER_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
} as const;

export type ErrorCode = keyof typeof statuses;

/** A request that cannot be answered as it is; the message says what to do. */
export class InputError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'InputError';
  }
}

export interface Answered {
  code: ErrorCode;
  message: string;
  status: number;
}

const answer = (code: ErrorCode, message: string): Answered => ({ code, message, status: statuses[code] });
const codeOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '');

/** What the framework's own faults are called here. */
const frameworkFaults: Record<string, Answered> = {
  FST_ERR_CTP_BODY_TOO_LARGE: answer('BODY_TOO_LARGE', 'The request is larger than 4 MB.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: answer('UNSUPPORTED_MEDIA_TYPE', 'Send JSON: content-type: application/json.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: answer('BAD_REQUEST', 'The request has no body. Send {"query": "…"} as JSON.'),
  FST_ERR_CTP_INVALID_JSON_BODY: answer('BAD_REQUEST', 'The body is not JSON.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: answer('BAD_REQUEST', 'The body does not have the length that was announced.'),
  FST_ERR_BAD_URL: answer('BAD_REQUEST', 'The address is not a valid one.'),
  FST_ERR_MAX_PARAM_LENGTH: answer('BAD_REQUEST', 'The address is too long.'),
};

/** The limits on a query reach us as syntax errors, which they are not. */
const limitFaults =
  /^Syntax Error: (?:(Query depth|Aliases|Directives) limit of (\d+) exceeded, found (\d+)|Document contains more that (\d+) tokens)/;

function tellQueryFault(message: string): Answered {
  const [, what, most, found, tokens] = limitFaults.exec(message) ?? [];
  if (tokens) return answer('TOO_COMPLEX', `The query has more than ${tokens} tokens. Ask for less at a time.`);
  if (what) return answer('TOO_COMPLEX', `${what} in this query: ${found}; at most ${most} are allowed. Ask for less at a time.`);
  return answer('INVALID_QUERY', message);
}

/** How a fault is told to the caller. Anything that we did not foresee is told as nothing but its request id. */
export function tell(error: unknown, requestId: string): Answered {
  if (error instanceof InputError) return answer(error.code, error.message);
  if (error instanceof AnalysisError) return answer(error.code === 'UNKNOWN_ENTITY' ? 'NOT_FOUND' : error.code, error.message);
  if (error instanceof GraphError) return answer(error.code, error.message);
  if (error instanceof MergedMeanwhileError) return answer(error.code, error.message);
  if (error instanceof Refused)
    return answer('BAD_INPUT', error.refusals.map(({ path, message }) => `${path.join('.')}: ${message}`).join(' '));
  const known = frameworkFaults[codeOf(error)];
  if (known) return known;
  if (error instanceof SyntaxError && 'statusCode' in error) return frameworkFaults.FST_ERR_CTP_INVALID_JSON_BODY!;
  if (error instanceof GraphQLError) return error.originalError ? tell(error.originalError, requestId) : tellQueryFault(error.message);
  return answer('INTERNAL', `Something went wrong on our side. If it happens again, report it with the request id ${requestId}.`);
}
