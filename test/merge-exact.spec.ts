import fc from 'fast-check';
import {
  inChange,
  mergeEntities,
  recordDocument,
  recordEntities,
  recordFacts,
  Refused,
  splitEntity,
  type FactInput,
} from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import type { Predicate } from '@linchpin/vocabulary';
import { emptyGraph } from './support/database.js';
import { graphLines, hashOf } from './support/graph-hash.js';

const companies = Array.from({ length: 60 }, (_, i) => `company-${i}`);
const states = ['state-0', 'state-1', 'state-2'];
const outlets = Array.from({ length: 12 }, (_, i) => `outlet-${i}`);
const pairsInAll = 200;
const pairsAtOnce = 20;

const oneOf = (ids: string[]) => fc.constantFrom(...ids);
const predicates: [Predicate, string[]][] = [
  ['ownedBy', companies],
  ['controlledBy', companies],
  ['supplies', companies],
  ['doesBusinessWith', companies],
  ['basedIn', states],
];
const attestation = fc.record({
  document: oneOf(['doc-0', 'doc-1']),
  claimant: oneOf([...outlets, ...companies]),
  stance: fc.constantFrom('ASSERTS', 'ASSERTS', 'DENIES', 'DECLINES_TO_CONFIRM'),
  modality: fc.constant('FACTUAL'),
  voice: fc.constant('ATTRIBUTED'),
  origin: fc.option(oneOf(['o1', 'o2', 'o3']), { nil: undefined }),
  wire: fc.option(oneOf(outlets), { nil: undefined }),
  locator: fc.constant('row'),
});
const fact = fc.constantFrom(...predicates).chain(([predicate, objects]) =>
  fc.record({
    predicate: fc.constant(predicate),
    subject: oneOf(companies),
    object: oneOf(objects),
    qualifiers: predicate === 'supplies' ? fc.record({ good: oneOf(['FUEL', 'CABLE']) }) : fc.constant({}),
    value:
      predicate === 'ownedBy' ? fc.record({ exact: fc.integer({ min: 1, max: 100 }), unit: fc.constant('%') }) : fc.constant(undefined),
    validTime: oneOf(['2017/..', '2016-03', '2017-10-01/2017-12']),
    attestations: fc.array(attestation, { minLength: 1, maxLength: 3 }),
  }),
) as fc.Arbitrary<FactInput>;

let graph: Graph;
const seed = fc.readConfigureGlobal().seed ?? 0;

beforeAll(async () => {
  graph = await emptyGraph();
  const named = (kind: 'Company' | 'State' | 'MediaOutlet', ids: string[]) =>
    ids.map((id) => ({ id, kind, label: `The ${id}`, names: [{ text: id, lang: 'en' }] }));
  const identified = named('Company', companies).map((each, i) => ({ ...each, identifiers: [{ scheme: 'lei', value: `L${i % 40}` }] }));
  await graph.write((tx) =>
    inChange(tx, 'test', 'LOAD_SEED', async (change) => {
      await recordEntities(tx, [...identified, ...named('State', states), ...named('MediaOutlet', outlets)], change);
      for (const id of ['doc-0', 'doc-1'])
        await recordDocument(tx, { id, title: id, publisher: 'outlet-0', publishedAt: '2017-10-02' }, change);
    }),
  );
  for (const input of fc.sample(fact, { seed, numRuns: 260 }))
    await graph
      .write((tx) => inChange(tx, 'test', 'PROPOSE_FACT', (change) => recordFacts(tx, [input], change)))
      .catch((error: unknown) => {
        if (!(error instanceof Refused)) throw error;
      });
}, 240_000);
afterAll(() => graph.close());

const versionOf = async (id: string): Promise<number> => {
  const [row] = await graph.readText(
    cypher`CALL () { MATCH (n:Entity {id: $id}) RETURN n UNION MATCH (:Merged {id: $id})-[:MERGED_INTO*]->(n:Entity) RETURN n } RETURN coalesce(n.version, 1) AS version`,
    { id },
  );
  return Number(row!.version);
};

/** @returns whether the two could be merged: they may be one by now, or a fact may join them */
async function merged(entity: string, into: string): Promise<boolean> {
  const [expectedVersion, expectedIntoVersion] = [await versionOf(entity), await versionOf(into)];
  try {
    await graph.write((tx) =>
      inChange(tx, 'test', 'MERGE_ENTITIES', (change) =>
        mergeEntities(tx, { entity, into, expectedVersion, expectedIntoVersion, reason: 'by chance' }, change),
      ),
    );
    return true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return false;
  }
}

const split = async (entity: string): Promise<void> => {
  const expectedVersion = await versionOf(entity);
  await graph.write((tx) =>
    inChange(tx, 'test', 'SPLIT_ENTITY', (change) => splitEntity(tx, { entity, expectedVersion, reason: 'by chance' }, change)),
  );
};

it(`restores the graph exactly after ${pairsInAll} random pairs were merged, rings and chains of them too, and split in another order`, async () => {
  const before = await graphLines(graph);
  expect(before.length).toBeGreaterThan(1_000);
  const pair = fc.oneof(fc.tuple(oneOf(companies), oneOf(companies)), fc.tuple(oneOf(outlets), oneOf(outlets)));
  let done = 0;
  for (let round = 0; done < pairsInAll; round++) {
    const former: string[] = [];
    for (const [entity, into] of fc.sample(pair, { seed: seed + round, numRuns: pairsAtOnce * 4 })) {
      if (former.length === pairsAtOnce || done + former.length === pairsInAll) break;
      if (!former.includes(entity) && (await merged(entity, into))) former.push(entity);
    }
    expect(hashOf(await graphLines(graph))).not.toBe(hashOf(before));
    const order = fc.sample(fc.shuffledSubarray(former, { minLength: former.length }), { seed: seed + round, numRuns: 1 })[0]!;
    for (const entity of order) await split(entity);
    done += former.length;
    const after = await graphLines(graph);
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    expect(hashOf(after)).toBe(hashOf(before));
  }
  expect(done).toBe(pairsInAll);
}, 600_000);
