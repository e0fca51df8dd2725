import { resolveRuntime } from './classpath.js';
import { adminTool } from './java-command.js';
import { openHome, pinnedRelease } from './server-home.js';
import { withStartLock } from './start-lock.js';

/**
 * Runs `neo4j-admin` on the stopped store of this home; no server starts on it meanwhile.
 * @param args e.g. `['database', 'dump', 'neo4j', '--to-path=…']`
 * @returns what it printed
 * @throws MissingToolError; the error of execFile, with `stderr`, when the tool fails, e.g. because a server runs
 */
export async function runAdminTool(home: string, args: string[], onProgress: (text: string) => void = () => undefined): Promise<string> {
  const opened = await openHome(home);
  return withStartLock(
    opened.lock,
    () => onProgress('Waiting for another start on the same home'),
    async () => adminTool(opened, await resolveRuntime(opened, pinnedRelease(), false, onProgress), args),
  );
}
