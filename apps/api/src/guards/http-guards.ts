import rateLimit from '@fastify/rate-limit';
import helmet from '@fastify/helmet';
import { reaches, type Identity } from '@linchpin/access';
import { withDeadline, type Graph } from '@linchpin/graph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../config.js';
import { identification, type Identification } from '../access/identification.js';
import { requireRole } from '../access/identity.js';
import { InputError } from '../errors.js';
import { isExport } from '../export/export.plugin.js';
import { allowOrigin, isManifest, isPreflight, isReconcile } from '../reconcile/cross-origin.js';
import { questionRoute } from '../questions/question-link.plugin.js';
import { errorResponse } from './error-response.js';
import { boundedBody } from './bounded-body.js';
import { checkHost } from './host-guard.js';
import { limits } from './query-limits.js';

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
  }
}

export interface GuardSettings {
  graph: Graph;
  pepper: string;
  config: Pick<Config, 'host' | 'read' | 'perMinute' | 'oidc' | 'reconcileOrigins'>;
}

const path = '/graphql';
/** By the route, not by the text of the address: /%67raphql leads there too. */
const isGraphql = ({ routeOptions }: FastifyRequest): boolean => routeOptions.url === path;

const isBounded = (request: FastifyRequest): boolean =>
  isGraphql(request) || isExport(request) || (isReconcile(request) && !isPreflight(request)) || request.routeOptions.url === questionRoute;

/** Everything that stands before a query: headers, who asks, how often, in which form. */
export async function registerGuards(app: FastifyInstance, { graph, pepper, config }: GuardSettings): Promise<void> {
  const { host, read, perMinute, reconcileOrigins } = config;
  app.setErrorHandler(answerFault);
  app.setNotFoundHandler((request, reply) => {
    if (request.url.split('?')[0] === path) return refuseMethod(reply);
    throw new InputError('NOT_FOUND', 'Nothing is here. Questions go to /graphql; with a browser, open /playground.');
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    hsts: false,
  });
  app.addHook('onRequest', ({ headers }, _reply, done) => {
    checkHost(host, headers.host);
    done();
  });
  app.addHook('onRequest', (_request, _reply, done) => withDeadline(limits.requestMs, done));
  // Reading the body leaves the asynchronous context of the hooks before it, and with it the deadline.
  app.addHook('preValidation', (_request, reply, done) => withDeadline(limits.requestMs - reply.elapsedTime, done));

  await app.register(rateLimit, {
    max: ({ identity }) => (identity ? perMinute.token : perMinute.anonymous),
    timeWindow: '1 minute',
    keyGenerator: ({ identity, ip }) => identity?.id ?? ip,
    allowList: (request) => !isBounded(request) || (request.identity ? perMinute.token : perMinute.anonymous) === 0,
    errorResponseBuilder: (_request, { after }) => tooMany(after),
  });
  app.decorateRequest('identity', null);
  const identityOf = boundedIdentification(app, identification(graph, pepper, config.oidc), perMinute.anonymous);
  app.addHook('onRequest', async (request, reply) => {
    if (isExport(request)) {
      request.identity = await identityOf(request, reply);
      requireRole(request.identity, 'reader', 'A download');
      return;
    }
    if (isReconcile(request)) {
      allowOrigin(request, reply, reconcileOrigins);
      if (isPreflight(request)) return;
      request.identity = await identityOf(request, reply);
      if (read === 'token' && !isManifest(request)) requireRole(request.identity, 'reader', 'Reconciliation');
      return;
    }
    if (!isGraphql(request)) return;
    if (request.method !== 'POST') return redirectOrRefuse(request, reply);
    request.identity = await identityOf(request, reply);
    if (read === 'token' && !request.identity)
      throw new InputError('UNAUTHENTICATED', 'This server answers only with a token: send the header "authorization: Bearer lp_…".');
    // A form of another site can send text and form fields without asking first, but not JSON.
    if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
      throw new InputError('UNSUPPORTED_MEDIA_TYPE', 'Send JSON: content-type: application/json.');
  });
  app.addHook('preParsing', (request, _reply, payload, done) => {
    done(null, request.identity && reaches(request.identity.role, 'analyst') ? payload : boundedBody(payload));
  });
  app.addHook('preValidation', (request, _reply, done) => {
    if (isGraphql(request)) checkBody(request.body);
    done();
  });
}

/** Tells a fault that ended a request before or beside GraphQL, in the form of GraphQL. */
export function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { status, errors } = errorResponse([error], { requestId: request.id, identified: Boolean(request.identity), log: request.log });
  void reply.code(status).send({ data: null, errors });
}

function redirectOrRefuse(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.method === 'GET' && request.headers.accept?.includes('text/html')) return reply.redirect('/playground/');
  return refuseMethod(reply);
}

function refuseMethod(reply: FastifyReply): never {
  void reply.header('allow', 'POST');
  throw new InputError('METHOD_NOT_ALLOWED', 'Send the query by POST as JSON. With a browser, open /playground.');
}

const tooMany = (after: string): InputError =>
  new InputError('RATE_LIMITED', `Too many requests. Try again in ${after}; with a token more are allowed.`);

type OfRequest = (request: FastifyRequest, reply: FastifyReply) => Promise<Identity | null>;

/** Who asks. Tokens that do not hold are counted by address, since each costs a look into the database before the rate limit comes. */
function boundedIdentification(app: FastifyInstance, identify: Identification, most: number): OfRequest {
  const failures = app.createRateLimit({ max: most, timeWindow: '1 minute', keyGenerator: ({ ip }) => `token ${ip}`, allowList: [] });
  return async (request, reply) => {
    const header = request.headers.authorization;
    if (header === undefined) return null;
    const past = most === 0 ? null : await failures(request, { increment: false });
    if (past && !past.isAllowed && past.remaining === 0) {
      void reply.header('retry-after', past.ttlInSeconds);
      throw tooMany(`${past.ttlInSeconds} seconds`);
    }
    try {
      return await identify(header);
    } catch (error) {
      if (past && error instanceof InputError && error.code === 'UNAUTHENTICATED') await failures(request);
      throw error;
    }
  };
}

const isMap = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** One question at a time, as text: a query that comes as a syntax tree would pass by the limit on tokens. */
function checkBody(body: unknown): void {
  if (Array.isArray(body)) throw new InputError('BAD_REQUEST', 'Send one question at a time.');
  if (!isMap(body) || typeof body.query !== 'string' || body.query.trim() === '')
    throw new InputError('BAD_REQUEST', 'Send {"query": "…"} as JSON; variables and operationName may stand beside it.');
  const { variables = null, operationName = null } = body;
  if (variables !== null && !isMap(variables)) throw new InputError('BAD_REQUEST', 'Send the variables as a JSON object.');
  if (operationName !== null && typeof operationName !== 'string') throw new InputError('BAD_REQUEST', 'Send operationName as text.');
}
