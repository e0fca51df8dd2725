import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { IngestError } from '../ingest-error.js';
import { textAt } from '../json-record.js';
import { yamlFile, type YamlFile } from './yaml-file.js';

export interface ProgramFiles {
  /** Those that impose: by the name of their file, us_ofac. */
  issuers: ReadonlyMap<string, YamlFile>;
  programs: YamlFile[];
  /** All of them, sorted. */
  paths: string[];
}

const mostFiles = 10_000;

/** The files that are given, and those of the folders that are given. @throws IngestError where one is neither an issuer nor a programme */
export async function programFiles(given: readonly string[]): Promise<ProgramFiles> {
  const paths = [...new Set((await Promise.all(given.map(filesAt))).flat())].sort();
  if (paths.length > mostFiles) throw new IngestError(given.map((each) => basename(each)).join(', '), `more than ${mostFiles} files.`);
  const issuers = new Map<string, YamlFile>();
  const programs = new Map<string, YamlFile>();
  for (const path of paths) {
    const file = await yamlFile(path);
    const [key, title, name] = ['key', 'title', 'name'].map((each) => textAt(file.value, each));
    const called = basename(path).replace(/\.ya?ml$/i, '');
    const [found, id] = key && title ? [programs, key] : [issuers, called];
    if (!(key && title) && !name)
      throw new IngestError(file.place, 'neither a programme, with a title and a key, nor an issuer, with a name.');
    if (found.has(id)) throw new IngestError(file.place, `${id} is in ${found.get(id)!.place} already.`);
    found.set(id, file);
  }
  if (programs.size === 0)
    throw new IngestError(
      given.map((each) => basename(each)).join(', '),
      'no programme is in it. Give the folder that holds programs and issuers.',
    );
  return { issuers, programs: [...programs.values()], paths };
}

async function filesAt(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: Error) => {
    throw new IngestError(basename(path), error.message);
  });
  if (!found.isDirectory()) return [path];
  const names = await readdir(path, { recursive: true });
  return names.filter((name) => /\.ya?ml$/i.test(name)).map((name) => join(path, name));
}
