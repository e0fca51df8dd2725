import {
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { collectSubfields } from 'graphql/execution/collectFields.js';
import { cypher, join, name, Parameters, type Cypher } from '@linchpin/graph';
import { idByNow, LensText, type Lens } from '@linchpin/facts';
import type { Projecting, Projection } from './projection.js';

type Selected = { key: string; field: string; nodes: FieldNode[] };

/** Turns the selection below a root field into one Cypher expression, so that a nested read is one statement. */
export class Compiler {
  readonly parameters = new Parameters();
  readonly lens: LensText;
  private readonly lookups: Cypher[] = [];
  private variables = 0;

  constructor(
    private readonly info: Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'variableValues'>,
    lens: Lens,
  ) {
    this.lens = new LensText(lens, this.parameters);
  }

  /** The selection of these fields as a map of the variable. */
  map(type: GraphQLCompositeType, nodes: readonly FieldNode[], variable: Cypher): Cypher {
    if (!isAbstractType(type)) return this.mapOf(type, nodes, variable);
    const named = [...this.typesNamed(nodes)]
      .map((each) => this.schema.getType(each))
      .filter((each) => each !== undefined && this.concreteWithin(type, each));
    const other = this.schema.getPossibleTypes(type).find((each) => !named.includes(each));
    const branches = named.map((each) => cypher`WHEN '${name(each!.name)}' THEN ${this.mapOf(each as GraphQLObjectType, nodes, variable)}`);
    const common = other ? this.mapOf(other, nodes, variable) : cypher`null`;
    return branches.length ? cypher`CASE ${variable}.kind ${join(branches, ' ')} ELSE ${common} END` : common;
  }

  /** What the statement begins with: each entity that it asks for by an id is looked up once, and not for each row. */
  get opening(): Cypher {
    return this.lookups.length ? cypher`WITH ${join(this.lookups, ', ')} ` : cypher``;
  }

  private entity(id: string): Cypher {
    const variable = this.fresh('id');
    this.lookups.push(cypher`${idByNow(this.parameters.add(id))} AS ${variable}`);
    return variable;
  }

  private get schema(): GraphQLSchema {
    return this.info.schema;
  }

  private concreteWithin(type: GraphQLCompositeType, each: unknown): boolean {
    return isAbstractType(type) && this.schema.getPossibleTypes(type).includes(each as GraphQLObjectType);
  }

  private mapOf(type: GraphQLObjectType, nodes: readonly FieldNode[], variable: Cypher): Cypher {
    const entries = this.selected(type, nodes).flatMap(({ key, field, nodes: selected }) => {
      const definition = type.getFields()[field];
      if (!definition) return [];
      const projection = definition.extensions.projection as Projection | undefined;
      const value = projection ? projection(this.projecting(type, field, selected, variable)) : cypher`${variable}.${name(field)}`;
      return [cypher`${name(key)}: ${value}`];
    });
    return cypher`{${join([...discriminator(type, variable), ...entries.filter(({ text }) => !text.startsWith('kind: '))], ', ')}}`;
  }

  /** What the projection of a field below, or of a root field, can build on. */
  projecting(type: GraphQLObjectType, field: string, nodes: readonly FieldNode[], parent: Cypher): Projecting {
    const definition = type.getFields()[field]!;
    const target = getNamedType(definition.type);
    return {
      parent,
      args: getArgumentValues(definition, nodes[0]!, this.info.variableValues),
      lens: this.lens,
      parameters: this.parameters,
      select: (variable) => this.map(target as GraphQLCompositeType, nodes, variable),
      edges: (variables) => this.edges(target as GraphQLObjectType, nodes, variables),
      asks: (wanted) => this.selected(target as GraphQLObjectType, nodes).some((selected) => selected.field === wanted),
      fresh: (stem) => this.fresh(stem),
      entity: (id) => this.entity(id),
    };
  }

  /** What a connection's edges hold, whichever alias they are asked under. */
  private edges(connection: GraphQLObjectType, nodes: readonly FieldNode[], variables: Record<string, Cypher>): Cypher {
    const below = this.selected(connection, nodes)
      .filter(({ field }) => field === 'edges')
      .flatMap((selected) => selected.nodes);
    const edge = getNamedType(connection.getFields().edges!.type) as GraphQLObjectType;
    const entries = this.selected(edge, below).flatMap(({ key, field, nodes: selected }) => {
      const variable = variables[field];
      const target = getNamedType(edge.getFields()[field]?.type);
      if (!variable || !target) return [];
      return [cypher`${name(key)}: ${isCompositeType(target) ? this.map(target, selected, variable) : variable}`];
    });
    return cypher`{${join([cypher`cursor: ${variables.cursor!}`, ...entries.filter(({ text }) => !text.startsWith('cursor: '))], ', ')}}`;
  }

  private fresh(stem: string): Cypher {
    return name(`${stem}${this.variables++}`);
  }

  /** A field without arguments that is no object is kept under its own name, whatever its alias; everything else under its alias. */
  private selected(type: GraphQLObjectType, nodes: readonly FieldNode[]): Selected[] {
    const fields = collectSubfields(this.schema, this.info.fragments, this.info.variableValues, type, nodes);
    const found = [...fields].map(([key, selected]): Selected => {
      const field = selected[0]!.name.value;
      return { key: keyOf(type, field, key), field, nodes: [...selected] };
    });
    return found.filter(({ key, field }, i) => field !== '__typename' && found.findIndex((other) => other.key === key) === i);
  }

  /** Types that the selection, below these nodes and not deeper, singles out by a fragment. */
  private typesNamed(nodes: readonly FieldNode[]): Set<string> {
    const named = new Set<string>();
    const walk = (set: SelectionSetNode | undefined): void =>
      set?.selections.forEach((selection) => {
        if (selection.kind === Kind.INLINE_FRAGMENT) add(selection.typeCondition?.name.value, selection.selectionSet);
        else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment: FragmentDefinitionNode | undefined = this.info.fragments[selection.name.value];
          add(fragment?.typeCondition.name.value, fragment?.selectionSet);
        }
      });
    const add = (type: string | undefined, set: SelectionSetNode | undefined): void => {
      if (type) named.add(type);
      walk(set);
    };
    nodes.forEach(({ selectionSet }) => walk(selectionSet));
    return named;
  }
}

/** By which an abstract type knows what it has before it: the kind of an entity, or what else the thing is. */
function discriminator(type: GraphQLObjectType, variable: Cypher): Cypher[] {
  const interfaces = type.getInterfaces().map((each) => each.name);
  if (interfaces.includes('Entity')) return [cypher`kind: ${variable}.kind`];
  return interfaces.length ? [cypher`kind: '${name(type.name)}'`] : [];
}

/** Leaves without arguments resolve by their name, which costs nothing; the rest is looked up under its alias. */
export function keyOf(type: GraphQLObjectType, field: string, alias: string): string {
  const definition = type.getFields()[field];
  return definition && isPlain(definition) ? field : alias;
}

export const isPlain = (field: Pick<GraphQLField<unknown, unknown>, 'args' | 'type'>): boolean =>
  field.args.length === 0 && !isCompositeType(getNamedType(field.type));
