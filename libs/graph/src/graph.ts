import neo4j, { type Driver, type Plan, type Session, type Transaction } from 'neo4j-driver';
import { checkRow, type Query, type RowOf } from './query.js';
import { GraphError, isOvertaken, isRetriable, translate } from './errors.js';
import type { Cypher } from './cypher.js';
import { timeLeft } from './deadline.js';

export interface GraphAddress {
  /** bolt://, neo4j:// or neo4j+s://; the last two route within a cluster by themselves. */
  uri: string;
  user: string;
  password: string;
  database?: string;
}

type Shape = Query['takes'];
type Row = Record<string, unknown>;

/** How long the server may work on a statement, and how long we wait for it: the driver's own timeouts do not fire while a server hangs. */
const serverTimeout = 6_000;
const raceTimeout = 8_000;
const attempts = 3;

/** A transaction for writing: the statements of one change. */
export interface Writing {
  run<T extends Shape, G extends Shape>(query: Query<T, G>, parameters: RowOf<T>): Promise<RowOf<G>[]>;
  /** For text that depends on the vocabulary, such as the edge of one predicate. */
  runText(text: Cypher, parameters: Row): Promise<Row[]>;
}

/** The graph database. Reads go to any member of a cluster, writes to its leader. */
export class Graph {
  private readonly driver: Driver;
  /** In a cluster a read then waits for what this process wrote; every other replica only ever lags by replication. */
  private readonly bookmarks = neo4j.bookmarkManager();

  constructor(private readonly address: GraphAddress) {
    this.driver = neo4j.driver(address.uri, neo4j.auth.basic(address.user, address.password), {
      disableLosslessIntegers: true,
      maxConnectionPoolSize: 50,
      connectionAcquisitionTimeout: 5_000,
      connectionTimeout: 5_000,
      userAgent: 'linchpin',
    });
  }

  /** One statement, outside an explicit transaction: this saves the round trips of BEGIN and COMMIT and is 1.5 times as fast. */
  async read<T extends Shape, G extends Shape>(query: Query<T, G>, parameters: RowOf<T>): Promise<RowOf<G>[]> {
    const rows = await this.readText(query.cypher, parameters);
    return rows.map((row) => checkRow(query.gives, row));
  }

  /** As `read`, for text that is put together from a request's shape. */
  async readText(text: Cypher, parameters: Row): Promise<Row[]> {
    for (let attempt = 1; ; attempt++) {
      const session = this.session(neo4j.session.READ);
      try {
        return await this.inTime(session, () => session.run(text.text, integers(parameters), { timeout: serverTimeout }).then(rowsOf));
      } catch (error) {
        if (attempt === attempts || !isRetriable(error)) throw translate(error);
        await new Promise((resolve) => setTimeout(resolve, 50 * attempt ** 2));
      }
    }
  }

  /**
   * All statements of one change, or none. The work may run more than once, also after a commit whose answer was lost, so it must not have
   * effects elsewhere, and must know by a key what it has done. A constraint violation means that somebody else made the same thing
   * meanwhile: the work runs again and finds it. Writers that end in a deadlock try again soon: the driver's own retry would wait a second.
   * @param timeout for all attempts together, in milliseconds
   */
  async write<R>(work: (tx: Writing) => Promise<R>, timeout = raceTimeout): Promise<R> {
    const until = Date.now() + timeout;
    for (let attempt = 1, overtaken = 0; ; attempt++) {
      const session = this.session(neo4j.session.WRITE);
      const left = until - Date.now();
      try {
        return await this.inTime(session, () => transact(session, work, Math.max(serverTimeout, timeout - 2_000)), left);
      } catch (error) {
        if (isOvertaken(error) ? ++overtaken === attempts : !isRetriable(error)) throw translate(error);
        const delay = Math.min(1_000, 10 * 2 ** attempt) * (0.5 + Math.random());
        if (Date.now() + delay >= until) throw translate(error);
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  /** A schema command or `CALL … IN TRANSACTIONS`, neither of which may run inside a transaction of ours. */
  async command(text: Cypher, parameters: Row = {}): Promise<Row[]> {
    const session = this.session(neo4j.session.WRITE);
    try {
      return rowsOf(await session.run(text.text, integers(parameters)));
    } catch (error) {
      throw translate(error);
    } finally {
      await session.close();
    }
  }

  /** How the database would answer, as its steps: "NodeIndexSeek f:Fact(id) …". Nothing is run. */
  async explain(text: Cypher, parameters: Row): Promise<string[]> {
    const session = this.session(neo4j.session.READ);
    try {
      const { summary } = await session.run(`EXPLAIN ${text.text}`, integers(parameters));
      const steps = (plan: Plan): Plan[] => [plan, ...plan.children.flatMap(steps)];
      return summary.plan
        ? steps(summary.plan).map(({ operatorType, arguments: { Details = '' } }) => `${operatorType.split('@')[0]} ${String(Details)}`)
        : [];
    } finally {
      await session.close();
    }
  }

  /** Resolves when the database answers. @throws GraphError DATABASE_UNAVAILABLE */
  async verify(timeout = raceTimeout): Promise<void> {
    const session = this.session(neo4j.session.READ);
    try {
      await this.inTime(session, () => session.run('RETURN 1'), timeout);
    } catch (error) {
      throw error instanceof GraphError
        ? error
        : new GraphError(
            'DATABASE_UNAVAILABLE',
            `No Neo4j answers at ${this.address.uri}: ${error instanceof Error ? error.message : ''}`,
            { cause: error },
          );
    }
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  private session(mode: typeof neo4j.session.READ): Session {
    return this.driver.session({
      defaultAccessMode: mode,
      database: this.address.database,
      fetchSize: -1,
      bookmarkManager: this.bookmarks,
    });
  }

  /** Races the work against our own clock. The session closes in the background: closing waits for a server that hangs. */
  private async inTime<R>(session: Session, work: () => Promise<R>, timeout = raceTimeout): Promise<R> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new GraphError('DEADLINE_EXCEEDED', 'The database did not answer in time. Try again, or ask for less at a time.')),
        timeLeft(timeout),
      );
    });
    try {
      return await Promise.race([work(), deadline]);
    } finally {
      clearTimeout(timer);
      void session.close().catch(() => undefined);
    }
  }
}

async function transact<R>(session: Session, work: (tx: Writing) => Promise<R>, timeout: number): Promise<R> {
  const tx = await session.beginTransaction({ timeout });
  try {
    const result = await work(writing(tx));
    await tx.commit();
    return result;
  } finally {
    // Rolls back what was not committed; that it failed is told already.
    await tx.close().catch(() => undefined);
  }
}

const writing = (tx: Transaction): Writing => ({
  run: async (query, parameters) => rowsOf(await tx.run(query.cypher.text, integers(parameters))).map((row) => checkRow(query.gives, row)),
  runText: async (text, parameters) => rowsOf(await tx.run(text.text, integers(parameters))),
});

const rowsOf = (result: { records: { toObject(): Row }[] }): Row[] => result.records.map((record) => record.toObject());

/** JavaScript knows one kind of number and the driver sends it as a float; LIMIT and list indexes want integers. */
function integers(parameters: Row): Row {
  return Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [
      key,
      Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31 ? neo4j.int(value as number) : value,
    ]),
  );
}
