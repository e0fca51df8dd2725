import {
  Extensions,
  Field,
  Float,
  Info,
  Int,
  ObjectType,
  Parent,
  registerEnumType,
  ResolveField,
  Resolver,
  Context,
} from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { isWrapper, metaOf } from '@linchpin/analyses';
import { z } from 'zod';
import { Fact } from '../schema/fact.type.js';
import { KindEnum, PredicateEnum, StanceEnum, StatusEnum, TemporalMatchEnum } from '../schema/enums.js';
import { LensInput } from '../schema/lens.input.js';
import { EntityType } from '../schema/nodes.js';
import type { AnalysisContext } from './referred.js';

export type Class = new (...given: never[]) => object;
type Schema = z.core.$ZodType;

/** A zod schema as GraphQL sees it. */
interface Shown {
  type: object;
  list: boolean;
  nullable: boolean;
  description?: string;
  /** The values are ids of these, and are read when they are asked for. */
  reads: 'Entity' | 'Fact' | null;
}

const vocabularies = {
  Predicate: PredicateEnum,
  Kind: KindEnum,
  FactStatus: StatusEnum,
  Stance: StanceEnum,
  TemporalMatch: TemporalMatchEnum,
};
const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** Makes GraphQL types of what an analysis takes and gives: the schema there is the only place where a field is written down. */
export class AnswerTypes {
  /** Resolver classes of the fields that lead to entities and facts. */
  readonly resolvers: Class[] = [];
  private readonly titled = new Map<string, Class>();

  /** @param name what a nested type is called: the name of the type that holds it and the field */
  shown(schema: Schema, name: string): Shown {
    const { def } = (schema as z.ZodType)._zod;
    const { description, reads = null, input, vocabulary } = metaOf(schema);
    if (isWrapper(schema)) return { ...this.shown(schema.unwrap(), name), nullable: true, description };
    if (schema instanceof z.ZodArray)
      return { ...this.shown(schema.element, name.replace(/s$/, '')), list: true, nullable: false, description };
    const leaf = (type: object): Shown => ({ type, list: false, nullable: false, reads, description });
    if (reads) return leaf(reads === 'Entity' ? EntityType : Fact);
    if (input) return leaf(LensInput);
    if (schema instanceof z.ZodObject) return leaf(this.objectType(name, schema));
    if (vocabulary) return leaf(vocabularies[vocabulary]);
    if (schema instanceof z.ZodEnum) return leaf(this.enumType(schema, name));
    if (def.type === 'boolean') return leaf(Boolean);
    if (def.type === 'number') return leaf('format' in def ? Int : Float);
    return leaf(String);
  }

  objectType(name: string, schema: z.ZodObject): Class {
    const { title } = metaOf(schema);
    if (title === undefined) return this.madeOf(name, schema);
    const type = this.titled.get(title) ?? this.madeOf(title, schema);
    this.titled.set(title, type);
    return type;
  }

  private madeOf(name: string, schema: z.ZodObject): Class {
    const type = { [name]: class {} }[name]!;
    ObjectType(name, { description: metaOf(schema).description ?? `Part of an answer.` })(type);
    const fields = { [`${name}Fields`]: class {} }[`${name}Fields`]!;
    for (const [key, field] of Object.entries(schema.shape) as [string, Schema][]) {
      const shown = this.shown(field, `${name}${capital(key)}`);
      const options = { nullable: shown.nullable, description: shown.description };
      const returns = () => (shown.list ? [shown.type] : shown.type);
      if (shown.reads) this.addReference(fields, key, returns, options);
      else {
        Field(returns, options)(type.prototype, key);
        Extensions({ byName: true })(type.prototype, key);
      }
    }
    Resolver(() => type)(fields);
    this.resolvers.push(fields);
    return type;
  }

  private enumType(schema: Schema, name: string): object {
    const { description = '', words = {} } = metaOf(schema);
    const values = Object.fromEntries(Object.keys(words).map((word) => [word, word]));
    const valuesMap = Object.fromEntries(Object.entries(words).map(([word, about]) => [word, { description: about }]));
    registerEnumType(values, { name, description, valuesMap });
    return values;
  }

  private addReference(fields: Class, key: string, returns: () => object, options: { nullable: boolean; description?: string }): void {
    const value = (parent: Record<string, string | string[] | null>, info: GraphQLResolveInfo, context: AnalysisContext): unknown => {
      const ids = parent[key] ?? null;
      if (ids === null) return null;
      return Array.isArray(ids) ? Promise.all(ids.map((id) => context.referred.load(info, id))) : context.referred.load(info, ids);
    };
    const descriptor = { value, configurable: true };
    const target = fields.prototype as object;
    Object.defineProperty(target, key, descriptor);
    Reflect.defineMetadata('design:paramtypes', [Object, Object, Object], target, key);
    Parent()(target, key, 0);
    Info()(target, key, 1);
    Context()(target, key, 2);
    ResolveField(key, returns, options)(target, key, descriptor);
    Extensions({ byHand: true })(target, key);
  }
}
