import type { FastifyReply, FastifyRequest } from 'fastify';

export const reconcileRoute = '/reconcile';
/** Whether a request goes there; by the route, not by the text of the address. */
export const isReconcile = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === reconcileRoute || (url?.startsWith(`${reconcileRoute}/`) ?? false);

const hasKey = (query: unknown, key: string): boolean => typeof query === 'object' && query !== null && key in query;

/** It says what the service can do and how to ask it, and nothing of what is known: the specification wants it without a token. */
export const isManifest = ({ method, routeOptions, query }: FastifyRequest): boolean =>
  method === 'GET' && routeOptions.url === reconcileRoute && !hasKey(query, 'queries') && !hasKey(query, 'extend');

/** What a browser asks before it sends what a page of another origin wants; it carries no token. */
export const isPreflight = (request: FastifyRequest): boolean => request.method === 'OPTIONS' && isReconcile(request);

const ofThisMachine = /^https?:\/\/(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/;

/**
 * Lets pages of this machine read, where OpenRefine runs, and those of origins that the configuration names. Not those of every origin: any page on
 * the web that an analyst opens could then read a server that listens on the analyst's own machine. Cookies have no part in it.
 */
export function allowOrigin({ headers }: FastifyRequest, reply: FastifyReply, others: readonly string[]): void {
  void reply.header('vary', 'Origin');
  const { origin } = headers;
  if (origin === undefined || !(ofThisMachine.test(origin) || others.includes(origin))) return;
  void reply.header('access-control-allow-origin', origin).header('access-control-expose-headers', 'retry-after');
}

export const preflightHeaders = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type',
  'access-control-max-age': '600',
};

/** Whose pages may show a preview in a frame; a content security policy knows no address of IPv6. */
export const frameAncestors = (others: readonly string[]): string[] => [
  "'self'",
  'http://localhost:*',
  'http://*.localhost:*',
  'http://127.0.0.1:*',
  ...others,
];
