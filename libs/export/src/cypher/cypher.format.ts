import { edgeType, type RelationPredicate } from '@linchpin/vocabulary';
import type { ExportFormat, Losses } from '../format.js';
import { relationRows } from '../tables/rows.js';
import { thingColumns, tieColumns } from '../tables/tables.js';
import type { Columns } from '../tables/columns.js';
import { literal, mapLiteral } from './literal.js';

const batch = 500;

/** Lists stay lists, numbers stay numbers. */
const properties = <T>(columns: Columns<T>, row: T): string =>
  mapLiteral(Object.fromEntries(Object.entries(columns).map(([name, read]) => [name, read(row)])));

/** Statements over some hundred rows, since a label or type cannot be a value. */
async function* statements<T>(
  items: AsyncIterable<T>,
  nameOf: (item: T) => string,
  row: (item: T) => string,
  after: (name: string) => string,
): AsyncGenerator<string> {
  let [waiting, count] = [new Map<string, string[]>(), 0];
  const told = (): string => [...waiting].map(([name, rows]) => `UNWIND [\n  ${rows.join(',\n  ')}\n] AS row\n${after(name)};\n`).join('');
  for await (const item of items) {
    const name = nameOf(item);
    waiting
      .set(name, waiting.get(name) ?? [])
      .get(name)!
      .push(row(item));
    if (++count % batch) continue;
    yield told();
    waiting = new Map();
  }
  yield told();
}

/** A script for Neo4j 5 and later. Run twice it changes nothing. */
export const cypherScript: ExportFormat = {
  name: 'cypher',
  about: 'Entities and the facts between them as a script that makes them anew in any Neo4j of version 5 or later.',
  extension: 'cypher',
  mediaType: 'text/plain; charset=utf-8',
  write: async function* (from) {
    const losses: Losses = {};
    yield `// Linchpin, as recorded by ${from.at.recordedAt}. Run it with: cypher-shell --file\n`;
    yield 'CREATE CONSTRAINT linchpin_entity_id IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE;\n';
    yield* statements(
      from.entities(),
      ({ kind }) => kind,
      (entity) => `{id: ${literal(entity.id)}, properties: ${properties(thingColumns, entity)}}`,
      (kind) => `MERGE (n:Entity {id: row.id}) SET n:${kind}, n += row.properties`,
    );
    yield* statements(
      relationRows(from, losses),
      ({ predicate }) => edgeType(predicate as RelationPredicate),
      (fact) =>
        `{fact: ${literal(fact.id)}, subject: ${literal(fact.subject.id)}, object: ${literal(fact.object.id)}, properties: ${properties(tieColumns, fact)}}`,
      (type) =>
        `MATCH (s:Entity {id: row.subject}) MATCH (o:Entity {id: row.object})\nMERGE (s)-[r:${type} {fact: row.fact}]->(o) SET r += row.properties`,
    );
    return losses;
  },
};
