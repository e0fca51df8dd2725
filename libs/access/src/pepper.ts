import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AccessError } from './access.error.js';

const least = 32;

/**
 * The secret that goes into every token's digest: without it a stolen database tells nothing that could be tried.
 * @param home Linchpin's directory; its file `secret` (mode 0600) is made on the first call
 * @param secret used instead of the file, at least 32 characters
 * @throws AccessError SECRET_UNUSABLE when the secret is too short
 */
export async function readPepper(home: string, secret?: string): Promise<string> {
  if (secret !== undefined) return longEnough(secret, 'LINCHPIN_SECRET');
  const file = join(home, 'secret');
  const kept = (await read(file)) ?? (await keep(home, file));
  return longEnough(kept, file);
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Of several starts at once one wins, and a file that is there is whole: it is written aside and only then gets its name. */
async function keep(home: string, file: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return (await read(file)) ?? '';
}

function longEnough(secret: string, from: string): string {
  if (secret.length >= least) return secret;
  throw new AccessError('SECRET_UNUSABLE', `The secret in ${from} is too short: it must have at least ${least} characters.`);
}
