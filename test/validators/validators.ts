import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const here = import.meta.dirname;
const requirements = join(here, 'requirements.txt');

export interface Validated {
  /** Entities, objects or nodes. */
  checked: number;
  edges?: number;
  errors: string[];
}

/** Whether there is a Python that the validators run on: 3.11 or newer, with venv. */
export async function pythonIsThere(): Promise<boolean> {
  const asked = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  return run('python3', ['-c', asked]).then(
    () => true,
    () => false,
  );
}

/** The Python with the validators; installed once for each state of requirements.txt, some 20 seconds. */
async function installed(): Promise<string> {
  const digest = createHash('sha256')
    .update(await readFile(requirements))
    .digest('hex')
    .slice(0, 12);
  const cache = join(here, '..', '..', 'node_modules', '.cache', 'linchpin');
  const home = join(cache, `validators-${digest}`);
  const python = join(home, 'bin', 'python');
  if (existsSync(join(home, 'complete'))) return python;
  await rm(home, { recursive: true, force: true });
  await mkdir(cache, { recursive: true });
  await run('python3', ['-m', 'venv', home]);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check', '--no-deps', '-r', requirements]);
  await writeFile(join(home, 'being-complete'), '');
  await rename(join(home, 'being-complete'), join(home, 'complete'));
  return python;
}

/** What the format's own validator says of an exported text. */
export async function validated(format: 'ftm' | 'stix' | 'graphml', text: string): Promise<Validated> {
  const python = await installed();
  const folder = await mkdtemp(join(tmpdir(), 'linchpin-validated-'));
  try {
    const path = join(folder, `export.${format === 'graphml' ? 'graphml' : 'json'}`);
    await writeFile(path, text);
    const { stdout } = await run(python, [join(here, 'validate.py'), format, path], {
      env: { ...process.env, PYTHONPATH: join(here, 'without-icu'), PYTHONDONTWRITEBYTECODE: '1' },
      maxBuffer: 50_000_000,
    });
    return JSON.parse(stdout) as Validated;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
