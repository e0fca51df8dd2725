import { cypher, query, type Writing } from '@linchpin/graph';
import { nearDistance } from '../documents/simhash.js';
import { nearTexts } from '../read/near-text.js';
import type { Warning } from '../refusals.js';

/** The nearest come first; of an agency's text that is everywhere a few examples are enough. */
const findSimilar = query({
  about: 'Documents whose text is nearly that of this one, the nearest first.',
  takes: { document: 'id', bound: 'int' },
  gives: { id: 'id', label: 'text', distance: 'int', same: 'flag' },
  cypher: cypher`
    MATCH (d:Entity:Document {id: $document})
    ${nearTexts({ d: cypher`d`, o: cypher`o`, distance: cypher`distance`, bound: cypher`$bound` })}
    RETURN o.id AS id, o.label AS label, distance, o.contentHash = d.contentHash AS same ORDER BY distance, id LIMIT 5`,
});

/** A hint at one text in several outlets, which would count as several origins otherwise. It is never applied by itself. */
export async function warnOfSimilar(tx: Writing, document: string): Promise<Warning[]> {
  const rows = await tx.run(findSimilar, { document, bound: nearDistance });
  return rows.map(({ id, label, distance, same }) => ({
    code: 'SIMILAR_DOCUMENT',
    path: ['text'],
    message:
      `${same ? 'Its text is, letter for letter, that' : `Its text is nearly that (${distance} of 64 bits differ)`} of document ${id}, "${label}". ` +
      'If both go back to one agency or author, give their attestations the same wire or origin, so that they count once.',
  }));
}
