import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { analyses } from '@linchpin/analyses';
import type { Graph } from '@linchpin/graph';
import { loadSeed } from '@linchpin/facts';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const run = promisify(execFile);

/** The command line as a user calls it, on the tests' database. */
const ask = async (...args: string[]): Promise<{ stdout: string; stderr: string; code: number }> => {
  try {
    return { ...(await run(process.execPath, [entry, 'ask', ...args], { env: { ...process.env, NODE_OPTIONS: '' } })), code: 0 };
  } catch (error) {
    return error as { stdout: string; stderr: string; code: number };
  }
};

describe('the analyses on the command line', () => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
  });
  afterAll(() => graph.close());

  it('tell their answer with names, and what a supposition changes', async () => {
    const { stdout, code } = await ask('disconnect', '--target', 'KP', '--valid-at', '2017-10-02', '--remove', 'ttk');
    expect(code).toBe(0);
    expect(stdout).toContain('cutSize: 1\ncutSets:\n  - members:\n      - China Unicom (cu)\n');
    expect(stdout).toMatch(/F41: .* \[ASSERTED\]/);
    expect(stdout).toContain('~ cutSize: 2 → 1');
    expect(stdout).toContain('- afterExit[ttk].shareLeft: 40');
  });

  it('give JSON with ids for programs, and nothing else on the standard output', async () => {
    const { stdout } = await ask('dependence', '--target', 'North Korea', '--valid-at', '2017-10-02', '--against', '2017-09-30', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      hhi: 0.52,
      providers: [{ entity: 'ttk' }, { entity: 'cu' }],
      comparedWith: { answer: { hhi: 1 }, factsBefore: ['F05'] },
    });
  });

  it('take clocks as a word where an analysis compares two looks', async () => {
    const { stdout } = await ask('compare', '--before', 'validAt=2017-09-30', '--after', 'validAt=2017-10-02', '--about', 'ttk', '--json');
    expect((JSON.parse(stdout) as { world: { fact: string[] }[] }).world.map(({ fact }) => fact[0])).toContain('F01');
  });

  it.each([
    ['an entity that nobody knows', ['dependence', '--target', 'nobody'], /No entity has the id, identifier or exact name "nobody"/],
    ['a date that is none', ['dependence', '--target', 'KP', '--valid-at', 'soon'], /at: .*soon/],
    ['too many steps', ['paths', '--from', 'kp', '--to', 'sony', '--max-hops', '50'], /maxHops/],
    ['a number that is none', ['paths', '--from', 'kp', '--to', 'sony', '--max-hops', 'many'], /whole number/],
    ['a tie that is none', ['disconnect', '--target', 'kp', '--add', 'ttk'], /<subject> <predicate> <object>/],
    ['no target', ['disconnect'], /--target/],
    ['an unknown analysis', ['divination'], /unknown command/],
  ])('say what is wrong with %s', async (_what, args, message) => {
    const { stdout, stderr, code } = await ask(...args);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('are all there, each telling what it takes', async () => {
    expect(analyses.length).toBeGreaterThanOrEqual(10);
    const { stdout } = await ask('--help');
    for (const { name } of analyses) expect(stdout).toContain(`  ${name} `);
    expect((await ask('central', '--help')).stdout).toMatch(/--measure[\s\S]*BETWEENNESS[\s\S]*--min-status/);
  });
});
