import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { IngestError } from './ingest-error.js';
import { decoded } from './utf8.js';

/** The text of a UTF-8 file, piece by piece. @throws IngestError naming the file */
export async function* textChunks(path: string): AsyncGenerator<string> {
  const file = basename(path);
  const source = createReadStream(path);
  const text = source.on('error', (error) => text.destroy(new IngestError(file, error.message))).pipe(decoded(file));
  try {
    for await (const chunk of text) yield String(chunk);
  } finally {
    source.destroy();
  }
}
