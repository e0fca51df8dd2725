import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { AccessError, createToken, listTokens, revokeToken, rotateToken, type AccessErrorCode, type Identity } from '@linchpin/access';
import { noteToken, refuse, type RefusalCode, type Person } from '@linchpin/facts';
import { Graph } from '@linchpin/graph';
import { Asker, Writer } from './identity.js';
import { Policy } from './policy.js';
import { CreateTokenInput, Me, Token, TokenPayload } from './token.types.js';

/** Names what goes into the digests of tokens. */
export const pepperOf = Symbol('pepper');

/** What is refused as an answer; anything else is a failure. */
const refusalOf: Partial<Record<AccessErrorCode, [code: RefusalCode, ...path: string[]]>> = {
  BAD_TOKEN_NAME: ['INVALID_INPUT', 'input', 'name'],
  BAD_TOKEN_LIFETIME: ['INVALID_INPUT', 'input', 'days'],
  BAD_OVERLAP: ['INVALID_INPUT', 'minutes'],
  UNKNOWN_TOKEN: ['UNKNOWN_TOKEN', 'id'],
  TOKEN_ENDED: ['TOKEN_ENDED', 'id'],
  LAST_ADMIN_TOKEN: ['LAST_ADMIN_TOKEN', 'id'],
};

@Resolver()
export class TokensResolver {
  constructor(
    private readonly graph: Graph,
    @Inject(pepperOf) private readonly pepper: string,
  ) {}

  @Query(() => Me, { nullable: true, description: 'Who asks: what the token says that was sent. Null without one.' })
  @Policy('anyone')
  me(@Asker() asker: Identity | null): Identity | null {
    return asker;
  }

  @Query(() => [Token], {
    description: 'All tokens that were ever given, expired and revoked ones too, the newest first.',
    complexity: ({ childComplexity }) => 100 * childComplexity,
  })
  @Policy('admin')
  tokens(): Promise<Token[]> {
    return listTokens(this.graph) as Promise<Token[]>;
  }

  @Mutation(() => TokenPayload, {
    description: 'Makes a token and shows its text, this once. If the answer is lost, revoke the token and make another one.',
  })
  @Policy('admin')
  createToken(
    @Args('input', { description: 'The token.' }) { name, role, days }: CreateTokenInput,
    @Writer() { id: by }: Person,
  ): Promise<TokenPayload> {
    return this.answered(() =>
      createToken(this.graph, this.pepper, { name, role, days: days ?? undefined }, noteToken('CREATE_TOKEN', by)),
    );
  }

  @Mutation(() => TokenPayload, {
    description: 'Gives a token another text, shown this once. Its id, name, role and end stay; the former text ends.',
  })
  @Policy('admin')
  rotateToken(
    @Args('id', { type: () => ID, description: 'Id of the token.' }) id: string,
    @Args('minutes', {
      type: () => Int,
      nullable: true,
      description: 'For how many minutes the former text still holds, at most 60. Left out: it ends at once.',
    })
    minutes: number | undefined,
    @Writer() { id: by }: Person,
  ): Promise<TokenPayload> {
    return this.answered(() => rotateToken(this.graph, this.pepper, id, minutes ?? 0, noteToken('ROTATE_TOKEN', by)));
  }

  @Mutation(() => TokenPayload, {
    description: 'Ends a token at once. The last admin token that holds stays: only the command line can end it.',
  })
  @Policy('admin')
  revokeToken(
    @Args('id', { type: () => ID, description: 'Id of the token.' }) id: string,
    @Writer() { id: by }: Person,
  ): Promise<TokenPayload> {
    return this.answered(async () => {
      if (!(await revokeToken(this.graph, id, { spareLastAdmin: true }, noteToken('REVOKE_TOKEN', by))))
        throw new AccessError('UNKNOWN_TOKEN', `No token has the id ${id.slice(0, 100)}.`);
      return { id };
    });
  }

  private async answered(change: () => Promise<{ id: string; token?: string }>): Promise<TokenPayload> {
    try {
      const { id, token: secret } = await change();
      const token = (await listTokens(this.graph)).find((each) => each.id === id) as Token | undefined;
      return { token, secret, warnings: [], userErrors: [] };
    } catch (error) {
      const [code, ...path] = (error instanceof AccessError && refusalOf[error.code]) || [];
      if (!code) throw error;
      return { warnings: [], userErrors: [refuse(code, path, (error as AccessError).message)] };
    }
  }
}
