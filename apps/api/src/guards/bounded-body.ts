import { Transform, type Readable } from 'node:stream';
import { InputError } from '../errors.js';
import { limits } from './query-limits.js';

/** A body of whoever may not write is a question: it is cut off where it is longer than one has to be. */
export function boundedBody(payload: Readable): Readable {
  let bytes = 0;
  const bounded = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= limits.bodyBytes) return done(null, chunk);
      done(new InputError('BODY_TOO_LARGE', 'The request is larger than 100 KB. Larger ones take a token that may write.'));
    },
  });
  payload.once('error', (error) => bounded.destroy(error));
  return payload.pipe(bounded);
}
