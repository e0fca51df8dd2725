import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import type { Runtime } from './classpath.js';
import { ServerStartError } from './errors.js';
import { adminTool } from './java-command.js';
import type { ServerHome } from './server-home.js';

export const keptPassword = (home: ServerHome): Promise<string | null> =>
  readFile(home.password, 'utf8').then(
    (text) => text.trim() || null,
    () => null,
  );

export const refusedPassword = (home: ServerHome): ServerStartError =>
  new ServerStartError(`The store refuses the password in ${home.password}. Put back the file that belongs to it.`);

/**
 * The kept password, or for a new store one that is made, given to Neo4j and kept (192 random bits, file mode 0600).
 * @throws ServerStartError when a store is there but its password is lost
 */
export async function givePassword(home: ServerHome, runtime: Runtime): Promise<string> {
  const kept = await keptPassword(home);
  const isNew = !existsSync(home.systemDatabase);
  if (!kept && !isNew) {
    throw new ServerStartError(`The store has a password, but ${home.password} is gone. Put the file back, or start with another home.`);
  }
  // Hexadecimal, so that it never begins with a dash, which the tool would take for an option.
  const password = kept ?? randomBytes(24).toString('hex');
  if (!kept) await writeFile(home.password, password, { mode: 0o600 });
  await chmod(home.password, 0o600);
  if (isNew) await adminTool(home, runtime, ['dbms', 'set-initial-password', password]);
  return password;
}
