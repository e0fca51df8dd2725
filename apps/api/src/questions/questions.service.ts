import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { Graph } from '@linchpin/graph';
import { refuse, Refused } from '@linchpin/facts';
import type { FastifyInstance } from 'fastify';
import {
  Kind,
  OperationTypeNode,
  parse,
  print,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import type { RequestContext } from '../access/identity.js';
import { Referred, type AnalysisContext } from '../analyses/referred.js';
import { InputError, tell } from '../errors.js';
import { checkCost } from '../guards/query-limits.js';
import type { LensInput } from '../schema/lens.input.js';
import { clocksOf, pin, type Question } from './pin.js';
import { findQuestion, momentOfChange } from './saved-questions.queries.js';

/** A question as it is kept. */
export interface Kept {
  name: string;
  about: string | null;
  query: string;
  variables: Record<string, unknown>;
  lens: LensInput;
  savedAt: string;
  /** The last change that its author could see, and its moment. */
  number: number;
  recordedAt: string;
}

/** With where it opens. */
export type ShownQuestion = Kept & { link: string };
export const shownOf = (kept: Kept): ShownQuestion => ({ ...kept, link: `/q/${kept.name}` });

/** A name that no variable of the query has. */
const freeName = (query: string): string => {
  let name = 'recordedAt';
  while (query.includes(`$${name}`)) name += '_';
  return name;
};

/** Questions that are kept under a name: what they ask, and their answers at any time. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly graph: Graph,
    private readonly schemaHost: GraphQLSchemaHost,
    private readonly adapter: HttpAdapterHost,
  ) {}

  private get schema(): GraphQLSchema {
    return this.schemaHost.schema;
  }
  private get lensType(): GraphQLInputType {
    return this.schema.getType('LensInput') as GraphQLInputType;
  }

  /** @returns the variables with the query's defaults. @throws Refused for what this server could not answer */
  check(query: string, variables: Record<string, unknown>): Record<string, unknown> {
    const bad = (field: 'query' | 'variables', message: string) => new Refused([refuse('BAD_QUESTION', [field], message)]);
    const document = parsed(query, (message) => bad('query', message));
    const [operation, ...others] = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
    if (!operation || others.length > 0) throw bad('query', 'Give one operation; a link opens one.');
    if (operation.operation !== OperationTypeNode.QUERY)
      throw bad('query', 'Only a query can be kept: a change would be made again by each reader.');
    const faults = validate(this.schema, document);
    if (faults.length) throw bad('query', faults.map(({ message }) => message).join(' '));
    if (rootNames(this.schema, document).some((name) => name.startsWith('savedQuestion')))
      throw bad('query', 'A question cannot ask for other saved questions.');
    const { coerced, errors } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables);
    if (errors) throw bad('variables', errors.map(({ message }) => message).join(' '));
    try {
      checkCost(this.schema, document, coerced);
    } catch (error) {
      if (error instanceof InputError) throw bad('query', error.message);
      throw error;
    }
    return coerced;
  }

  async find(name: string): Promise<Kept | null> {
    const [row] = await this.graph.read(findQuestion, { name });
    return row ? keptOf(row) : null;
  }

  /** The question of this name as it is shown; null where there is none. */
  async shown(name: string): Promise<ShownQuestion | null> {
    const kept = await this.find(name);
    return kept && shownOf(kept);
  }

  /** The question as a report cites it: every clock pinned, the record clock to the moment of saving. */
  cited({ query, variables, lens, recordedAt }: Kept): { query: string; variables: Record<string, unknown> } {
    const whole = { ...lens, recordedAt: lens.recordedAt ?? recordedAt };
    const pinned = pin(this.schema, { document: parse(query), variables }, clocksOf(whole, this.lensType), whole);
    return { query: print(pinned.document), variables: pinned.variables };
  }

  /** The answer through the clocks given, as it stands now. */
  answer({ query, variables, lens }: Kept, context: RequestContext): Promise<Record<string, unknown>> {
    return this.run(pin(this.schema, { document: parse(query), variables }, clocksOf(lens, this.lensType), { ...lens }), context);
  }

  /** The answer as it was after a change. The moment goes in as a variable, so that the text is the same for all changes and is compiled once. */
  async answerAfter({ query, variables, lens }: Kept, number: number, context: RequestContext): Promise<Record<string, unknown>> {
    const [row] = await this.graph.read(momentOfChange, { number });
    const moment = lens.recordedAt ?? row?.at ?? beforeAll;
    const asOf = freeName(query);
    const clocks = {
      ...clocksOf(lens, this.lensType),
      recordedAt: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: asOf } } as const,
    };
    const pinned = pin(this.schema, { document: parse(query), variables }, clocks, { ...lens, recordedAt: moment });
    return this.run(withVariable(pinned, asOf, moment), context);
  }

  /** The number of the last change. */
  async lastChange(): Promise<number> {
    const [row] = await this.graph.read(momentOfChange, { number: 0 });
    return row?.last ?? 0;
  }

  private async run({ document, variables }: Question, { identity, requestId }: RequestContext): Promise<Record<string, unknown>> {
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const context: RequestContext & AnalysisContext = { identity, requestId, referred: new Referred(this.graph) };
    const { data, errors } = await fastify.graphql(print(document), { ...context }, variables).catch((error: unknown): ExecutionResult => {
      throw this.unanswerable(error, requestId);
    });
    if (errors?.length || !data) throw this.unanswerable(errors?.[0], requestId);
    return data;
  }

  private unanswerable(error: unknown, requestId: string): InputError {
    const first = (error as { errors?: unknown[] } | undefined)?.errors?.[0] ?? error;
    const { code, status, message } = tell(first, requestId);
    return new InputError(status > 500 ? code : 'BAD_INPUT', `The saved question cannot be answered: ${message}`);
  }
}

/** Before the first change there is nothing to see. */
const beforeAll = '1970-01-01T00:00:00Z';

/** The fields of the query itself, those in its fragments too. */
function rootNames(schema: GraphQLSchema, document: DocumentNode): string[] {
  const info = new TypeInfo(schema);
  const names: string[] = [];
  const note = ({ name }: FieldNode): void => {
    if (info.getParentType() === schema.getQueryType()) names.push(name.value);
  };
  visit(document, visitWithTypeInfo(info, { Field: note }));
  return names;
}

function parsed(query: string, fault: (message: string) => Error) {
  try {
    return parse(query, { maxTokens: 1_000 });
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
}

/** Adds a variable, unless nothing uses it: every lens may be given by other variables. */
function withVariable({ document, variables }: Question, name: string, value: string): Question {
  if (!print(document).includes(`$${name}`)) return { document, variables };
  const definition: VariableDefinitionNode = {
    kind: Kind.VARIABLE_DEFINITION,
    variable: { kind: Kind.VARIABLE, name: { kind: Kind.NAME, value: name } },
    type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: 'String' } },
  };
  const definitions = document.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? { ...each, variableDefinitions: [...(each.variableDefinitions ?? []), definition] } : each,
  );
  return { document: { ...document, definitions }, variables: { ...variables, [name]: value } };
}

/** @internal as the queries give it */
export function keptOf({
  variables,
  lens,
  ...row
}: Record<'name' | 'query' | 'variables' | 'lens' | 'savedAt' | 'recordedAt', string> & { about: string | null; number: number }): Kept {
  return { ...row, variables: JSON.parse(variables) as Kept['variables'], lens: JSON.parse(lens) as LensInput };
}
