import { createHash } from 'node:crypto';
import type { TextPolicy } from '@linchpin/vocabulary';
import { simhash, simhashBands } from './simhash.js';

export const contentHashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What a document's node keeps of its text: all of it only where its licence allows that; null takes away what stood there. */
export function textProperties(text: string, policy: TextPolicy): Record<string, unknown> {
  const fingerprint = simhash(text);
  const parts = fingerprint === null ? [] : simhashBands(fingerprint).map((part, i) => [`simhash${i}`, part] as const);
  return {
    contentHash: contentHashOf(text),
    textLength: text.length,
    text: policy === 'FULL_TEXT' ? text : null,
    simhash: fingerprint,
    ...Object.fromEntries(parts),
  };
}
