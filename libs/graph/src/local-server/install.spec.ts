import { aptPackages, installLine, waysOut } from './install.js';

describe('how to install Java and Maven', () => {
  it.each([
    ['linux', { ID: 'debian', VERSION_ID: '12' }, 'sudo apt-get install -y default-jre-headless maven'],
    ['linux', { ID: 'linuxmint', ID_LIKE: 'ubuntu debian' }, 'sudo apt-get install -y default-jre-headless maven'],
    ['linux', { ID: 'fedora' }, 'sudo dnf install -y java-21-openjdk-headless maven'],
    ['linux', { ID: 'rocky', ID_LIKE: 'rhel centos fedora' }, 'sudo dnf install -y java-21-openjdk-headless maven'],
    ['darwin', {}, 'brew install openjdk@21 maven'],
  ] as [NodeJS.Platform, Record<string, string>, string][])('%s %j', (platform, release, line) => {
    expect(installLine(platform, release)).toBe(line);
  });

  it('names winget on Windows', () => expect(installLine('win32', {})).toMatch(/^winget install /));

  it.each([
    [{ ID: 'ubuntu', VERSION_ID: '22.04' }, 'openjdk-17-jre-headless'],
    [{ ID: 'ubuntu', VERSION_ID: '24.04' }, 'default-jre-headless'],
    [{ ID: 'debian', VERSION_ID: '11' }, 'openjdk-17-jre-headless'],
  ])('%j gets a Java that suffices', (release, jre) => expect(aptPackages(release)[0]).toBe(jre));

  it('names three ways out', () => {
    const text = waysOut();
    for (const way of ['Install them', 'NEO4J_URI', 'docker compose up']) expect(text).toContain(way);
  });
});
