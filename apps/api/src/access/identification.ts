import { AccessError, identify, OidcIssuer, type Identity, type OidcSettings } from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import { InputError } from '../errors.js';

const unknownToken = 'The token is not known here, has expired or was revoked. `npm run linchpin -- token create` makes a new one.';

/** Who sends this header `authorization`. @throws InputError UNAUTHENTICATED, ISSUER_UNAVAILABLE */
export type Identification = (header: string) => Promise<Identity>;

/** Tokens of our own begin with lp_; any other is a JWT of the issuer, where one is configured. */
export function identification(graph: Graph, pepper: string, oidc: OidcSettings | null): Identification {
  const issuer = oidc && new OidcIssuer(oidc);
  return async (header) => {
    const token = /^bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
    const ofIssuer = issuer !== null && token !== '' && !token.startsWith('lp_');
    const identity = ofIssuer ? await issuer.identify(token).catch(tellRefusal) : await identify(graph, pepper, token);
    if (!identity) throw new InputError('UNAUTHENTICATED', unknownToken);
    return identity;
  };
}

function tellRefusal(error: unknown): never {
  if (!(error instanceof AccessError)) throw error;
  throw new InputError(error.code === 'ISSUER_UNAVAILABLE' ? 'ISSUER_UNAVAILABLE' : 'UNAUTHENTICATED', error.message);
}
