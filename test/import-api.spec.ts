import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

const fixtures = join(import.meta.dirname, '..', 'libs', 'ingest', 'src', 'stix');
const party = (number: number): string => `${number},"PARTY ${number}","individual","DPRK",${'-0- ,'.repeat(7)}"DOB 1 Dec 1950."`;
const importList = `mutation ($input: ImportListInput!) { importList(input: $input) {
  import { id state error records { read added } } userErrors { code message path } } }`;
const imports = '{ imports { id list date state error records { read added } facts { made refused } warnings { kind count examples } } }';

interface Run {
  id: string | null;
  state: string;
  error: string | null;
  records: { read: number; added: number };
  facts: { made: number; refused: number };
  warnings: { kind: string; count: number; examples: string[] }[];
}
interface Begun {
  importList: { import: Run | null; userErrors: { code: string; message: string; path: string[] }[] };
}

let graph: Graph;
let server: TestServer;
let dir: string;
beforeAll(async () => {
  graph = await emptyGraph();
  dir = await mkdtemp(join(tmpdir(), 'linchpin-uploads-'));
  await mkdir(join(dir, 'inner'));
  await writeFile(join(dir, 'sdn.csv'), Array.from({ length: 4_000 }, (_, i) => party(i + 1)).join('\n'));
  await writeFile(join(dir, 'broken.csv'), '1,"PARTY');
  await symlink(join(fixtures, 'lazarus.fixture.json'), join(dir, 'link.json'));
  server = await TestServer.start({ LINCHPIN_UPLOADS: dir });
});
afterAll(async () => {
  await server?.stop();
  await graph?.close();
  await rm(dir, { recursive: true, force: true });
});

const begin = async (input: Record<string, unknown>): Promise<Begun['importList']> =>
  (await server.data<Begun>(importList, { input }, server.token)).importList;
async function ended(): Promise<Run[]> {
  for (;;) {
    const { imports: runs } = await server.data<{ imports: Run[] }>(imports, {}, server.token);
    if (!runs.some(({ state }) => state === 'READING' || state === 'RECORDING')) return runs;
    await wait(100);
  }
}

describe('a list in the directory of uploads', () => {
  // It takes longer than a request may.
  it('is imported for an admin, one at a time, and tells how far it is', async () => {
    const begun = await begin({ format: 'ofac-csv', files: ['sdn.csv'], date: '2019-01-15' });
    expect(begun).toMatchObject({ import: { error: null }, userErrors: [] });
    const second = await begin({ format: 'ofac-csv', files: ['sdn.csv'], date: '2019-01-16' });
    expect(second).toMatchObject({
      import: null,
      userErrors: [{ code: 'INVALID_INPUT', message: expect.stringContaining('Another import runs') as string }],
    });
    const [run] = await ended();
    expect(run).toMatchObject({
      id: 'ofac-sdn@2019-01-15',
      state: 'DONE',
      error: null,
      records: { read: 4_000, added: 4_000 },
      facts: { refused: 0 },
    });
    expect(run!.facts.made).toBeGreaterThan(10_000);
  });

  it('changes nothing when it is imported again', async () => {
    await begin({ format: 'ofac-csv', files: ['sdn.csv'], date: '2019-01-15' });
    const runs = await ended();
    expect(runs.filter(({ id }) => id === 'ofac-sdn@2019-01-15')).toMatchObject([{ state: 'DONE', records: { added: 4_000 } }]);
  });

  it('that cannot be read says where', async () => {
    await begin({ format: 'ofac-csv', files: ['broken.csv'], date: '2019-02-01' });
    const [run] = await ended();
    expect(run).toMatchObject({ state: 'FAILED', error: expect.stringMatching(/broken\.csv/) as string });
  });

  it.each([
    ['outside of it', '../secret'],
    ['by its path', '/etc/passwd'],
    ['in another directory', 'inner/x.csv'],
    ['that is a directory', 'inner'],
    ['by a link', 'link.json'],
    ['that is hidden', '.env'],
    ['that is not there', 'nothing.csv'],
  ])('is refused when it is a file %s', async (_, file) => {
    const { import: run, userErrors } = await begin({ format: 'stix', files: [file], date: '2019-02-01' });
    expect(run).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID_INPUT', path: ['input', 'files'] }]);
    expect(JSON.stringify(userErrors)).not.toContain(dir);
  });

  it('needs an admin, a known format and a day', async () => {
    expect((await server.ask(importList, { variables: { input: { format: 'stix', files: ['x'] } } })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    expect((await begin({ format: 'nothing', files: ['sdn.csv'] })).userErrors[0]!.message).toContain('ofac-csv');
    expect((await begin({ format: 'ofac-csv', files: ['sdn.csv'], date: 'yesterday' })).userErrors[0]!.message).toContain('2024-05-03');
  });
});
