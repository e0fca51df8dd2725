import { cypher, query, type Graph } from '@linchpin/graph';
import type { DocumentInput, EntityInput, FactInput } from '../input.js';
import { inChange } from './change.js';
import { recordDocument } from './record-documents.js';
import { recordEntities } from './record-entities.js';
import { recordFacts } from './record-facts.js';

/** Facts with all that they need, each with an id of its own. */
export interface SeedData {
  entities: (EntityInput & { id: string })[];
  documents: (DocumentInput & { id: string })[];
  facts: (FactInput & { id: string })[];
}

const knownIds = query({
  about: 'Which of these ids are there?',
  takes: { ids: 'ids' },
  gives: { id: 'id' },
  cypher: cypher`
    UNWIND $ids AS id
    CALL (id) {
      MATCH (n:Entity {id: id}) RETURN n.id AS known
      UNION MATCH (m:Merged {id: id}) RETURN m.id AS known
      UNION MATCH (f:Fact {id: id}) RETURN f.id AS known
    }
    RETURN known AS id`,
});

/**
 * Records what is not there yet, in one transaction: a second run, or one that was cut short, changes nothing that is there.
 * A fact that was retracted since stays retracted. @returns how many facts were new
 */
export async function loadSeed(graph: Graph, { entities, documents, facts }: SeedData, by = 'seed'): Promise<number> {
  return graph.write(async (tx) => {
    const ids = [...entities, ...documents, ...facts].map(({ id }) => id);
    const known = new Set((await tx.run(knownIds, { ids })).map(({ id }) => id));
    const missing = <T extends { id: string }>(items: T[]) => items.filter(({ id }) => !known.has(id));
    const [freshEntities, freshDocuments, fresh] = [missing(entities), missing(documents), missing(facts)];
    await inChange(tx, by, 'LOAD_SEED', async (change) => {
      if (freshEntities.length) await recordEntities(tx, freshEntities, change);
      for (const document of freshDocuments) await recordDocument(tx, document, change);
      if (fresh.length) await recordFacts(tx, fresh, change);
    });
    return fresh.length;
  }, 60_000);
}
