import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inChange, loadSeed, recordDocument, recordFacts } from '@linchpin/facts';
import { cypher } from '@linchpin/graph';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';

describe('the text of a file', () => {
  const dist = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src');
  let folder: string;
  let outside: Server;
  let fetched = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'linchpin-files-'));
    outside = createServer((_request, response) => response.end(String(++fetched)));
    await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
    await writeFile(
      join(folder, 'page.html'),
      `<html><head><link rel="stylesheet" href="${at}/a.css"><script src="${at}/b.js"></script></head><body><article><p>China Unicom remains the second route.</p>
          <img src="${at}/c.png"><iframe src="${at}/d"></iframe><script>fetch('${at}/e')</script></article></body></html>`,
    );
    await writeFile(join(folder, 'broken.pdf'), '%PDF-1.7 nothing more');
  });
  afterAll(async () => {
    await new Promise((resolve) => outside.close(resolve));
    await rm(folder, { recursive: true });
  });

  const node = (...args: string[]) =>
    new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const env = { ...process.env, NODE_OPTIONS: '', LINCHPIN_HOME: folder };
      execFile(process.execPath, args, { env }, (error, out, err) => resolve({ code: Number(error?.code ?? 0), out, err }));
    });
  const text = (...args: string[]) => node(join(dist, 'main.js'), 'document', 'text', ...args);

  it('is printed, and nothing is fetched', async () => {
    expect(await text(join(folder, 'page.html'))).toEqual({ code: 0, out: 'China Unicom remains the second route.\n', err: '' });
    const { out } = await text(join(folder, 'page.html'), '--json');
    expect(JSON.parse(out)).toMatchObject({ kind: 'html', text: 'China Unicom remains the second route.' });
    expect(fetched).toBe(0);
  });

  it.each([
    ['broken.pdf', 'This is no PDF, or it is broken.\n'],
    ['nothing.pdf', 'There is no file'],
    ['page.docx', 'A file ends in .pdf, .html'],
  ])('is refused with the reason where %s cannot be read', async (name, message) => {
    expect(await text(join(folder, name))).toEqual({ code: 1, out: '', err: expect.stringContaining(message) as string });
  });

  it('is given up where it takes too long', async () => {
    const { out } = await node(
      '--input-type=module',
      '--eval',
      `const { textOfFile } = await import(${JSON.stringify(join(dist, 'documents', 'file-text.js'))});
         await textOfFile(${JSON.stringify(join(folder, 'page.html'))}, 1).catch(({ message }) => console.log(message));`,
    );
    expect(out).toBe('Reading the file took more than 0.001 seconds.\n');
  });

  it('is compared with the quotes that were taken from it', async () => {
    const graph = await emptyGraph();
    await loadSeed(graph, await seedData());
    const quote = (id: string, exact: string, validTime: string) => ({
      id,
      subject: 'ttk',
      predicate: 'providesInternetAccessTo' as const,
      object: 'kp',
      validTime,
      attestations: [
        {
          id: `A${id}`,
          document: 'filed',
          claimant: 'n38',
          stance: 'ASSERTS',
          modality: 'FACTUAL',
          voice: 'EDITORIAL',
          quote: { exact },
        } as const,
      ],
    });
    await graph.write((tx) =>
      inChange(tx, 'test', 'PROPOSE_FACT', async (change) => {
        await recordDocument(tx, { id: 'filed', title: 'Filed', publisher: 'n38' }, change);
        await recordFacts(tx, [quote('F1', 'the second route', '2018'), quote('F2', 'the third route', '2019')], change);
      }),
    );
    const { code, out } = await text(join(folder, 'page.html'), '--document', 'filed', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      document: 'filed',
      characters: 38,
      warnings: [{ code: 'QUOTE_NOT_FOUND', path: ['text', 'AF2'] }],
    });
    const places = await graph.readText(
      cypher`MATCH (a:Attestation) WHERE a.id IN ['AF1', 'AF2'] RETURN a.quoteStart AS start, a.quoteEnd AS end ORDER BY a.id`,
      {},
    );
    expect(places).toEqual([
      { start: 21, end: 37 },
      { start: null, end: null },
    ]);
    await graph.close();
    const { err } = await text(join(folder, 'page.html'), '--document', 'nothing');
    expect(err).toContain('UNKNOWN_DOCUMENT');
  });
});
