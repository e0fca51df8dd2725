import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadSeed, verifyAudit } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';
import { graphLines, hashOf } from './support/graph-hash.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
const parties = 400;

const cell = (text: string | null): string => (text === null ? '-0- ' : `"${text}"`);
const party = (number: number, remarks: string): string =>
  [number, ...[`PARTY ${number}`, 'individual', 'DPRK', null, null, null, null, null, null, null, remarks].map(cell)].join(',');
const remarks = (number: number): string =>
  `DOB ${1 + (number % 28)} Dec 19${40 + (number % 50)}; nationality Korea, North; Passport ${100000 + number} (Korea, North); a.k.a. 'SAID ${number}'; Linked To: PARTY ${1 + (number % 7)}.`;

/** What it was, and in the next snapshot: every tenth is gone, every seventh has another remark, and there are new ones. */
const snapshots = new Map([
  ['2019-01-15', Array.from({ length: parties }, (_, i) => party(i + 1, remarks(i + 1)))],
  [
    '2019-03-01',
    Array.from({ length: parties + 100 }, (_, i) => i + 1)
      .filter((number) => number % 10 !== 3)
      .map((number) => party(number, number % 7 ? remarks(number) : 'a remark of no kind.')),
  ],
]);

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'linchpin-resume-'));
  for (const [date, rows] of snapshots) await writeFile(join(dir, `sdn-${date}.csv`), `${rows.join('\r\n')}\r\n`);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const start = (date: string) =>
  spawn(process.execPath, [entry, 'import', 'ofac-csv', join(dir, `sdn-${date}.csv`), '--date', date, '--json'], {
    env: { ...process.env, NODE_OPTIONS: '', LINCHPIN_HOME: dir },
    stdio: 'ignore',
  });

const done = async (graph: Graph, date: string): Promise<number> =>
  Number((await graph.readText(cypher`MATCH (i:Import {id: $id}) RETURN i.cursor AS done`, { id: `ofac-sdn@${date}` }))[0]?.done ?? 0);

/** Imports a snapshot and is killed so many times at any moment, each time after it has gone on. @returns how many times it was killed before it had ended */
async function importKilled(graph: Graph, date: string, times: number): Promise<number> {
  let killed = 0;
  for (let i = 0; i < times; i++) {
    const before = await done(graph, date);
    const child = start(date);
    const exit = once(child, 'exit');
    while ((await done(graph, date)) <= before && child.exitCode === null) await wait(20);
    await wait(Math.random() * 400);
    if (child.exitCode === null && child.kill('SIGKILL')) killed++;
    await exit;
  }
  const [code] = (await once(start(date), 'exit')) as [number];
  expect(code).toBe(0);
  return killed;
}

/** What takes the place of another fact has an id of its own each time. */
const newId = /"[FA]0[0-9A-HJKMNP-TV-Z]{25}"/g;

/** What two snapshots leave behind beside the seed. */
async function imported(kills: number): Promise<{ hash: string; lines: number; killed: number }> {
  const graph = await emptyGraph();
  try {
    await loadSeed(graph, await seedData());
    const before = new Set(await graphLines(graph, { timeless: true }));
    let killed = 0;
    for (const date of snapshots.keys()) killed += await importKilled(graph, date, kills);
    const after = (await graphLines(graph, { timeless: true })).filter((line) => !before.has(line));
    const lines = after.map((line) => line.replace(newId, '"new"')).sort();
    expect((await verifyAudit(graph)).fault).toBeNull();
    return { hash: hashOf(lines), lines: lines.length, killed };
  } finally {
    await graph.close();
  }
}

it('an import that is killed again and again, and resumed, leaves the same as one that nothing stopped', async () => {
  const whole = await imported(0);
  const resumed = await imported(2);
  expect(whole.lines).toBeGreaterThan(parties * 10);
  expect(resumed.killed).toBeGreaterThan(1);
  expect(resumed.hash).toBe(whole.hash);
}, 300_000);
