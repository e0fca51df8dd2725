import type { SeedData } from '../../record/load-seed.js';
import { identifiersOf } from '../../record/record-entities.js';
import { isIdentifier, keyOf, referencesIn } from '../ensure-entities.js';
import { documentOf } from '../listed-fact.js';
import type { ListedEntity, ListRecord, ListSnapshot } from '../snapshot.js';
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
  /** The id of the entity with an identifier, for those by which facts name entities. */
  identified: Map<string, string>;
  records: number;
  facts: number;
}

export async function survey(
  snapshot: ListSnapshot,
  seed: Pick<SeedData, 'entities'>,
  onProgress: (records: number) => void,
  signal?: AbortSignal,
): Promise<Survey> {
  const found: Survey = { entities: new KnownEntities(), again: new Set(), identified: new Map(), records: 0, facts: 0 };
  for (const entity of [...seed.entities, snapshot.authority, ...snapshot.frame.entities]) note(found, entity);
  const { id, title = '' } = documentOf(snapshot);
  note(found, { id, kind: 'Document', label: title });
  const asked = new Set<string>();
  const ask = ({ facts }: Pick<ListRecord, 'facts'>): void => {
    for (const fact of facts) for (const reference of referencesIn(fact)) if (isIdentifier(reference)) asked.add(keyOf(reference));
  };
  ask(snapshot.frame);
  for await (const record of snapshot.records()) {
    for (const entity of record.entities) note(found, entity);
    ask(record);
    found.facts += record.facts.length;
    if (++found.records % 1_000) continue;
    signal?.throwIfAborted();
    onProgress(found.records);
  }
  onProgress(found.records);
  identify(found, asked, [...seed.entities, snapshot.authority, ...snapshot.frame.entities]);
  if (asked.size) for await (const { entities } of snapshot.records()) identify(found, asked, entities, false);
  return found;
}

function note({ entities, again }: Survey, entity: ListedEntity): void {
  if (!entities.add({ ...entity, label: entity.label.trim() })) again.add(entity.id);
  if (entities.size > mostEntities) throw new InitialLoadError(`The list has more than ${mostEntities} entities.`);
  if (again.size > mostAgain)
    throw new InitialLoadError(`More than ${mostAgain} entities stand in several records of the list, more than are held in memory.`);
}

/** Of several with the same identifier the one with the smallest id. @param final whether those that are found are not looked for any more */
function identify({ identified }: Survey, asked: Set<string>, entities: readonly ListedEntity[], final = true): void {
  const found = new Set<string>();
  for (const entity of entities)
    for (const { scheme, value } of entity.identifiers?.length ? identifiersOf(entity) : []) {
      const key = `${scheme}:${value}`;
      const known = identified.get(key);
      if (!asked.has(key) || (known !== undefined && known <= entity.id)) continue;
      identified.set(key, entity.id);
      found.add(key);
    }
  if (final) for (const key of found) asked.delete(key);
}
