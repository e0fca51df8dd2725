import { Agent, request } from 'node:http';
// The one place beside libs/graph that speaks to the driver: the driver alone is what the product is compared with.
import neo4j, { type Driver, type ManagedTransaction, type Session } from 'neo4j-driver';
import { ulid } from 'ulid';
import type { Statement } from './capture.js';

/** Does the i-th request. @returns how many bytes came back, where that is known */
export type Ask = (i: number) => Promise<number>;

export interface HttpRequest {
  query: string;
  variables: (i: number) => Record<string, unknown>;
  token?: string;
}

/** GraphQL over HTTP with connections kept open; the answer is read to its end and parsed. @throws Error for an answer with errors */
export function overHttp(url: string, clients: number): (request: HttpRequest) => Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: clients });
  const { hostname, port, pathname } = new URL(url);
  const post = (body: string, token?: string) =>
    new Promise<string>((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      };
      const sent = request({ hostname, port, path: pathname, method: 'POST', agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject);
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
      });
      sent.on('error', reject).end(body);
    });
  return ({ query, variables, token }) =>
    async (i) => {
      const text = await post(JSON.stringify({ query, variables: variables(i) }), token);
      const { data, errors } = JSON.parse(text) as { data: Record<string, { userErrors?: unknown[] } | null> | null; errors?: unknown[] };
      const empty = !data || Object.values(data).some((value) => value === null || value.userErrors?.length);
      if (errors || empty) throw new Error(`the API answered ${text.slice(0, 500)}`);
      return text.length;
    };
}

export const connect = ({ uri, user, password }: { uri: string; user: string; password: string }): Driver =>
  neo4j.driver(uri, neo4j.auth.basic(user, password), { disableLosslessIntegers: true, maxConnectionPoolSize: 50 });

/** The statements of each request in managed transactions, as most programs on the driver do it. */
export function managed(driver: Driver, requests: readonly (readonly Statement[])[]): Ask {
  const statements = requests.map(repeatable);
  return async (i) => {
    for (const group of groupBy(statements[i % statements.length]!(), ({ transaction }) => transaction)) {
      const writes = group[0]!.transaction !== null;
      const session = driver.session({ defaultAccessMode: writes ? neo4j.session.WRITE : neo4j.session.READ });
      const work = (tx: ManagedTransaction) => inSteps(tx, group);
      await (writes ? session.executeWrite(work) : session.executeRead(work));
      await session.close();
    }
    return 0;
  };
}

/** Each statement on its own, which saves the round trips of BEGIN and COMMIT. */
export const autoCommit =
  (driver: Driver, requests: readonly (readonly Statement[])[]): Ask =>
  async (i) => {
    const session = driver.session({ defaultAccessMode: neo4j.session.READ });
    await inSteps(session, requests[i % requests.length]!);
    await session.close();
    return 0;
  };

async function inSteps(on: ManagedTransaction | Session, statements: readonly Statement[]): Promise<void> {
  for (const step of groupBy(statements, (statement) => statement.step)) {
    const results = await Promise.all(step.map(({ text, parameters }) => on.run(text, sent(parameters))));
    for (const { records } of results) for (const record of records) record.toObject();
  }
}

/** As libs/graph sends them: whole numbers as integers. */
export const sent = (parameters: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parameters).map(([key, value]) => [
      key,
      Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31 ? neo4j.int(value as number) : value,
    ]),
  );

const groupBy = <T, K>(items: readonly T[], keyOf: (item: T) => K): T[][] => {
  const groups: T[][] = [];
  items.forEach((item, i) => (i > 0 && keyOf(items[i - 1]!) === keyOf(item) ? groups.at(-1)!.push(item) : groups.push([item])));
  return groups;
};

/** A change cannot be repeated as it was: whatever must be unique in it gets a new value. */
function repeatable(statements: readonly Statement[]): () => readonly Statement[] {
  if (statements.every(({ transaction }) => transaction === null)) return () => statements;
  const text = JSON.stringify(statements);
  const ids = [...text.matchAll(/"([FA][0-9A-Z]{26}|[^"]*:bench-[^"]*)"/g)].map((match) => match[1]!);
  const propositions = [...text.matchAll(/"proposition":"([^"]+)"/g)].map((match) => match[1]!);
  const unique = [...new Set([...ids, ...propositions])];
  return () => (JSON.parse(unique.reduce((changed, old) => changed.replaceAll(old, renewed(old)), text)) as Statement[]).map(withOwnNumber);
}

let changes = 0;
/** A change that is numbered below zero stays out of the way of those that the product numbers meanwhile. */
function withOwnNumber(statement: Statement): Statement {
  const { entry } = statement.parameters;
  if (!entry) return statement;
  const number = -++changes;
  return { ...statement, parameters: { ...statement.parameters, entry: { ...entry, number }, number } };
}

const renewed = (old: string): string => (/^[FA][0-9A-Z]{26}$/.test(old) ? `${old[0]}${ulid()}` : `bench-${ulid()}`);
