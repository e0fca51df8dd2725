import type { UnloadedFact } from '@linchpin/facts';
import type { Directory } from '../directory.js';
import { affirmers } from '../who-says.js';
import { add } from './ftm-entity.js';

export const isWebAddress = (url: string | null): url is string => url !== null && /^https?:\/\/[^\s/]+\.[^\s]+$/.test(url);

/** Where it is said: the sources of those who affirm it, with their publishers. */
export function cite(properties: Record<string, string[]>, fact: UnloadedFact, { documents, labels }: Directory): void {
  for (const { document } of affirmers(fact)) {
    const { url = null, publisher = null } = documents.get(document.id) ?? {};
    add(properties, 'proof', document.id);
    if (isWebAddress(url)) add(properties, 'sourceUrl', url);
    if (publisher) add(properties, 'publisher', labels.get(publisher));
  }
}
