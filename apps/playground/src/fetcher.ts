import type { Fetcher } from '@graphiql/toolkit';
import { getOperationAST, GraphQLError, parse } from 'graphql';
import { headersToSend } from './token.js';

const endpoint = '/graphql';
/** Longer than the server takes to give up by itself. */
const patienceMs = 30_000;

const failure = (message: string) => ({ errors: [new GraphQLError(message)] });

/** Right after a change of tabs GraphiQL still names the operation of the tab before; a name that the query lacks is left out. */
function namedRight<T extends { query: string; operationName?: string | null }>(operation: T): T {
  try {
    return getOperationAST(parse(operation.query), operation.operationName) ? operation : { ...operation, operationName: undefined };
  } catch {
    return operation;
  }
}

/** The body of the answer, whatever its status: a refusal carries its reason as JSON. */
async function answerOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return failure(`The server answered ${response.status} ${response.statusText} and no JSON: ${text.slice(0, 300)}`);
  }
}

/** Sends an operation to this page's own server. Never rejects: what went wrong is an entry of `errors`, shown in the result pane. */
export const askServer: Fetcher = async (operation, options) => {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...headersToSend(options?.headers ?? {}),
      },
      body: JSON.stringify(namedRight(operation)),
      signal: AbortSignal.timeout(patienceMs),
    });
    return (await answerOf(response)) as Awaited<ReturnType<Fetcher>>;
  } catch (error) {
    return failure(`No answer from ${location.origin}${endpoint}: ${error instanceof Error ? error.message : String(error)}`);
  }
};
