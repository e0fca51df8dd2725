import { createParamDecorator, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import { reaches, type Identity } from '@linchpin/access';
import { InputError } from '../errors.js';

/** What a resolver knows of a request. */
export interface RequestContext {
  identity: Identity | null;
  requestId: string;
}

const contextOf = (context: ExecutionContext): RequestContext => GqlExecutionContext.create(context).getContext<RequestContext>();

/** Lets only those through who may write. */
@Injectable()
export class WriterGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { identity } = contextOf(context);
    if (!identity)
      throw new InputError(
        'UNAUTHENTICATED',
        'Writing needs a token: send the header "authorization: Bearer lp_…". `npm run linchpin -- token create` makes one.',
      );
    if (!reaches(identity.role, 'analyst'))
      throw new InputError('FORBIDDEN', `A token with the role ${identity.role} may only read. Ask for one with the role analyst.`);
    return true;
  }
}

/** Who is asking: the id of the token. Only behind `WriterGuard`. */
export const Writer = createParamDecorator((_data: unknown, context: ExecutionContext): string => contextOf(context).identity!.id);
