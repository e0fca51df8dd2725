import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What /etc/os-release says of a Linux; empty elsewhere. */
function osRelease(): Record<string, string> {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => line.split('=')).map(([key = '', value = '']) => [key, value.replace(/"/g, '')]));
  } catch {
    return {};
  }
}

/** `default-jre-headless` was still Java 11 on Debian 11 and Ubuntu 22.04. */
export function aptPackages(release: Record<string, string>): string[] {
  const firstWith17: Record<string, number> = { debian: 12, ubuntu: 24 };
  const first = firstWith17[release.ID ?? ''];
  const old = first !== undefined && Number(release.VERSION_ID) < first;
  return [old ? 'openjdk-17-jre-headless' : 'default-jre-headless', 'maven'];
}

/** The line that installs Java and Maven on a machine of that platform. */
export function installLine(platform: NodeJS.Platform, release: Record<string, string>): string {
  if (platform === 'darwin') return 'brew install openjdk@21 maven';
  if (platform === 'win32') return 'winget install EclipseAdoptium.Temurin.21.JRE, and Maven from https://maven.apache.org/download.cgi';
  const family = `${release.ID ?? ''} ${release.ID_LIKE ?? ''}`;
  if (/debian|ubuntu/.test(family)) return `sudo apt-get install -y ${aptPackages(release).join(' ')}`;
  if (/fedora|rhel|centos/.test(family)) return 'sudo dnf install -y java-21-openjdk-headless maven';
  if (/suse/.test(family)) return 'sudo zypper install -y java-21-openjdk-headless maven';
  if (/arch/.test(family)) return 'sudo pacman -S --noconfirm jre21-openjdk-headless maven';
  if (/alpine/.test(family)) return 'sudo apk add openjdk21-jre-headless maven';
  return 'install Java 21 and Maven with the package manager of this machine';
}

export function waysOut(): string {
  return [
    'Three ways out:',
    `  1. Install them: ${installLine(process.platform, osRelease())}`,
    '  2. Use a Neo4j 5 that runs already: set NEO4J_URI (and NEO4J_USER, NEO4J_PASSWORD)',
    '  3. Run everything in containers: docker compose up',
  ].join('\n');
}

/** Only root on Debian or Ubuntu: nowhere else can we install without a question. */
export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && /debian|ubuntu/.test(osRelease().ID ?? '');
}

/** A failure is not raised: the caller looks again and then says what is missing. */
export async function install(onProgress: (text: string) => void): Promise<void> {
  const packages = aptPackages(osRelease());
  onProgress(`Installing ${packages.join(' and ')} with apt-get (LINCHPIN_NO_INSTALL=1 forbids it)`);
  const apt = (...args: string[]) => run('apt-get', args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  const add = () => apt('install', '-y', '--no-install-recommends', ...packages);
  // An image fresh from a registry has no package lists.
  await add()
    .catch(() => apt('update').then(add, () => undefined))
    .catch(() => undefined);
}
