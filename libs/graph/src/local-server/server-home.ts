import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** Where the managed Neo4j keeps its things, all of it under `<home>/neo4j`. Absolute paths. */
export interface ServerHome {
  root: string;
  conf: string;
  console: string;
  password: string;
  state: string;
  lock: string;
  systemDatabase: string;
}

const directories = ['data', 'conf', 'logs', 'import'];

/** Makes what is missing. */
export async function openHome(home: string): Promise<ServerHome> {
  const root = join(resolve(home), 'neo4j');
  await mkdir(root, { recursive: true, mode: 0o700 });
  for (const name of directories) await mkdir(join(root, name), { recursive: true });
  return layOut(await realpath(root));
}

/** Makes nothing; null where no server was ever started. */
export const lookUpHome = (home: string): Promise<ServerHome | null> => realpath(join(resolve(home), 'neo4j')).then(layOut, () => null);

function layOut(root: string): ServerHome {
  return {
    root,
    conf: join(root, 'conf'),
    console: join(root, 'logs', 'console.log'),
    password: join(root, 'password'),
    state: join(root, 'state.json'),
    lock: join(root, 'starting.lock'),
    systemDatabase: join(root, 'data', 'databases', 'system'),
  };
}

/** The release of Neo4j that the checked-in pom.xml pins. */
export interface Release {
  pom: string;
  version: string;
  jars: number;
  hash: string;
}

export function pinnedRelease(): Release {
  const pom = findUpwards(import.meta.dirname, join('libs', 'graph', 'neo4j', 'pom.xml'));
  const text = readFileSync(pom, 'utf8');
  const property = (name: string) => new RegExp(`<${name}>(.+?)</${name}>`).exec(text)?.[1] ?? '';
  return {
    pom,
    version: property('neo4j\\.version'),
    jars: Number(property('neo4j\\.jars')),
    hash: createHash('sha256').update(text).digest('hex').slice(0, 12),
  };
}

// The compiled files lie in dist/, the pom.xml does not, so that it has one place only.
function findUpwards(from: string, name: string): string {
  const file = join(from, name);
  if (existsSync(file)) return file;
  if (dirname(from) === from) throw new Error(`${name} is missing from this installation.`);
  return findUpwards(dirname(from), name);
}
