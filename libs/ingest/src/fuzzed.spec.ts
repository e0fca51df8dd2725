import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { formats, IngestError } from './index.js';

/** Real excerpts, each of a format in the folder of its name. */
const samples = (await readdir(import.meta.dirname, { recursive: true })).filter((path) => /\.fixture\.(csv|xml|json|txt)$/.test(path));

let dir: string;
beforeAll(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-fuzzed-'))));
afterAll(() => rm(dir, { recursive: true, force: true }));

/** One thing that went wrong with a file on its way: it was cut off, a piece of it was lost or doubled, or bytes of it are others. */
const damage = fc.record({
  sort: fc.constantFrom('cut', 'lose', 'double', 'change'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(content: Buffer, { sort, at, length, bytes }: Damage): Buffer {
  const from = Math.floor(at * content.length);
  const [before, piece, after] = [content.subarray(0, from), content.subarray(from, from + length), content.subarray(from + length)];
  if (sort === 'cut') return before;
  if (sort === 'lose') return Buffer.concat([before, after]);
  if (sort === 'double') return Buffer.concat([before, piece, piece, after]);
  return Buffer.concat([before, bytes, content.subarray(from + bytes.length)]);
}

it.each(samples)('a damaged %s is read as far as it is whole, or refused with its place; never anything else', async (sample) => {
  const format = formats.find(({ name }) => sample.startsWith(name))!;
  const content = await readFile(join(import.meta.dirname, sample));
  const path = join(dir, basename(sample));
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 3 }), async (damages) => {
      await writeFile(path, damages.reduce(damaged, content));
      try {
        const snapshot = await format.read([path], { date: '2024-05-03' });
        for await (const { key, facts } of snapshot.records()) {
          expect(key).not.toBe('');
          for (const { subject, locator } of facts) expect([subject, locator]).not.toContain('');
        }
      } catch (error) {
        expect(error).toBeInstanceOf(IngestError);
        expect((error as Error).message).toContain(basename(sample));
      }
    }),
    { numRuns: 60 },
  );
});

it('has a sample of most formats', () => expect(samples.length).toBeGreaterThan(8));
