import { IngestError } from './ingest-error.js';
import { jsonLines, textLines } from './json-lines.js';
import { fileWriter } from './read-all.fixture.js';

const file = fileWriter();

async function linesOf(path: string, longest?: number): Promise<string[]> {
  const found = [];
  for await (const { text, place } of textLines(path, longest)) found.push(`${place} ${text}`);
  return found;
}
const messageOf = async (read: AsyncIterable<unknown>): Promise<string> => {
  try {
    for await (const _ of read);
  } catch (error) {
    expect(error).toBeInstanceOf(IngestError);
    return (error as IngestError).message;
  }
  return 'read to its end';
};

it('gives lines with their numbers, whatever ends them, across the pieces of a file', async () => {
  const long = 'é'.repeat(70_000);
  const path = await file('x.jsonl', `\uFEFFone\r\n\n  \n${long}\nlast`);
  expect(await linesOf(path)).toEqual(['x.jsonl:1 one', `x.jsonl:4 ${long}`, 'x.jsonl:5 last']);
  expect(await linesOf(await file('x.jsonl', ''))).toEqual([]);
});

it('refuses a line that is too long, in whichever pieces it comes', async () => {
  const path = await file('x.jsonl', `short\n${'x'.repeat(200_001)}\n`);
  expect(await messageOf(textLines(path, 200_000))).toContain('x.jsonl:2: a line of more than 200000 characters');
  expect(await linesOf(path, 200_001)).toHaveLength(2);
});

it('refuses an endless line without holding it', async () => {
  const path = await file('x.jsonl', '');
  const { truncate } = await import('node:fs/promises');
  await truncate(path, 1_000_000_000);
  const before = process.memoryUsage().rss;
  expect(await messageOf(jsonLines(path))).toContain('x.jsonl:1: a line of more than 10000000 characters');
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
});

it.each([
  ['{"a":1}\n{"a":', 'x.jsonl:2: not JSON, or cut off'],
  ['{"a":1}\n\n[1]', 'x.jsonl:3: not a JSON object'],
  ['7', 'x.jsonl:1: not a JSON object'],
  [`{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 'x.jsonl:1: values lie more than 40 deep'],
  [`{"a":${'['.repeat(2_000_000)}`, 'x.jsonl:1: not JSON'],
])('refuses %.20s with its place', async (text, message) =>
  expect(await messageOf(jsonLines(await file('x.jsonl', text)))).toContain(message),
);

it('refuses another encoding, and a file that is not there', async () => {
  expect(await messageOf(jsonLines(await file('x.jsonl', Buffer.from('{"a":"\u00e9"}', 'latin1'))))).toContain('not UTF-8');
  expect(await messageOf(jsonLines('/nowhere/y.jsonl'))).toContain('y.jsonl: ENOENT');
});
