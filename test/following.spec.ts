import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';
import { Team } from './support/team.js';

const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);

describe('whoever follows something', () => {
  let graph: Graph;
  let server: TestServer;
  let team: Team;
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start({ LINCHPIN_REVIEW: 'on' });
    team = await Team.at(server, graph, { ada: 'analyst', bob: 'reviewer', cy: 'reviewer', dee: 'reader', 'dee/too': 'reader' });
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const unfollow = (who: string, given: string) =>
    server.data(`mutation { unfollow(${given}) { following { entity { id } } } }`, undefined, team.token(who));

  it('hears of changes to an entity and to a fact, not of their own; a reader only of what is public', async () => {
    expect(await team.follow('cy', 'id: "ttk"')).toEqual({
      following: [{ entity: { id: 'ttk' }, fact: null, question: null }],
      userErrors: [],
    });
    await team.follow('dee', 'id: "ttk"');
    const [cy, dee] = [await team.now('cy'), await team.now('dee')];
    const draft = await team.propose('ada', 'ttk', 'se');
    expect(await team.told('cy', cy)).toEqual(['FOLLOWED_CHANGED ttk']);
    expect(await team.told('dee', dee)).toEqual([]);
    expect(codes(await team.follow('dee', `id: "${draft.id}"`))).toEqual(['UNKNOWN_ENTITY']);
    const handedIn = await team.step('ada', 'submitFact', draft);
    const published = (await team.step('bob', 'reviewFact', handedIn.fact!, { decision: 'APPROVE' })).fact!;
    expect(await team.told('dee', dee)).toEqual(['FOLLOWED_CHANGED ttk']);
    const [first] = (await team.news('dee/too', dee)).edges;
    expect(first!.node).toMatchObject({ fact: { id: draft.id }, text: `A fact about TransTelecom was added or changed: ${draft.label}.` });
    expect(await team.told('cy', cy)).toHaveLength(3);

    await team.follow('dee', `id: "${published.id}"`);
    const later = await team.now('dee');
    const attestation = { document: 'doc-seed', claimant: 'ttk', voice: 'EDITORIAL', stance: 'DENIES', note: 'for the test' };
    const added = (await team.step('ada', 'addAttestation', published, { attestation })).fact!;
    await team.comment('ada', published.id, 'Is this so?');
    expect(await team.told('dee', later)).toEqual([]);
    const waiting = await graph.readText(cypher`MATCH (a:Attestation {pending: true})-[:ATTESTS]->({id: $id}) RETURN a.id AS id`, {
      id: published.id,
    });
    const judged = { attestations: waiting.map(({ id }) => id), asOf: await team.lastChange(), grade: 'C3', rationale: 'Read it.' };
    expect(codes(await team.change('cy', 'judgeAttestations', judged, ''))).toEqual([]);
    expect(await team.told('dee', later)).toEqual([]);
    const again = await team.step('ada', 'submitFact', { ...added, version: added.version + 1 });
    await team.step('bob', 'reviewFact', again.fact!, { decision: 'APPROVE' });
    expect(await team.told('dee', later)).toEqual([`FOLLOWED_CHANGED ${published.id}`, 'FOLLOWED_CHANGED ttk']);

    await team.follow('cy', `id: "${published.id}"`);
    const mine = await team.now('cy');
    await team.comment('ada', published.id, 'It is.');
    await team.step('cy', 'retractFact', { ...published, version: again.fact!.version + 1 }, { reason: 'OTHER', note: 'For the test.' });
    expect(await team.told('cy', mine)).toEqual([`COMMENTED ${published.id}`]);
    await unfollow('dee', 'id: "ttk"');
    await unfollow('dee', `id: "${published.id}"`);
    expect(await team.told('dee', later)).toEqual([]);
  });

  it('follows an entity through a merge and back', async () => {
    const make = (id: string) => team.change('bob', 'createEntity', { kind: 'Company', id, label: `Company ${id}` }, 'entity { id }');
    await make('old-co');
    await make('new-co');
    await team.follow('dee', 'id: "old-co"');
    const since = await team.now('dee');
    const merge = { entity: 'old-co', into: 'new-co', expectedVersion: 1, expectedIntoVersion: 1, reason: 'One and the same.' };
    expect(codes(await team.change('bob', 'mergeEntities', merge, 'entity { id }'))).toEqual([]);
    await team.publish('ada', 'bob', 'new-co', 'se');
    expect(await team.told('dee', since)).toEqual(['FOLLOWED_CHANGED new-co', 'FOLLOWED_CHANGED new-co']);
    expect((await team.news('dee', since)).edges[0]!.node.text).toBe('Two entities were found to be one: Company new-co.');
    const split = { entity: 'old-co', expectedVersion: 2, reason: 'Not the same after all.' };
    expect(codes(await team.change('bob', 'splitEntity', split, 'entity { id }'))).toEqual([]);
    const after = await team.now('dee');
    await team.publish('ada', 'bob', 'new-co', 'no');
    expect(await team.told('dee', after)).toEqual([]);
    await team.publish('ada', 'bob', 'old-co', 'fi');
    expect(await team.told('dee', after)).toEqual(['FOLLOWED_CHANGED old-co']);
    await unfollow('dee', 'id: "old-co"');
  });

  it('hears when the answer to a saved question is another one', async () => {
    const ask = (name: string, query: string) => team.change('cy', 'saveQuestion', { name, query }, 'question { name }');
    await ask('ttk-partners', '{ facts(filter: {subject: "ttk", predicates: [providesInternetAccessTo]}) { totalCount } }');
    await ask('all-tokens', '{ tokens { id } }');
    await team.follow('dee', 'question: "ttk-partners"');
    expect(codes(await team.follow('dee', 'question: "all-tokens"'))).toEqual([]);
    await team.follow('bob', 'question: "ttk-partners"');
    const [dee, bob] = [await team.now('dee'), await team.now('bob')];
    await team.propose('ada', 'ttk', 'pl');
    expect(await team.told('dee', dee)).toEqual([]);
    await team.publish('ada', 'bob', 'ttk', 'pl');
    const number = await team.lastChange();
    await team.publish('ada', 'bob', 'new-co', 'pl');
    expect(await team.told('dee', dee)).toEqual(['ANSWER_CHANGED ttk-partners']);
    expect((await team.news('dee', dee)).edges[0]!.node).toMatchObject({
      change: number,
      text: 'The answer to "ttk-partners" is another one.',
    });
    expect(await team.told('bob', bob)).toEqual([]);
    expect(codes(await team.follow('dee', 'question: "none-of-this-name"'))).toEqual(['UNKNOWN_QUESTION']);
    expect(codes(await team.follow('dee', 'id: "x"'))).toEqual(['UNKNOWN_ENTITY']);
    expect(codes(await team.follow('dee', 'id: "x", question: "y"'))).toEqual(['INVALID_INPUT']);
    for (let i = 0; i < 9; i++) await ask(`question-${i}`, '{ me { id } }');
    const outcomes: string[][] = [];
    for (let i = 0; i < 9; i++) outcomes.push(codes(await team.follow('dee', `question: "question-${i}"`)));
    expect(outcomes.flat()).toEqual(['TOO_MANY']);
  });

  it('is told everything once, page by page, while many write', async () => {
    await team.follow('cy', 'id: "dyn"');
    const since = await team.now('cy');
    const seen: string[] = [];
    let writing = true;
    const states = ['se', 'no', 'fi', 'dk', 'pl', 'de', 'fr', 'it'];
    const write = async (who: string, subject: string) => {
      for (const state of states) {
        const fact = await team.propose(who, subject, state);
        await team.comment(who, fact.id, 'Look, @cy.');
      }
    };
    const read = async () => {
      let cursor = since;
      for (;;) {
        const done = !writing;
        const { edges, pageInfo } = await team.news('cy', cursor, 3);
        seen.push(...edges.map((edge) => `${edge.node.change} ${edge.node.kind} ${edge.node.comment?.id ?? edge.node.entity?.id}`));
        cursor = pageInfo.endCursor;
        if (done && !pageInfo.hasNextPage) return;
      }
    };
    const reading = read();
    await Promise.all([write('ada', 'dyn'), write('bob', 'dyn'), write('ada', 'cu'), write('bob', 'cu')]);
    writing = false;
    await reading;
    const whole = (await team.news('cy', since)).edges.map(
      ({ node }) => `${node.change} ${node.kind} ${node.comment?.id ?? node.entity?.id}`,
    );
    expect(seen).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((each) => each.includes('MENTIONED'))).toHaveLength(32);
    expect(seen.filter((each) => each.includes('FOLLOWED_CHANGED dyn'))).toHaveLength(16);
    const { errors } = await server.ask('{ notifications(cursor: "nonsense") { totalCount } }', { token: team.token('cy') });
    expect(errors![0]!.extensions.code).toBe('BAD_CURSOR');
  });
});
