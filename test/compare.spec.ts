import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Row {
  fact: { id: string }[];
  change: string;
  statusBefore: string | null;
  statusAfter: string | null;
  matchBefore: string | null;
  matchAfter: string | null;
}
interface Compared {
  world: Row[];
  public: Row[];
  records: Row[];
  missing: string[];
  warnings: string[];
}
interface Recorded {
  fact?: { id: string; version: number };
  document?: { id: string };
  userErrors: unknown[];
}

const fields = 'fact { id } change statusBefore statusAfter matchBefore matchAfter';

describe('what changed between two lenses', () => {
  let server: TestServer;
  let count = 0;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  const compare = async (args: string): Promise<Compared> =>
    (
      await server.data<{ compare: Compared }>(
        `{ compare(${args}) { world { ${fields} } public { ${fields} } records { ${fields} } missing warnings } }`,
      )
    ).compare;
  const brief = (rows: readonly Row[]) => rows.map(({ fact, change }) => `${fact[0]!.id} ${change}`);
  const of = (rows: readonly Row[], id: string) => rows.find(({ fact }) => fact[0]!.id === id);
  const write = async (mutation: string): Promise<Recorded> => {
    const [payload] = Object.values(await server.data<Record<string, Recorded>>(`mutation { ${mutation} }`, undefined, server.token));
    expect(payload!.userErrors).toEqual([]);
    return payload!;
  };
  const source = async (publishedAt: string) =>
    (
      await write(
        `createDocument(input: {idempotencyKey: "d${++count}", title: "Paper ${count}", publisher: "zeit", publishedAt: "${publishedAt}"}) { document { id } userErrors { code } }`,
      )
    ).document!.id;
  const says = async (claimant: string, publishedAt: string, stance = 'ASSERTS') =>
    `attestation: {document: "${await source(publishedAt)}", claimant: "${claimant}", stance: ${stance}, voice: EDITORIAL, note: "for the test"}`;
  const propose = async (subject: string, publishedAt: string) =>
    (
      await write(
        `proposeFact(input: {idempotencyKey: "f${++count}", subject: "${subject}", predicate: partOf, object: "jhu", validTime: "2019/..", ${await says('dyn', publishedAt)}}) { fact { id version } userErrors { code } }`,
      )
    ).fact!;
  const attest = async (fact: string, version: number, claimant: string, publishedAt: string, stance: string) =>
    (
      await write(
        `addAttestation(input: {idempotencyKey: "a${++count}", fact: "${fact}", expectedVersion: ${version}, ${await says(claimant, publishedAt, stance)}}) { fact { id version } userErrors { code } }`,
      )
    ).fact!;
  const retract = (fact: string, version: number) =>
    write(
      `retractFact(input: {idempotencyKey: "r${++count}", fact: "${fact}", expectedVersion: ${version}, reason: MISATTRIBUTED, note: "for the test"}) { fact { id version } userErrors { code } }`,
    );
  /** When the fact was recorded, when each attestation of it was, and when it was taken back. */
  const moments = async (id: string) => {
    const { node } = await server.data<{
      node: { recordedAt: string; attestations: { recordedAt: string }[]; retraction: { at: string } | null };
    }>(`{ node(id: "${id}") { ... on Fact { recordedAt attestations { recordedAt } retraction { at } } } }`);
    return { recorded: node.recordedAt, attested: node.attestations.map(({ recordedAt }) => recordedAt), retracted: node.retraction?.at };
  };
  const justBefore = (moment: string) => new Date(Date.parse(moment) - 1).toISOString();

  describe('in the world', () => {
    interface Listed {
      facts: { edges: { temporalMatch: string; node: { id: string } }[] };
    }
    const holding = async (day: string) => {
      const { facts } = await server.data<Listed>(`{ facts(first: 100, at: {validAt: "${day}"}) { edges { temporalMatch node { id } } } }`);
      return new Map(facts.edges.map(({ temporalMatch, node }) => [node.id, temporalMatch]));
    };

    it('tells exactly what the lists of facts at both days differ in', async () => {
      const [earlier, later] = [await holding('2017-09-30'), await holding('2017-10-02')];
      const expected = [...new Set([...earlier.keys(), ...later.keys()])]
        .filter((id) => earlier.get(id) !== later.get(id))
        .map((id) => [id, earlier.get(id) ?? null, later.get(id) ?? null]);
      const { world, missing, ...others } = await compare('before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02"}');
      expect(world.map(({ fact, matchBefore, matchAfter }) => [fact[0]!.id, matchBefore, matchAfter]).sort()).toEqual(expected.sort());
      expect(expected.length).toBeGreaterThan(20);
      expect([others.public, others.records, missing]).toEqual([[], [], []]);
      expect(of(world, 'F01')).toMatchObject({ change: 'APPEARED', statusBefore: null, statusAfter: 'ASSERTED', matchAfter: 'DEFINITE' });
      expect(of(world, 'F05')).toMatchObject({ change: 'DISAPPEARED', statusBefore: 'ASSERTED', statusAfter: null, matchAfter: null });
      expect(of(world, 'F16')).toMatchObject({
        change: 'CHANGED',
        statusBefore: 'DENIED',
        matchBefore: 'POSSIBLE',
        matchAfter: 'DEFINITE',
      });
      expect(of(world, 'F04')).toBeUndefined();
    });

    it('in the order of the days, then by id; backwards what had begun disappears', async () => {
      const { world } = await compare('before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02"}, about: "ttk"');
      expect(brief(world)).toEqual(['F01 APPEARED', 'F02 APPEARED', 'F41 APPEARED', 'F43 APPEARED']);
      const whole = brief((await compare('before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02"}')).world);
      expect(whole.slice(0, 3)).toEqual(['F01 APPEARED', 'F02 APPEARED', 'F06 APPEARED']);
      expect(whole.indexOf('F05 DISAPPEARED')).toBeGreaterThan(whole.indexOf('F43 APPEARED'));
      expect(whole.indexOf('F10 APPEARED')).toBeGreaterThan(whole.indexOf('F05 DISAPPEARED'));
      const back = await compare('before: {validAt: "2017-10-02"}, after: {validAt: "2017-09-30"}, about: "ttk"');
      expect(brief(back.world)).toEqual(['F01 DISAPPEARED', 'F02 DISAPPEARED', 'F41 DISAPPEARED', 'F43 DISAPPEARED']);
    });

    it('is narrowed by predicates, statuses and what is background', async () => {
      const days = 'before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02"}';
      expect(brief((await compare(`${days}, predicates: [soleInternetProviderTo]`)).world)).toEqual(['F05 DISAPPEARED']);
      expect(of((await compare(`${days}, exclude: [DENIED]`)).world, 'F16')).toBeUndefined();
      expect(of((await compare(days)).world, 'B5')).toBeUndefined();
      const { world, warnings } = await compare('before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02", background: true}');
      expect(of(world, 'B5')).toMatchObject({ change: 'APPEARED' });
      expect(warnings).toContainEqual(expect.stringContaining('background'));
    });

    it('tells what came and went in between', async () => {
      const args =
        'before: {validAt: "2010-12-31"}, after: {validAt: "2015-01-01", background: true}, predicates: [providesInternetAccessTo]';
      expect(brief((await compare(args)).world)).toEqual(['B8 PASSED']);
      expect(brief((await compare(args.replace(', background: true', ''))).world)).toEqual([]);
    });

    it('tells around an entity also where a year alone is known; elsewhere it says that it does not', async () => {
      const args = 'before: {validAt: "2010-06-30", background: true}, after: {validAt: "2011-06-30", background: true}';
      const around = await compare(`${args}, about: "cu"`);
      expect(around.world).toMatchObject([
        { fact: [{ id: 'B6' }], change: 'CHANGED', matchBefore: 'POSSIBLE', matchAfter: 'DEFINITE', statusBefore: 'ASSERTED' },
      ]);
      expect(around.warnings).toEqual([]);
      const everywhere = await compare(args);
      expect(everywhere.world).toEqual([]);
      expect(everywhere.warnings).toContainEqual(expect.stringContaining('Without `about`'));
    });

    it('cannot be told where one side asks about no time', async () => {
      const { world, missing } = await compare('before: {validAt: "2017-09-30"}');
      expect([world, missing]).toEqual([[], [expect.stringContaining('after.validAt')]]);
      expect((await compare('before: {}, after: {validAt: "2017-10-02"}')).missing).toEqual([expect.stringContaining('before.validAt')]);
    });
  });

  describe('in public', () => {
    it('all of the article on the day when it came out, up to the limit', async () => {
      const days = 'before: {publishedBy: "2017-10-01"}, after: {publishedBy: "2017-10-02"}';
      const all = await compare(`${days}, limit: 500`);
      const { facts } = await server.data<{ facts: { totalCount: number } }>('{ facts(at: {publishedBy: "2017-10-02"}) { totalCount } }');
      expect(facts.totalCount).toBeGreaterThan(40);
      expect(all.public).toHaveLength(facts.totalCount);
      expect(new Set(all.public.map(({ change }) => change))).toEqual(new Set(['APPEARED']));
      expect([all.world, all.records, all.warnings]).toEqual([[], [], []]);
      const five = await compare(`${days}, limit: 5`);
      expect(brief(five.public)).toEqual(brief(all.public).slice(0, 5));
      expect(five.warnings).toEqual([expect.stringContaining('More than 5 facts changed (public)')]);
      const about = await compare(`${days}, about: "williams"`);
      expect(brief(about.public)).toEqual(['F37 APPEARED']);
    });

    it('a denial changes the status on the day of its publication, for whoever counts what is denied', async () => {
      await attest('F19', 1, 'sony', '2018-05-01', 'DENIES');
      const days = 'before: {publishedBy: "2018-04-30"}, after: {publishedBy: "2018-05-01"}';
      const { public: changed, world, records } = await compare(days);
      expect(changed).toMatchObject([{ fact: [{ id: 'F19' }], change: 'CHANGED', statusBefore: 'ASSERTED', statusAfter: 'DENIED' }]);
      expect([world, records]).toEqual([[], []]);
      expect(brief((await compare(`${days}, exclude: [DENIED]`)).public)).toEqual(['F19 DISAPPEARED']);
      expect(brief((await compare(`${days}, minStatus: ASSERTED`)).public)).toEqual(['F19 DISAPPEARED']);
      expect((await compare('before: {publishedBy: "2018-05-01"}, after: {publishedBy: "2018-12-31"}')).public).toEqual([]);
      expect(brief((await compare('before: {publishedBy: "2018-04-30"}, predicates: [targets]')).public)).toEqual(['F19 CHANGED']);
      expect((await compare('before: {publishedBy: "2018-04-30"}, predicates: [basedIn]')).public).toEqual([]);
    });

    it('what was said and taken back in between, and on neither side', async () => {
      const { id, version } = await propose('fireeye', '2019-01-15');
      await attest(id, version, 'dyn', '2019-06-15', 'WITHDRAWS');
      const year = async (from: string, to: string) =>
        brief((await compare(`before: {publishedBy: "${from}"}, after: {publishedBy: "${to}"}`)).public);
      expect(await year('2018-12-31', '2019-03-01')).toEqual([`${id} APPEARED`]);
      expect(await year('2019-03-01', '2019-12-31')).toEqual([`${id} DISAPPEARED`]);
      expect(await year('2018-12-31', '2019-12-31')).toEqual([`${id} PASSED`]);
      expect(await year('2019-07-01', '2019-12-31')).toEqual([]);
    });
  });

  describe('in our records', () => {
    it('what was recorded, denied and taken back, each at its moment and not before', async () => {
      const { id, version } = await propose('n38', '2020-01-15');
      const denied = await attest(id, version, 'jhu', '2020-02-15', 'DENIES');
      await retract(id, denied.version);
      const { recorded, attested, retracted } = await moments(id);
      const between = async (from: string, to: string, rest = '') => {
        const { world, public: inPublic, records } = await compare(`before: {recordedAt: "${from}"}, after: {recordedAt: "${to}"}${rest}`);
        expect([world, inPublic]).toEqual([[], []]);
        return records;
      };
      expect(brief(await between(justBefore(recorded), recorded))).toEqual([`${id} APPEARED`]);
      expect(await between(recorded, attested.at(-1)!)).toMatchObject([
        { fact: [{ id }], change: 'CHANGED', statusBefore: 'ASSERTED', statusAfter: 'DENIED' },
      ]);
      expect(await between(justBefore(retracted!), retracted!)).toMatchObject([
        { fact: [{ id }], change: 'DISAPPEARED', statusBefore: 'DENIED', statusAfter: null },
      ]);
      expect(await between(recorded, justBefore(attested.at(-1)!))).toEqual([]);
      expect(brief(await between(justBefore(recorded), retracted!))).toEqual([`${id} PASSED`]);
      expect(brief(await between(justBefore(recorded), retracted!, ', about: "jhu"'))).toEqual([`${id} PASSED`]);
      expect(await between(justBefore(recorded), retracted!, ', about: "kp"')).toEqual([]);
      expect(await between(justBefore(recorded), retracted!, ', predicates: [basedIn]')).toEqual([]);
      expect(await between(justBefore(recorded), retracted!, ', exclude: [ASSERTED, DENIED]')).toEqual([]);
    });

    it('as public by the later look: what was published after it does not count', async () => {
      const { recorded } = await moments('F19');
      const since = async (publishedBy: string) =>
        brief(
          (
            await compare(
              `before: {recordedAt: "${recorded}", publishedBy: "${publishedBy}"}, after: {publishedBy: "${publishedBy}"}, about: "sony"`,
            )
          ).records,
        );
      expect(await since('2018-12-31')).toEqual(['F19 CHANGED']);
      expect(await since('2018-04-30')).toEqual([]);
    });
  });

  it('takes the clocks of `at` where `after` is left out', async () => {
    const { world } = await compare('before: {validAt: "2017-09-30"}, at: {validAt: "2017-10-02"}, about: "ttk"');
    expect(brief(world)).toEqual(['F01 APPEARED', 'F02 APPEARED', 'F41 APPEARED', 'F43 APPEARED']);
  });

  it('has nothing to tell where nothing changed or nothing is compared, and ignores suppositions', async () => {
    const empty = { world: [], public: [], records: [], missing: [] };
    const still = await compare(
      'before: {validAt: "2017-10-03", publishedBy: "2017-11-01"}, after: {validAt: "2017-10-04", publishedBy: "2017-11-02"}, about: "kp"',
    );
    expect(still).toEqual({ ...empty, warnings: [] });
    expect(await compare('before: {}')).toEqual({ ...empty, warnings: [expect.stringContaining('same clocks')] });
    const supposed = await compare(
      'before: {validAt: "2017-09-30"}, after: {validAt: "2017-10-02"}, about: "ttk", whatIf: {remove: ["ttk"]}',
    );
    expect(supposed.world).toHaveLength(4);
    expect(supposed.warnings).toEqual([expect.stringContaining('whatIf')]);
  });

  it.each([
    ['before: {validAt: "soon"}', 'before'],
    ['before: {}, after: {publishedBy: "2017-02-30"}', 'after'],
    ['before: {recordedAt: "2017/2018"}', 'before'],
    ['before: {}, limit: 501', 'limit'],
    ['before: {}, limit: 0', 'limit'],
  ])('refuses %s', async (args, at) => {
    const { errors } = await server.ask(`{ compare(${args}) { missing } }`);
    expect(errors).toMatchObject([{ message: expect.stringContaining(at) as string, extensions: { code: 'BAD_INPUT' } }]);
  });
});
