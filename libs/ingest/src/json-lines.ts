import { basename } from 'node:path';
import { IngestError } from './ingest-error.js';
import { deepest, isJsonRecord, isDeeperThan, type JsonRecord } from './json-record.js';
import { textChunks } from './text-chunks.js';

export interface TextLine {
  text: string;
  /** entities.ftm.json:12 */
  place: string;
}

export interface JsonLine extends TextLine {
  value: JsonRecord;
}

const longestLine = 10_000_000;

/** The lines of a text file that are not blank. @param longest in characters, for each line @throws IngestError naming file and line */
export async function* textLines(path: string, longest = longestLine): AsyncGenerator<TextLine> {
  const file = basename(path);
  let number = 1;
  let rest = '';
  const grow = (text: string): string => {
    if (rest.length + text.length > longest)
      throw new IngestError(`${file}:${number}`, `a line of more than ${longest} characters: not a file of lines, or damaged.`);
    return rest + text;
  };
  for await (const chunk of textChunks(path)) {
    let from = 0;
    for (let end = chunk.indexOf('\n'); end !== -1; end = chunk.indexOf('\n', from)) {
      const text = grow(chunk.slice(from, end)).trim();
      if (text) yield { text, place: `${file}:${number}` };
      [rest, from] = ['', end + 1];
      number++;
    }
    rest = grow(chunk.slice(from));
  }
  if (rest.trim()) yield { text: rest.trim(), place: `${file}:${number}` };
}

/** A file with one JSON object on each line. @throws IngestError naming file and line, where a line is anything else or nested too deep */
export async function* jsonLines(path: string): AsyncGenerator<JsonLine> {
  for await (const { text, place } of textLines(path)) {
    const value = parsed(text, place);
    if (!isJsonRecord(value)) throw new IngestError(place, 'not a JSON object: the file should have one on each line.');
    if (isDeeperThan(value, deepest)) throw new IngestError(place, `values lie more than ${deepest} deep in each other.`);
    yield { text, place, value };
  }
}

function parsed(text: string, place: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new IngestError(place, `not JSON, or cut off: ${(error as Error).message.slice(0, 120)}`);
  }
}
