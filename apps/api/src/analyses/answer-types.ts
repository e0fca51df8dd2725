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
import { z } from 'zod';
import { Fact } from '../schema/fact.type.js';
import { EntityType } from '../schema/nodes.js';
import type { AnalysisContext } from './referred.js';

type Class = new () => object;
type Schema = z.core.$ZodType;

/** A zod schema as GraphQL sees it. */
interface Shown {
  type: object;
  list: boolean;
  nullable: boolean;
  /** The values are ids of these, and are read when they are asked for. */
  reads: 'Entity' | 'Fact' | null;
}

const meta = (schema: Schema): { description?: string; reads?: 'Entity' | 'Fact'; words?: Record<string, string> } =>
  z.globalRegistry.get(schema) ?? {};
/** The description of a schema, or of the one that it makes nullable or optional. */
export function descriptionOf(schema: Schema): string | undefined {
  const own = meta(schema).description;
  return own ?? (isWrapper(schema) ? descriptionOf(schema.unwrap()) : undefined);
}

type Wrapper = z.ZodNullable | z.ZodOptional | z.ZodDefault;
const isWrapper = (schema: Schema): schema is Wrapper =>
  schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;

const capital = (name: string): string => name[0]!.toUpperCase() + name.slice(1);

/** Makes GraphQL types of what an analysis takes and gives: the schema there is the only place where a field is written down. */
export class AnswerTypes {
  /** Resolver classes of the fields that lead to entities and facts. */
  readonly resolvers: Class[] = [];

  /** @param name what a nested type is called: the name of the type that holds it and the field */
  shown(schema: Schema, name: string): Shown {
    const { def } = (schema as z.ZodType)._zod;
    if (isWrapper(schema)) return { ...this.shown(schema.unwrap(), name), nullable: true };
    if (schema instanceof z.ZodArray) return { ...this.shown(schema.element, name.replace(/s$/, '')), list: true, nullable: false };
    const { reads = null } = meta(schema);
    const leaf = (type: object): Shown => ({ type, list: false, nullable: false, reads });
    if (reads) return leaf(reads === 'Entity' ? EntityType : Fact);
    if (schema instanceof z.ZodObject) return leaf(this.objectType(name, schema));
    if (schema instanceof z.ZodEnum) return leaf(this.enumType(descriptionOf(schema) ?? '', meta(schema).words ?? {}, name));
    if (def.type === 'boolean') return leaf(Boolean);
    if (def.type === 'number') return leaf('format' in def ? Int : Float);
    return leaf(String);
  }

  objectType(name: string, schema: z.ZodObject): Class {
    const type = { [name]: class {} }[name]!;
    ObjectType(name, { description: meta(schema).description ?? `Part of an answer.` })(type);
    const fields = { [`${name}Fields`]: class {} }[`${name}Fields`]!;
    for (const [key, field] of Object.entries(schema.shape) as [string, Schema][]) {
      const shown = this.shown(field, `${name}${capital(key)}`);
      const options = { nullable: shown.nullable, description: descriptionOf(field) };
      const returns = () => (shown.list ? [shown.type] : shown.type);
      if (shown.reads) this.addReference(fields, key, returns, options);
      else Field(returns, options)(type.prototype, key);
    }
    Resolver(() => type)(fields);
    this.resolvers.push(fields);
    return type;
  }

  private enumType(description: string, words: Record<string, string>, name: string): object {
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
