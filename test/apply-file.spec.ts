import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createToken, readPepper } from '@linchpin/access';
import { loadSeed, verifyAudit } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';

const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');

interface Report {
  read: number;
  made: number;
  madeBefore: number;
  known: number;
  knownRows: { line: number; fact?: string; entity?: string }[];
  refused: number;
  held: number;
  faults: { line: number; column: string; code: string }[];
}
interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

describe('a file of many rows', () => {
  let graph: Graph;
  let dir: string;
  let env: NodeJS.ProcessEnv;
  beforeAll(async () => {
    graph = await emptyGraph();
    await loadSeed(graph, await seedData());
    dir = await mkdtemp(join(tmpdir(), 'linchpin-apply-'));
    env = { ...process.env, NODE_OPTIONS: '', LINCHPIN_HOME: dir, LINCHPIN_REVIEW: 'off' };
  });
  afterAll(async () => {
    await graph?.close();
    await rm(dir, { recursive: true });
  });

  const run = (args: string[], more: NodeJS.ProcessEnv = {}): Promise<Ran> =>
    new Promise((resolve) => {
      execFile(process.execPath, [entry, ...args], { env: { ...env, ...more }, maxBuffer: 1e8 }, (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
      );
    });
  const apply = async (file: string, args: string[] = [], more: NodeJS.ProcessEnv = {}): Promise<Report> =>
    JSON.parse((await run(['apply', file, '--json', ...args], more)).stdout) as Report;
  const tableOf = async (name: string, lines: string[]): Promise<string> => {
    const file = join(dir, name);
    await writeFile(file, `${lines.join('\n')}\n`);
    return file;
  };
  const counted = async (): Promise<Record<string, unknown>> =>
    (
      await graph.readText(
        cypher`RETURN COUNT { (f:Fact) } AS facts, COUNT { (a:Attestation) } AS attestations, COUNT { (n:Entity) } AS entities, COUNT { (c:Change) } AS changes`,
        {},
      )
    )[0]!;
  const head = 'predicate,subject,object,validTime,document,claimant,voice,note';
  const fact = (i: number, subject = 'ttk') => `providesInternetAccessTo,${subject},se,${1000 + i},doc-seed,dyn,EDITORIAL,row ${i}`;

  it('is only tried at first, then written, then known', async () => {
    const file = await tableOf('entities.csv', [
      'kind;label;id;names',
      'Company;Vorrat;vorrat;Запас@ru | Stock',
      'Company;Dyn Research;dyn-2;',
    ]);
    const before = await counted();
    expect(await apply(file)).toMatchObject({ dryRun: true, read: 2, made: 2, known: 0 });
    expect(await counted()).toEqual(before);
    expect(await apply(file, ['--write'])).toMatchObject({ dryRun: false, read: 2, made: 2, known: 0 });
    const [row] = await graph.readText(cypher`MATCH (n:Entity {id: 'vorrat'}) RETURN n.names AS names, n.nameLangs AS langs`, {});
    expect(row).toEqual({ names: ['Запас', 'Stock'], langs: ['ru', ''] });
    await writeFile(file, 'kind;label;id\nCompany;Vorrat;vorrat\nCompany;Another;vorrat\nCompany;New;\n');
    const { code, stderr, stdout } = await run(['apply', file, '--write']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/entities\.csv, line 3, column label: vorrat is there already.*\(DUPLICATE_ENTITY\)/);
    expect(stdout).toMatch(/0 made, 1 known already, 1 refused\.\n1 sound rows were not written.*\nKnown already: line 2\./);
  });

  it('names file, line and column of each fault, and writes nothing of its batch', async () => {
    const faulty = [
      fact(1),
      fact(2, 'nobody'),
      fact(3).replace('EDITORIAL', 'LOUD'),
      `${fact(4).slice(0, -5)}`,
      fact(5).replace('1005', 'once'),
    ];
    const file = await tableOf('faulty.csv', [head, ...faulty]);
    const before = await counted();
    const report = await apply(file, ['--write']);
    expect(report).toMatchObject({ read: 5, made: 0, refused: 4, held: 1 });
    expect(report.faults.map(({ line, column, code }) => [line, column, code]).sort()).toEqual([
      [3, 'subject', 'UNKNOWN_ENTITY'],
      [4, 'voice', 'INVALID_INPUT'],
      [5, 'quote', 'INVALID_INPUT'],
      [6, 'validTime', 'BAD_EDTF'],
    ]);
    expect(await counted()).toEqual(before);
  });

  it('goes on where a run was killed, and doubles nothing', async () => {
    const rows = 4_500;
    const file = await tableOf('many.csv', [
      head,
      ...Array.from({ length: rows }, (_, i) => fact(i - 999).replace(/,(\d{1,3}),/, (_, year: string) => `,${year.padStart(4, '0')},`)),
    ]);
    const before = await counted();
    const child = spawn(process.execPath, [entry, 'apply', file, '--write'], { env, stdio: 'ignore' });
    const done = async () => Number((await counted()).facts) - Number(before.facts);
    while ((await done()) < 1000 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    const cut = await done();
    expect(cut).toBeGreaterThanOrEqual(1000);
    expect(cut).toBeLessThan(rows);
    const begun = Date.now();
    const { madeBefore, ...rest } = await apply(file, ['--write']);
    expect(madeBefore).toBeGreaterThanOrEqual(cut);
    expect(rest).toMatchObject({ read: rows, made: rows - madeBefore, known: 0, refused: 0 });
    process.stdout.write(`${rows} rows after ${cut} of them: ${Date.now() - begun} ms\n`);
    const after = await counted();
    expect([Number(after.facts), Number(after.attestations), Number(after.changes)]).toEqual([
      Number(before.facts) + rows,
      Number(before.attestations) + rows,
      Number(before.changes) + 5,
    ]);
    expect(await apply(file, ['--write'])).toMatchObject({ made: 0, madeBefore: rows });
    expect(await counted()).toEqual(after);
    await writeFile(file, `${head}\n${fact(0).replace(',1000,doc-seed,dyn', ',0001,doc-seed,n38')}\n${fact(4500)}\n`);
    const mixed = await apply(file, ['--write']);
    expect(mixed).toMatchObject({
      read: 2,
      made: 1,
      known: 1,
      knownRows: [{ line: 2, fact: expect.stringMatching(/^F/) as string }],
      refused: 0,
    });
    expect((await run(['apply', file, '--write'])).stdout).toMatch(
      /1 were made before, .*\nKnown already: line 2\. To a fact that is known/,
    );
    expect((await verifyAudit(graph)).fault).toBeNull();
  });

  it('is written by whose token is given, as drafts where changes are reviewed', async () => {
    const pepper = await readPepper(dir);
    const { id, token } = await createToken(graph, pepper, { role: 'analyst', name: 'ada' });
    const reader = await createToken(graph, pepper, { role: 'reader', name: 'dee' });
    const file = await tableOf('own.csv', [head.replace('predicate,', ''), fact(7000).replace('providesInternetAccessTo,', '')]);
    const args = ['--write', '--predicate', 'providesInternetAccessTo'];
    expect((await run(['apply', file, ...args], { LINCHPIN_TOKEN: reader.token })).stderr).toMatch(/role reader, which may not write/);
    expect(await apply(file, args, { LINCHPIN_TOKEN: token, LINCHPIN_REVIEW: 'on' })).toMatchObject({ made: 1 });
    const [row] = await graph.readText(cypher`MATCH (f:Fact {validTime: '8000'}) RETURN f.workflow AS workflow, f.recordedBy AS by`, {});
    expect(row).toEqual({ workflow: 'DRAFT', by: id });
  });

  it('is begun from a template', async () => {
    const { stdout, code } = await run(['template', 'ownedBy']);
    expect(code).toBe(0);
    const report = await apply(await tableOf('template.csv', [stdout]));
    expect(report).toMatchObject({ read: 1, refused: 1 });
    expect(new Set(report.faults.map((fault) => fault.code))).toEqual(new Set(['UNKNOWN_ENTITY', 'UNKNOWN_DOCUMENT']));
    expect((await run(['template', 'nothing'])).stderr).toMatch(/There is no template of "nothing"/);
  });
});
