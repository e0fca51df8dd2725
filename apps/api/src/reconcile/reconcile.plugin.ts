import type { Graph } from '@linchpin/graph';
import { kindNames } from '@linchpin/vocabulary';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../../config.js';
import { InputError, tell } from '../errors.js';
import { answerBatch } from './answer-queries.js';
import { frameAncestors, preflightHeaders, reconcileRoute } from './cross-origin.js';
import { extend } from './extend.js';
import { manifestOf } from './manifest.js';
import { previewPage, styleSource } from './preview-page.js';
import { readPreview } from './preview.queries.js';
import { kindNamed, properties, propertiesOf } from './properties.js';
import { readBatch } from './read-queries.js';
import { readAsked, suggestEntities, suggestProperties, suggestTypes } from './suggest.js';

export interface ReconcileSettings {
  graph: Graph;
  config: Pick<Config, 'read' | 'reconcileOrigins'>;
}

type Fields = Record<string, unknown>;

/** The Reconciliation Service API 0.2, which OpenRefine speaks. Who may ask is checked by the guards. Errors are `{code, message}`. */
export async function registerReconcile(app: FastifyInstance, { graph, config }: ReconcileSettings): Promise<void> {
  const closed = config.read === 'token';
  await app.register((scope, _options, done) => {
    scope.setErrorHandler(answerFault);
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, parsed) =>
      parsed(null, Object.fromEntries(new URLSearchParams(body as string))),
    );
    const route = { exposeHeadRoute: false };
    const preflight = (_request: FastifyRequest, reply: FastifyReply) => reply.code(204).headers(preflightHeaders).send();
    scope.options(reconcileRoute, preflight);
    scope.options(`${reconcileRoute}/*`, preflight);
    const answer = async (fields: Fields): Promise<unknown> => {
      if ('queries' in fields) return answerBatch(graph, readBatch(fields.queries));
      if ('extend' in fields) return extend(graph, fields.extend);
      throw new InputError('BAD_REQUEST', 'Send queries={…} or extend={…}, as a form or as JSON.');
    };
    scope.addHook('preHandler', (request, reply, next) => {
      void reply.header('cache-control', 'no-store');
      if (isMap(request.query) && 'callback' in request.query)
        throw new InputError(
          'BAD_REQUEST',
          'JSONP is not offered: it would let a page run what a server sends. Pages of this machine may read by CORS.',
        );
      next();
    });
    scope.get(reconcileRoute, route, (request) => {
      const fields = request.query as Fields;
      return 'queries' in fields || 'extend' in fields ? answer(fields) : manifestOf(baseOf(request), { closed });
    });
    scope.post(reconcileRoute, ({ body }) => answer(isMap(body) ? body : {}));
    scope.get(`${reconcileRoute}/suggest/entity`, route, ({ query }) => suggestEntities(graph, readAsked(query)));
    scope.get(`${reconcileRoute}/suggest/property`, route, ({ query }) => suggestProperties(readAsked(query)));
    scope.get(`${reconcileRoute}/suggest/type`, route, ({ query }) => suggestTypes(readAsked(query)));
    scope.get(`${reconcileRoute}/properties`, route, ({ query }) => proposeProperties(query as Fields));
    scope.get(`${reconcileRoute}/preview`, { ...route, helmet: framed(config.reconcileOrigins) }, async ({ query }, reply) => {
      const { id } = query as Fields;
      const previewed = typeof id === 'string' && id.length <= 200 ? await readPreview(graph, id) : null;
      if (!previewed) throw new InputError('NOT_FOUND', 'Nobody has this id: give /reconcile/preview?id=…');
      return reply.type('text/html; charset=utf-8').send(previewPage(previewed));
    });
    done();
  });
}

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** All other pages of the server stay out of frames; this one is made for them and has nothing to press. */
const framed = (others: readonly string[]) => ({
  frameguard: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { defaultSrc: ["'none'"], styleSrc: [styleSource], frameAncestors: frameAncestors(others) },
  },
});

const namesHost = /^([\w.-]+|\[[\da-f:]+\])(:\d{1,5})?$/i;

/** Where the asker found the server; a proxy that ends TLS says so. Only the asker's own answer depends on it. @throws InputError WRONG_HOST */
function baseOf({ headers, protocol }: FastifyRequest): string {
  const { host = '', 'x-forwarded-proto': forwarded } = headers;
  if (!namesHost.test(host)) throw new InputError('WRONG_HOST', 'The Host header names no host.');
  return `${forwarded === 'https' ? 'https' : protocol}://${host}`;
}

function proposeProperties({ type, limit }: Fields): unknown {
  const kind = typeof type === 'string' && type !== '' ? kindNamed(type) : null;
  if (typeof type === 'string' && type !== '' && !kind)
    throw new InputError('NOT_FOUND', `There is no type "${type.slice(0, 100)}". There are: ${kindNames.join(', ')}.`);
  const most = Number(limit);
  const all = (kind ? propertiesOf(kind) : properties).map(({ id, name, about }) => ({ id, name, description: about }));
  const bounded = Number.isInteger(most) && most > 0;
  return { properties: bounded ? all.slice(0, most) : all, ...(kind ? { type: kind } : {}), ...(bounded ? { limit: most } : {}) };
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, status } = tell(error, request.id);
  if (status >= 500 && !(error instanceof InputError)) request.log.error({ err: error, requestId: request.id }, code);
  void reply.code(status).send({ code, message });
}
