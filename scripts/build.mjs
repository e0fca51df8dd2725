import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
const builtOf = ['package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];

/** What is built, from which files, and how. Each clears its own output first, so that nothing outlives its source. */
const parts = [
  {
    name: 'server',
    inputs: ['apps', 'libs', 'seed', 'bench', 'nest-cli.json', 'tsconfig.build.json', ...builtOf],
    reads: (file) => !file.startsWith('apps/playground/') && /(?<!\.spec)\.(ts|js|mjs|json)$/.test(file),
    clear: async () => {
      const kept = ['playground', 'playground.stamp'];
      const names = await readdir(dist);
      await Promise.all(names.filter((name) => !kept.includes(name)).map((name) => rm(join(dist, name), { recursive: true })));
    },
    command: ['node_modules/@nestjs/cli/bin/nest.js', 'build', 'cli'],
  },
  {
    name: 'playground',
    inputs: ['apps/playground', 'seed/questions', ...builtOf],
    reads: (file) => !/\.spec\.ts$/.test(file),
    clear: () => rm(join(dist, 'playground'), { recursive: true, force: true }),
    command: ['node_modules/vite/bin/vite.js', 'build', 'apps/playground', '--logLevel', 'warn'],
  },
];

/** Paths from the root, with slashes, in order. */
async function filesIn(input) {
  const entries = await readdir(join(root, input), { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return null;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === null) return [input];
  const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
  return files.map((file) => file.split(sep).join('/')).sort();
}

async function digestOf({ inputs, reads }) {
  const hash = createHash('sha256').update(process.version);
  const files = (await Promise.all(inputs.map(filesIn))).flat().filter(reads);
  const texts = await Promise.all(files.map((file) => readFile(join(root, file))));
  files.forEach((file, i) => hash.update(`\n${file} ${texts[i].length}\n`).update(texts[i]));
  return hash.digest('hex');
}

/** Its output is shown only when it fails, so that standard output belongs to the program that is built for. */
function run([script, ...args]) {
  const child = spawn(process.execPath, [join(root, script), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

async function build(part) {
  const stamp = join(dist, `${part.name}.stamp`);
  const digest = await digestOf(part);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return true;
  process.stderr.write(`Building the ${part.name} … `);
  const start = Date.now();
  await mkdir(dist, { recursive: true });
  await rm(stamp, { force: true });
  await part.clear();
  const { ok, output } = await run(part.command);
  process.stderr.write(ok ? `${Math.max(1, Math.round((Date.now() - start) / 1000))} s\n` : `failed\n${output}\n`);
  if (ok) await writeFile(stamp, digest);
  return ok;
}

for (const part of parts) {
  if (!(await build(part))) process.exit(1);
}
