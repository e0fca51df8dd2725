import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';
import { AccessError } from './access.error.js';
import type { Identity } from './identify.js';
import { reaches, type Role } from './roles.js';

/** Whose tokens are accepted beside our own. */
export interface OidcSettings {
  /** As it stands in the claim `iss`: an https address, or http on this machine. */
  issuer: string;
  audience: string;
  /** The claim that lists the groups. */
  groups: string;
  /** Group to role; whoever is in none of these is a reader. */
  roles: Readonly<Record<string, Role>>;
}

/** No method with a shared secret: what may verify could then also sign. */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const clockToleranceSeconds = 30;
const fetchMs = 3_000;
/** Whoever makes up key ids causes one request to the issuer in this time, and a new key is known after it at the latest. */
const cooldownMs = 5_000;
const keysHoldMs = 10 * 60_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** Accepts the JWTs of one OpenID Connect issuer. Its keys are fetched when the first token comes, and again when a token names another key. */
export class OidcIssuer {
  private keys: Promise<Keys> | undefined;

  constructor(private readonly settings: OidcSettings) {}

  /**
   * Who bears this token. `id` is `oidc:` and its subject.
   * @throws AccessError TOKEN_REFUSED, ISSUER_UNAVAILABLE
   */
  async identify(token: string): Promise<Identity> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, (header, jws) => this.key(header, jws), {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['exp', 'sub'],
      });
      return this.identityOf(payload);
    } catch (error) {
      if (error instanceof AccessError) throw error;
      throw new AccessError('TOKEN_REFUSED', `The token is not accepted: ${reasonOf(error)}. Get a new one from ${issuer}.`, {
        cause: error,
      });
    }
  }

  private identityOf(claims: JWTPayload): Identity {
    const { sub, exp = 0, name, preferred_username } = claims;
    if (typeof sub !== 'string' || sub.trim() === '' || sub.length > 255)
      throw new errors.JWTClaimValidationFailed('it names nobody', claims, 'sub');
    const role = groupsIn(claims[this.settings.groups])
      .map((group) => (Object.hasOwn(this.settings.roles, group) ? this.settings.roles[group]! : 'reader'))
      .reduce<Role>((highest, each) => (reaches(each, highest) ? each : highest), 'reader');
    const called = [name, preferred_username, sub].find((each) => typeof each === 'string' && each.trim() !== '') as string;
    return { id: `oidc:${sub}`, role, name: called.slice(0, 100), expiresAt: new Date(exp * 1000).toISOString() };
  }

  private async key(...[header, jws]: Parameters<Keys>): Promise<Awaited<ReturnType<Keys>>> {
    try {
      const keys = await (this.keys ??= this.discover());
      return await keys(header, jws);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new AccessError(
        'ISSUER_UNAVAILABLE',
        `${this.settings.issuer} does not tell its keys, so that its tokens cannot be checked. Try again later; a token of Linchpin itself goes on to hold.`,
        { cause: error },
      );
    }
  }

  /** A failure is not kept: the next token tries again. */
  private async discover(): Promise<Keys> {
    try {
      const address = `${this.settings.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const response = await fetch(address, { signal: AbortSignal.timeout(fetchMs), redirect: 'error' });
      if (!response.ok) throw new Error(`${address} answers ${response.status}`);
      const expected = z.object({ issuer: z.literal(this.settings.issuer), jwks_uri: z.url().refine(isPrivate) });
      const { jwks_uri } = expected.parse(await response.json());
      return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: fetchMs, cooldownDuration: cooldownMs, cacheMaxAge: keysHoldMs });
    } catch (error) {
      this.keys = undefined;
      throw error;
    }
  }
}

/** Nobody on the way can put other keys in the place of the issuer's. */
const isPrivate = (address: string): boolean => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname));
};

const groupsIn = (claim: unknown): string[] =>
  (Array.isArray(claim) ? claim : [claim]).filter((each): each is string => typeof each === 'string');

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim "${error.claim}" is missing or not what is asked for here`;
  if (error instanceof errors.JOSEAlgNotAllowed) return `it is not signed by ${algorithms.join(', ')}`;
  if (error instanceof errors.JWTInvalid || error instanceof errors.JWSInvalid) return 'it is malformed';
  return 'it is not signed with a key of the issuer';
}
