import { createHash, randomUUID } from 'node:crypto';
import { relationNames } from '@linchpin/vocabulary';
import { cypher, edge, name, type Cypher } from '../cypher.js';
import type { Graph } from '../graph.js';
import { query } from '../query.js';
import { migrations as ours, type Migration } from './migrations.js';

export class MigrationError extends Error {
  constructor(
    readonly code: 'MIGRATION_CHANGED' | 'DATABASE_NEWER' | 'MIGRATION_LOCKED',
    message: string,
  ) {
    super(message);
    this.name = 'MigrationError';
  }
}

const lease = 60_000;

const takeLock = query({
  about: 'Takes the lock for changing the schema, unless somebody else holds a lease that has not run out.',
  takes: { holder: 'text', lease: 'int' },
  gives: { holder: 'text' },
  cypher: cypher`
    MERGE (l:Lock {name: 'schema'}) SET l.touched = timestamp()
    WITH l WHERE l.holder IS NULL OR l.holder = $holder OR l.until < timestamp()
    SET l.holder = $holder, l.until = timestamp() + $lease
    RETURN l.holder AS holder`,
});
const releaseLock = query({
  about: 'Gives the lock back.',
  takes: { holder: 'text' },
  gives: {},
  cypher: cypher`MATCH (l:Lock {name: 'schema', holder: $holder}) REMOVE l.holder, l.until`,
});
const applied = query({
  about: 'Which migrations has this database had?',
  takes: {},
  gives: { number: 'int', checksum: 'text' },
  cypher: cypher`MATCH (m:Migration) RETURN m.number AS number, m.checksum AS checksum ORDER BY number`,
});
const noteMigration = query({
  about: 'Notes that a migration has been applied.',
  takes: { number: 'int', about: 'text', checksum: 'text' },
  gives: {},
  cypher: cypher`MERGE (m:Migration {number: $number}) SET m.about = $about, m.checksum = $checksum, m.at = datetime()`,
});

/** One edge for one fact, whoever writes at the same time; follows the vocabulary, so it is no migration of its own. */
const edgeConstraints = (): Cypher[] =>
  relationNames.map((predicate) => {
    const type = edge(predicate);
    return cypher`CREATE CONSTRAINT ${name(`edge_${type.text.toLowerCase()}`)} IF NOT EXISTS FOR ()-[r:${type}]-() REQUIRE r.fact IS UNIQUE`;
  });

const checksumOf = (statements: Cypher[]): string =>
  createHash('sha256')
    .update(statements.map(({ text }) => text.replace(/\s+/g, ' ').trim()).join(';'))
    .digest('hex');

/**
 * Brings the schema up to this version: numbered migrations in order, each once, then what follows from the vocabulary.
 * Several processes may call it at once; one works and the others wait.
 * @throws MigrationError when the database was made by a newer version, when an applied migration was edited, or when the lock stays taken for two minutes.
 */
export async function migrate(
  graph: Graph,
  { migrations = ours, onProgress }: { migrations?: Migration[]; onProgress?: (text: string) => void } = {},
): Promise<void> {
  const holder = randomUUID();
  await graph.command(cypher`CREATE CONSTRAINT lock_name IF NOT EXISTS FOR (l:Lock) REQUIRE l.name IS UNIQUE`);
  await lock(graph, holder);
  try {
    const done = new Map((await graph.read(applied, {})).map(({ number, checksum }) => [number, checksum]));
    const newest = Math.max(0, ...done.keys());
    if (newest > migrations.length)
      throw new MigrationError(
        'DATABASE_NEWER',
        `This database was made by a newer version of Linchpin (schema ${newest}, this version knows ${migrations.length}). Update Linchpin.`,
      );
    for (const { number, about, statements } of migrations) {
      const checksum = checksumOf(statements);
      if (done.get(number) === checksum) continue;
      if (done.has(number))
        throw new MigrationError(
          'MIGRATION_CHANGED',
          `Migration ${number} (${about}) was edited after this database had it. Restore it and add a new one.`,
        );
      onProgress?.(`Preparing the database (${number} of ${migrations.length})`);
      await runAll(graph, holder, statements);
      await graph.write((tx) => tx.run(noteMigration, { number, about, checksum }));
    }
    await followVocabulary(graph, holder, done.get(0));
    onProgress?.('Building the indexes');
    // Of a first load with 4,000,000 facts it takes minutes.
    await graph.command(cypher`CALL db.awaitIndexes(7200)`);
  } finally {
    await graph.write((tx) => tx.run(releaseLock, { holder }));
  }
}

/** Number 0 stands for the vocabulary's part, whose checksum changes with it. */
async function followVocabulary(graph: Graph, holder: string, known: string | undefined): Promise<void> {
  const statements = edgeConstraints();
  const checksum = checksumOf(statements);
  if (known === checksum) return;
  await runAll(graph, holder, statements);
  await graph.write((tx) => tx.run(noteMigration, { number: 0, about: 'What follows from the vocabulary.', checksum }));
}

async function runAll(graph: Graph, holder: string, statements: Cypher[]): Promise<void> {
  for (const statement of statements) {
    await graph.write((tx) => tx.run(takeLock, { holder, lease }));
    await graph.command(statement);
  }
}

async function lock(graph: Graph, holder: string): Promise<void> {
  for (let waited = 0; waited < 2 * lease; waited += 250) {
    if ((await graph.write((tx) => tx.run(takeLock, { holder, lease }))).length) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  throw new MigrationError(
    'MIGRATION_LOCKED',
    'Another process has been changing the schema for two minutes. Wait for it or stop it, then start again.',
  );
}
