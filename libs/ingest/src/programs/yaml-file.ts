import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Lexer, LineCounter, Parser, parseDocument } from 'yaml';
import { IngestError } from '../ingest-error.js';
import { deepest, isJsonRecord, type JsonRecord } from '../json-record.js';

export interface YamlFile {
  value: JsonRecord;
  /** US-NK.yml */
  place: string;
}

/** The longest of these files has 3 kB. */
const longest = 1_000_000;

/** The one object of a YAML file. @throws IngestError naming file and line, also where it refers to parts of itself */
export async function yamlFile(path: string): Promise<YamlFile> {
  const place = basename(path);
  const refuse = (what: string, line?: number): never => {
    throw new IngestError(line === undefined ? place : `${place}:${line}`, what);
  };
  if ((await stat(path)).size > longest) refuse(`longer than ${longest} bytes: not a file of a programme.`);
  const text = textOf(await readFile(path), refuse);
  if (isTooDeep(text)) refuse(`values lie more than ${deepest} deep in each other.`);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) refuse(`not YAML: ${fault.message.slice(0, 120)}`, lines.linePos(fault.pos[0]).line);
  const value = plainValue(() => document.toJS({ maxAliasCount: 0 }) as unknown, refuse);
  if (!isJsonRecord(value)) return refuse('not one object with a title and a key, or with a name.', 1);
  return { value, place };
}

/** Told before it is composed: that recurses, and a stack that overflows within a regular expression ends the process (Node 20). */
function isTooDeep(text: string): boolean {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > deepest) return true;
  }
  return false;
}

function textOf(bytes: Buffer, refuse: (what: string) => never): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('not UTF-8 text. Save it as UTF-8 and try again.');
  }
}

function plainValue(read: () => unknown, refuse: (what: string) => never): unknown {
  try {
    return read();
  } catch (error) {
    return refuse(`cannot be read: ${(error as Error).message.slice(0, 120)}`);
  }
}
