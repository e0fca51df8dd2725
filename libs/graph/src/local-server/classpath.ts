import { spawn } from 'node:child_process';
import { access, readFile, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { ServerStartError } from './errors.js';
import { type Release, type ServerHome } from './server-home.js';
import { java, maven, requireTools } from './tools.js';

/** What it takes to run a class of the pinned Neo4j. */
export interface Runtime {
  java: string;
  classpath: string;
}

/**
 * Finds Java and the jars of the release; has Maven fetch them when they are not there yet.
 * The jars stay in Maven's own repository, so its mirrors and settings hold; the list of them is kept in the home.
 * @throws MissingToolError, ServerStartError
 */
export async function resolveRuntime(
  home: ServerHome,
  release: Release,
  mayInstall: boolean,
  onProgress: (text: string) => void,
): Promise<Runtime> {
  const list = join(home.root, `classpath-${release.hash}.txt`);
  const kept = await readClasspath(list);
  const [javaCommand = '', mavenCommand = ''] = await requireTools(kept ? [java] : [java, maven], mayInstall, onProgress);
  if (kept) return { java: javaCommand, classpath: kept };
  await fetchJars(mavenCommand, release, list, onProgress);
  const classpath = await readClasspath(list);
  if (!classpath) throw new ServerStartError('Maven ended well, but its list of jars is missing or names a jar that is not there.');
  return { java: javaCommand, classpath };
}

async function readClasspath(list: string): Promise<string | null> {
  try {
    const classpath = (await readFile(list, 'utf8')).trim();
    await Promise.all(classpath.split(delimiter).map((jar) => access(jar)));
    return classpath;
  } catch {
    return null;
  }
}

async function fetchJars(command: string, release: Release, list: string, onProgress: (text: string) => void): Promise<void> {
  onProgress(`Fetching Neo4j ${release.version}`);
  await rm(list, { force: true });
  const throughShell = command.endsWith('.cmd');
  const quoted = (text: string) => (throughShell ? `"${text}"` : text);
  const args = ['-B', '-f', release.pom, 'dependency:build-classpath', '-DincludeScope=runtime', `-Dmdep.outputFile=${list}`];
  const child = spawn(command, args.map(quoted), { shell: throughShell, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  let jars = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('[ERROR]')) complaints.push(line);
    if (!/^\[INFO\] Downloaded .*\.jar /.test(line)) return;
    // Maven fetches its own plugins after Neo4j's jars, into the same count.
    jars = Math.min(jars + 1, release.jars);
    onProgress(`Fetching Neo4j ${release.version} (${jars} of ${release.jars} files)`);
  });
  createInterface({ input: child.stderr }).on('line', (line) => complaints.push(line));
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0) {
    throw new ServerStartError(
      `Maven could not fetch Neo4j ${release.version}. Check the network, or the mirror in your Maven settings, and start again.`,
      complaints.slice(0, 8),
    );
  }
}
