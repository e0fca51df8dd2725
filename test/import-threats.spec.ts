import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSeed, loadSnapshot, type LoadReport } from '@linchpin/facts';
import { cypher, type Graph } from '@linchpin/graph';
import { formats } from '@linchpin/ingest';
import { seedData } from '../seed/seed-data.js';
import { emptyGraph } from './support/database.js';

const referenceData = join(import.meta.dirname, '..', '..', 'shared', 'data');
/** Real files, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceData) ? it : it.skip;
const fixture = (...path: string[]): string => join(import.meta.dirname, '..', 'libs', 'ingest', 'src', ...path);

let graph: Graph;
let dir: string;
beforeAll(async () => {
  graph = await emptyGraph();
  await loadSeed(graph, await seedData());
  dir = await mkdtemp(join(tmpdir(), 'linchpin-threats-'));
}, 120_000);
afterAll(async () => {
  await graph.close();
  await rm(dir, { recursive: true, force: true });
});

async function load(format: string, path: string, date?: string): Promise<LoadReport> {
  const { read } = formats.find(({ name }) => name === format)!;
  return loadSnapshot(graph, await read([path], { date }), { by: 'test' });
}
const refusals = ({ warnings }: LoadReport) =>
  Object.entries(warnings).filter(([kind]) => kind.startsWith('refused') || kind === 'what a fact speaks of is not known here');

it('joins a group of ATT&CK with the actor of MISP by its number; nothing of either is refused', async () => {
  const attack = await load('stix', fixture('stix', 'lazarus.fixture.json'));
  const misp = await load('misp-galaxy', fixture('misp-galaxy', 'threat-actor.fixture.json'), '2026-08-06');
  expect([...refusals(attack), ...refusals(misp)]).toEqual([]);
  const rows = await graph.readText(
    cypher`
      MATCH (:Identifier {key: 'mitre-attack:G0032'})<-[:IDENTIFIED_BY]-(n) WITH n ORDER BY n.id
      OPTIONAL MATCH (n)-[:ACTS_FOR]->(s:State) OPTIONAL MATCH (n)-[:USES]->(m:Malware)
      RETURN n.id AS id, s.id AS sponsor, m.label AS malware`,
    {},
  );
  expect(rows).toEqual([
    { id: 'attack-g0032', sponsor: 'kp', malware: 'WannaCry' },
    { id: 'misp-68391641-859f-4a9a-9a1e-3e5cf71ec376', sponsor: 'kp', malware: null },
  ]);
});

it('keeps suspicion as a judgement with its hedge, and an opinion as a denial by its author', async () => {
  const uuid = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
  const object = (type: string, n: number, author: number, more: object) => ({
    type,
    id: `${type}--${uuid(n)}`,
    created_by_ref: `identity--${uuid(author)}`,
    modified: '2024-05-03T10:00:00.000Z',
    ...more,
  });
  const objects = [
    object('opinion', 5, 2, { opinion: 'strongly-disagree', object_refs: [`relationship--${uuid(6)}`] }),
    object('relationship', 6, 1, {
      relationship_type: 'attributed-to',
      source_ref: `campaign--${uuid(3)}`,
      target_ref: `intrusion-set--${uuid(4)}`,
    }),
    object('identity', 1, 1, { name: 'Research', identity_class: 'organization' }),
    object('identity', 2, 2, { name: 'Ministry', identity_class: 'organization' }),
    object('campaign', 3, 1, { name: 'Campaign' }),
    object('intrusion-set', 4, 1, { name: 'Set' }),
  ];
  const path = join(dir, 'opinion.json');
  await writeFile(path, JSON.stringify({ type: 'bundle', objects }));
  expect(refusals(await load('stix', path))).toEqual([]);
  const said = (predicate: string, subject: string) =>
    graph.readText(
      cypher`
        MATCH (f:Fact {predicate: $predicate})-[:SUBJECT]->({id: $subject}) MATCH (f)<-[:ATTESTS]-(a)-[:CLAIMED_BY]->(c)
        RETURN c.label AS who, a.stance AS stance, a.modality AS modality, a.hedge AS hedge, f.status AS status ORDER BY who`,
      { predicate, subject },
    );
  expect(await said('responsibleFor', `stix-${uuid(4)}`)).toEqual([
    { who: 'Ministry', stance: 'DENIES', modality: 'FACTUAL', hedge: null, status: 'DISPUTED' },
    { who: 'Research', stance: 'ASSERTS', modality: 'ASSESSMENT', hedge: null, status: 'DISPUTED' },
  ]);
  expect(await said('actsFor', 'misp-68391641-859f-4a9a-9a1e-3e5cf71ec376')).toMatchObject([
    { who: 'MISP Project', modality: 'ASSESSMENT', hedge: 'suspected, attribution-confidence 50' },
  ]);
});

withReferenceData('loads real ATT&CK and real FollowTheMoney as a whole', async () => {
  const attack = await load('stix', join(referenceData, 'mitre_attack', 'dprk-subset-18.1.stix20.json'));
  const ftm = await load('ftm', join(referenceData, 'opensanctions_ftm_samples', 'nomenklatura', 'donations.ijson'), '2013-01-01');
  expect([...refusals(attack), ...refusals(ftm)]).toEqual([]);
  expect([attack.records.read, ftm.records.read]).toEqual([643, 385]);
});
