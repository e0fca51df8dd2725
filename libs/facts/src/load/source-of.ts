import type { Kind } from '@linchpin/vocabulary';
import type { Writing } from '@linchpin/graph';
import type { Change } from '../record/change.js';
import type { References } from '../record/references.js';
import { findSource } from './list-queries.js';
import type { Frame } from './listed-fact.js';

/** What all facts of a list refer to: who keeps it, and the list itself. Of a document with so many quotes none are read, as others do to compare. */
export async function sourceOf(tx: Writing, { authority, document }: Frame, change: Change): Promise<References> {
  const [row] = await tx.run(findSource, { authority, document });
  const { merges, id, kind, label, document: now, lang, publisher, publishedLatest } = row!;
  change.restsOnMerges(merges ?? 0);
  const claimant = { id, kind: kind as Kind, label };
  const source = { id: now, lang, publisher, publishedLatest, text: null, passages: [] };
  return {
    now: change.begun,
    entities: new Map([id, authority].map((asked) => [asked, claimant])),
    documents: new Map([now, document].map((asked) => [asked, source])),
  };
}
