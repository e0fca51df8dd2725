import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formats, IngestError } from './index.js';

/** Names that tell a reader what a file is, where it goes by them. */
const names: Record<string, string> = { 'ofac-csv': 'sdn.csv', ftm: 'list.ftm.json', programs: 'program.yml' };
const gigabyte = 2 ** 30;

const contents: [string, string | Buffer][] = [
  ['is empty', ''],
  ['holds random bytes', Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7_919 + (i >> 3)) % 256))],
  ['is UTF-16', Buffer.from('\ufeff<list><a>KIM</a></list>', 'utf16le')],
  ['is Latin-1', Buffer.from('1,"M\u00dcLLER","individual"\n', 'latin1')],
  ['holds nothing', 'null'],
  ['lies deep in itself, as JSON', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['lies deep in itself, as a record of JSON', `{"objects":[${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}]}`],
  ['lies deep in itself, as XML', `<a>${'<b>'.repeat(100_000)}`],
  [
    'unfolds to gigabytes',
    `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "${'x'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]><list>${'&b;'.repeat(1_000)}</list>`,
  ],
  ['is cut off in a character', Buffer.from('{"id": "\u00e9').subarray(0, 9)],
  ['is cut off in a word', '{"id": "a", "schema": "Per'],
  ['is a page of the web', '<!doctype html><html><body>Not found</body></html>'],
];

let dir: string;
beforeAll(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-hostile-'))));
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What a reader says of a file; it must not read it to the end in silence. */
async function refusalOf(read: (typeof formats)[number]['read'], path: string): Promise<unknown> {
  try {
    const { records } = await read([path], { date: '2024-05-03' });
    let count = 0;
    for await (const record of records()) count += record.facts.length;
    return `${count} facts`;
  } catch (error) {
    return error;
  }
}

describe.each(formats.map(({ name, read }) => ({ name, read, file: names[name] ?? 'list.txt' })))('$name', ({ read, file }) => {
  it.each(contents)('refuses a file that %s, and names it', async (_, content) => {
    const path = join(dir, file);
    await writeFile(path, content);
    const refusal = await refusalOf(read, path);
    expect(refusal).toBeInstanceOf(IngestError);
    expect((refusal as Error).message).toContain(file);
    expect((refusal as Error).message).not.toContain(dir);
  });

  it('refuses a gigabyte of one line in little memory', async () => {
    const path = join(dir, file);
    await writeFile(path, 'x');
    await truncate(path, gigabyte);
    const before = process.memoryUsage().rss;
    expect(await refusalOf(read, path)).toBeInstanceOf(IngestError);
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  }, 60_000);

  it('refuses a file that is not there, and a directory', async () => {
    for (const path of [join(dir, 'nothing-here', file), dir]) expect(await refusalOf(read, path)).toBeInstanceOf(IngestError);
  });
});
