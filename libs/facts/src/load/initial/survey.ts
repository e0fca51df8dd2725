import type { SeedData } from '../../record/load-seed.js';
import { checkEntity } from '../../record/record-entities.js';
import { documentOf } from '../listed-fact.js';
import type { ListedEntity, ListSnapshot } from '../snapshot.js';
import { Identified } from './identified.js';
import { InitialLoadError } from './initial-load-error.js';
import { KnownEntities } from './known-entities.js';

/** At some 60 bytes each. */
const mostEntities = 20_000_000;
/** They are held with their names. */
const mostAgain = 300_000;

/** What has to be known of a whole list before one of its facts can be written. */
export interface Survey {
  entities: KnownEntities;
  /** Those that come up again, in another record or after the seed. */
  again: Set<string>;
  identified: Identified;
  records: number;
  facts: number;
}

/** Any other one of a record is left out. */
export const isSound = (entity: ListedEntity): boolean => checkEntity(entity).length === 0;

export async function survey(
  snapshot: ListSnapshot,
  seed: Pick<SeedData, 'entities'>,
  onProgress: (records: number) => void,
  signal?: AbortSignal,
): Promise<Survey> {
  const { authority, frame } = snapshot;
  const common = [...seed.entities, authority, ...frame.entities];
  const found: Survey = { entities: new KnownEntities(), again: new Set(), identified: new Identified(common), records: 0, facts: 0 };
  for (const entity of common) note(found, entity);
  const { id, title = '' } = documentOf(snapshot);
  note(found, { id, kind: 'Document', label: title });
  found.identified.ask(frame.facts);
  for await (const { entities, facts } of snapshot.records()) {
    found.identified.ask(facts);
    for (const entity of entities.filter(isSound)) {
      note(found, entity);
      found.identified.see(entity);
    }
    found.facts += facts.length;
    if (++found.records % 1_000) continue;
    signal?.throwIfAborted();
    onProgress(found.records);
  }
  onProgress(found.records);
  if (found.identified.incomplete)
    for await (const { entities } of snapshot.records()) for (const entity of entities.filter(isSound)) found.identified.see(entity);
  return found;
}

function note({ entities, again }: Survey, entity: ListedEntity): void {
  if (!entities.add({ ...entity, label: entity.label.trim() })) again.add(entity.id);
  if (entities.size > mostEntities) throw new InitialLoadError(`The list has more than ${mostEntities} entities.`);
  if (again.size > mostAgain)
    throw new InitialLoadError(`More than ${mostAgain} entities stand in several records of the list, more than are held in memory.`);
}
