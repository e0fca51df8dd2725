import { performance } from 'node:perf_hooks';
import type { Driver } from 'neo4j-driver';
import { inChange, loadSnapshot, recordEntities, type ListRecord, type ListSnapshot } from '@linchpin/facts';
import { cypher, Graph, migrate, startLocalServer } from '@linchpin/graph';
import { connect } from './contestants.js';
import type { Tell } from './graph/build.js';

const rowsAtOnce = 1_000;
const states = ['alfa', 'bravo', 'charlie'];

/** A made-up party with eight facts, as a list of sanctions tells of one. */
function recordOf(number: number): ListRecord {
  const [id, locator] = [`bench-list-${number}`, String(number)];
  const say = (predicate: 'alias' | 'identifier' | 'remark', text: string) => ({ subject: id, predicate, value: { text }, locator });
  return {
    key: locator,
    place: `made up:${number}`,
    content: locator,
    entities: [
      {
        id,
        kind: 'Person',
        label: `Party Number ${number}`,
        names: [{ text: `The ${number}th` }],
        identifiers: [{ scheme: 'passport', value: `P${number}` }],
      },
      { id: `${id}-listing`, kind: 'Designation', label: `Listing of Party Number ${number}` },
    ],
    facts: [
      { subject: `${id}-listing`, predicate: 'targetsEntity', object: id, locator },
      { subject: `${id}-listing`, predicate: 'partOfRegime', object: 'bench-regime', locator },
      { subject: id, predicate: 'citizenOf', object: `bench-state-${states[number % states.length]}`, locator },
      { subject: id, predicate: 'birthDate', value: { date: String(1930 + (number % 70)) }, locator },
      {
        subject: id,
        predicate: 'actsFor',
        object: `bench-list-${(number % 50) + 1}`,
        locator,
        ...(number <= 50 ? { object: 'bench-authority' } : {}),
      },
      say('alias', `The ${number}th`),
      say('identifier', `P${number}`),
      say('remark', `What else is said of number ${number}.`),
    ],
    warnings: [],
  };
}

const snapshotOf = (parties: number): ListSnapshot => ({
  list: 'bench-list',
  title: 'A made-up list',
  authority: { id: 'bench-authority', kind: 'Organization', label: 'A made-up authority' },
  frame: { entities: [{ id: 'bench-regime', kind: 'SanctionsRegime', label: 'A made-up regime' }], facts: [] },
  date: '2024-05-03',
  digest: 'made up',
  lang: 'en',
  records: async function* () {
    for (let number = 1; number <= parties; number++) yield await Promise.resolve(recordOf(number));
  },
});

const nodesMade = `MATCH (n:Entity) WHERE n.id STARTS WITH 'bench-list-' AND n.kind <> 'Document'
  RETURN properties(n) AS properties, n.kind AS kind, [(n)-[:IDENTIFIED_BY]->(i) | properties(i)] AS identifiers`;
const factsMade = `MATCH (f:Fact)<-[:ATTESTS]-(a) WHERE a.record IS NOT NULL
  MATCH (f)-[:SUBJECT]->(s) MATCH (f)-[:STANDS]->(st) MATCH (a)-[:CLAIMED_BY]->(c) MATCH (a)-[:STATED_IN]->(d)
  OPTIONAL MATCH (f)-[:OBJECT]->(o) OPTIONAL MATCH (s)-[e {fact: f.id}]->(o)
  RETURN properties(f) AS fact, properties(a) AS attestation, properties(st) AS standing, properties(e) AS edge, type(e) AS type, s.id AS subject, o.id AS object, c.id AS claimant, d.id AS document
  ORDER BY f.recordedAt, f.id`;

const createNodes = (kind: string): string => `UNWIND $rows AS row CREATE (n:Entity:${kind}) SET n = row.properties
  WITH n, row UNWIND row.identifiers AS identifier MERGE (i:Identifier {key: identifier.key}) ON CREATE SET i = identifier CREATE (n)-[:IDENTIFIED_BY]->(i)`;
const createFacts = (type: string | null): string => `UNWIND $rows AS row
  MATCH (s:Entity {id: row.subject}) MATCH (c:Entity {id: row.claimant}) MATCH (d:Entity {id: row.document})
  CREATE (f:Fact)-[:SUBJECT]->(s) SET f = row.fact CREATE (f)-[:STANDS]->(st:Standing) SET st = row.standing
  CREATE (a:Attestation)-[:ATTESTS]->(f) SET a = row.attestation
  CREATE (a)-[:CLAIMED_BY]->(c) CREATE (a)-[:STATED_IN]->(d) CREATE (a)-[:PASSED_BY {position: 0}]->(c)
  ${type ? `WITH f, s, row MATCH (o:Entity {id: row.object}) CREATE (f)-[:OBJECT]->(o) CREATE (s)-[e:${type}]->(o) SET e = row.edge` : ''}`;

type Row = Record<string, unknown>;

/** The same nodes and relationships by the bare driver, with all that the import works out given: one transaction for each 1,000 rows. @returns milliseconds */
async function writeRaw(driver: Driver, nodes: readonly Row[], facts: readonly Row[]): Promise<number> {
  const begun = performance.now();
  const grouped = async (all: readonly Row[], by: string, text: (group: string | null) => string): Promise<void> => {
    for (let from = 0; from < all.length; from += rowsAtOnce) {
      const part = all.slice(from, from + rowsAtOnce);
      const session = driver.session();
      await session.executeWrite(async (tx) => {
        for (const group of new Set(part.map((row) => row[by] as string | null)))
          await tx.run(text(group), { rows: part.filter((row) => row[by] === group) });
      });
      await session.close();
    }
  };
  await grouped(nodes, 'kind', (kind) => createNodes(kind!));
  await grouped(facts, 'type', createFacts);
  return performance.now() - begun;
}

async function wipe(graph: Graph): Promise<void> {
  await graph.command(cypher`MATCH (n) WHERE NOT n:Migration AND NOT n:Lock CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`);
  const rows = states.map((name) => ({ id: `bench-state-${name}`, kind: 'State' as const, label: `State ${name}` }));
  await graph.write((tx) => inChange(tx, 'bench', 'LOAD_SEED', async (change) => void (await recordEntities(tx, rows, change))));
}

export interface ImportFigures {
  facts: number;
  /** Facts a second, with their parties. */
  imported: number;
  raw: number;
}

/** Loads a made-up list of so many parties into an empty database, then writes the same rows by the bare driver, in turns. */
export async function measureImport(home: string, parties: number, rounds: number, tell: Tell): Promise<ImportFigures[]> {
  const server = await startLocalServer({ home, onProgress: tell });
  const [graph, driver] = [new Graph(server), connect(server)];
  try {
    await graph.verify();
    await migrate(graph, { onProgress: tell });
    const figures: ImportFigures[] = [];
    for (let round = 1; round <= rounds; round++) {
      await wipe(graph);
      tell(`round ${round}: import`);
      const begun = performance.now();
      const report = await loadSnapshot(graph, snapshotOf(parties), { by: 'bench' });
      const took = performance.now() - begun;
      const read = async (text: string) => (await driver.executeQuery(text)).records.map((record) => record.toObject());
      const [nodes, facts] = [await read(nodesMade), await read(factsMade)];
      for (const label of ['Fact', 'Standing', 'Attestation', 'Identifier', 'Person', 'Designation'])
        await driver.session().run(`MATCH (n:${label}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 2000 ROWS`);
      tell(`round ${round}: bare driver`);
      const raw = await writeRaw(driver, nodes, facts);
      figures.push({ facts: report.facts.made, imported: (report.facts.made * 1000) / took, raw: (facts.length * 1000) / raw });
    }
    return figures;
  } finally {
    await driver.close();
    await graph.close();
    await server.stop();
  }
}
