import { resolve } from 'node:path';
import { createToken, listTokens, readPepper, revokeToken, type Role } from '@linchpin/access';
import type { Config } from '../../config.js';
import { openGraph } from './open-graph.js';

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
    const made = await createToken(graph, await readPepper(resolve(config.home), config.secret), { role, name, days });
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
    if (!(await revokeToken(graph, id))) throw new Error(`No token has the id ${id}. See: npm run linchpin -- token list`);
    print(`Token ${id} is revoked.`);
  });
