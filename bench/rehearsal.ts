import { createToken, readPepper } from '@linchpin/access';
import { cypher, type GraphAddress } from '@linchpin/graph';
import { join } from 'node:path';
import { startApi } from '../apps/api/src/server.js';
import { readConfig } from '../apps/config.js';
import { RecordingGraph, type Statement } from './capture.js';
import { overHttp, type Ask } from './contestants.js';
import type { Cast } from './graph/entities.js';
import type { Scenario } from './scenarios.js';

/** Requests that are asked in turn: enough that not all of them rest on the same pages. */
const requests = 200;
const few = 100;
/** Analyses take longer, and the raw driver repeats whatever they read. */
const veryFew = 20;

/** What the product runs for the requests of a scenario. */
export interface Rehearsed {
  scenario: Scenario;
  variables: (i: number) => Record<string, unknown>;
  statements: Statement[][];
}

export interface Rehearsal {
  token: string;
  rehearse: (scenario: Scenario) => Promise<Rehearsed>;
  /** Takes out of the graph what the changes put into it. */
  tidy: () => Promise<void>;
  close: () => Promise<void>;
}

/** A server within this process, whose statements are written down: the raw driver then runs the very same ones. */
export async function openRehearsal(address: GraphAddress, home: string, cast: Cast): Promise<Rehearsal> {
  const graph = new RecordingGraph(address);
  const pepper = await readPepper(home);
  const { token } = await createToken(graph, pepper, { role: 'analyst', name: 'bench', days: 1 });
  const settings = {
    PORT: '0',
    LINCHPIN_HOME: home,
    LINCHPIN_RATE_ANONYMOUS: '0',
    LINCHPIN_RATE_TOKEN: '0',
    LINCHPIN_LOG: 'silent',
    LINCHPIN_REVIEW: 'off',
  };
  const api = await startApi({ graph, config: readConfig(settings), pepper, playground: join(import.meta.dirname, '..', 'playground') });
  const http = overHttp(`${api.url}/graphql`, 1);
  return {
    token,
    async rehearse(scenario) {
      const kept = scenario.writes ? undefined : Array.from({ length: requests }, (_, i) => scenario.variables(i, cast));
      const variables = (i: number) => kept?.[i % requests] ?? scenario.variables(i, cast);
      const ask = http({ query: scenario.document, variables, token: scenario.writes && token });
      const statements = await recorded(graph, ask, scenario.analysis ? veryFew : scenario.writes ? few : requests);
      if (!scenario.analysis) requireOneText(scenario, statements);
      return { scenario, variables, statements };
    },
    tidy: () => removeProposed(graph),
    async close() {
      await api.close();
      await graph.close();
    },
  };
}

async function recorded(graph: RecordingGraph, ask: Ask, count: number): Promise<Statement[][]> {
  const statements: Statement[][] = [];
  // A cold server may take longer over its first plans than a request may.
  await ask(0).catch(() => undefined);
  for (let i = 0; i < count; i++) {
    graph.take();
    await ask(i);
    statements.push(graph.take().filter(({ text }) => !text.includes(':Token')));
  }
  return statements;
}

/** A text that differs from request to request would be planned anew each time. */
function requireOneText({ name }: Scenario, statements: readonly (readonly Statement[])[]): void {
  const texts = new Set(statements.map((of) => of.map(({ text }) => text).join(';')));
  if (texts.size > 1) throw new Error(`${name}: the requests have ${texts.size} different texts; their plans cannot be reused.`);
}

async function removeProposed(graph: RecordingGraph): Promise<void> {
  const proposed = cypher`MATCH (f:Fact {predicate: 'affiliatedWith'}) WHERE f.id > '' AND NOT f.recordedBy IN ['bench', 'seed']`;
  await graph.command(cypher`${proposed} CALL (f) {
      OPTIONAL MATCH ()-[r:AFFILIATED_WITH {fact: f.id}]->() DELETE r
      WITH DISTINCT f OPTIONAL MATCH (f)<-[:ATTESTS]-(a) OPTIONAL MATCH (f)-[:STANDS]->(s) DETACH DELETE f, a, s
    } IN TRANSACTIONS OF 1000 ROWS`);
  await graph.command(cypher`MATCH (c:Change) WHERE c.by <> 'bench' CALL (c) { DETACH DELETE c } IN TRANSACTIONS OF 5000 ROWS`);
  await graph.command(cypher`MATCH (o:Operation) CALL (o) { DELETE o } IN TRANSACTIONS OF 5000 ROWS`);
  await graph.command(cypher`MATCH (t:Token {name: 'bench'}) DELETE t`);
}
