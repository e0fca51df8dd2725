import { existsSync, readFileSync } from 'node:fs';
import { inChange, recordDocument, recordEntities, recordFacts } from '@linchpin/facts';
import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

/** Reference data, if present: links between autonomous systems that one BGP session saw on 2015-10-23, the one nearer to it first. */
const file = new URL('../../shared/data/bgp_paths/as_links_2015-10-23.csv', import.meta.url);
const present = existsSync(file);
const onTheInternet = present ? describe : describe.skip;

/** All links that lead to these, however far from them. */
function upstreamOf(targets: readonly string[], links: readonly [string, string][]): [string, string][] {
  const reached = new Set(targets);
  const into = new Map<string, string[]>();
  for (const [near, far] of links) into.set(far, [...(into.get(far) ?? []), near]);
  for (const far of reached) for (const near of into.get(far) ?? []) reached.add(near);
  return links.filter(([, far]) => reached.has(far));
}

onTheInternet(`the internet of 2015 as facts${present ? '' : ' (skipped: the reference data is not here)'}`, () => {
  let graph: Graph;
  let server: TestServer;
  let count = 0;
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start();
    const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
    const links = upstreamOf(
      ['131279', '20485'],
      rows.map((row) => row.split(',').slice(0, 2) as [string, string]),
    );
    count = links.length;
    const systems = [...new Set(links.flat())];
    await graph.write(
      (tx) =>
        inChange(tx, 'test', 'LOAD_SEED', async (change) => {
          await recordEntities(tx, [{ id: 'collector', kind: 'Organization', label: 'Route collector' }], change);
          await recordDocument(
            tx,
            { id: 'routes', title: 'Routes of one session', publisher: 'collector', publishedAt: '2015-10-23' },
            change,
          );
          await recordEntities(
            tx,
            systems.map((number) => ({ id: `as${number}`, kind: 'AutonomousSystem', label: `AS${number}` })),
            change,
          );
          const attestation = {
            document: 'routes',
            claimant: 'collector',
            stance: 'ASSERTS',
            modality: 'FACTUAL',
            voice: 'LIST_ENTRY',
            grade: 'B2',
          } as const;
          await recordFacts(
            tx,
            links.map(([near, far]) => ({
              subject: `as${near}`,
              predicate: 'transitsFor',
              object: `as${far}`,
              validTime: '2015-10-23/',
              attestations: [{ ...attestation, locator: `${near} ${far}` }],
            })),
            change,
          );
        }),
      60_000,
    );
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });
  const disconnect = async (target: string, rest = '') =>
    (
      await server.data<{
        disconnect: { cutSize: number; cutSets: { members: { id: string }[] }[]; basis: unknown[]; warnings: string[] };
      }>(`{ disconnect(target: "${target}"${rest}) { cutSize cutSets { members { id } } basis { id } warnings } }`)
    ).disconnect;

  it('cuts North Korea off with AS4837, China Unicom, alone', async () => {
    const { cutSize, cutSets, warnings } = await disconnect('as131279');
    expect([cutSize, cutSets.map(({ members }) => members.map(({ id }) => id)), warnings]).toEqual([1, [['as4837']], []]);
  });

  it('needs two where TransTelecom, AS20485, were a second way', async () => {
    const tie = 'add: [{subject: "as20485", predicate: transitsFor, object: "as131279"}]';
    const { cutSize, cutSets } = await disconnect('as131279', `, maxSets: 100, whatIf: {${tie}}`);
    expect(cutSize).toBe(2);
    expect(cutSets.map(({ members }) => members.map(({ id }) => id).sort())).toContainEqual(['as20485', 'as4837']);
    expect((await disconnect('as20485')).basis.length).toBeLessThan(count);
  });

  it('finds the way that was seen: 2914 1239 4837 131279', async () => {
    const { paths } = await server.data<{ paths: { paths: { hops: { to: { id: string } }[] }[] } }>(
      '{ paths(from: "as2914", to: "as131279", maxHops: 3, limit: 50) { paths { hops { to { id } } } } }',
    );
    expect(paths.paths.map(({ hops }) => hops.map(({ to }) => to.id))).toContainEqual(['as1239', 'as4837', 'as131279']);
  });
});
