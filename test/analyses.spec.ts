import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Ref {
  id: string;
  label: string;
}
interface Share {
  lower: number;
  computed: boolean;
  basis: Ref[];
}
interface Dependence {
  hhi: number | null;
  effectiveProviders: number | null;
  providers: { entity: Ref; share: Share | null }[];
  byState: { state: Ref; link: string; share: Share | null; basis: Ref[] }[];
  missing: string[];
}

describe('the analyses over HTTP', () => {
  let server: TestServer;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());
  const ids = (refs: readonly Ref[]) => refs.map(({ id }) => id);
  const cut =
    '{ cutSize cutSets { members { id } } afterExit { exit { id } shareLeft cutOff falls { id } } claimed { fact { id } size agrees } complete missing warnings }';

  describe('dependence', () => {
    const ask = async (args: string) =>
      (
        await server.data<{ dependence: Dependence }>(
          `{ dependence(target: "kp"${args}) { hhi effectiveProviders providers { entity { id } share { lower computed basis { id } } } byState { state { id } link share { lower computed basis { id } } basis { id } } missing } }`,
        )
      ).dependence;

    it('Q03: on 30 September 2017 China Unicom had all of it', async () => {
      const { hhi, providers } = await ask(', at: {validAt: "2017-09-30"}');
      expect(hhi).toBe(1);
      expect(providers).toMatchObject([{ entity: { id: 'cu' }, share: { lower: 100, computed: true, basis: [{ id: 'F05' }] } }]);
    });

    it('Q01, Q03: on 2 October 2017 there are two, and the rest is computed', async () => {
      const { hhi, effectiveProviders, providers } = await ask(', at: {validAt: "2017-10-02"}');
      expect(hhi).toBeCloseTo(0.52, 10);
      expect(effectiveProviders).toBeCloseTo(1.923, 3);
      expect(providers).toMatchObject([
        { entity: { id: 'ttk' }, share: { lower: 60, computed: false } },
        { entity: { id: 'cu' }, share: { lower: 40, computed: true } },
      ]);
    });

    it('Q04, Q05: about 60 % is based in Russia; that it is owned by Russia nobody in the article says', async () => {
      const { byState, missing } = await ask(', at: {validAt: "2017-10-02"}');
      expect(byState.map(({ state, link, share, basis }) => [state.id, link, share?.lower, ids(basis)])).toEqual([
        ['ru', 'BASED_IN', 60, ['F03']],
      ]);
      expect(missing).toContain('ownership of ttk');
      const background = await ask(', at: {validAt: "2017-10-02", background: true}');
      expect(background.byState.find(({ link }) => link === 'OWNED_BY_STATE')).toMatchObject({
        state: { id: 'ru' },
        share: { lower: 60 },
        basis: [{ id: 'B3' }, { id: 'B7' }],
      });
    });

    it('counts no state as owner that is known to hold less than half', async () => {
      const owners = async (share: string) =>
        (
          await ask(`, at: {validAt: "2017-10-02"}, whatIf: {add: [{subject: "ttk", predicate: ownedBy, object: "fr"${share}}]}`)
        ).byState.filter(({ link }) => link === 'OWNED_BY_STATE');
      expect(await owners(', share: 1')).toEqual([]);
      expect(await owners(', share: 50')).toMatchObject([{ state: { id: 'fr' }, share: { lower: 60 } }]);
      expect(await owners('')).toMatchObject([{ state: { id: 'fr' } }]);
    });

    it('says what is missing where nobody supplies', async () => {
      const { dependence } = await server.data<{ dependence: Dependence }>(
        '{ dependence(target: "fr") { hhi providers { entity { id } } missing } }',
      );
      expect(dependence).toEqual({ hhi: null, providers: [], missing: ['who supplies fr with INTERNET_ACCESS'] });
    });

    it('can be asked on the supposition that a tie is gone or another is there, and writes nothing', async () => {
      const { now, gone, other } = await server.data<Record<string, Dependence>>(
        `{ now: dependence(target: "kp", at: {validAt: "2017-10-02"}) { ...d } gone: dependence(target: "kp", at: {validAt: "2017-10-02"}, whatIf: {remove: ["ttk"]}) { ...d }
           other: dependence(target: "fr", whatIf: {add: [{subject: "ttk", predicate: carriesTrafficShareOf, object: "fr", share: 100}]}) { ...d } }
         fragment d on DependenceAnswer { hhi providers { entity { id } share { lower } } }`,
      );
      expect(now!.providers).toHaveLength(2);
      expect(gone!.providers.map(({ entity }) => entity.id)).toEqual(['cu']);
      expect(other).toEqual({ hhi: 1, providers: [{ entity: { id: 'ttk' }, share: { lower: 100 } }] });
      expect(
        (
          await server.data<{ state: { trafficCarriedBy: { totalCount: number } } }>(
            '{ state(code: "FR") { trafficCarriedBy { totalCount } } }',
          )
        ).state.trafficCarriedBy.totalCount,
      ).toBe(0);
    });
  });

  describe('disconnect', () => {
    it('Q02: both companies would have to leave, as a source says too', async () => {
      const { disconnect } = await server.data<{ disconnect: unknown }>(`{ disconnect(target: "kp", at: {validAt: "2017-10-02"}) ${cut} }`);
      expect(disconnect).toMatchObject({
        cutSize: 2,
        cutSets: [{ members: [{ id: 'cu' }, { id: 'ttk' }] }],
        complete: true,
        claimed: [{ fact: [{ id: 'F41' }], size: 2, agrees: true }],
        afterExit: [
          { exit: { id: 'ttk' }, shareLeft: 40, cutOff: false },
          { exit: { id: 'cu' }, shareLeft: 60, cutOff: false },
        ],
      });
    });

    it('Q03: one was enough before', async () => {
      const { disconnect } = await server.data<{ disconnect: unknown }>(`{ disconnect(target: "kp", at: {validAt: "2017-09-30"}) ${cut} }`);
      expect(disconnect).toMatchObject({ cutSize: 1, cutSets: [{ members: [{ id: 'cu' }] }], afterExit: [{ cutOff: true, shareLeft: 0 }] });
    });

    it('lets a supplier fall with its only upstream', async () => {
      const { disconnect } = await server.data<{ disconnect: { cutSize: number; cutSets: { members: Ref[] }[] } }>(
        `{ disconnect(target: "kp", at: {validAt: "2017-10-02"}, whatIf: {add: [{subject: "dyn", predicate: supplies, object: "ttk", good: "INTERNET_ACCESS"}, {subject: "dyn", predicate: supplies, object: "cu", good: "INTERNET_ACCESS"}]}) ${cut} }`,
      );
      expect([disconnect.cutSize, disconnect.cutSets.map(({ members }) => ids(members))]).toEqual([1, [['dyn']]]);
    });

    it('takes suppliers that only supply each other as joined to the world, and lets the target supply nobody', async () => {
      const supposed = async (...ties: [string, string][]) => {
        const add = ties.map(([from, to]) => `{subject: "${from}", predicate: supplies, object: "${to}", good: "INTERNET_ACCESS"}`);
        const { disconnect } = await server.data<{ disconnect: { cutSize: number; afterExit: { falls: Ref[]; cutOff: boolean }[] } }>(
          `{ disconnect(target: "kp", at: {validAt: "2017-10-02"}, whatIf: {add: [${add.join(', ')}]}) ${cut} }`,
        );
        return [
          disconnect.cutSize,
          disconnect.afterExit.length,
          disconnect.afterExit.filter(({ falls, cutOff }) => falls.length || cutOff),
        ];
      };
      expect(await supposed(['dyn', 'ttk'], ['ttk', 'dyn'])).toEqual([2, 2, []]);
      expect(await supposed(['ttk', 'cu'], ['cu', 'ttk'])).toEqual([2, 2, []]);
      expect(await supposed(['kp', 'ttk'], ['kp', 'kp'])).toEqual([2, 2, []]);
    });

    it('says that shares contradict each other, and adds none of them up', async () => {
      const tie = (from: string) => `{subject: "${from}", predicate: supplies, object: "kp", share: 90, good: "INTERNET_ACCESS"}`;
      const { disconnect } = await server.data<{ disconnect: unknown }>(
        `{ disconnect(target: "kp", at: {validAt: "2017-10-02"}, whatIf: {add: [${tie('dyn')}, ${tie('n38')}]}) ${cut} }`,
      );
      expect(disconnect).toMatchObject({
        afterExit: Array.from({ length: 4 }, () => ({ shareLeft: null })),
        missing: expect.arrayContaining(['share of cu']) as unknown,
        warnings: ['The shares add up to 240 %.'],
      });
    });

    it('has nothing to cut where there is no supply', async () => {
      expect(await server.data(`{ disconnect(target: "fr") ${cut} }`)).toMatchObject({ disconnect: { cutSize: 0, cutSets: [] } });
    });
  });

  it('Q11: Russia backs the sanctions while TransTelecom supplies; China with China Unicom only by a background fact', async () => {
    const rows = async (at: string) =>
      (
        await server.data<{
          conflicts: { rows: { state: Ref; company: Ref; backs: Ref[]; supplies: Ref[]; link: Ref[] }[]; missing: string[] };
        }>(`{ conflicts(target: "kp"${at}) { rows { state { id } company { id } backs { id } supplies { id } link { id } } missing } }`)
      ).conflicts;
    const { rows: seed, missing } = await rows('');
    expect(seed.map(({ state, company }) => [state.id, company.id])).toEqual([['ru', 'ttk']]);
    expect([ids(seed[0]!.link), ids(seed[0]!.backs)]).toEqual([['F03'], expect.arrayContaining(['F28', 'F34'])]);
    expect(ids(seed[0]!.supplies)).toEqual(expect.arrayContaining(['F01', 'F43']));
    expect(missing).toContain('seat or owner of cu');
    expect((await rows(', at: {background: true}')).rows.map(({ state, company }) => [state.id, company.id])).toEqual(
      expect.arrayContaining([['cn', 'cu']]),
    );
  });

  it('conflicts: names only measures that the state itself backs, and takes what its agency imposes as its own', async () => {
    const create = (kind: string, id: string) =>
      server.data(
        `mutation { createEntity(input: {idempotencyKey: "e-${id}", kind: ${kind}, id: "${id}", label: "${id}"}) { userErrors { message } } }`,
        undefined,
        server.token,
      );
    const record = async (subject: string, predicate: string, object: string) => {
      const { proposeFact } = await server.data<{ proposeFact: { fact: Ref | null; userErrors: unknown[] } }>(
        `mutation { proposeFact(input: {idempotencyKey: "f-${subject}-${object}", subject: "${subject}", predicate: ${predicate}, object: "${object}",
          attestation: {document: "doc-seed", claimant: "zeit", voice: EDITORIAL, note: "for the test"}}) { fact { id } userErrors { message } } }`,
        undefined,
        server.token,
      );
      expect(proposeFact.userErrors).toEqual([]);
      return proposeFact.fact!.id;
    };
    for (const id of ['measure-us', 'measure-fr']) await create('SanctionsMeasure', id);
    await create('Agency', 'office-us');
    const agency = await record('office-us', 'agencyOf', 'us');
    const imposed = await record('measure-us', 'imposedBy', 'office-us');
    await record('measure-fr', 'imposedBy', 'fr');
    const targeting = await record('measure-us', 'targetsEntity', 'ir');
    await record('measure-fr', 'targetsEntity', 'ir');
    await record('dyn', 'basedIn', 'us');
    await record('dyn', 'doesBusinessWith', 'ir');
    const { conflicts } = await server.data<{ conflicts: { rows: { state: Ref; backs: Ref[] }[] } }>(
      '{ conflicts(target: "ir") { rows { state { id } backs { id } } } }',
    );
    expect(conflicts.rows.map(({ state, backs }) => [state.id, ids(backs).sort()])).toEqual([['us', [agency, imposed, targeting].sort()]]);
  });

  it('disputes: suppositions change nothing, and it says so', async () => {
    const { disputes } = await server.data<{ disputes: { total: number; warnings: string[] } }>(
      '{ disputes(whatIf: {remove: ["kp"]}) { total warnings } }',
    );
    expect(disputes).toMatchObject({ total: 5, warnings: [expect.stringContaining('whatIf is ignored')] });
  });

  it('disputes: both sides with their words, and the accused with the answer', async () => {
    const { disputes } = await server.data<{
      disputes: {
        facts: { fact: Ref[]; contested: { stance: string; quote: string; claimant: Ref }[] }[];
        attributions: { incident: Ref; accused: Ref; accusers: Ref[]; answers: unknown[] }[];
      };
    }>(
      '{ disputes { facts { fact { id } contested { claimant { id } stance quote translation } } attributions { incident { id } accused { id } accusers { id } answers { claimant { id } stance } } } }',
    );
    expect(disputes.facts.map(({ fact }) => fact[0]!.id)).toEqual(['F01', 'F15', 'F16', 'F17', 'F18']);
    expect(disputes.facts[1]!.contested).toMatchObject([
      { claimant: { id: 'kp-gov' }, stance: 'DENIES', quote: 'weist die Vorwürfe zurück', translation: 'rejects the accusations' },
    ]);
    expect(disputes.attributions).toContainEqual({
      incident: { id: 'inc-wcry' },
      accused: { id: 'kp' },
      accusers: [{ id: 'g-west' }],
      answers: [{ claimant: { id: 'kp-gov' }, stance: 'DENIES' }],
    });
    expect(disputes.attributions).toHaveLength(4);
  });

  describe('ownership and exposure', () => {
    const exposed = (entity: string, rest = '') =>
      server.data<{
        exposure: {
          result: string;
          missing: string[];
          steps: { entity: Ref; finding: string; because: { owner: Ref; lower: number }[] }[];
        };
      }>(
        `{ exposure(entity: "${entity}"${rest}) { result missing steps { step entity { id } finding because { owner { id } lower } basis { id } } cautions { kind by { id } } } }`,
      );

    it('Q24: of TransTelecom nothing can be determined: neither a listing nor an owner is recorded', async () => {
      const { exposure } = await exposed('ttk');
      expect(exposure).toMatchObject({ result: 'NOT_DETERMINABLE', steps: [] });
      expect(exposure.missing).toEqual(['ownership of ttk']);
    });

    it('half of a half blocks, down to the listing', async () => {
      const create = (kind: string, id: string) =>
        server.data(
          `mutation { createEntity(input: {idempotencyKey: "${id}", id: "${id}", kind: ${kind}, label: "${id}"}) { entity { id } } }`,
          undefined,
          server.token,
        );
      for (const [kind, id] of [
        ['Designation', 'test-listing'],
        ['Person', 'test-x'],
        ['Company', 'test-a'],
        ['Company', 'test-b'],
      ] as const)
        await create(kind, id);
      const add = (subject: string, predicate: string, object: string, value = '') =>
        server.data(
          `mutation { proposeFact(input: {idempotencyKey: "${subject}-${object}", subject: "${subject}", predicate: ${predicate}, object: "${object}"${value}, attestation: {document: "doc-seed", claimant: "zeit", voice: EDITORIAL, note: "for the test"}}) { userErrors { message } } }`,
          undefined,
          server.token,
        );
      await add('test-listing', 'targetsEntity', 'test-x');
      await add('test-a', 'ownedBy', 'test-x', ', value: {exact: 50}');
      await add('test-b', 'ownedBy', 'test-a', ', value: {exact: 50}');
      expect((await exposed('test-x')).exposure.result).toBe('DESIGNATED');
      const { exposure } = await exposed('test-b');
      expect(exposure.result).toBe('BLOCKED_BY_OWNERSHIP');
      expect(exposure.steps.map(({ entity, finding }) => [entity.id, finding])).toEqual([
        ['test-x', 'DESIGNATED'],
        ['test-a', 'BLOCKED_BY_OWNERSHIP'],
        ['test-b', 'BLOCKED_BY_OWNERSHIP'],
      ]);
      const supposed = await exposed('test-b', ', whatIf: {remove: ["test-listing"]}');
      expect(supposed.exposure.result).not.toBe('BLOCKED_BY_OWNERSHIP');
      const { ownership } = await server.data<{ ownership: unknown }>(
        '{ ownership(entity: "test-b") { chains { lower end steps { owner { id } lower facts { label } } } owners { owner { id } lower ultimate } complete } }',
      );
      expect(ownership).toMatchObject({
        chains: [
          {
            lower: 25,
            end: 'END',
            steps: [
              { owner: { id: 'test-a' }, lower: 50 },
              { owner: { id: 'test-x' }, lower: 50 },
            ],
          },
        ],
        complete: true,
      });
    });

    it('blocks what belongs to a government that is listed as a whole, and what it owns', async () => {
      const write = (mutation: string) => server.data(`mutation { ${mutation} }`, undefined, server.token);
      const create = (kind: string, id: string) =>
        write(`createEntity(input: {idempotencyKey: "${id}", id: "${id}", kind: ${kind}, label: "${id}"}) { userErrors { message } }`);
      const add = (subject: string, predicate: string, object: string, value = '') =>
        write(
          `proposeFact(input: {idempotencyKey: "${subject}-${object}", subject: "${subject}", predicate: ${predicate}, object: "${object}"${value}, attestation: {document: "doc-seed", claimant: "zeit", voice: EDITORIAL, note: "for the test"}}) { userErrors { message } }`,
        );
      for (const [kind, id] of [
        ['Designation', 'gov-listing'],
        ['Designation', 'ministry-listing'],
        ['Agency', 'gov-ministry'],
        ['Agency', 'other-ministry'],
        ['Company', 'gov-works'],
        ['Company', 'gov-child'],
        ['Company', 'other-works'],
      ] as const)
        await create(kind, id);
      await add('gov-listing', 'targetsEntity', 'sy');
      await add('gov-ministry', 'agencyOf', 'sy');
      await add('gov-works', 'controlledBy', 'gov-ministry');
      await add('gov-child', 'ownedBy', 'gov-works', ', value: {exact: 50}');
      await add('ministry-listing', 'targetsEntity', 'other-ministry');
      await add('other-ministry', 'agencyOf', 'fr');
      await add('other-works', 'controlledBy', 'other-ministry');
      const of = async (entity: string) =>
        (
          await server.data<{
            exposure: { result: string; steps: { entity: Ref; finding: string; reason: string | null; basis: Ref[] }[] };
          }>(`{ exposure(entity: "${entity}") { result steps { entity { id } finding reason basis { id } } cautions { kind by { id } } } }`)
        ).exposure;
      expect((await of('sy')).result).toBe('DESIGNATED');
      const works = await of('gov-works');
      expect(works).toMatchObject({ result: 'BLOCKED_BY_DEFINITION', steps: [{ reason: expect.stringContaining('Syria') as string }] });
      expect(works.steps[0]!.basis).toHaveLength(3);
      const child = await of('gov-child');
      expect([child.result, child.steps.map(({ entity, finding }) => [entity.id, finding])]).toEqual([
        'BLOCKED_BY_OWNERSHIP',
        [
          ['gov-works', 'BLOCKED_BY_DEFINITION'],
          ['gov-child', 'BLOCKED_BY_OWNERSHIP'],
        ],
      ]);
      // The listing of one ministry is not one of its government.
      expect((await of('other-works')).result).toBe('CAUTION');
      expect((await of('fr')).result).not.toBe('DESIGNATED');
    });
  });

  describe('paths', () => {
    const ways = async (args: string) =>
      (
        await server.data<{
          paths: { paths: { weakestStatus: string; hops: { from: Ref; to: Ref; facts: Ref[] }[] }[]; missing: string[] };
        }>(`{ paths(${args}) { paths { length weakestStatus hops { from { id } to { id } facts { id } } } missing warnings } }`)
      ).paths;

    it('Q15: from Martyn Williams to Johns Hopkins University, each step with its fact', async () => {
      const { paths } = await ways('from: "williams", to: "jhu"');
      expect(paths).toMatchObject([
        {
          weakestStatus: 'ASSERTED',
          hops: [
            { to: { id: 'n38' }, facts: [{ id: 'F37' }] },
            { to: { id: 'uski' }, facts: [{ id: 'F38' }] },
            { to: { id: 'jhu' }, facts: [{ id: 'F39' }] },
          ],
        },
      ]);
    });

    it('goes on beyond a short way: to a longer one whose steps hold together, and to as many as were asked for', async () => {
      const record = (subject: string, object: string, validTime: string) =>
        server.data(
          `mutation { proposeFact(input: {idempotencyKey: "p-${subject}-${object}", subject: "${subject}", predicate: actsFor, object: "${object}", validTime: "${validTime}",
            attestation: {document: "doc-seed", claimant: "zeit", voice: EDITORIAL, note: "for the test"}}) { userErrors { message } } }`,
          undefined,
          server.token,
        );
      const steps = ['lu', 'mt', 'is', 'li', 'mc'];
      await record('lu', 'cy', '2001/2002');
      await record('cy', 'mc', '2010/2012');
      for (const [i, step] of steps.slice(1).entries()) await record(steps[i]!, step, '2005/2006');
      const lengths = async (args: string) =>
        (await ways(`from: "lu", to: "mc", predicates: [actsFor]${args}`)).paths.map(({ hops }) => hops.length);
      expect(await lengths('')).toEqual([2, 4]);
      expect(await lengths(', timeConsistent: true')).toEqual([4]);
      expect(await lengths(', limit: 1')).toEqual([2]);
      expect(await lengths(', maxHops: 3')).toEqual([2]);
    });

    it('names the weakest step, follows only what is asked for, and leaves out what is excluded', async () => {
      const attack = 'from: "kp", to: "sony", maxHops: 2';
      expect((await ways(attack)).paths[0]).toMatchObject({
        weakestStatus: 'DENIED',
        hops: [{ to: { id: 'inc-sony' }, facts: [{ id: 'F16' }] }, { facts: [{ id: 'F19' }] }],
      });
      expect((await ways(`${attack}, exclude: [DENIED]`)).paths).toEqual([]);
      expect((await ways(`${attack}, predicates: [basedIn]`)).missing).toEqual(['a connection of kp and sony within 2 steps']);
      expect((await ways(`${attack}, timeConsistent: true`)).paths).toHaveLength(1);
      expect((await ways(`${attack}, whatIf: {remove: ["inc-sony"]}`)).paths).toEqual([]);
      expect(
        (await ways('from: "jhu", to: "sony", maxHops: 1, whatIf: {add: [{subject: "sony", predicate: partOf, object: "jhu"}]}')).paths,
      ).toMatchObject([{ hops: [{ facts: [] }] }]);
    });
  });
});
