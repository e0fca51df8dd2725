import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { exportFormats } from '@linchpin/export';
import { unload, type UnloadRequest } from '@linchpin/facts';
import { cypher, type Cypher } from '@linchpin/graph';
import { unloadingOf, written } from '../libs/export/src/unloading.fixture.js';
import { emptyGraph } from './support/database.js';
import { graph, server } from './support/running.js';

type Row = Record<string, string>;
const rowsIn = (text: string): Row[] => parse(text, { columns: true });
const download = (path: string, headers: Record<string, string> = { authorization: `Bearer ${server.token}` }): Promise<Response> =>
  fetch(`${server.url}/export${path}`, { headers });
const factsOf = async (request: UnloadRequest = {}): Promise<string[]> => {
  const ids = [];
  for await (const { id } of (await unload(graph, request)).facts()) ids.push(id);
  return ids;
};

describe('what a lens and a filter show', () => {
  it('is each fact of the article once, in the order of ids, with the entities that they speak of', async () => {
    const ids = await factsOf();
    expect(ids).toHaveLength(43);
    expect(ids).toEqual([...ids].sort());
    const { count, facts, entities } = await unload(graph, { filter: { documents: ['doc-seed'] } });
    const [named, there] = [new Set<string>(), new Set<string>()];
    for await (const { subject, object, attestations } of facts()) {
      for (const end of [subject, object]) if (end) named.add(end.id);
      for (const { claimant, document, chain } of attestations) for (const id of [claimant.id, document.id, ...chain]) named.add(id);
    }
    for await (const { id } of entities()) there.add(id);
    expect([...named].filter((id) => !there.has(id))).toEqual([]);
    expect(await count()).toEqual({ facts: 43, entities: there.size });
  });

  it('is less in the past, and more with the background', async () => {
    expect(await factsOf({ at: { publishedBy: '2017-01-01' } })).toEqual([]);
    expect(await factsOf({ at: { recordedAt: '2017-01-01' } })).toEqual([]);
    expect(await factsOf({ at: { validAt: '2017-09-30' } })).not.toContain('F01');
    expect((await factsOf({ at: { background: true } })).length).toBeGreaterThan(43);
  });

  it('is about one entity, by an identifier too', async () => {
    const about = await factsOf({ filter: { about: 'iso-3166-1-alpha-2:KP', statuses: ['ASSERTED'] } });
    expect(about).toContain('F01');
    expect(about.length).toBeLessThan(43);
    await expect(unload(graph, { filter: { about: 'nobody' } })).rejects.toMatchObject({ refusals: [{ code: 'UNKNOWN_ENTITY' }] });
  });

  it('does not change while it is read', async () => {
    const unloading = await unload(graph);
    const mutation = `mutation { createDocument(input: {idempotencyKey: "late", title: "Late", publisher: "zeit"}) { document { id } userErrors { code } } }`;
    await server.data(mutation, undefined, server.token);
    const ids = [];
    for await (const { id } of unloading.entities()) ids.push(id);
    expect(ids).toContain('doc-seed');
    expect(ids).not.toContain('late');
  });

  it('is not given on where entities were merged meanwhile', async () => {
    const unloading = await unload(graph);
    await graph.command(cypher`MATCH (l:Lock {name: 'changes'}) SET l.merges = coalesce(l.merges, 0) + 1`);
    const drained = async () => {
      for await (const _ of unloading.facts());
    };
    await expect(drained()).rejects.toMatchObject({ code: 'MERGED_MEANWHILE' });
  });
});

describe('a download', () => {
  it('is a table with a row for each fact', async () => {
    const response = await download('/facts-csv');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="linchpin-facts-csv-\d{4}-\d\d-\d\d\.csv"$/);
    expect(rowsIn(await response.text())).toHaveLength(43);
    const some = await download('/facts-csv?predicate=responsibleFor&status=DENIED&publishedBy=2018');
    expect(new Set(rowsIn(await some.text()).map(({ status }) => status))).toEqual(new Set(['DENIED']));
  });

  it('tells apart what the format could not carry', async () => {
    const { format, losses } = (await (await download('/entities-csv/losses')).json()) as { format: string; losses: object };
    expect({ format, losses }).toMatchObject({ format: 'entities-csv', losses: { fact: 43 } });
  });

  it('is listed with all formats', async () => {
    const { formats } = (await (await download('')).json()) as { formats: { name: string }[] };
    expect(formats.map(({ name }) => name)).toEqual(exportFormats.map(({ name }) => name));
  });

  it.each([
    ['/nothing', 404, 'NOT_FOUND'],
    ['/facts-csv?validAt=yesterday', 400, 'BAD_INPUT'],
    ['/facts-csv?about=nobody', 400, 'BAD_INPUT'],
    ['/facts-csv?predicate=loves', 400, 'BAD_INPUT'],
    ['/facts-csv?unknown=1', 400, 'BAD_INPUT'],
  ])('of %s is refused with %i %s', async (path, status, code) => {
    const response = await download(path);
    expect([response.status, await response.json()]).toEqual([status, { code, message: expect.any(String) as string }]);
  });

  it.each(['', '/facts-csv', '/facts-csv/losses'])('of /export%s takes a token', async (path) => {
    for (const headers of [{}, { authorization: 'Bearer lp_wrong' }]) {
      const response = await download(path, headers as Record<string, string>);
      expect([response.status, await response.json()]).toMatchObject([401, { code: 'UNAUTHENTICATED' }]);
    }
  });
});

describe('the command line', () => {
  let dir: string;
  beforeAll(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-export-'))));
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const main = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
  const run = (...args: string[]) =>
    promisify(execFile)(process.execPath, [main, 'export', ...args], { env: { ...process.env, NODE_OPTIONS: '' } });

  it('writes a file as a whole, tells what was lost, and replaces nothing unasked', async () => {
    const out = join(dir, 'relations.csv');
    const { stdout } = await run('relations-csv', '--out', out, '--json');
    const report = JSON.parse(stdout) as { read: { facts: number }; losses: Row };
    expect(report.read.facts).toBe(43);
    expect(rowsIn(await readFile(out, 'utf8'))).toHaveLength(43 - Number(report.losses['fact with a value and no object'] ?? 0));
    expect(existsSync(`${out}.part`)).toBe(false);
    await expect(run('relations-csv', '--out', out)).rejects.toMatchObject({
      stderr: expect.stringContaining('is there already') as string,
    });
    await run('facts-csv', '--out', out, '--force', '--recorded-at', '2017-01-01');
    expect(rowsIn(await readFile(out, 'utf8'))).toEqual([]);
  });

  it('writes to the standard output, with the report beside it', async () => {
    const { stdout, stderr } = await run('facts-csv', '--about', 'KP', '--min-status', 'ASSERTED');
    expect(rowsIn(stdout).map((row) => row.fact_id)).toContain('F01');
    expect(stderr).toContain('What the format could not carry:');
  });
});

describe('formats', () => {
  it.each(exportFormats.map((format) => [format.name, format] as const))('%s writes the article', async (_name, format) => {
    const { text } = await written(format.write(await unload(graph)));
    expect(text.trim()).not.toBe('');
  });

  it('cypher makes the same entities and edges in an empty database, whatever is in their names', async () => {
    const script = exportFormats.find(({ name }) => name === 'cypher')!;
    const { text: article } = await written(script.write(await unload(graph, { at: { background: true } })));
    const { text: nasty } = await written(script.write(unloadingOf()));
    const [before] = await graph.readText(
      cypher`MATCH (:Entity)-[r WHERE r.fact IS NOT NULL]->(:Entity) RETURN count(r) AS edges, count { (:Entity) } AS entities`,
      {},
    );
    const empty = await emptyGraph();
    const count = async () =>
      (await empty.readText(cypher`MATCH (:Entity)-[r]->(:Entity) RETURN count(r) AS edges, count { (:Entity) } AS entities`, {}))[0];
    // The script is text of a file; for Neo4j there is no other way in than the command that takes text of our own.
    const runAll = async (text: string) => {
      for (const statement of text.split(/;\n/).filter((each) => each.trim())) await empty.command({ text: statement } as Cypher);
    };
    await runAll(article);
    expect(await count()).toEqual(before);
    await runAll(article);
    expect(await count()).toEqual(before);
    await runAll(nasty);
    const [kim] = await empty.readText(cypher`MATCH (n:Person {id: 'kim'}) RETURN n.label AS label, n.names AS names`, {});
    expect(kim).toEqual({ label: 'Kim Il "Nam"\nO\'Neill', names: ['김일남 (ko)'] });
    await empty.close();
  });
});
