import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { coerce, gte } from 'semver';
import { MissingToolError } from './errors.js';
import { canInstall, install, waysOut } from './install.js';

const run = promisify(execFile);

interface Tool {
  name: string;
  /** The pom.xml's plugin asks for Maven 3.6.3, Neo4j 5 for Java 17. */
  least: string;
  ask: string;
  says: RegExp;
  candidates: () => string[];
}

const onWindows = process.platform === 'win32';
const fromJavaHome = () => (process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin', onWindows ? 'java.exe' : 'java')] : []);
// Homebrew links neither of its OpenJDKs into PATH.
const fromHomebrew = ['/opt/homebrew', '/usr/local'].flatMap((at) => ['openjdk@21', 'openjdk'].map((jdk) => `${at}/opt/${jdk}/bin/java`));

export const java: Tool = {
  name: 'Java',
  least: '17.0.0',
  ask: '-version',
  says: /version "([^"]+)"/,
  candidates: () => [...fromJavaHome().filter(existsSync), 'java', ...fromHomebrew.filter(existsSync)],
};

export const maven: Tool = {
  name: 'Maven',
  least: '3.6.3',
  ask: '--version',
  says: /Apache Maven\s+(\S+)/,
  candidates: () => [onWindows ? 'mvn.cmd' : 'mvn'],
};

interface Found {
  command: string;
  version: string;
}

async function look(tool: Tool): Promise<Found[]> {
  const answers = await Promise.all(
    tool.candidates().map(async (command) => {
      // A .cmd file runs only through a shell.
      const { stdout, stderr } = await run(command, [tool.ask], { shell: command.endsWith('.cmd') }).catch(() => ({
        stdout: '',
        stderr: '',
      }));
      return { command, version: coerce(tool.says.exec(stdout + stderr)?.[1])?.version };
    }),
  );
  return answers.flatMap(({ command, version }) => (version ? [{ command, version }] : []));
}

const suits = (tool: Tool) => (found: Found) => gte(found.version, tool.least);

/**
 * The commands of the tools, in the order asked for.
 * @param mayInstall lets a root on Debian or Ubuntu have them installed
 * @throws MissingToolError
 */
export async function requireTools(tools: Tool[], mayInstall: boolean, onProgress: (text: string) => void): Promise<string[]> {
  let found = await Promise.all(tools.map(look));
  const lacks = () => tools.some((tool, i) => !found[i]?.some(suits(tool)));
  if (lacks() && mayInstall && canInstall()) {
    await install(onProgress);
    found = await Promise.all(tools.map(look));
  }
  if (lacks()) throw new MissingToolError(complain(tools, found));
  return tools.map((tool, i) => found[i]?.find(suits(tool))?.command ?? '');
}

function complain(tools: Tool[], found: Found[][]): string {
  const wanted = tools.map((tool, i) => `${tool.name} ${tool.least} or newer (found: ${found[i]?.[0]?.version ?? 'none'})`);
  return `Linchpin's own Neo4j needs ${wanted.join(' and ')}.\n${waysOut()}`;
}
