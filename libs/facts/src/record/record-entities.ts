import anyAscii from 'any-ascii';
import { cypher, label, query, type Writing } from '@linchpin/graph';
import { kindNames, type Kind } from '@linchpin/vocabulary';
import type { EntityInput } from '../input.js';
import { Refused, refuse, type Refusal } from '../refusals.js';
import { searchNames } from '../read/search-text.js';
import type { Change } from './change.js';
import type { RecordedFact } from './record-facts.js';

const findSame = query({
  about: 'Entities with one of these ids, or of the same kind and name.',
  takes: { rows: 'maps' },
  gives: { row: 'int', id: 'id', sameName: 'flag' },
  cypher: cypher`
    UNWIND $rows AS row
    CALL (row) {
      MATCH (n:Entity {id: row.id}) RETURN n
      UNION
      MATCH (n:Entity {label: row.label}) WHERE n.kind = row.kind RETURN n
    }
    RETURN row.index AS row, n.id AS id, n.kind = row.kind AND n.label = row.label AS sameName`,
});

const findFreeId = query({
  about: 'Ids that begin like this one, to find one that is free.',
  takes: { id: 'id' },
  gives: { id: 'id' },
  cypher: cypher`MATCH (n:Entity) WHERE n.id STARTS WITH $id RETURN n.id AS id LIMIT 1000`,
});

const createEntities = query({
  about: 'Creates entities with their identifiers.',
  takes: { rows: 'maps', by: 'text' },
  gives: { created: 'int' },
  cypher: cypher`
    UNWIND $rows AS row
    CREATE (n:Entity) SET n = row.properties, n.recordedBy = $by
    WITH n, row
    CALL (n, row) {
      UNWIND row.identifiers AS identifier
      MERGE (i:Identifier {key: identifier.scheme + ':' + identifier.value}) ON CREATE SET i.scheme = identifier.scheme, i.value = identifier.value
      CREATE (n)-[:IDENTIFIED_BY]->(i)
      RETURN count(*) AS identifiers
    }
    RETURN count(n) AS created`,
});

/** The kind's label, so that an index or a person in Neo4j Browser can speak of companies alone. */
const labelEntities = (kind: Kind) => cypher`UNWIND $ids AS id MATCH (n:Entity {id: id}) SET n:${label(kind)}`;

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A readable id from a name in any script: "ТрансТелеКом" → transtelekom. */
export const slug = (text: string): string =>
  anyAscii(text)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
    .replace(/-$/, '');

/** Properties of an entity's node; names also in the forms that search finds. */
export function entityProperties({ id, kind, label, names = [] }: EntityInput & { id: string }): Record<string, unknown> {
  return {
    id,
    kind,
    label,
    names: names.map(({ text }) => text),
    nameLangs: names.map(({ lang }) => lang ?? ''),
    searchNames: searchNames([label, ...names.map(({ text }) => text)]),
  };
}

function check({ id, kind, label: name, identifiers = [] }: EntityInput): Refusal[] {
  return [
    ...(kindNames.includes(kind) ? [] : [refuse('INVALID_INPUT', ['kind'], `${kind} is not a kind.`)]),
    ...(name.trim() ? [] : [refuse('INVALID_INPUT', ['label'], 'An entity needs a name.')]),
    ...(id === undefined || idPattern.test(id)
      ? []
      : [refuse('INVALID_INPUT', ['id'], 'An id has small letters, digits and single hyphens: china-unicom.')]),
    ...(id !== undefined || slug(name) ? [] : [refuse('INVALID_INPUT', ['id'], 'No readable id follows from this name. Choose one.')]),
    ...identifiers.flatMap(({ scheme, value }, i) =>
      scheme.trim() && value.trim() ? [] : [refuse('INVALID_INPUT', ['identifiers', String(i)], 'An identifier has a scheme and a value.')],
    ),
  ];
}

/**
 * Records entities, all or none. An entity of the same kind and name is the same one until somebody gives it an id of its own.
 * @throws Refused DUPLICATE_ENTITY with the id of the one that is there
 */
export async function recordEntities(tx: Writing, inputs: readonly EntityInput[], change: Change): Promise<RecordedFact[]> {
  const within = (i: number, path: string[]) => (inputs.length > 1 ? [String(i), ...path] : path);
  const faults = inputs.flatMap((input, i) => check(input).map((refusal) => ({ ...refusal, path: within(i, refusal.path) })));
  if (faults.length) throw new Refused(faults);
  const wanted = inputs.map((input) => ({
    ...input,
    label: input.label.trim(),
    id: input.id ?? slug(input.label),
    chosen: input.id !== undefined,
  }));
  const found = await tx.run(findSame, { rows: wanted.map(({ id, kind, label: name }, index) => ({ index, id, kind, label: name })) });
  const duplicates = wanted.flatMap((input, i) => {
    const same = found.find(({ row, id, sameName }) => row === i && (input.chosen ? id === input.id : sameName));
    if (!same) return [];
    return [
      refuse(
        'DUPLICATE_ENTITY',
        within(i, ['label']),
        `${same.id} is there already: ${input.kind} "${input.label}". If yours is another one, give it an id of its own.`,
        { existing: same.id },
      ),
    ];
  });
  if (duplicates.length) throw new Refused(duplicates);
  const taken = new Set(found.map(({ id }) => id));
  for (const input of wanted) if (!input.chosen && taken.has(input.id)) input.id = await freeId(tx, input.id);
  await createAll(tx, wanted, change);
  return wanted.map(({ id }) => ({ id, warnings: [] }));
}

async function freeId(tx: Writing, id: string): Promise<string> {
  const taken = new Set((await tx.run(findFreeId, { id })).map((row) => row.id));
  let count = 2;
  while (taken.has(`${id}-${count}`)) count++;
  return `${id}-${count}`;
}

async function createAll(tx: Writing, entities: readonly (EntityInput & { id: string })[], { by, entities: made }: Change): Promise<void> {
  const rows = entities.map((entity) => ({
    properties: entityProperties(entity),
    identifiers: (entity.identifiers ?? []).map(({ scheme, value }) => ({
      scheme: scheme.trim().toLowerCase(),
      value: value.trim().toUpperCase(),
    })),
  }));
  await tx.run(createEntities, { rows, by });
  entities.forEach(({ id }) => made.add(id));
  for (const kind of new Set(entities.map((entity) => entity.kind)))
    await tx.runText(labelEntities(kind), { ids: entities.filter((entity) => entity.kind === kind).map(({ id }) => id) });
}
