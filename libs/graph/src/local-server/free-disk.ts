import { statfs } from 'node:fs/promises';
import { ServerStartError } from './errors.js';

const megabyte = 1024 * 1024;

/** Neo4j panics on a full disk and stays down, reads too, so it is not started near one. */
export const leastFreeMb = 512;

/** @throws ServerStartError when less than that is free where the directory lies */
export async function requireFreeDisk(directory: string, leastMb = leastFreeMb): Promise<void> {
  const { bavail, bsize } = await statfs(directory);
  const freeMb = Math.floor((bavail * bsize) / megabyte);
  if (freeMb >= leastMb) return;
  throw new ServerStartError(
    `Only ${freeMb} MB are free where ${directory} lies, and Neo4j needs ${leastMb} MB. Free some, then start again.`,
  );
}
