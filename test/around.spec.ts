import { cypher } from '@linchpin/graph';
import { graph, server } from './support/running.js';

interface Ref {
  id: string;
}
interface Neighbourhood {
  entities: { entity: Ref; distance: number }[];
  ties: { from: Ref; to: Ref; predicate: string; status: string; facts: Ref[] }[];
  complete: boolean;
  missing: string[];
  warnings: string[];
}
interface Central {
  entities: { entity: Ref; degree: number; betweenness: number | null; pageRank: number | null; factCount: number }[];
  entityCount: number;
  edgeCount: number;
  missing: string[];
  warnings: string[];
}

/** Companies that are all based in one state. */
const many = 10_000;
/** Facts between few companies, one more than `central` looks at. */
const tooMany = 20_001;

const around = async (args: string): Promise<Neighbourhood> =>
  (
    await server.data<{ neighbourhood: Neighbourhood }>(
      `{ neighbourhood(${args}) { entities { entity { id } distance } ties { from { id } to { id } predicate status facts { id } } complete missing warnings } }`,
    )
  ).neighbourhood;
const central = async (args: string): Promise<Central> =>
  (
    await server.data<{ central: Central }>(
      `{ central(${args}) { entities { entity { id } degree betweenness pageRank factCount } entityCount edgeCount missing warnings } }`,
    )
  ).central;

const placed = ({ entities }: Neighbourhood): string[] => entities.map(({ entity, distance }) => `${distance} ${entity.id}`);
const tied = ({ ties }: Neighbourhood): string[] =>
  ties.map(({ from, predicate, to, status, facts }) => `${from.id} ${predicate} ${to.id} ${status} ${facts.map(({ id }) => id).join()}`);
const listed = ({ entities }: Central): string[] => entities.map(({ entity }) => entity.id);

describe('neighbourhood', () => {
  it('lists the nearest, and every tie between those that are listed', async () => {
    const answer = await around('entity: "kp"');
    expect(placed(answer)).toEqual([
      '0 kp',
      ...['cu', 'ttk', 'agr09', 'acc2', 'g-spy', 'inc-banks', 'inc-many', 'inc-sony', 'inc-wcry'].map((id) => `1 ${id}`),
    ]);
    expect(tied(answer)).toEqual([
      'cu carriesTrafficShareOf kp ASSERTED F06',
      'cu providesInternetAccessTo kp ASSERTED F04',
      'cu soleInternetProviderTo kp ASSERTED F05',
      'ttk carriesTrafficShareOf kp ASSERTED F02',
      'ttk providesInternetAccessTo kp ASSERTED F01',
      'kp partyTo agr09 ASSERTED F09',
      'ttk partyTo agr09 ASSERTED F08',
      'acc2 improves kp ASSERTED F21,F22',
      'g-spy agencyOf kp ASSERTED F26',
      'kp responsibleFor inc-banks DENIED F17',
      'kp responsibleFor inc-many DENIED F15',
      'kp responsibleFor inc-sony DENIED F16',
      'kp responsibleFor inc-wcry DENIED F18',
    ]);
    expect(answer).toMatchObject({ complete: true, missing: [], warnings: [] });
  });

  it('goes as many steps as it is asked to, and ties the outermost ring together too', async () => {
    const [one, two, three] = [
      await around('entity: "jhu"'),
      await around('entity: "jhu", depth: 2'),
      await around('entity: "jhu", depth: 3'),
    ];
    expect([placed(one), placed(two), placed(three)]).toEqual([
      ['0 jhu', '1 uski'],
      ['0 jhu', '1 uski', '2 n38'],
      ['0 jhu', '1 uski', '2 n38', '3 acc2', '3 williams'],
    ]);
    const sanctions = await around('entity: "cn", depth: 2, predicates: [supportsMeasure, motivatedBy, conducted, targetsEntity]');
    expect(placed(sanctions)).toEqual(['0 cn', '1 sm', '2 kp-gov', '2 ev-miss', '2 ev-nuke', '2 ru']);
    expect(tied(sanctions)).toContain('kp-gov conducted ev-miss ASSERTED F32');
  });

  it('follows only what is asked for, and says so where nothing is there', async () => {
    expect(placed(await around('entity: "kp", depth: 3, predicates: [partyTo]'))).toEqual(['0 kp', '1 agr09', '2 ttk']);
    expect(await around('entity: "kp", predicates: [ownedBy]')).toEqual({
      entities: [{ entity: { id: 'kp' }, distance: 0 }],
      ties: [],
      complete: true,
      missing: ['ties of kp'],
      warnings: [],
    });
  });

  it('lists no more than the limit and says so', async () => {
    const answer = await around('entity: "kp", limit: 3');
    expect(placed(answer)).toEqual(['0 kp', '1 cu', '1 ttk', '1 acc2']);
    expect(tied(answer)).toHaveLength(6);
    expect(answer.complete).toBe(false);
    expect(answer.warnings).toEqual([expect.stringContaining('More than 3 entities stand around kp')]);
    expect((await around('entity: "kp", limit: 9')).complete).toBe(true);
  });

  it('looks through the clocks, and at the background only when asked to', async () => {
    const before = await around(
      'entity: "kp", predicates: [providesInternetAccessTo, soleInternetProviderTo], at: {validAt: "2017-09-30"}',
    );
    expect(tied(before)).toEqual(['cu providesInternetAccessTo kp ASSERTED F04', 'cu soleInternetProviderTo kp ASSERTED F05']);
    expect(placed(await around('entity: "kp", at: {publishedBy: "2017-09-01"}'))).toEqual(['0 kp']);
    expect(placed(await around('entity: "kp", at: {recordedAt: "2017-09-01"}'))).toEqual(['0 kp']);
    const background = tied(await around('entity: "kp", predicates: [providesInternetAccessTo, agencyOf], at: {background: true}'));
    expect(background).toContain('cu providesInternetAccessTo kp ASSERTED B6,F04');
    expect(background).toEqual(expect.arrayContaining([expect.stringContaining('kp-gov agencyOf kp')]));
  });

  it('leaves out what is excluded, and obeys suppositions', async () => {
    expect(placed(await around('entity: "kp", exclude: [DENIED]'))).toEqual(['0 kp', '1 cu', '1 ttk', '1 agr09', '1 acc2', '1 g-spy']);
    const gone = await around('entity: "kp", whatIf: {remove: ["ttk", "F21"]}');
    expect(placed(gone)).not.toContain('1 ttk');
    expect(tied(gone)).toContain('acc2 improves kp ASSERTED F22');
    const without = await around('entity: "kp", whatIf: {remove: ["F08"]}');
    expect(placed(without)).toContain('1 agr09');
    expect(tied(without).filter((row) => row.includes('agr09'))).toEqual(['kp partyTo agr09 ASSERTED F09']);
    const supposed = await around(
      'entity: "jhu", depth: 2, whatIf: {add: [{subject: "sony", predicate: doesBusinessWith, object: "jhu"}, {subject: "n38", predicate: affiliatedWith, object: "sony"}]}',
    );
    expect(placed(supposed)).toEqual(['0 jhu', '1 sony', '1 uski', '2 n38', '2 inc-sony']);
    expect(tied(supposed)).toEqual(
      expect.arrayContaining(['jhu doesBusinessWith sony ASSERTED ', 'n38 affiliatedWith sony ASSERTED ', 'n38 partOf uski ASSERTED F38']),
    );
    expect(placed(await around('entity: "kp", whatIf: {remove: ["kp"]}'))).toEqual(['0 kp']);
  });

  it('can be compared with how it was', async () => {
    const { neighbourhood } = await server.data<{ neighbourhood: { comparedWith: { factsBefore: Ref[]; factsAfter: Ref[] } } }>(
      '{ neighbourhood(entity: "kp", predicates: [soleInternetProviderTo, carriesTrafficShareOf], at: {validAt: "2017-10-02"}) { comparedWith(at: {validAt: "2017-09-30"}) { factsBefore { id } factsAfter { id } } } }',
    );
    expect(neighbourhood.comparedWith).toEqual({ factsBefore: [{ id: 'F05' }], factsAfter: [{ id: 'F06' }, { id: 'F02' }] });
  });
});

describe('central', () => {
  it('measures a chain as one does by hand', async () => {
    const answer = await central('predicates: [partOf, affiliatedWith]');
    expect(answer).toMatchObject({ entityCount: 4, edgeCount: 3, missing: [], warnings: [] });
    expect(listed(answer)).toEqual(['n38', 'uski', 'jhu', 'williams']);
    expect(answer.entities.map(({ degree, factCount }) => [degree, factCount])).toEqual([
      [2, 2],
      [2, 2],
      [1, 1],
      [1, 1],
    ]);
    const [n38, , jhu] = answer.entities;
    expect(n38!.betweenness).toBeCloseTo(2 / 3, 9);
    expect(jhu!.betweenness).toBe(0);
    expect(answer.entities.reduce((sum, { pageRank }) => sum + pageRank!, 0)).toBeCloseTo(1, 8);
  });

  it('sorts the whole by the measure asked for, equal ones by id', async () => {
    const byDegree = await central('limit: 5');
    expect(byDegree.entities.map(({ entity, degree }) => [entity.id, degree])).toEqual([
      ['kp', 9],
      ['sm', 6],
      ['ttk', 5],
      ['acc2', 4],
      ['kp-gov', 4],
    ]);
    expect([byDegree.entityCount, byDegree.edgeCount]).toEqual([32, 35]);
    for (const [measure, key] of [
      ['BETWEENNESS', 'betweenness'],
      ['PAGERANK', 'pageRank'],
    ] as const) {
      const { entities } = await central(`measure: ${measure}, limit: 100`);
      const sorted = [...entities].sort((a, b) => b[key]! - a[key]! || (a.entity.id < b.entity.id ? -1 : 1));
      expect(entities.map(({ entity }) => entity.id)).toEqual(sorted.map(({ entity }) => entity.id));
      expect(entities).toHaveLength(32);
      expect(entities[0]!.entity.id).toBe('kp');
    }
  });

  it('lists only a kind, whose ways may lead through others', async () => {
    const answer = await central('kind: Company, measure: BETWEENNESS');
    expect(listed(answer)).toEqual(['ttk', 'cu', 'fireeye', 'sony']);
    expect([answer.entityCount, answer.entities[0]!.degree]).toEqual([32, 5]);
    expect((await central('kind: Vessel')).missing).toEqual(['a Vessel with such ties']);
  });

  it('looks through the clocks, leaves out what is excluded, and obeys suppositions', async () => {
    const along = 'predicates: [responsibleFor, soleInternetProviderTo]';
    expect(listed(await central(along))).toEqual(['kp', 'cu', 'inc-banks', 'inc-many', 'inc-sony', 'inc-wcry']);
    expect(listed(await central(`${along}, exclude: [DENIED]`))).toEqual(['cu', 'kp']);
    expect(listed(await central(`${along}, exclude: [DENIED], at: {validAt: "2017-10-05"}`))).toEqual([]);
    expect((await central(`${along}, at: {publishedBy: "2017-09-01"}`)).missing).toEqual(['ties along these predicates']);
    expect(listed(await central('predicates: [ownedBy]'))).toEqual([]);
    expect(listed(await central('predicates: [ownedBy], at: {background: true}'))).toEqual(['russian-railways', 'ru', 'ttk']);
    expect(listed(await central(`${along}, whatIf: {remove: ["F05", "inc-sony"]}`))).toEqual(['kp', 'inc-banks', 'inc-many', 'inc-wcry']);
    const supposed = await central(
      'predicates: [ownedBy], whatIf: {add: [{subject: "sony", predicate: ownedBy, object: "cu", share: 10}]}',
    );
    expect(supposed).toMatchObject({
      entities: [{ entity: { id: 'cu' }, degree: 1, factCount: 0 }, { entity: { id: 'sony' } }],
      edgeCount: 1,
    });
  });
});

describe('around a hub', () => {
  beforeAll(async () => {
    const fact = cypher`visible: true, background: false, status: 'ASSERTED', workflow: 'PUBLISHED', temporalKind: 'STATE', uncertain: false,
      startEarliest: 0, startLatest: 0, endEarliest: 0, endLatest: 0`;
    await graph.command(cypher`CREATE (:Entity:State {id: 'hub', kind: 'State', label: 'hub'})`);
    await graph.command(
      cypher`MATCH (hub:Entity {id: 'hub'}) UNWIND range(1, $many) AS i
        CALL (hub, i) {
          CREATE (c:Entity:Company {id: 'c' + i, kind: 'Company', label: 'c' + i})
          CREATE (c)<-[:SUBJECT]-(:Fact {id: 'H' + i, predicate: 'basedIn', subject: 'c' + i, object: 'hub', ${fact}})-[:OBJECT]->(hub)
        } IN TRANSACTIONS OF 1000 ROWS`,
      { many },
    );
    await graph.command(
      cypher`MATCH (a:Entity:Company {id: 'c1'}), (b:Entity:Company {id: 'c2'}) UNWIND range(1, $tooMany) AS i
        CALL (a, b, i) {
          CREATE (a)<-[:SUBJECT]-(:Fact {id: 'M' + (100000 + i), predicate: 'supplies', subject: 'c1', object: 'c2', ${fact}})-[:OBJECT]->(b)
        } IN TRANSACTIONS OF 2000 ROWS`,
      { tooMany },
    );
  });

  it('neighbourhood follows some of the ties and says which bound it hit', async () => {
    const answer = await around('entity: "hub", depth: 3, limit: 500');
    expect(answer.entities).toHaveLength(501);
    expect(answer.ties.length).toBeGreaterThanOrEqual(500);
    expect(answer.complete).toBe(false);
    expect(answer.warnings).toEqual(
      expect.arrayContaining([
        expect.stringContaining('hub has more than 500 ties'),
        expect.stringContaining('More than 500 entities stand around hub'),
      ]),
    );
  });

  it('neighbourhood reaches the hub from a company, and goes no further than it may list', async () => {
    const answer = await around('entity: "c7", depth: 2, limit: 20');
    expect(placed(answer).slice(0, 2)).toEqual(['0 c7', '1 hub']);
    expect(answer.entities).toHaveLength(21);
    expect(answer.warnings[0]).toContain('hub has more than 500 ties');
  });

  it('neighbourhood does not look at all that is said of one subject, and says so', async () => {
    const answer = await around('entity: "c2", predicates: [supplies]');
    expect(placed(answer)).toEqual(['0 c2', '1 c1']);
    expect(answer.ties).toMatchObject([{ from: { id: 'c1' }, to: { id: 'c2' }, predicate: 'supplies' }]);
    expect(answer.warnings).toEqual([
      expect.stringContaining('c2 has more than 500 ties'),
      expect.stringContaining('c1 is the subject of more than 10000 facts'),
    ]);
  });

  it('paths finds the way through it from both ends, with bounded work', async () => {
    const paths = async (args: string) =>
      (
        await server.data<{ paths: { paths: { hops: { to: Ref; facts: Ref[] }[] }[]; missing: string[]; warnings: string[] } }>(
          `{ paths(${args}) { paths { hops { to { id } facts { id } } } missing warnings } }`,
        )
      ).paths;
    const through = await paths(`from: "c5", to: "c${many}", predicates: [basedIn]`);
    expect(through.paths.map(({ hops }) => hops.map(({ to, facts }) => [to.id, facts.map(({ id }) => id)]))).toEqual([
      [
        ['hub', ['H5']],
        [`c${many}`, [`H${many}`]],
      ],
    ]);
    expect(through.warnings).toEqual(expect.arrayContaining([expect.stringContaining('hub has more than 500 ties')]));
    const apart = await paths('from: "c5", to: "kp", predicates: [basedIn], maxHops: 6');
    expect(apart).toMatchObject({ paths: [], missing: [expect.stringContaining('a connection of c5 and kp')] });
  });

  it('central ranks it, and names what was too much to work out', async () => {
    const answer = await central('predicates: [basedIn], measure: BETWEENNESS, limit: 3');
    expect(answer.entities.slice(0, 1)).toMatchObject([{ entity: { id: 'hub' }, degree: many, betweenness: null, factCount: many }]);
    expect(answer.entities.map(({ entity }) => entity.id)).toEqual(['hub', 'c1', 'c10']);
    expect(answer.missing).toEqual([expect.stringContaining('narrow by predicates')]);
    expect(answer.warnings).toEqual(['BETWEENNESS is not known here, so the entities are sorted by DEGREE.']);
    expect((await central('predicates: [basedIn], measure: PAGERANK, limit: 1')).entities[0]!.pageRank).toBeCloseTo(0.45, 1);
  });

  it('central looks at the first facts only, and says so', async () => {
    const bounded = await central('predicates: [supplies, basedIn], limit: 1');
    expect(bounded.warnings).toEqual([expect.stringContaining('only the first 20000')]);
    expect(bounded.entities).toMatchObject([{ entity: { id: 'hub' }, degree: many }]);
    const one = await central('predicates: [supplies], limit: 1');
    expect(one.entities).toMatchObject([{ entity: { id: 'c1' }, degree: 1, factCount: tooMany - 1 }]);
    expect((await central('predicates: [basedIn], limit: 1')).warnings).toEqual([]);
  });
});

it.each([
  ['{ neighbourhood(entity: "kp", depth: 9) { complete } }', 'BAD_INPUT'],
  ['{ neighbourhood(entity: "kp", limit: 501) { complete } }', 'BAD_INPUT'],
  ['{ neighbourhood(entity: "kp", predicates: [birthDate]) { complete } }', 'BAD_INPUT'],
  ['{ neighbourhood(entity: "nobody") { complete } }', 'NOT_FOUND'],
  ['{ central(predicates: [birthDate]) { edgeCount } }', 'BAD_INPUT'],
  ['{ central(predicates: []) { edgeCount } }', 'BAD_INPUT'],
  ['{ central(limit: 101) { edgeCount } }', 'BAD_INPUT'],
  ['{ central(whatIf: {remove: ["nobody"]}) { edgeCount } }', 'NOT_FOUND'],
])('refuses %s', async (query, code) => expect((await server.ask(query)).errors).toMatchObject([{ extensions: { code } }]));
