import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of files together, in hex; their order does not matter. */
export async function digestOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
