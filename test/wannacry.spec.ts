import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSnapshot, type ListRecord, type LoadReport } from '@linchpin/facts';
import { formats } from '@linchpin/ingest';
import { endMerging, graph, merge, propose, server, startMerging } from './support/merging.js';

const fixture = (...path: string[]): string => join(import.meta.dirname, '..', 'libs', 'ingest', 'src', ...path);
const unList = join(import.meta.dirname, '..', '..', 'shared', 'data', 'un_sc', 'UN_consolidated_2020-03-20.xml');
/** A real list, where somebody put it beside the project; it is not part of it. */
const withUnList = existsSync(unList) ? it : it.skip;

beforeAll(startMerging);
afterAll(endMerging);

/** @param only of a long list, the records with these words */
async function load(format: string, path: string, date?: string, only = ''): Promise<LoadReport> {
  const snapshot = await formats.find(({ name }) => name === format)!.read([path], { date });
  async function* records(): AsyncGenerator<ListRecord> {
    for await (const record of snapshot.records()) if (record.content.includes(only)) yield record;
  }
  return loadSnapshot(graph, { ...snapshot, records }, { by: 'test' });
}

interface Candidate {
  entity: { id: string };
  score: number;
  evidence: { sort: string }[];
}
async function proposed(entity: string): Promise<Candidate[]> {
  const question = 'query ($entity: String!) { duplicates(entity: $entity) { candidates { entity { id } score evidence { sort } } } }';
  return (await server.data<{ duplicates: { candidates: Candidate[] } }>(question, { entity })).duplicates.candidates;
}
const lazarus = { attack: 'attack-g0032', ofac: 'ofac-sdn-27307', misp: 'misp-68391641-859f-4a9a-9a1e-3e5cf71ec376' };

describe('what lists, ATT&CK, MISP and the article say of WannaCry', () => {
  beforeAll(async () => {
    const reports = [
      await load('ofac-csv', fixture('ofac-csv', 'sdn-dprk.fixture.csv'), '2021-07-15'),
      await load('stix', fixture('stix', 'lazarus.fixture.json')),
      await load('misp-galaxy', fixture('misp-galaxy', 'threat-actor.fixture.json'), '2026-08-06'),
    ];
    for (const { facts, records } of reports) expect([facts.refused, records.added]).toEqual([0, records.read]);
  }, 120_000);

  it('are of different parties at first; who may be the same is proposed, and never by name alone as good as certain', async () => {
    const candidates = await proposed(lazarus.attack);
    expect(candidates.map(({ entity }) => entity.id)).toEqual([lazarus.misp, lazarus.ofac]);
    const [misp, ofac] = candidates;
    expect(misp!.evidence.map(({ sort }) => sort)).toContain('IDENTIFIER');
    expect(misp!.score).toBeGreaterThan(0.9);
    expect(ofac!.evidence.map(({ sort }) => sort)).toContain('OTHER_KIND');
    expect(ofac!.score).toBeLessThan(0.75);
  });

  it('lead from the person who is listed to the attack, once a reviewer has made one of them', async () => {
    for (const other of [lazarus.misp, lazarus.ofac]) expect((await merge(other, lazarus.attack)).userErrors).toEqual([]);
    await propose('inc-wcry', 'uses', 'attack-s0366');
    const question = `{ paths(from: "ofac-sdn-24918", to: "inc-wcry", maxHops: 6, limit: 50) { paths { length weakestStatus hops { from { id } to { id } facts {
      predicate status attestations { quote { exact } locator document { title } claimant { label } } } } } } }`;
    interface Hop {
      from: { id: string };
      to: { id: string };
      facts: {
        predicate: string;
        attestations: { locator: string | null; quote: { exact: string } | null; document: { title: string } }[];
      }[];
    }
    const { paths } = (await server.data<{ paths: { paths: { hops: Hop[] }[] } }>(question)).paths;
    const through = paths.filter(({ hops }) => hops.some(({ to }) => to.id === lazarus.attack));
    const [chain] = through.filter(({ hops }) => hops.some(({ to }) => to.id === 'attack-s0366'));
    expect(chain!.hops.map(({ facts, to }) => `${facts[0]!.predicate} ${to.id}`)).toEqual([
      'targetsEntity ofac-sdn-24918-listing',
      'partOfRegime ofac-program-dprk3',
      'partOfRegime ofac-sdn-27307-listing',
      `targetsEntity ${lazarus.attack}`,
      'uses attack-s0366',
      'uses inc-wcry',
    ]);
    const attestations = chain!.hops.flatMap(({ facts }) => facts.flatMap((fact) => fact.attestations));
    for (const { quote, locator, document } of attestations) expect([quote?.exact ?? locator, document.title].every(Boolean)).toBe(true);
    expect(new Set(attestations.map(({ document }) => document.title)).size).toBeGreaterThan(2);
  });

  it('stay whose word each is: ATT&CK and MISP on the sponsor, the article on the attack, and who denies it', async () => {
    const question = `query ($a: ID!) { facts(filter: { about: $a, predicates: [actsFor, responsibleFor] }) { edges { node { predicate status subject { id } object { id }
      attestations { stance modality hedge claimant { label } } } } } }`;
    interface Said {
      facts: {
        edges: {
          node: {
            predicate: string;
            status: string;
            subject: { id: string };
            object: { id: string };
            attestations: { stance: string; modality: string; claimant: { label: string } }[];
          };
        }[];
      };
    }
    const said = async (a: string) => (await server.data<Said>(question, { a })).facts.edges.map(({ node }) => node);
    const sponsors = (await said(lazarus.attack)).filter(({ object }) => object.id === 'kp');
    const claimants = sponsors.flatMap(({ attestations }) => attestations.map(({ claimant, modality }) => `${claimant.label} ${modality}`));
    expect(claimants.sort()).toEqual(['MISP Project ASSESSMENT', 'The MITRE Corporation FACTUAL']);
    const [attack] = (await said('inc-wcry')).filter(({ predicate }) => predicate === 'responsibleFor');
    expect(attack).toMatchObject({ status: 'DENIED', subject: { id: 'kp' } });
  });

  withUnList('join the list of the Security Council: the bureau behind them is the same on both lists', async () => {
    const report = await load('un-xml', unList, undefined, 'RECONNAISSANCE GENERAL BUREAU');
    expect(report.facts.refused).toBe(0);
    const [candidate] = await proposed('ofac-sdn-12210');
    expect(candidate!.entity.id).toMatch(/^un-sc-\d+$/);
    expect((await merge(candidate!.entity.id, 'ofac-sdn-12210')).userErrors).toEqual([]);
    const question = '{ facts(filter: { about: "ofac-sdn-12210", predicates: [targetsEntity] }) { edges { node { subject { id } } } } }';
    const { facts } = await server.data<{ facts: { edges: { node: { subject: { id: string } } }[] } }>(question);
    expect(facts.edges.map(({ node }) => node.subject.id).sort()).toEqual(['ofac-sdn-12210-listing', `${candidate!.entity.id}-listing`]);
  });
});
