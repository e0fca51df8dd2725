import rateLimit from '@fastify/rate-limit';
import helmet from '@fastify/helmet';
import { identify, type Identity } from '@linchpin/access';
import { withDeadline, type Graph } from '@linchpin/graph';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../../config.js';
import { InputError } from '../errors.js';
import { errorResponse } from './error-response.js';
import { limits } from './query-limits.js';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
  }
}

export interface GuardSettings {
  graph: Graph;
  pepper: string;
  config: Pick<Config, 'read' | 'perMinute'>;
}

const isGraphql = ({ url }: FastifyRequest): boolean => url.split('?')[0] === '/graphql';

/** Everything that stands before a query: headers, who asks, how often, in which form. */
export async function registerGuards(app: FastifyInstance, { graph, pepper, config }: GuardSettings): Promise<void> {
  app.decorateRequest('identity', null);
  app.addHook('onRequest', (_request, _reply, done) => withDeadline(limits.requestMs, done));
  app.addHook('onRequest', async (request, reply) => {
    if (!isGraphql(request)) return;
    if (request.method === 'POST') {
      request.identity = await identityOf(request, graph, pepper);
      if (config.read === 'token' && !request.identity)
        throw new InputError('UNAUTHENTICATED', 'This server answers only with a token: send the header "authorization: Bearer lp_…".');
      return;
    }
    if (request.method === 'GET' && request.headers.accept?.includes('text/html')) return reply.redirect('/playground/');
    void reply.header('allow', 'POST');
    throw new InputError('METHOD_NOT_ALLOWED', 'Send the query by POST as JSON. With a browser, open /playground.');
  });
  app.addHook('preValidation', async (request) => {
    if (isGraphql(request)) checkBody(request.body);
  });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    hsts: false,
  });
  await app.register(rateLimit, {
    max: (request) => (request.identity ? config.perMinute.token : config.perMinute.anonymous) || Infinity,
    timeWindow: '1 minute',
    keyGenerator: ({ identity, ip }) => identity?.id ?? ip,
    allowList: (request) => !isGraphql(request),
    errorResponseBuilder: (_request, { after }) =>
      new InputError('RATE_LIMITED', `Too many requests. Try again in ${after}; with a token more are allowed.`),
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, errors } = errorResponse([error], { requestId: request.id, identified: request.identity !== null, log: request.log });
    return reply.code(status).send({ data: null, errors });
  });
}

async function identityOf(request: FastifyRequest, graph: Graph, pepper: string): Promise<Identity | null> {
  const header = request.headers.authorization;
  if (header === undefined) return null;
  const [scheme = '', token = ''] = header.split(' ');
  const identity = scheme.toLowerCase() === 'bearer' ? await identify(graph, pepper, token) : null;
  if (!identity)
    throw new InputError(
      'UNAUTHENTICATED',
      'The token is not known here, has expired or was revoked. `npm run linchpin -- token create` makes a new one.',
    );
  return identity;
}

/** One question at a time, as text: a query that comes as a syntax tree would pass by the limit on tokens. */
function checkBody(body: unknown): void {
  if (Array.isArray(body)) throw new InputError('BAD_REQUEST', 'Send one question at a time.');
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string')
    throw new InputError('BAD_REQUEST', 'Send {"query": "…"} as JSON; variables and operationName may stand beside it.');
}
