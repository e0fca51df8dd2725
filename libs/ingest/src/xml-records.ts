import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import sax from 'sax';
import { IngestError } from './ingest-error.js';
import { decoded } from './utf8.js';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
}

export interface XmlRecord {
  record: XmlElement;
  /** The outermost element, whose attributes tell of the file. */
  root: Pick<XmlElement, 'name' | 'attributes'>;
  /** un.xml:12 */
  place: string;
}

/** A record of a list is flat and short; a file made to exhaust its reader is not. */
const deepest = 40;
const longestRecord = 1_000_000;

const elementOf = ({ name, attributes }: sax.Tag): XmlElement => ({ name, attributes, children: [], text: '' });

/**
 * The elements of these names, one at a time; nothing else is kept. Documents that declare entities or a type of their own are refused: a
 * few lines of them unfold to gigabytes.
 * @throws IngestError naming file and line
 */
export async function* xmlRecords(path: string, names: ReadonlySet<string>): AsyncGenerator<XmlRecord> {
  const file = basename(path);
  const parser = sax.parser(true, { trim: false, position: true });
  const done: XmlRecord[] = [];
  const open: XmlElement[] = [];
  let root: XmlElement | null = null;
  let size = 0;
  let depth = 0;
  const fail = (what: string): never => {
    throw new IngestError(`${file}:${parser.line + 1}`, what);
  };
  parser.onerror = (error) => fail(error.message.split('\n')[0]!);
  parser.ondoctype = () => fail('it declares a document type, which no list needs. Take the file as the authority gives it.');
  parser.onopentag = (tag) => {
    const element = elementOf(tag as sax.Tag);
    root ??= element;
    if (++depth > deepest) fail(`elements lie more than ${deepest} deep in each other.`);
    if (open.length === 0 && !names.has(element.name)) return;
    open.at(-1)?.children.push(element);
    open.push(element);
  };
  const addText = (text: string): void => {
    if (open.length === 0) return;
    if ((size += text.length) > longestRecord) fail(`a record is longer than ${longestRecord} characters.`);
    open.at(-1)!.text += text;
  };
  parser.ontext = addText;
  parser.oncdata = addText;
  parser.onclosetag = () => {
    depth--;
    const element = open.pop();
    if (!element || open.length > 0) return;
    done.push({ record: element, root: root!, place: `${file}:${parser.line + 1}` });
    size = 0;
  };
  const source = createReadStream(path);
  const text = source.on('error', (error) => text.destroy(new IngestError(file, error.message))).pipe(decoded(file));
  try {
    for await (const chunk of text) {
      parser.write(String(chunk));
      yield* done.splice(0);
    }
    if (root === null) fail('there is no element in it.');
    parser.close();
    yield* done.splice(0);
  } finally {
    source.destroy();
  }
}

/** Texts of the elements at a path below, without those that are empty. */
export function textsAt({ children }: XmlElement, name: string, ...below: string[]): string[] {
  const found = children.filter((child) => child.name === name);
  const [next, ...rest] = below;
  if (next !== undefined) return found.flatMap((child) => textsAt(child, next, ...rest));
  return found.map(({ text }) => text.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

export const childrenOf = ({ children }: XmlElement, name: string): XmlElement[] => children.filter((child) => child.name === name);
