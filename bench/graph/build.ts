import { cypher, type Graph } from '@linchpin/graph';
import { inChange, recordEntities } from '@linchpin/facts';
import { castOf, type Cast } from './entities.js';
import { factsOf } from './facts.js';
import { factRow, referencesTo } from './rows.js';

// Of 500 to 10,000 rows a transaction, 1,000 to 2,000 were fastest; more writers than one would wait for each other at the hubs.
const batch = 2_000;
const patience = 60_000;

const describeDocuments = cypher`
  UNWIND $rows AS row
  MATCH (d:Entity {id: row.id}) MATCH (p:Entity {id: row.publisher})
  SET d += row.properties
  CREATE (d)-[:PUBLISHED_BY]->(p)`;

/** What libs/facts writes for a fact with one attestation, with CREATE only: all ids are known. */
const createFacts = cypher`
  UNWIND $rows AS row
  MATCH (s:Entity {id: row.subject}) MATCH (c:Entity {id: row.claimant}) MATCH (d:Entity {id: row.document})
  OPTIONAL MATCH (o:Entity {id: row.object}) OPTIONAL MATCH (p:Entity {id: row.publisher})
  CREATE (f:Fact)-[:SUBJECT]->(s) SET f = row.fact, f.recordedAt = datetime($now)
  CREATE (a:Attestation)-[:ATTESTS]->(f) SET a = row.attestation, a.recordedAt = datetime($now)
  CREATE (a)-[:CLAIMED_BY]->(c) CREATE (a)-[:STATED_IN]->(d) CREATE (a)-[:PASSED_BY {position: 0}]->(c)
  CREATE (f)-[:STANDS]->(st:Standing) SET st = row.standing, st.recordedFrom = datetime($now)
  FOREACH (object IN CASE WHEN o IS NULL THEN [] ELSE [o] END | CREATE (f)-[:OBJECT]->(object))
  FOREACH (publisher IN CASE WHEN p IS NULL THEN [] ELSE [p] END | CREATE (a)-[:PASSED_BY {position: 1}]->(publisher))`;

export type Tell = (text: string) => void;

/** Fills an empty database with so many entities and facts. */
export async function buildGraph(graph: Graph, size: { entities: number; facts: number }, tell: Tell): Promise<void> {
  const cast = castOf(size.entities);
  const now = new Date().toISOString();
  await inBatches(cast.entities, cast.entities.length, progress('entities', tell), (rows) =>
    graph.write((tx) => inChange(tx, 'bench', 'LOAD_SEED', async (change) => void (await recordEntities(tx, rows, change))), patience),
  );
  await inBatches(documentRows(cast), cast.documents.length, progress('documents', tell), (rows) =>
    graph.write(async (tx) => void (await tx.runText(describeDocuments, { rows })), patience),
  );
  const references = referencesTo(cast, now);
  await inBatches(
    mapped(factsOf(cast, size.facts), (fact) => factRow(fact, references)),
    size.facts,
    progress('facts', tell),
    (rows) => graph.write(async (tx) => void (await tx.runText(createFacts, { rows, now })), patience),
  );
}

const documentRows = ({ documents }: Cast) =>
  documents.map(({ id, publisher, ...properties }) => {
    const moment = Date.parse(properties.publishedAt);
    return { id, publisher, properties: { ...properties, publishedEarliest: moment, publishedLatest: moment + 86_399_999 } };
  });

function* mapped<T, R>(items: Iterable<T>, change: (item: T) => R): Generator<R> {
  for (const item of items) yield change(item);
}

/** The next batch is worked out while the database writes the one before. */
async function inBatches<T>(
  items: Iterable<T>,
  total: number,
  done: (count: number, total: number) => void,
  write: (rows: T[]) => Promise<void>,
) {
  let writing: Promise<void> = Promise.resolve();
  let count = 0;
  let rows: T[] = [];
  const flush = async () => {
    await writing;
    done(count, total);
    count += rows.length;
    writing = write(rows);
    rows = [];
  };
  for (const item of items) if (rows.push(item) === batch) await flush();
  if (rows.length) await flush();
  await writing;
  done(count, total);
}

function progress(what: string, tell: Tell): (count: number, total: number) => void {
  const from = Date.now();
  return (count, total) => {
    const rate = (count / (Date.now() - from + 1)) * 1000;
    const left = rate > 0 ? `, ${Math.round((total - count) / rate)} s left` : '';
    tell(`${what}: ${count} of ${total}, ${Math.round(rate)}/s${left}`);
  };
}
