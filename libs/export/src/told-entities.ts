import type { UnloadedEntity, UnloadedFact, Unloading } from '@linchpin/facts';

/** An entity with what facts say of it. */
export interface Told<Piece> {
  entity: UnloadedEntity;
  pieces: Piece[];
  /** The ids of the sources in which it occurs. */
  documents: Set<string>;
  /** When the first fact about it was recorded; null where it only speaks or publishes. */
  recordedAt: string | null;
}

/** So many at once are kept with their pieces: about 150 MB of the lists that we know. */
const window = 100_000;

/**
 * Every entity, in the order of ids, with the pieces that facts give for it. The facts are read once for each window of entities, so that
 * memory stays bounded whatever the size; up to 100,000 entities that is once.
 * @param pieceOf what a fact gives for its subject; null for nothing
 */
export async function* toldEntities<Piece>(
  from: Unloading,
  pieceOf: (fact: UnloadedFact) => Piece | null,
  size = window,
): AsyncGenerator<Told<Piece>> {
  let told = new Map<string, Told<Piece>>();
  for await (const entity of from.entities()) {
    told.set(entity.id, { entity, pieces: [], documents: new Set(entity.document ? [entity.id] : []), recordedAt: null });
    if (told.size < size) continue;
    await tell(from, told, pieceOf);
    yield* told.values();
    told = new Map();
  }
  if (told.size === 0) return;
  await tell(from, told, pieceOf);
  yield* told.values();
}

async function tell<Piece>(from: Unloading, told: Map<string, Told<Piece>>, pieceOf: (fact: UnloadedFact) => Piece | null): Promise<void> {
  for await (const fact of from.facts()) {
    const piece = pieceOf(fact);
    if (piece !== null) told.get(fact.subject.id)?.pieces.push(piece);
    const speakers = fact.attestations.flatMap(({ claimant, document }) => [claimant.id, document.id]);
    const documents = fact.attestations.map(({ document }) => document.id);
    for (const id of new Set([fact.subject.id, ...(fact.object ? [fact.object.id] : []), ...speakers])) {
      const each = told.get(id);
      if (!each) continue;
      if (each.recordedAt === null || fact.recordedAt < each.recordedAt) each.recordedAt = fact.recordedAt;
      for (const document of documents) each.documents.add(document);
    }
  }
}
