import { Transform } from 'node:stream';
import { IngestError } from './ingest-error.js';

/** The end of the file as MS-DOS wrote it; OFAC's files still have it. */
const endOfText = 0x1a;

/** Decodes UTF-8 piece by piece, and leaves the last sign of MS-DOS away. @throws IngestError naming the byte where it is another encoding */
export function decoded(file: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      try {
        read += chunk.length;
        done(null, decoder.decode(chunk.at(-1) === endOfText ? chunk.subarray(0, -1) : chunk, { stream: true }));
      } catch {
        done(new IngestError(file, `not UTF-8 text within the bytes up to ${read}. Save it as UTF-8 and try again.`));
      }
    },
    flush(done) {
      try {
        done(null, decoder.decode());
      } catch {
        done(new IngestError(file, 'it ends in the middle of a character: it was cut off.'));
      }
    },
  });
}
