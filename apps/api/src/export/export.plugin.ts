import { addAbortSignal, Readable } from 'node:stream';
import { exportFormats, type ExportFormat, type Losses } from '@linchpin/export';
import { unload, type Unloading } from '@linchpin/facts';
import { prolongDeadline, type Graph } from '@linchpin/graph';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InputError, tell } from '../errors.js';
import { Downloads, type Running } from './downloads.js';
import { formatNamed, orBadInput, parameterNames, readQuery } from './export-query.js';

export const exportRoute = '/export';
/** Whether a request goes there; by the route, not by the text of the address. */
export const isExport = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === exportRoute || (url?.startsWith(`${exportRoute}/`) ?? false);

const mostAtOnce = 2;
const longest = 15 * 60_000;

type Asked = FastifyRequest<{ Params: { format: string } }>;

/** Downloads of what the knowledge base holds. Who may ask is checked by the guards. Errors are `{code, message}`. */
export async function registerExports(app: FastifyInstance, graph: Graph): Promise<void> {
  const downloads = new Downloads(mostAtOnce, longest);
  await app.register((scope, _options, done) => {
    scope.setErrorHandler(answerFault);
    scope.addHook('preClose', (closed) => {
      downloads.abortAll();
      closed();
    });
    const route = { exposeHeadRoute: false };
    scope.get(exportRoute, route, () => ({
      formats: exportFormats.map(({ name, about, extension, mediaType }) => ({
        name,
        about,
        extension,
        mediaType,
        href: `${exportRoute}/${name}`,
      })),
      parameters: parameterNames,
    }));
    scope.get(`${exportRoute}/:format`, route, (request: Asked, reply) =>
      underWay(downloads, graph, request, reply, (format, unloading, running) => download(format, unloading, running, reply)),
    );
    scope.get(`${exportRoute}/:format/losses`, route, (request: Asked, reply) =>
      underWay(downloads, graph, request, reply, async (format, unloading, { end }) => {
        const losses = await lossesOf(format, unloading).finally(end);
        return { format: format.name, at: unloading.at, losses };
      }),
    );
    done();
  });
}

/** Begins a download; what goes wrong before its first byte ends it. */
async function underWay<R>(
  downloads: Downloads,
  graph: Graph,
  { params, query }: Asked,
  reply: FastifyReply,
  work: (format: ExportFormat, unloading: Unloading, running: Running) => Promise<R>,
): Promise<R> {
  const format = formatNamed(params.format);
  const request = readQuery(query);
  const running = downloads.begin();
  try {
    prolongDeadline(longest);
    reply.raw.once('close', running.abort);
    return await work(format, whileWanted(await orBadInput(() => unload(graph, request)), running.signal), running);
  } catch (error) {
    running.end();
    throw error;
  }
}

async function download(format: ExportFormat, unloading: Unloading, { signal, end }: Running, reply: FastifyReply): Promise<FastifyReply> {
  const pieces = bytesOf(format.write(unloading));
  const first = await pieces.next();
  async function* all(): AsyncGenerator<Uint8Array> {
    if (first.done) return;
    yield first.value;
    yield* pieces;
  }
  // Read as fast as the caller takes it; ended when the connection is.
  const stream = addAbortSignal(signal, Readable.from(all(), { objectMode: false })).once('close', end);
  const { recordedAt } = unloading.at;
  return reply
    .header('content-type', format.mediaType)
    .header('content-disposition', `attachment; filename="linchpin-${format.name}-${recordedAt.slice(0, 10)}.${format.extension}"`)
    .header('linchpin-recorded-at', recordedAt)
    .header('cache-control', 'no-store')
    .send(stream);
}

async function* bytesOf(pieces: AsyncGenerator<string | Uint8Array, Losses>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) if (piece.length > 0) yield Buffer.from(piece as Uint8Array);
}

/** Ends at the next row: a format may read for minutes before it writes, and nobody waits for that any more. */
function whileWanted(from: Unloading, signal: AbortSignal): Unloading {
  async function* read<T>(rows: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const row of rows) {
      signal.throwIfAborted();
      yield row;
    }
  }
  return { ...from, entities: () => read(from.entities()), facts: () => read(from.facts()) };
}

async function lossesOf(format: ExportFormat, unloading: Unloading): Promise<Losses> {
  const pieces = format.write(unloading);
  for (;;) {
    const { done, value } = await pieces.next();
    if (done) return value;
  }
}

function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const { code, message, status } = tell(error, request.id);
  if (status >= 500 && !(error instanceof InputError)) request.log.error({ err: error, requestId: request.id }, code);
  if (code === 'TOO_MANY_DOWNLOADS') void reply.header('retry-after', 60);
  void reply.code(status).send({ code, message });
}
