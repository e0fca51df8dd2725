import { Refused, refuse } from '@linchpin/facts';
import { lstat, realpath } from 'node:fs/promises';
import { join } from 'node:path';

/** Where an admin's lists lie; without a directory the API imports none. */
export class UploadsSetting {
  constructor(readonly directory: string | null) {}

  /**
   * The files of these names, as paths. Only what lies in the directory itself: no other directory, and no link out of it.
   * @throws Refused INVALID_INPUT
   */
  async pathsOf(names: readonly string[]): Promise<string[]> {
    if (this.directory === null)
      throw refusal('No directory of uploads is set. Set LINCHPIN_UPLOADS to one and restart, or import on the command line.');
    if (names.length === 0) throw refusal('Name the files.');
    const directory = await realpath(this.directory).catch(() => {
      throw refusal('The directory in LINCHPIN_UPLOADS is not there.');
    });
    return Promise.all(names.map((name) => pathOf(directory, name)));
  }
}

async function pathOf(directory: string, name: string): Promise<string> {
  if (!/^[\p{L}\p{N}_-][\p{L}\p{N} ._-]{0,199}$/u.test(name))
    throw refusal(`"${name.slice(0, 200)}" is no name of a file in the directory of uploads: give it without directories.`);
  const path = join(directory, name);
  const file = await lstat(path).catch(() => null);
  if (!file?.isFile()) throw refusal(`There is no file ${name} in the directory of uploads.`);
  return path;
}

const refusal = (message: string): Refused => new Refused([refuse('INVALID_INPUT', ['files'], message)]);
