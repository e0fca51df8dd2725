import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { Provider } from 'oidc-provider';

/** For whom its tokens are made. */
export const audience = 'https://linchpin.example';
type Alg = 'RS256' | 'PS256' | 'ES256' | 'EdDSA' | 'RS512';
export interface Pair {
  alg: Alg;
  kid: string;
  privateKey: CryptoKey;
  publicKey: CryptoKey;
}

export async function pairOf(alg: Alg, kid: string): Promise<Pair> {
  return { alg, kid, ...(await generateKeyPair(alg, { extractable: true })) };
}
const jwkOf = async ({ alg, kid, privateKey }: Pair): Promise<JWK> => ({ ...(await exportJWK(privateKey)), alg, kid, use: 'sig' });

/** A real issuer on this machine. Its clients' names are the groups that they are in. */
export class Issuer {
  private server: Server | undefined;
  private port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(pairs: readonly Pair[]): Promise<void> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
    const provider = new Provider(this.url, {
      jwks: { keys: await Promise.all(pairs.map(jwkOf)) },
      clients: ['nobody', 'analysts', 'leads', 'leads+analysts'].map((id) => ({
        client_id: id,
        client_secret: `secret of ${id}`,
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
        token_endpoint_auth_method: 'client_secret_post',
      })),
      extraTokenClaims: (_context: unknown, { clientId }: { clientId: string }) => ({ groups: clientId.split('+') }),
      features: {
        devInteractions: { enabled: false },
        clientCredentials: { enabled: true },
        resourceIndicators: {
          enabled: true,
          getResourceServerInfo: (_context: unknown, resource: string) => ({
            scope: '',
            audience: resource,
            accessTokenTTL: 600,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: pairs[0]!.alg } },
          }),
        },
      },
    });
    server.on('request', provider.callback());
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** As a program gets its token. */
  async token(client: string, resource = audience): Promise<string> {
    const response = await fetch(`${this.url}/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: `secret of ${client}`, resource }),
    });
    const { access_token, ...rest } = (await response.json()) as { access_token?: string };
    if (!access_token) throw new Error(JSON.stringify(rest));
    return access_token;
  }
}
