import { Extensions } from '@nestjs/graphql';
import { isRole, type Role } from '@linchpin/access';
import { defaultFieldResolver, type GraphQLField, type GraphQLSchema } from 'graphql';
import { requireRole, type RequestContext } from './identity.js';

/** The least role that a root field takes; `anyone` is whoever may read at all, see LINCHPIN_READ. */
export type LeastRole = Role | 'anyone';

/** Who may ask a root field. Each must carry one: a schema with a root field without it is not built. */
export const Policy = (policy: LeastRole): MethodDecorator & PropertyDecorator => Extensions({ policy });

type RootField = GraphQLField<unknown, RequestContext | undefined>;

const isPolicy = (value: unknown): value is LeastRole => value === 'anyone' || (typeof value === 'string' && isRole(value));

/** Every root field with its name, such as Query.tokens. */
export function rootFields(schema: GraphQLSchema): [name: string, field: RootField][] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {}).map((field) => [`${root!.name}.${field.name}`, field] as [string, RootField]),
  );
}

/**
 * Puts each root field's policy before its resolver. This is the one place where it is enforced: requests, saved questions and the
 * schema for renamed fields all come through these resolvers, whereas guards of Nest would be skipped where a resolver is replaced.
 * @throws Error naming the root fields without a policy
 */
export function enforcePolicies(schema: GraphQLSchema): GraphQLSchema {
  const bare = rootFields(schema).filter(([, { extensions }]) => !isPolicy(extensions.policy));
  if (bare.length)
    throw new Error(`Nobody has said who may ask ${bare.map(([name]) => name).join(', ')}: put @Policy('anyone') or a role there.`);
  for (const [, field] of rootFields(schema)) {
    const policy = field.extensions.policy as LeastRole;
    if (policy === 'anyone') continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context, info) => {
      requireRole(context?.identity ?? null, policy, info.fieldName);
      return resolve(source, args, context, info);
    };
  }
  return schema;
}
