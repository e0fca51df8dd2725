import { Args, Info, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { kindNames, predicateEntry, readingsOf, type Kind, type Reading } from '@linchpin/vocabulary';
import type { GraphQLResolveInfo } from 'graphql';
import { factRows, neighbours, type FactList } from '../compile/fact-rows.js';
import { PageArgs, largestPage } from '../compile/page.js';
import { ProjectedConnection } from '../compile/projection.js';
import { fromParent } from './attestation.type.js';
import { FactConnection, NeighbourConnection } from './connections.js';
import { typeOf } from './nodes.js';

/** What a page costs: as many of its entries as were asked for. */
export const pageComplexity = ({ args, childComplexity }: { args: PageArgs; childComplexity: number }): number =>
  1 + Math.min(args.first ?? args.last ?? 20, largestPage) * childComplexity;

/** The resolver class of a kind: one field for each predicate that reads from it, forwards or backwards. */
function fieldsOf(kind: Kind): new () => object {
  const type = { [`${kind}Fields`]: class {} }[`${kind}Fields`]!;
  Resolver(() => typeOf(kind))(type);
  readingsOf(kind).forEach((reading) => addField(type.prototype, reading));
  return type;
}

function addField(prototype: object, reading: Reading): void {
  const { field, predicate, direction, about } = reading;
  const relation = predicateEntry(predicate).to !== undefined;
  const descriptor = {
    value: (parent: Record<string, unknown>, _page: PageArgs, info: GraphQLResolveInfo) => fromParent(parent, info),
    configurable: true,
  };
  Object.defineProperty(prototype, field, descriptor);
  Reflect.defineMetadata('design:paramtypes', [Object, PageArgs, Object], prototype, field);
  Parent()(prototype, field, 0);
  Args({ type: () => PageArgs })(prototype, field, 1);
  Info()(prototype, field, 2);
  ResolveField(field, () => (relation ? NeighbourConnection : FactConnection), { description: about, complexity: pageComplexity })(
    prototype,
    field,
    descriptor,
  );
  ProjectedConnection((p) => {
    const list = neighbours[direction](p.parameters.add(predicate), p.parent);
    return factRows(p, relation ? list : valuesOf(list));
  })(prototype, field, descriptor);
}

/** A predicate with only a value has nobody at the other end. */
const valuesOf = ({ neighbour: _, ...list }: FactList): FactList => list;

export const readingFields = kindNames.map(fieldsOf);
