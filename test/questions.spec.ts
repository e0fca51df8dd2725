import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

/** The questions as the playground offers them. */
const question = (name: string): string => readFileSync(join(import.meta.dirname, '..', 'seed', 'questions', `${name}.graphql`), 'utf8');

interface FactNode {
  id: string;
  label: string;
  status: string;
  because: string;
  validTime: string;
  subject: { label: string };
  object: { label: string };
  value: Record<string, unknown>;
  qualifiers: { count: string | null };
  attestations: {
    claimant: { label: string };
    modality: string;
    voice: string;
    hedge: string | null;
    chain: { label: string }[];
    quote: { exact: string; translation: string };
  }[];
}
interface Facts {
  facts: { totalCount: number; edges: { temporalMatch: string; node: FactNode }[] };
}

describe('the questions of the seed', () => {
  let server: TestServer;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  const ask = async (name: string): Promise<{ total: number; nodes: FactNode[]; ids: string[]; matches: string[] }> => {
    const { facts } = await server.data<Facts>(question(name));
    const nodes = facts.edges?.map(({ node }) => node) ?? [];
    return {
      total: facts.totalCount,
      nodes,
      ids: nodes.map(({ id }) => id),
      matches: facts.edges?.map(({ temporalMatch }) => temporalMatch) ?? [],
    };
  };

  it('01: who gives access, down to the sentence', async () => {
    const { state } = await server.data<{
      state: { label: string; receivesAccessFrom: { edges: { node: { label: string }; fact: FactNode }[] } };
    }>(question('01-who-gives-access'));
    expect(state.label).toBe('North Korea');
    const edges = state.receivesAccessFrom.edges;
    expect(edges.map(({ node }) => node.label)).toEqual(['TransTelecom', 'China Unicom']);
    expect(edges[0]!.fact.attestations.map(({ quote }) => quote.exact)).toContain('zweiten Internetzugang eröffnet');
  });

  it('06: China Unicom alone before October 2017, definitely', async () => {
    const { ids, matches } = await ask('06-access-before-october-2017');
    expect(ids).toEqual(['F04', 'F05']);
    expect(matches).toEqual(['DEFINITE', 'DEFINITE']);
  });

  it('07: nothing of it was public before', async () => expect((await ask('07-public-before-october-2017')).total).toBe(0));
  it('08: nothing of it was recorded before', async () => expect((await ask('08-recorded-before-october-2017')).total).toBe(0));

  it('09: four attributions are denied by the government in Pyongyang', async () => {
    const { ids, nodes } = await ask('09-what-is-denied');
    expect(ids).toEqual(['F15', 'F16', 'F17', 'F18']);
    for (const { attestations } of nodes)
      expect(attestations).toMatchObject([
        { claimant: { label: 'Government in Pyongyang' }, quote: { exact: 'weist die Vorwürfe zurück' } },
      ]);
  });

  it('10: TransTelecom does not confirm the new access', async () => {
    const { ids, nodes } = await ask('10-who-does-not-confirm');
    expect(ids).toEqual(['F01']);
    expect(nodes[0]!.status).toBe('ASSERTED');
    expect(nodes[0]!.attestations).toMatchObject([{ claimant: { label: 'TransTelecom' } }]);
  });

  it('12: few, and a range that stays a range', async () => {
    const { nodes } = await ask('12-how-many-connections');
    expect(nodes[0]).toMatchObject({ id: 'F10', value: { qualitative: 'FEW', lower: null, upper: null } });
    expect(nodes[1]).toMatchObject({
      id: 'F11',
      value: { lower: 200, upper: 1000, upperQual: 'SLIGHTLY_ABOVE' },
      attestations: [{ claimant: { label: 'Experts (unnamed)' }, modality: 'ESTIMATE' }],
    });
  });

  it('13: the agreement since 2009, of which TransTelecom alone speaks', async () => {
    const { nodes } = await ask('13-the-agreement-of-2009');
    expect(nodes.map(({ subject }) => subject.label)).toEqual(['TransTelecom', 'North Korea']);
    for (const node of nodes) expect(node).toMatchObject({ validTime: '2009/..', attestations: [{ claimant: { label: 'TransTelecom' } }] });
  });

  it('14: 38 North reported first, not the person', async () => {
    expect((await ask('14-who-reported-first')).nodes.map(({ subject }) => subject.label)).toEqual(['38 North']);
  });

  it('16: four facts by Boland', async () => {
    const { ids, total } = await ask('16-what-boland-says');
    expect(ids).toEqual(['F13', 'F14', 'F21', 'F22']);
    expect(total).toBe(4);
  });

  it('17: an assessment is no prediction and a possibility keeps its hedge', async () => {
    const { nodes } = await ask('17-as-what-boland-says-it');
    const of = (id: string) => nodes.find((node) => node.id === id)!.attestations[0]!;
    expect([of('F13').modality, of('F14').modality, of('F21').modality, of('F22').modality]).toEqual([
      'ASSESSMENT',
      'PREDICTION',
      'POSSIBILITY',
      'ASSESSMENT',
    ]);
    expect(of('F21').hedge).toBe('könnte');
    expect(nodes.filter(({ attestations }) => attestations[0]!.voice === 'DIRECT_QUOTE').map(({ id }) => id)).toEqual(['F22']);
  });

  it('18: what rests on claimants that are not named', async () => {
    const { ids, total } = await ask('18-anonymous-claims');
    expect(ids).toEqual(['F11', 'F15', 'F16', 'F17', 'F18', 'F23', 'F24', 'F25', 'F26', 'F27']);
    expect(total).toBe(10);
  });

  it('19: the attributed attacks, each denied', async () => {
    const { nodes } = await ask('19-attributed-attacks');
    expect(nodes.map(({ object }) => object.label)).toEqual([
      'Numerous larger hacker attacks',
      'Sony Pictures hack',
      'Hacks of banks',
      'WannaCry attack',
    ]);
    expect(new Set(nodes.map(({ status }) => status))).toEqual(new Set(['DENIED']));
  });

  it('20: the targets, which nobody denies; none for WannaCry', async () => {
    const { ids, nodes } = await ask('20-targets-of-attacks');
    expect(ids).toEqual(['F19', 'F20', 'F24']);
    expect(nodes.map(({ object }) => object.label)).toEqual(['Sony Pictures', 'Banks (unnamed)', 'Hackers (unnamed)']);
    expect(new Set(nodes.map(({ status }) => status))).toEqual(new Set(['ASSERTED']));
  });

  it('21: the American operation, through The Washington Post, from an origin that is not named', async () => {
    const { nodes } = await ask('21-the-american-operation');
    expect(nodes.map(({ id }) => id)).toEqual(['F23', 'F24']);
    expect(nodes[0]).toMatchObject({ subject: { label: 'US services (unnamed)' }, validTime: '/2017-10-02' });
    for (const { attestations } of nodes)
      expect(attestations[0]!.chain.map(({ label }) => label)).toEqual(['not named', 'The Washington Post', 'ZEIT ONLINE']);
  });

  it('22: why, by whom and on whom the sanctions were imposed', async () => {
    const { ids, nodes } = await ask('22-why-the-sanctions');
    expect(ids).toEqual(['F28', 'F29', 'F30', 'F31']);
    expect(nodes[0]!.qualifiers.count).toBe('several');
  });

  it('23: nothing has two independent origins', async () => expect((await ask('23-independent-sources')).total).toBe(0));

  it('25: the sentence under the figure of 60 percent', async () => {
    const { node } = await server.data<{ node: { attestations: unknown[] } }>(question('25-the-sentence-it-rests-on'));
    expect(node.attestations).toEqual([
      {
        locator: 'S2',
        quote: {
          exact: 'etwa 60 Prozent des nordkoreanischen Datenverkehrs',
          start: 158,
          end: 208,
          translation: 'about 60 percent of North Korean data traffic',
          document: { url: 'http://www.zeit.de/digital/internet/2017-10/transtelecom-russland-nordkorea-internet' },
        },
      },
    ]);
  });

  it('27: what stands within two steps of TransTelecom', async () => {
    const { neighbourhood } = await server.data<{
      neighbourhood: {
        entities: { distance: number; entity: { label: string } }[];
        ties: { from: { label: string }; predicate: string; to: { label: string }; facts: { id: string }[] }[];
        complete: boolean;
      };
    }>(question('27-neighbourhood'));
    expect(neighbourhood.entities.filter(({ distance }) => distance === 1).map(({ entity }) => entity.label)).toEqual([
      'North Korea',
      'Government in Pyongyang',
      'TransTelecom–North Korea agreement (2009)',
      'Russia',
      'Trunk networks in KP',
    ]);
    expect(neighbourhood.ties).toContainEqual(
      expect.objectContaining({ from: { label: 'Russia' }, predicate: 'supportsMeasure', facts: [expect.objectContaining({ id: 'F34' })] }),
    );
    expect(neighbourhood.complete).toBe(true);
  });

  it('28: North Korea stands between most others', async () => {
    const { central } = await server.data<{ central: { entities: { entity: { label: string }; degree: number }[] } }>(
      question('28-who-matters-most'),
    );
    expect(central.entities).toHaveLength(10);
    expect(central.entities[0]).toMatchObject({ entity: { label: 'North Korea' }, degree: 9 });
  });

  it('29: what began and ended between two days, and what of it became public', async () => {
    type Changed = { change: string; fact: { id: string }[] }[];
    const { compare } = await server.data<{ compare: Record<'world' | 'public' | 'records', Changed> }>(question('29-what-changed'));
    const told = (list: Changed) => list.map(({ change, fact }) => [fact[0]!.id, change]);
    expect(told(compare.world)).toEqual([
      ['F01', 'APPEARED'],
      ['F05', 'DISAPPEARED'],
    ]);
    expect(told(compare.public)).toEqual([
      ['F01', 'APPEARED'],
      ['F04', 'APPEARED'],
    ]);
    expect(compare.records).toEqual([]);
  });

  it('30: the background comes in only when asked for', async () => {
    const ids = async (at: string) =>
      (
        await server.data<{ timeline: { edges: { node: { id: string } }[] } }>(
          `{ timeline(entity: "acc2"${at}) { edges { node { id } } } }`,
        )
      ).timeline.edges.map(({ node }) => node.id);
    expect(await ids(', at: {background: true}')).toContain('B5');
    expect(await ids('')).not.toContain('B5');
  });

  it('every question of the playground is answered without an error', async () => {
    const { readdirSync } = await import('node:fs');
    const names = readdirSync(join(import.meta.dirname, '..', 'seed', 'questions')).map((file) => file.replace(/\.graphql$/, ''));
    for (const name of names) expect((await server.ask(question(name), { token: server.token })).errors).toBeUndefined();
    expect(names.length).toBeGreaterThan(20);
  });
});
