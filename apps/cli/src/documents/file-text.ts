import { open } from 'node:fs/promises';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UnreadableFile } from './extract-pdf.js';
import { fileKinds, type ExtractedText, type FileKind } from './extract-text.js';
import type { Result, Task } from './text-worker.js';

const mostBytes = 20 * 1024 * 1024;
const mostMilliseconds = 30_000;

function kindOf(path: string): FileKind {
  const ending = extname(path).toLowerCase();
  const found = (Object.keys(fileKinds) as FileKind[]).find((kind) => (fileKinds[kind] as readonly string[]).includes(ending));
  if (!found) throw new UnreadableFile(`A file ends in ${Object.values(fileKinds).flat().join(', ')}; "${ending}" is not read.`);
  return found;
}

async function contentOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableFile(error.code === 'ENOENT' ? `There is no file ${path}.` : `${path} cannot be opened.`, { cause: error });
  });
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new UnreadableFile(`${path} is no file.`);
    if (stat.size > mostBytes)
      throw new UnreadableFile(`The file has ${Math.ceil(stat.size / 1024 / 1024)} MB; at most ${mostBytes / 1024 / 1024} MB are read.`);
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

/**
 * The text of a local .pdf, .html or .txt file. It is read in a thread of its own, which is ended when it takes too long or too much memory:
 * a file can be made to keep a reader busy.
 * @throws UnreadableFile
 */
export async function textOfFile(path: string, milliseconds = mostMilliseconds): Promise<ExtractedText> {
  const task: Task = { kind: kindOf(path), bytes: await contentOf(path) };
  const worker = new Worker(new URL('./text-worker.js', import.meta.url), {
    workerData: task,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise((resolve, reject) => {
      timer = setTimeout(() => reject(new UnreadableFile(`Reading the file took more than ${milliseconds / 1000} seconds.`)), milliseconds);
      worker.once('message', (result: Result) =>
        'fault' in result ? reject(new UnreadableFile(result.fault)) : resolve(result.extracted),
      );
      worker.once('error', (error) => reject(new UnreadableFile(`The file cannot be read: ${error.message}`, { cause: error })));
      worker.once('exit', () => reject(new UnreadableFile('The file cannot be read.')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
