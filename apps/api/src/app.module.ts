import { Module, type DynamicModule } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import { Graph } from '@linchpin/graph';
import type { FastifyRequest } from 'fastify';
import type { RequestContext } from './access/identity.js';
import { enforcePolicies } from './access/policy.js';
import { IssuerSetting } from './access/issuer-setting.js';
import { pepperOf, TokensResolver } from './access/tokens.resolver.js';
import { AnalysesResolver, answerFields } from './analyses/analyses.resolver.js';
import { Referred, type AnalysisContext } from './analyses/referred.js';
import { ChangeFields, ChangesResolver } from './changes/changes.resolver.js';
import { AuditEntryFields, HistoryResolver } from './changes/history.resolver.js';
import { renamesFields, resolveByAlias, resolveFromProjection } from './compile/read.js';
import { BatchResolver, BatchResultFields } from './batch/batch.resolver.js';
import { CorrectionPayloadFields, CorrectResolver } from './correct/correct.resolver.js';
import { EntitiesResolver, KindResolver } from './entities/entities.resolver.js';
import { DocumentsResolver } from './documents/documents.resolver.js';
import { DocumentTextFields } from './entities/document-fields.js';
import { DocumentFields, EntityFields, Identifier, Name } from './entities/entity-fields.js';
import { FactsResolver } from './facts/facts.resolver.js';
import { JudgementPayloadFields, JudgeResolver } from './judge/judge.resolver.js';
import { ReassessmentWorker } from './judge/reassessment-worker.js';
import { formatExecution } from './guards/error-response.js';
import { checkCost, limits, validationRules } from './guards/query-limits.js';
import { ImportResolver } from './import/import.resolver.js';
import { ImportRunner } from './import/import-runner.js';
import { UploadsSetting } from './import/uploads.js';
import { MergedFields, MergeResolver } from './merge/merge.resolver.js';
import { HealthController } from './health/health.controller.js';
import { DuplicateEntityFields, DuplicateFactFields } from './record/payloads.js';
import { DocumentPayloadFields, EntityPayloadFields, FactPayloadFields, RecordResolver } from './record/record.resolver.js';
import { userErrorTypes } from './record/user-errors.js';
import { ReviewResolver } from './review/review.resolver.js';
import { ReviewSetting } from './record/review-setting.js';
import { ChangeMaker } from './record/change-maker.js';
import { AnswerChangeFields, QuestionsResolver } from './questions/questions.resolver.js';
import { QuestionsService } from './questions/questions.service.js';
import { FactFields, QuoteFields } from './schema/attestation.type.js';
import { entityTypes } from './schema/nodes.js';
import { CommentsResolver } from './team/comments.resolver.js';
import { FollowResolver } from './team/follow.resolver.js';
import { NotificationsResolver } from './team/notifications.resolver.js';
import { NotificationsService } from './team/notifications.service.js';
import { readingFields } from './schema/readings.js';

export const resolvers = [
  EntitiesResolver,
  KindResolver,
  EntityFields,
  DocumentFields,
  DocumentTextFields,
  DocumentsResolver,
  ...readingFields,
  FactsResolver,
  FactFields,
  QuoteFields,
  RecordResolver,
  MergeResolver,
  MergedFields,
  FactPayloadFields,
  EntityPayloadFields,
  DocumentPayloadFields,
  DuplicateFactFields,
  DuplicateEntityFields,
  AnalysesResolver,
  ...answerFields,
  ChangesResolver,
  ChangeFields,
  QuestionsResolver,
  ReviewResolver,
  BatchResolver,
  BatchResultFields,
  CorrectResolver,
  CorrectionPayloadFields,
  JudgeResolver,
  JudgementPayloadFields,
  HistoryResolver,
  AuditEntryFields,
  AnswerChangeFields,
  TokensResolver,
  ImportResolver,
  CommentsResolver,
  FollowResolver,
  NotificationsResolver,
];
/** Types that no field names, only an interface. */
export const orphanedTypes = [...entityTypes.values(), ...userErrorTypes.values(), Name, Identifier];

/** A saved question is asked by the program itself, without a reply. */
type ServedContext = RequestContext & Record<'app' | 'reply', { log: FastifyRequest['log'] } | undefined>;

const graphql = (graph: Graph): MercuriusDriverConfig => ({
  driver: MercuriusDriver,
  path: '/graphql',
  autoSchemaFile: true,
  buildSchemaOptions: { orphanedTypes },
  transformSchema: (schema) => enforcePolicies(resolveFromProjection(schema)),
  jit: 1,
  graphiql: false,
  subscription: false,
  allowBatchedQueries: false,
  errorHandler: false,
  validationRules,
  graphql: { parseOptions: { maxTokens: limits.tokens } },
  context: ({ identity, id }: FastifyRequest): RequestContext & AnalysisContext => ({
    identity,
    requestId: id,
    referred: new Referred(graph),
  }),
  errorFormatter: (execution, context) => {
    const { identity, requestId, reply, app } = context as unknown as ServedContext;
    const told = formatExecution(execution, { requestId, identified: identity !== null, log: (reply ?? app!).log });
    return reply ? told : { ...told, response: execution };
  },
  hooks: {
    preExecution: (schema, document, _context, variables) => {
      checkCost(schema, document, (variables ?? {}) as Record<string, unknown>);
      return renamesFields(document) ? { schema: resolveByAlias(schema) } : undefined;
    },
  },
});

@Module({})
export class AppModule {
  static on(
    graph: Graph,
    pepper: string,
    { review, issuer, uploads }: { review: ReviewSetting; issuer: IssuerSetting; uploads: UploadsSetting },
  ): DynamicModule {
    return {
      module: AppModule,
      imports: [GraphQLModule.forRoot<MercuriusDriverConfig>(graphql(graph))],
      controllers: [HealthController],
      providers: [
        { provide: Graph, useValue: graph },
        { provide: pepperOf, useValue: pepper },
        { provide: ReviewSetting, useValue: review },
        { provide: IssuerSetting, useValue: issuer },
        { provide: UploadsSetting, useValue: uploads },
        ImportRunner,
        QuestionsService,
        NotificationsService,
        ChangeMaker,
        ReassessmentWorker,
        ...resolvers,
      ],
    };
  }
}
