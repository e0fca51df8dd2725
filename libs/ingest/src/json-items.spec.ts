import { IngestError } from './ingest-error.js';
import { jsonItems } from './json-items.js';
import type { JsonRecord } from './json-record.js';
import { fileWriter } from './read-all.fixture.js';

const file = fileWriter();
const shape = { items: 'objects', header: ['type', 'version'] };

async function read(text: string | Buffer): Promise<{ items: string[]; header: JsonRecord }> {
  const header: JsonRecord = {};
  const items = [];
  for await (const { value, place } of jsonItems(await file('b.json', text), shape, header))
    items.push(`${place} ${JSON.stringify(value)}`);
  return { items, header };
}

it('gives the items of the one list with the lines on which they begin, and the wanted members around it', async () => {
  const text =
    '{\n"type": "bundle", "other": {"objects": [{"not": 1}]},\n"objects": [\n{"a": 1},\n{"b":\n {"objects": []}}, {}],\n"version": 2}\n';
  expect(await read(text)).toEqual({
    items: ['b.json:4 {"a":1}', 'b.json:5 {"b":{"objects":[]}}', 'b.json:6 {}'],
    header: { type: 'bundle', version: 2 },
  });
});

it('gives the items of a file that is the list itself', async () => {
  const items = [];
  for await (const { value, place } of jsonItems(await file('b.json', '[{"a": 1},\n{"b": [{}]}]'), { items: null, header: [] }))
    items.push(`${place} ${JSON.stringify(value)}`);
  expect(items).toEqual(['b.json:1 {"a":1}', 'b.json:2 {"b":[{}]}']);
});

it.each([
  ['an object', '{"a": 1}', 'b.json:1: an object; this file should be a list of objects'],
  ['a list of lists', '[[1]]', 'b.json:1: the file is not a list of objects'],
  ['two lists', '[{}]\n[{}]', 'b.json:2: not '],
])('refuses %s in place of a list', async (_, text, message) => {
  const read = async () => {
    for await (const _item of jsonItems(await file('b.json', text), { items: null, header: [] }));
  };
  await expect(read()).rejects.toThrow(message);
});

it('keeps a prototype out of what it reads', async () => {
  const { items } = await read('{"objects": [{"__proto__": {"admin": true}}]}');
  expect(items).toEqual(['b.json:1 {"__proto__":{"admin":true}}']);
  expect(({} as JsonRecord).admin).toBeUndefined();
});

it.each([
  ['nothing', '', 'b.json:1: the file is empty, or cut off'],
  ['a list', '[{"type": "bundle"}]', 'b.json:1: a list'],
  ['a text', '"objects"', 'b.json:1: not an object'],
  ['a file cut off', '{"objects": [{"a": 1},\n{"a"', 'b.json:2: the file is empty, or cut off'],
  ['a fault', '{"objects": [{"a": 1},\n{"a" 1}]}', 'b.json:2: not JSON'],
  ['more after its end', '{"objects": []}\n{"objects": []}', 'b.json:2: not '],
  ['an object in place of the list', '{"objects": {"a": {"b": 1}}}', 'b.json:1: "objects" is not a list of objects'],
  ['numbers in the list', '{"objects": [1]}', 'b.json:1: "objects" is not a list of objects'],
  ['a deep nest', `{"objects": [\n${'['.repeat(100_000)}`, 'b.json:2: values lie more than 40 deep'],
  ['an endless text', `{"objects": [{"a": "${'x'.repeat(20_100_000)}"}]}`, 'b.json:1: a part of the file is longer than 20000000'],
  ['another encoding', Buffer.from('{"type": "\u00e9"}', 'utf16le'), 'b.json: not UTF-8'],
  ['Latin 1', Buffer.from('{"type": "\u00e9"}', 'latin1'), 'not UTF-8'],
])('refuses %s with its place', async (_, text, message) => {
  const error: unknown = await read(text).catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(IngestError);
  expect((error as IngestError).message).toContain(message);
});
