import { cypher, query, type Writing } from '@linchpin/graph';
import { readReference } from '../read/reference.js';
import { searchNames } from '../read/search-text.js';
import type { Change } from '../record/change.js';
import { recordEntities } from '../record/record-entities.js';
import { findEntities } from './list-queries.js';
import type { ListedEntity, ListedFact } from './snapshot.js';

const readNames = query({
  about: 'Under which names these entities are known.',
  takes: { ids: 'ids' },
  gives: { id: 'id', label: 'text', names: 'ids', langs: 'ids' },
  cypher: cypher`
    UNWIND $ids AS id MATCH (n:Entity {id: id})
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
    MERGE (i:Identifier {key: identifier.scheme + ':' + identifier.value}) ON CREATE SET i.scheme = identifier.scheme, i.value = identifier.value
    MERGE (n)-[:IDENTIFIED_BY]->(i)`,
});

/** The ids that entities have by now, by what they were asked for under: an id, or an identifier with its scheme. */
export type Entities = ReadonlyMap<string, string>;

const isIdentifier = (reference: string): boolean => reference.includes(':');
const keyOf = (reference: string): string => (isIdentifier(reference) ? readReference(reference).key : reference);

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
  const byId = new Map<string, ListedEntity>();
  for (const entity of listed) {
    const known = byId.get(entity.id);
    byId.set(
      entity.id,
      known
        ? {
            ...known,
            names: [...(known.names ?? []), ...(entity.names ?? [])],
            identifiers: [...(known.identifiers ?? []), ...(entity.identifiers ?? [])],
          }
        : entity,
    );
  }
  const references = [...new Set(facts.flatMap(({ subject, object }) => [subject, ...(object === undefined ? [] : [object])]))];
  const ids = [...new Set([...byId.keys(), ...references.filter((each) => !isIdentifier(each))])];
  const keys = references.filter(isIdentifier).map(keyOf);
  const found = new Map((await tx.run(findEntities, { ids, keys })).map(({ asked, id }) => [asked, id]));
  const missing = [...byId.values()].filter(({ id }) => !found.has(id));
  if (missing.length) await recordEntities(tx, missing, change);
  missing.forEach(({ id }) => found.set(id, id));
  await completeNames(
    tx,
    [...byId.values()].filter((each) => !missing.includes(each)),
    found,
  );
  return found;
}

async function completeNames(tx: Writing, listed: readonly ListedEntity[], found: Entities): Promise<void> {
  if (listed.length === 0) return;
  const known = new Map((await tx.run(readNames, { ids: listed.map(({ id }) => found.get(id)!) })).map((row) => [row.id, row]));
  const rows = listed.flatMap(({ id, label, names = [], identifiers = [] }) => {
    const now = known.get(found.get(id)!);
    if (!now) return [];
    const lacking = [{ text: label }, ...names].filter(({ text }) => text !== now.label && !now.names.includes(text));
    const fresh = [...new Map(lacking.map((each) => [each.text, each])).values()];
    if (fresh.length === 0 && identifiers.length === 0) return [];
    const all = [...now.names, ...fresh.map(({ text }) => text)];
    const langs = [...now.langs, ...fresh.map(({ lang }: { text: string; lang?: string }) => lang ?? '')];
    return [
      {
        id: now.id,
        names: all,
        langs,
        searchNames: searchNames([now.label, ...all]),
        identifiers: identifiers.map(({ scheme, value }) => ({ scheme: scheme.toLowerCase(), value: value.toUpperCase() })),
      },
    ];
  });
  if (rows.length) await tx.run(addNames, { rows });
}

/** A fact with the ids that its ends have by now; null where one of them is not there. */
export function resolved(fact: ListedFact, entities: Entities): ListedFact | null {
  const subject = entities.get(keyOf(fact.subject));
  const object = fact.object === undefined ? undefined : entities.get(keyOf(fact.object));
  if (subject === undefined || (fact.object !== undefined && object === undefined)) return null;
  return { ...fact, subject, ...(object === undefined ? {} : { object }) };
}
