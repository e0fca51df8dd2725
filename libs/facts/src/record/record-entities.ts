import anyAscii from 'any-ascii';
import { cypher, label, query, type Writing } from '@linchpin/graph';
import { kindNames, type Kind } from '@linchpin/vocabulary';
import type { EntityInput } from '../input.js';
import { refuse, type Refusal } from '../refusals.js';
import { searchNames } from '../read/search-text.js';
import { allOrNone, type Attempted } from './attempted.js';
import type { Change } from './change.js';
import type { RecordedFact } from './record-facts.js';

const findSame = query({
  about: 'Entities with one of these ids, or of the same kind and name; those that were merged, with the entity that they are now.',
  takes: { rows: 'maps' },
  gives: { row: 'int', taken: 'id', id: 'id', sameName: 'flag' },
  cypher: cypher`
    UNWIND $rows AS row
    CALL (row) {
      MATCH (n:Entity {id: row.id}) RETURN n, n.id AS id
      UNION
      MATCH (n:Entity {label: row.label}) WHERE n.kind = row.kind RETURN n, n.id AS id
      UNION
      MATCH (n:Merged {id: row.id})-[:MERGED_INTO*]->(into:Entity) RETURN n, into.id AS id
      UNION
      MATCH (n:Merged {label: row.label})-[:MERGED_INTO*]->(into:Entity) WHERE n.kind = row.kind RETURN n, into.id AS id
    }
    RETURN row.index AS row, n.id AS taken, id, n.kind = row.kind AND n.label = row.label AS sameName`,
});

const findFreeId = query({
  about: 'Ids that begin like this one, to find one that is free.',
  takes: { id: 'id' },
  gives: { id: 'id' },
  cypher: cypher`
    MATCH (n:Entity) WHERE n.id STARTS WITH $id RETURN n.id AS id LIMIT 1000
    UNION
    MATCH (m:Merged) WHERE m.id STARTS WITH $id RETURN m.id AS id LIMIT 1000`,
});

/** With the kind's label, so that an index or a person in Neo4j Browser can speak of companies alone. */
const createEntities = (kind: Kind) => cypher`
  UNWIND $rows AS row
  CREATE (n:Entity:${label(kind)}) SET n = row.properties, n.recordedBy = $by
  WITH n, row UNWIND row.identifiers AS identifier
  MERGE (i:Identifier {key: identifier.scheme + ':' + identifier.value}) ON CREATE SET i.scheme = identifier.scheme, i.value = identifier.value, i.written = identifier.written
  CREATE (n)-[:IDENTIFIED_BY]->(i)`;

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

/** Its identifiers in the form in which they are compared, each once. */
export const identifiersOf = ({ identifiers = [] }: EntityInput): { scheme: string; value: string; written: string }[] => [
  ...new Map(
    identifiers.map(({ scheme, value }) => {
      const identifier = { scheme: scheme.trim().toLowerCase(), value: value.trim().toUpperCase(), written: value.trim() };
      return [`${identifier.scheme}:${identifier.value}`, identifier];
    }),
  ).values(),
];

/** An index of the database holds no text beyond some 8,000 bytes. */
const longestName = 1_000;
const tooLong = (path: string, texts: readonly string[]): Refusal[] =>
  texts.some((text) => text.length > longestName)
    ? [refuse('INVALID_INPUT', [path], `A name or an identifier has at most ${longestName} characters.`, { limit: longestName })]
    : [];

export function checkEntity({ id, kind, label: name, names = [], identifiers = [] }: EntityInput): Refusal[] {
  return [
    ...tooLong('label', [name, ...(id === undefined ? [] : [id])]),
    ...tooLong(
      'names',
      names.map(({ text }) => text),
    ),
    ...tooLong(
      'identifiers',
      identifiers.map(({ scheme, value }) => scheme + value),
    ),
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
  const attempted = await attemptEntities(tx, inputs, change);
  allOrNone(attempted);
  return attempted.map(({ id, warnings }) => ({ id: id!, warnings }));
}

interface Wanted extends EntityInput {
  index: number;
  id: string;
  /** The id was given, not made from the name. */
  chosen: boolean;
}

/** Records those entities that can be. @returns for each, in order, what came of it */
export async function attemptEntities(tx: Writing, inputs: readonly EntityInput[], change: Change): Promise<Attempted[]> {
  const attempted = inputs.map((input): Attempted => ({ id: null, warnings: [], refusals: checkEntity(input) }));
  const wanted = inputs.flatMap((input, index): Wanted[] => {
    const label = input.label.trim();
    return attempted[index]!.refusals.length
      ? []
      : [{ ...input, index, label, id: input.id ?? slug(label), chosen: input.id !== undefined }];
  });
  const found = await tx.run(findSame, { rows: wanted.map(({ index, id, kind, label: name }) => ({ index, id, kind, label: name })) });
  const [sameAs, taken] = [knownAs(found), new Set(found.map((each) => each.taken))];
  const fresh: Wanted[] = [];
  for (const input of wanted) {
    const same = sameAs.find(input);
    if (same) {
      attempted[input.index]!.refusals.push(duplicate(input, same.id));
      if (same.sameName) attempted[input.index]!.known = same.id;
      continue;
    }
    if (!input.chosen && taken.has(input.id)) input.id = await freeId(tx, input.id, taken);
    taken.add(input.id);
    sameAs.add(input);
    fresh.push(input);
    attempted[input.index]!.id = input.id;
  }
  if (fresh.length) await createAll(tx, fresh, change);
  return attempted;
}

const duplicate = ({ kind, label: name }: Wanted, existing: string): Refusal =>
  refuse(
    'DUPLICATE_ENTITY',
    ['label'],
    `${existing} is there already: ${kind} "${name}". If yours is another one, give it an id of its own.`,
    { existing },
  );

/** Which entity a wanted one would double: one that is there, or one before it in the same list. */
function knownAs(found: readonly { row: number; taken: string; id: string; sameName: boolean }[]) {
  const rows = new Map<number, (typeof found)[number][]>();
  for (const each of found) rows.set(each.row, [...(rows.get(each.row) ?? []), each]);
  const [idByName, nameById] = [new Map<string, string>(), new Map<string, string>()];
  const nameOf = ({ kind, label: name }: Wanted) => `${kind} ${name}`;
  return {
    add: (input: Wanted): void => {
      idByName.set(nameOf(input), input.id);
      nameById.set(input.id, nameOf(input));
    },
    find: (input: Wanted): { id: string; sameName: boolean } | undefined => {
      const { index, id, chosen } = input;
      const there = rows.get(index)?.find(({ taken, sameName }) => (chosen ? taken === id : sameName));
      if (there) return there;
      const before = chosen ? (nameById.has(id) ? id : undefined) : idByName.get(nameOf(input));
      return before === undefined ? undefined : { id: before, sameName: nameById.get(before) === nameOf(input) };
    },
  };
}

async function freeId(tx: Writing, id: string, others: ReadonlySet<string>): Promise<string> {
  const taken = new Set((await tx.run(findFreeId, { id })).map((row) => row.id));
  let count = 2;
  while (taken.has(`${id}-${count}`) || others.has(`${id}-${count}`)) count++;
  return `${id}-${count}`;
}

async function createAll(tx: Writing, entities: readonly (EntityInput & { id: string })[], { by, entities: made }: Change): Promise<void> {
  for (const kind of new Set(entities.map((entity) => entity.kind))) {
    const rows = entities
      .filter((entity) => entity.kind === kind)
      .map((entity) => ({
        properties: entityProperties(entity),
        identifiers: identifiersOf(entity),
      }));
    await tx.runText(createEntities(kind), { rows, by });
  }
  entities.forEach(({ id }) => made.add(id));
}
