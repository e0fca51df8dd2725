import { basename } from 'node:path';
import { JSONParser, TokenType } from '@streamparser/json';
import { IngestError } from './ingest-error.js';
import { deepest, isJsonRecord, type JsonRecord } from './json-record.js';
import { textChunks } from './text-chunks.js';

export interface JsonItem {
  value: JsonRecord;
  /** The line on which it begins: bundle.json:12. */
  place: string;
}

/** Which part of a JSON file is its long list. */
export interface JsonShape {
  /** The member of the outermost object that holds the list; null where the file is the list itself. */
  items: string | null;
  /** Other members that are wanted. They may come after the list. */
  header: readonly string[];
}

/** The collection object of MITRE ATT&CK, which names all others, is the longest known: 3 MB. */
const longestItem = 20_000_000;

/**
 * The objects of one long list in a JSON file, one at a time; nothing else is kept.
 * @param header is filled with the wanted members as they are met
 * @throws IngestError naming file and line
 */
export async function* jsonItems(path: string, shape: JsonShape, header: JsonRecord = {}): AsyncGenerator<JsonItem> {
  const file = basename(path);
  const bare = shape.items === null;
  const list = bare ? 'the file' : `"${shape.items}"`;
  const asked = bare ? 'a list of objects' : `an object with ${list}`;
  // The list, the item in it, and around them the outermost object.
  const itemDepth = bare ? 2 : 3;
  const parser = new JSONParser({
    paths: [...shape.header.map((name) => `$.${name}`), bare ? '$.*' : `$.${shape.items}.*`],
    keepStack: false,
  });
  const done: JsonItem[] = [];
  let [line, begun, depth, size] = [1, 1, 0, 0];
  const fail = (what: string): never => {
    throw new IngestError(`${file}:${line}`, what);
  };
  parser.onToken = ({ token }) => {
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth--;
    else if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      const isList = token === TokenType.LEFT_BRACKET;
      if (++depth === 1 && isList !== bare) fail(`${isList ? 'a list' : 'an object'}; this file should be ${asked}.`);
      if (depth === itemDepth) begun = line;
      if (depth > deepest) fail(`values lie more than ${deepest} deep in each other.`);
    } else if (depth === 0) fail(`not ${asked}.`);
  };
  parser.onValue = ({ value, key, stack }) => {
    size = 0;
    if (stack.length === 1 && !bare) header[String(key)] = value;
    else if (typeof key !== 'number' || !isJsonRecord(value)) fail(`${list} is not a list of objects.`);
    else done.push({ value, place: `${file}:${begun}` });
  };
  const write = (text: string): void => {
    if ((size += text.length) > longestItem) fail(`a part of the file is longer than ${longestItem} characters.`);
    try {
      parser.write(text);
    } catch (error) {
      if (error instanceof IngestError) throw error;
      fail(`not JSON: ${(error as Error).message.slice(0, 120)}`);
    }
  };
  for await (const chunk of textChunks(path)) {
    for (const [i, piece] of chunk.split('\n').entries()) {
      if (i > 0) line++;
      write(i > 0 ? `\n${piece}` : piece);
    }
    yield* done.splice(0);
  }
  if (!parser.isEnded) fail('the file is empty, or cut off.');
}
