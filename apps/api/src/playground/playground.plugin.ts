import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** `style-src` allows inline styles because the editor places its lines with them; workers are files of ours. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const pageHeaders = {
  'content-security-policy': policy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

/** Files under assets/ carry a hash of their content in their name. */
const cacheControl = (path: string): string => (/[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

/**
 * Serves the built page at /playground/, compressed as it was built, and leads there from /playground.
 * @param dir absolute path of the built page; where it is missing, every address below answers 404.
 */
export async function registerPlayground(app: FastifyInstance, { dir }: { dir: string }): Promise<void> {
  await app.register(async (scope) => {
    // On sending, so that it wins over headers that the server sets for everything else.
    scope.addHook('onSend', async (_request, reply) => {
      reply.headers(pageHeaders);
    });
    scope.get('/playground', (_request, reply) => reply.redirect('/playground/'));
    await scope.register(serveStatic, {
      root: dir,
      prefix: '/playground/',
      preCompressed: true,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', cacheControl(path)),
    });
  });
}
