import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { reaches, type Identity, type Role } from '@linchpin/access';
import type { Person } from '@linchpin/facts';
import { InputError } from '../errors.js';

/** What a resolver knows of a request. */
export interface RequestContext {
  identity: Identity | null;
  requestId: string;
}

const contextOf = (context: ExecutionContext): RequestContext => GqlExecutionContext.create(context).getContext<RequestContext>();

/** @throws InputError UNAUTHENTICATED without a token, FORBIDDEN with one whose role does not reach */
export function requireRole(identity: Identity | null, least: Role, field: string): void {
  if (!identity)
    throw new InputError(
      'UNAUTHENTICATED',
      `${field} needs a token: send the header "authorization: Bearer lp_…". \`npm run linchpin -- token create\` makes one.`,
    );
  if (!reaches(identity.role, least))
    throw new InputError('FORBIDDEN', `A token with the role ${identity.role} may not ask ${field}. Take one with the role ${least}.`);
}

/** Who is asking; null without a token. */
export const Asker = createParamDecorator((_data: unknown, context: ExecutionContext): Identity | null => contextOf(context).identity);

/** Who is asking: the id of the token and whose it is. Only on fields whose policy is a role. */
export const Writer = createParamDecorator((_data: unknown, context: ExecutionContext): Person => {
  const { id, name } = contextOf(context).identity!;
  return { id, name };
});
