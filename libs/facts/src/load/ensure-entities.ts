import { cypher, query, type Writing } from '@linchpin/graph';
import { qualifierEntry, type Kind, type QualifierName } from '@linchpin/vocabulary';
import { readReference } from '../read/reference.js';
import { searchNames } from '../read/search-text.js';
import type { Change } from '../record/change.js';
import { recordEntities } from '../record/record-entities.js';
import type { KnownEntity } from '../record/references.js';
import { findEntities } from './list-queries.js';
import type { ListedEntity, ListedFact } from './snapshot.js';

const readNames = query({
  about: 'Takes the locks of entities, and tells under which names they are known.',
  takes: { ids: 'ids' },
  gives: { id: 'id', label: 'text', names: 'ids', langs: 'ids' },
  cypher: cypher`
    UNWIND $ids AS id MATCH (n:Entity {id: id}) SET n.locked = true REMOVE n.locked
    WITH n
    RETURN n.id AS id, n.label AS label, coalesce(n.names, []) AS names, coalesce(n.nameLangs, []) AS langs`,
});

const addNames = query({
  about: 'Gives entities further names and identifiers.',
  takes: { rows: 'maps' },
  gives: {},
  cypher: cypher`
    UNWIND $rows AS row MATCH (n:Entity {id: row.id})
    SET n.names = row.names, n.nameLangs = row.langs, n.searchNames = row.searchNames
    WITH n, row UNWIND row.identifiers AS identifier
    MERGE (i:Identifier {key: identifier.scheme + ':' + identifier.value}) ON CREATE SET i.scheme = identifier.scheme, i.value = identifier.value, i.written = identifier.written
    MERGE (n)-[:IDENTIFIED_BY]->(i)`,
});

type Name = NonNullable<ListedEntity['names']>[number];

/** What entities are by now, by what they were asked for under: an id, or an identifier with its scheme. */
export type Entities = ReadonlyMap<string, KnownEntity>;

export const isIdentifier = (reference: string): boolean => reference.includes(':');
export const keyOf = (reference: string): string => (isIdentifier(reference) ? readReference(reference).key : reference);

/** Each entity once, with all that some records together say of it, and each name of it once. */
export function together(listed: readonly ListedEntity[]): Map<string, ListedEntity> {
  const byId = new Map<string, ListedEntity>();
  for (const entity of listed) {
    const known = byId.get(entity.id);
    byId.set(entity.id, known ? joined(known, entity) : entity);
  }
  return byId;
}

const joined = (known: ListedEntity, { names = [], identifiers = [] }: ListedEntity): ListedEntity => ({
  ...known,
  names: [...(known.names ?? []), ...names].filter(({ text }, i, all) => all.findIndex((other) => other.text === text) === i),
  identifiers: [...(known.identifiers ?? []), ...identifiers],
});

/** As it is recorded when it is not there yet: its names are further ones. */
export const asNew = (entity: ListedEntity): ListedEntity => ({
  ...entity,
  names: entity.names?.filter(({ text }) => text !== entity.label),
});

/** Names that an entity does not have yet. */
export function lackingNames({ label, names = [] }: ListedEntity, now: { label: string; names: readonly string[] }): Name[] {
  const lacking = [{ text: label }, ...names].filter(({ text }) => text !== now.label && !now.names.includes(text));
  return [...new Map(lacking.map((each) => [each.text, each])).values()];
}

/**
 * Makes the entities that are not there, and gives those that are there the names and identifiers that they lack. What the list calls it
 * now does not replace how it was called: names are added only.
 * @returns all of them, and all others that the facts speak of
 */
export async function ensureEntities(
  tx: Writing,
  listed: readonly ListedEntity[],
  facts: readonly ListedFact[],
  change: Change,
): Promise<Entities> {
  const byId = together(listed);
  const references = [...new Set(facts.flatMap(referencesIn))];
  const ids = [...new Set([...byId.keys(), ...references.filter((each) => !isIdentifier(each))])];
  const keys = references.filter(isIdentifier).map(keyOf);
  const found = new Map(
    (await tx.run(findEntities, { ids, keys })).map(({ asked, id, kind, label }) => [asked, { id, kind: kind as Kind, label }]),
  );
  const [there, missing] = [[...byId.values()].filter(({ id }) => found.has(id)), [...byId.values()].filter(({ id }) => !found.has(id))];
  if (missing.length) await recordEntities(tx, missing.map(asNew), change);
  for (const { id, kind, label, identifiers = [] } of missing) {
    const keysOfIt = identifiers.map(({ scheme, value }) => readReference(`${scheme}:${value}`).key);
    for (const asked of [id, ...keysOfIt]) if (!found.has(asked)) found.set(asked, { id, kind, label });
  }
  await completeNames(tx, there, found);
  return found;
}

async function completeNames(tx: Writing, listed: readonly ListedEntity[], found: Entities): Promise<void> {
  if (listed.length === 0) return;
  const known = new Map(
    (await tx.run(readNames, { ids: [...new Set(listed.map(({ id }) => found.get(id)!.id))].sort() })).map((row) => [row.id, row]),
  );
  const rows = listed.flatMap((entity) => {
    const { id, identifiers = [] } = entity;
    const now = known.get(found.get(id)!.id);
    if (!now) return [];
    const fresh = lackingNames(entity, now);
    if (fresh.length === 0 && identifiers.length === 0) return [];
    const all = [...now.names, ...fresh.map(({ text }) => text)];
    const langs = [...now.langs, ...fresh.map(({ lang }) => lang ?? '')];
    return [
      {
        id: now.id,
        names: all,
        langs,
        searchNames: searchNames([now.label, ...all]),
        identifiers: identifiers.map(({ scheme, value }) => ({ scheme: scheme.toLowerCase(), value: value.toUpperCase(), written: value })),
      },
    ];
  });
  if (rows.length) await tx.run(addNames, { rows });
}

/** A fact that names by their ids what it names by identifiers; null where one of its ends is not there. */
export function resolved(fact: ListedFact, entities: Entities): ListedFact | null {
  const [subject, object] = [idOf(fact.subject, entities), fact.object === undefined ? undefined : idOf(fact.object, entities)];
  if (subject === null || object === null) return null;
  return { ...fact, subject, ...(object === undefined ? {} : { object }) };
}

/** An id is left as it is given: a fact keeps the former id of an entity that was merged since. */
function idOf(reference: string, entities: Entities): string | null {
  const known = entities.get(keyOf(reference));
  if (!known) return null;
  return isIdentifier(reference) ? known.id : reference;
}

/** All that a fact names: its ends, whose word it is, and entities in its qualifiers. */
export const referencesIn = ({ subject, object, claimant, qualifiers = {} }: ListedFact): string[] => [
  subject,
  ...(claimant === undefined ? [] : [claimant]),
  ...(object === undefined ? [] : [object]),
  ...(Object.keys(qualifiers) as QualifierName[]).flatMap((name) =>
    qualifierEntry(name).type.startsWith('entit') ? [qualifiers[name]].flat().map(String) : [],
  ),
];
