import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isNode, LineCounter, parseDocument, type Document } from 'yaml';
import { type z } from 'zod';

export type Path = readonly (string | number)[];
/** Notes a problem at a path of the file that is being checked. */
export type Complain = (path: Path, message: string) => void;

/** Something in the seed does not hold. The message has one line per problem: file, line, what is wrong, what to do. */
export class SeedError extends Error {
  readonly code = 'SEED_INVALID';
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'SeedError';
  }
}

/** A YAML file, read and of the right shape. `at` tells the file and line of a path in it: "seed/article.yaml:57 facts.3.object". */
export interface SeedSource<T> {
  content: T;
  at: (path: Path) => string;
}

/** Throws a SeedError with every problem of syntax or shape in the file. */
export function parseSource<T>(file: string, text: string, schema: z.ZodType<T>): SeedSource<T> {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (yaml.errors.length > 0) {
    throw new SeedError(yaml.errors.map(({ pos, message }) => `${file}:${lines.linePos(pos[0]).line} is not valid YAML: ${message}`));
  }
  const at = (path: Path) => `${file}:${lines.linePos(offsetOf(yaml, path)).line} ${path.join('.')}`;
  const parsed = schema.safeParse(yaml.toJS());
  if (parsed.success) return { content: parsed.data, at };
  throw new SeedError(parsed.error.issues.map((issue) => `${at(pathOf(issue))}: ${messageOf(issue)}`));
}

function pathOf(issue: z.core.$ZodIssue): Path {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  return issue.code === 'unrecognized_keys' ? [...path, ...issue.keys.slice(0, 1)] : path;
}

const messageOf = ({ code, message }: z.core.$ZodIssue): string =>
  code === 'unrecognized_keys' ? `${message}: correct its name or leave it out` : message;

/** Where the node of a path begins, or the nearest one around it where the path leads nowhere (a missing key). */
function offsetOf(yaml: Document.Parsed, path: Path): number {
  const around = path.length > 0 ? yaml.getIn(path.slice(0, -1), true) : undefined;
  const pair = isMap(around) ? around.items.find(({ key }) => isNode(key) && String(key) === path.at(-1)) : undefined;
  const node = pair?.key ?? yaml.getIn(path, true);
  if (isNode(node) && node.range) return node.range[0];
  return path.length > 0 ? offsetOf(yaml, path.slice(0, -1)) : 0;
}

/** The folder that holds Linchpin's package.json: the same from the sources and from dist, where no YAML file is. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!isProjectRoot(folder)) {
    if (folder === dirname(folder))
      throw new SeedError(['the package.json of linchpin is in no folder above this file: run it inside the project']);
    folder = dirname(folder);
  }
  return folder;
}

function isProjectRoot(folder: string): boolean {
  const file = join(folder, 'package.json');
  return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === 'linchpin';
}
