import { resolve } from 'node:path';
import {
  createToken,
  identify,
  listTokens,
  OidcIssuer,
  readPepper,
  revokeToken,
  rotateToken,
  type Identity,
  type Role,
} from '@linchpin/access';
import type { Graph } from '@linchpin/graph';
import { noteToken } from '@linchpin/facts';
import type { Config } from '../../config.js';
import { openGraph } from './open-graph.js';

const pepperFor = ({ home, secret }: Config): Promise<string> => readPepper(resolve(home), secret);
const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Runs on the database that the server uses, whether or not the server runs. */
export async function withGraph<R>(config: Config, work: (opened: Awaited<ReturnType<typeof openGraph>>) => Promise<R>): Promise<R> {
  const opened = await openGraph(config, { onProgress: (text) => process.stderr.write(`- ${text}\n`) });
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Makes a token and shows it, this once. */
export const tokenCreate = (config: Config, { role, name, days }: { role: Role; name: string; days: number }): Promise<void> =>
  withGraph(config, async ({ graph }) => {
    const made = await createToken(graph, await pepperFor(config), { role, name, days }, noteToken('CREATE_TOKEN', 'cli'));
    process.stderr.write(
      `Token ${made.id} with the role ${made.role}, valid until ${made.expiresAt.slice(0, 10)}. It is not shown again:\n`,
    );
    print(made.token);
  });

export const tokenList = (config: Config): Promise<void> =>
  withGraph(config, async ({ graph }) => {
    const tokens = await listTokens(graph);
    if (tokens.length === 0) print('There are no tokens. Make one: npm run linchpin -- token create');
    else console.table(tokens);
  });

export const tokenRevoke = (config: Config, id: string): Promise<void> =>
  withGraph(config, async ({ graph }) => {
    if (!(await revokeToken(graph, id, {}, noteToken('REVOKE_TOKEN', 'cli'))))
      throw new Error(`No token has the id ${id}. See: npm run linchpin -- token list`);
    print(`Token ${id} is revoked.`);
  });

/** Gives a token another text and shows it, this once. */
export const tokenRotate = (config: Config, id: string, minutes: number): Promise<void> =>
  withGraph(config, async ({ graph }) => {
    const made = await rotateToken(graph, await pepperFor(config), id, minutes, noteToken('ROTATE_TOKEN', 'cli'));
    const former = minutes === 0 ? 'has ended' : `holds for another ${minutes} minutes`;
    process.stderr.write(`Token ${made.id} has a new text; the former one ${former}. It is not shown again:\n`);
    print(made.token);
  });

/** Whose token this is. @throws Error where it does not hold */
export async function identityOf(config: Config, graph: Graph, token: string): Promise<Identity> {
  const foreign = config.oidc && !token.startsWith('lp_');
  const identity = foreign ? await new OidcIssuer(config.oidc!).identify(token) : await identify(graph, await pepperFor(config), token);
  if (!identity) throw new Error('The token is not known here, has expired or was revoked. See: npm run linchpin -- token list');
  return identity;
}

/** Tells whose token this is: one of ours, or of the issuer that is configured. */
export const whoAmI = (config: Config, token: string | undefined): Promise<void> =>
  withGraph(config, async ({ graph }) => {
    if (!token) throw new Error('Put the token into LINCHPIN_TOKEN, or give it with --token.');
    const { id, name, role, expiresAt } = await identityOf(config, graph, token);
    print([`id       ${id}`, `name     ${name}`, `role     ${role}`, `expires  ${expiresAt}`].join('\n'));
  });
