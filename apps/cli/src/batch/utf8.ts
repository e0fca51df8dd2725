import { Transform } from 'node:stream';
import { TableError } from './table.js';

const newline = 0x0a;
const remedy = 'Save it as "CSV UTF-8" in Excel, or as UTF-8 in another program.';

/** Lets text through that is UTF-8, whole lines at a time. Anything else ends it with a TableError that names the line. */
export function utf8Only(file: string): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let [pending, line, first] = [Buffer.alloc(0), 1, true];

  const check = (lines: Buffer): Buffer => {
    if (first && (lines.subarray(0, 2).equals(Buffer.from([0xff, 0xfe])) || lines.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))))
      throw new TableError(`${file}, line 1: this is UTF-16, not UTF-8. ${remedy}`);
    first = false;
    for (let from = 0; from < lines.length; line++) {
      const at = lines.indexOf(newline, from);
      const to = at < 0 ? lines.length : at + 1;
      if (!isText(decoder, lines.subarray(from, to))) throw new TableError(`${file}, line ${line}: a character is not UTF-8. ${remedy}`);
      from = to;
    }
    return lines;
  };
  const told = (done: (error: Error | null, data?: Buffer) => void, lines: Buffer): void => {
    try {
      done(null, check(lines));
    } catch (error) {
      done(error as Error);
    }
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const all = Buffer.concat([pending, chunk]);
      const cut = all.lastIndexOf(newline) + 1;
      pending = all.subarray(cut);
      told(done, all.subarray(0, cut));
    },
    flush(done) {
      told(done, pending);
    },
  });
}

function isText(decoder: TextDecoder, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes);
    return !bytes.includes(0);
  } catch {
    return false;
  }
}
