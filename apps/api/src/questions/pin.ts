import {
  astFromValue,
  getNamedType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ArgumentNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  type ObjectValueNode,
  type ValueNode,
} from 'graphql';
import { withoutNulls } from '../record/from-input.js';
import type { LensInput } from '../schema/lens.input.js';

/** A question as a client sends it. */
export interface Question {
  document: DocumentNode;
  variables: Record<string, unknown>;
}

type Clocks = Partial<Record<keyof LensInput, ValueNode>>;

/** The lens as the values of a document. */
export function clocksOf(lens: LensInput, type: GraphQLInputType): Clocks {
  const value = astFromValue(lens, type);
  return value?.kind === Kind.OBJECT ? Object.fromEntries(value.fields.map((field) => [field.name.value, field.value])) : {};
}

const isLens = ({ type }: GraphQLArgument): boolean => getNamedType(type).name === 'LensInput';
const isGiven = (value: ValueNode | undefined): value is ValueNode => value !== undefined && value.kind !== Kind.NULL;

/** A given lens keeps its clocks and takes the others from here. A clock that is a variable without a value is not given. */
function filledUp(value: ObjectValueNode, clocks: Clocks, variables: Question['variables'] = {}): ObjectValueNode {
  const isKnown = (clock: ValueNode): boolean => clock.kind !== Kind.VARIABLE || (variables[clock.name.value] ?? null) !== null;
  const own = value.fields.filter((field) => isGiven(field.value) && isKnown(field.value));
  const missing = Object.entries(clocks).filter(([name]) => !own.some((field) => field.name.value === name));
  return {
    kind: Kind.OBJECT,
    fields: [
      ...own,
      ...missing.map(([name, each]) => ({
        kind: Kind.OBJECT_FIELD as const,
        name: { kind: Kind.NAME as const, value: name },
        value: each,
      })),
    ],
  };
}

/**
 * Puts the clocks into every lens of a question that leaves them out, at the roots also where no lens is given, so that all of the
 * question looks through the same. A lens given as a variable is filled up among the variables, for which the clocks must be literals.
 */
export function pin(schema: GraphQLSchema, { document, variables }: Question, clocks: Clocks, plain: Record<string, unknown>): Question {
  const info = new TypeInfo(schema);
  const filled = { ...variables };
  const pinned = (node: FieldNode, argument: GraphQLArgument, atRoot: boolean): ArgumentNode | undefined => {
    const given = node.arguments?.find(({ name }) => name.value === argument.name);
    const name = { kind: Kind.NAME as const, value: argument.name };
    if (given?.value.kind === Kind.VARIABLE) {
      const variable = given.value.name.value;
      const value = filled[variable] as Record<string, unknown> | null | undefined;
      if (value || (atRoot && argument.name === 'at')) filled[variable] = { ...plain, ...withoutNulls(value ?? {}) };
      return given;
    }
    if (given?.value.kind === Kind.OBJECT) return { kind: Kind.ARGUMENT, name, value: filledUp(given.value, clocks, variables) };
    if (!atRoot || argument.name !== 'at' || Object.keys(clocks).length === 0) return given;
    return { kind: Kind.ARGUMENT, name, value: filledUp({ kind: Kind.OBJECT, fields: [] }, clocks) };
  };
  const result = visit(
    document,
    visitWithTypeInfo(info, {
      Field: (node) => {
        const lenses = info.getFieldDef()?.args.filter(isLens) ?? [];
        if (lenses.length === 0) return undefined;
        const atRoot = info.getParentType() === schema.getQueryType();
        const others = (node.arguments ?? []).filter(({ name }) => !lenses.some((lens) => lens.name === name.value));
        return { ...node, arguments: [...others, ...lenses.flatMap((lens) => pinned(node, lens, atRoot) ?? [])] };
      },
    }),
  );
  return withoutUnused({ document: result, variables: filled });
}

/** A variable that nothing uses any more would make the query invalid. */
function withoutUnused({ document, variables }: Question): Question {
  const used = new Set<string>();
  visit(document, { VariableDefinition: () => false, Variable: ({ name }) => void used.add(name.value) });
  const definitions = document.definitions.map((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? { ...each, variableDefinitions: each.variableDefinitions?.filter(({ variable }) => used.has(variable.name.value)) }
      : each,
  );
  const left = Object.entries(variables).filter(([name]) => used.has(name));
  return { document: { ...document, definitions }, variables: Object.fromEntries(left) };
}
