import { createWriteStream, existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ExportFormat, Losses } from '@linchpin/export';
import type { Unloading } from '@linchpin/facts';

export interface Out {
  /** A path; left out: the standard output. */
  out?: string;
  /** Replace the file. */
  force?: boolean;
}

export interface Written {
  bytes: number;
  losses: Losses;
}

/** @throws Error before anything is read, where it could not be written in the end */
export function checkOut({ name, extension, mediaType }: ExportFormat, { out, force }: Out): void {
  if (out !== undefined && !force && existsSync(out))
    throw new Error(`${out} is there already. Give another name, or --force to replace it.`);
  if (out === undefined && process.stdout.isTTY && !/^text\/|json|\+xml$/.test(mediaType))
    throw new Error(`${name} is not for the eye: give a file with --out, such as --out linchpin.${extension}.`);
}

/** Writes piece by piece; a file gets its name only when it is whole. @returns null where the reader of the standard output has gone */
export async function writeOut(format: ExportFormat, from: Unloading, { out }: Out): Promise<Written | null> {
  const written: Written = { bytes: 0, losses: {} };
  async function* told(): AsyncGenerator<string | Uint8Array, void> {
    written.losses = yield* format.write(from);
  }
  async function* pieces(): AsyncGenerator<Buffer> {
    for await (const piece of told()) {
      const bytes = Buffer.from(piece as Uint8Array);
      written.bytes += bytes.length;
      yield bytes;
    }
  }
  if (out === undefined) {
    try {
      await pipeline(Readable.from(pieces()), process.stdout, { end: false });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EPIPE') return null;
      throw error;
    }
    return written;
  }
  const part = `${out}.part`;
  try {
    await pipeline(Readable.from(pieces()), createWriteStream(part));
    await rename(part, out);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return written;
}
