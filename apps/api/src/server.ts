import 'reflect-metadata';
import { ConsoleLogger, ValidationPipe, type ValidationError } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Refused } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import { LogController, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import pretty from 'pino-pretty';
import type { Config } from '../../config.js';
import { AppModule } from './app.module.js';
import { registerExports } from './export/export.plugin.js';
import { answerFault, registerGuards } from './guards/http-guards.js';
import { limits } from './guards/query-limits.js';
import { UploadsSetting } from './import/uploads.js';
import { registerPlayground } from './playground/playground.plugin.js';
import { registerReconcile } from './reconcile/reconcile.plugin.js';
import { registerQuestionLinks } from './questions/question-link.plugin.js';
import { refusalsOf } from './record/validation-refusals.js';
import { QuestionsService } from './questions/questions.service.js';

export interface ApiSettings {
  graph: Graph;
  config: Config;
  /** Goes into the digests of tokens. */
  pepper: string;
  /** Absolute path of the built playground. */
  playground: string;
}

export interface Api {
  /** Such as http://127.0.0.1:3000. */
  url: string;
  /** Answers what is under way, then stops. */
  close(): Promise<void>;
}

/** The address is taken by another program. */
export class PortTakenError extends Error {
  readonly code = 'PORT_TAKEN';
}

/** Nest would put handlers of its own in the place of those that the guards set, which tell a fault in the form of GraphQL. */
class GuardedAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }
  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return this.getInstance();
  }
}

/** Starts the HTTP server. @throws PortTakenError */
export async function startApi({ graph, config, pepper, playground }: ApiSettings): Promise<Api> {
  const adapter = new GuardedAdapter({
    bodyLimit: limits.writersBodyBytes,
    genReqId: () => randomUUID(),
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: 'idle',
    requestTimeout: limits.requestMs,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: answerFault,
    logger: {
      level: config.log,
      redact: ['req.headers.authorization'],
      // In the order of events: a worker's lines would come after those that greet the user.
      ...(process.stdout.isTTY ? { stream: pretty({ sync: true, ignore: 'pid,hostname' }) } : {}),
    },
  });
  const settings = {
    review: { on: config.review === 'on' },
    issuer: { on: config.oidc !== null },
    uploads: new UploadsSetting(config.uploads),
  };
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.on(graph, pepper, settings), adapter, {
    logger: new ConsoleLogger({ json: !process.stdout.isTTY, logLevels: config.log === 'silent' ? [] : ['error', 'warn'] }),
    abortOnError: false,
  });
  // No whitelist: GraphQL lets only declared arguments and fields through, and the pipe would refuse those without a rule of their own.
  app.useGlobalPipes(new ValidationPipe({ transform: true, exceptionFactory: asRefusal }));
  const fastify = app.getHttpAdapter().getInstance();
  await registerGuards(fastify, { graph, pepper, config });
  await registerPlayground(fastify, { dir: playground });
  await registerExports(fastify, graph);
  await registerReconcile(fastify, { graph, config });
  registerQuestionLinks(fastify, app.get(QuestionsService), { open: config.read !== 'token' });
  fastify.get('/', (_request, reply) => reply.redirect('/playground/'));
  fastify.addHook('onResponse', (request, reply, done) => {
    request.log.info(
      {
        requestId: request.id,
        method: request.method,
        url: request.url.split('?')[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        by: request.identity?.id,
      },
      'answered',
    );
    done();
  });
  let closing = false;
  // Otherwise a connection that was busy when the close began would keep it waiting for the 72 s that an idle one is kept.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (closing) void reply.header('connection', 'close');
    done(null, payload);
  });
  await listen(app, config);
  return {
    url: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${portOf(fastify, config.port)}`,
    close: () => {
      closing = true;
      return app.close();
    },
  };
}

async function listen(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortTakenError(`Port ${port} is taken by another program. Start with another one: PORT=${port + 1} npm start`, {
      cause: error,
    });
  }
}

const portOf = (fastify: FastifyInstance, asked: number): number => {
  const address = fastify.server.address();
  return typeof address === 'object' && address ? address.port : asked;
};

/** class-validator's findings as refusals, so that a mutation answers with userErrors and a query with one clear error. */
const asRefusal = (errors: ValidationError[]): Refused => new Refused(refusalsOf(errors));
