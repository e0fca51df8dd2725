import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';
import { Team, type TeamPayload } from './support/team.js';

const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);

describe('a team', () => {
  let graph: Graph;
  let server: TestServer;
  let team: Team;
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start({ LINCHPIN_REVIEW: 'on' });
    team = await Team.at(server, graph, {
      ada: 'analyst',
      'ada/second': 'analyst',
      'Bea Reviewer': 'reviewer',
      cy: 'reviewer',
      dee: 'reader',
      ann: 'analyst',
      root: 'admin',
    });
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  describe('that reviews', () => {
    const queue = async (who: string, filter: string) => {
      const { reviewQueue } = await server.data<{
        reviewQueue: {
          totalCount: number;
          edges: { node: { fact: { id: string }; reviewer: string | null; comments: { text: string }[] } }[];
        };
      }>(
        `{ reviewQueue(filter: {${filter}}) { totalCount edges { node { fact { id } reviewer comments { text } } } } }`,
        undefined,
        team.token(who),
      );
      return reviewQueue.edges.map(({ node }) => node);
    };

    it('asks somebody by name, who is told and finds it in the queue; anybody else who may can still decide', async () => {
      const [bea, ada] = [await team.now('Bea Reviewer'), await team.now('ada')];
      const draft = await team.propose('ada', 'ttk', 'se');
      const { fact } = await team.step('ada', 'submitFact', draft, { reviewer: 'Bea Reviewer' });
      await team.comment('ada', draft.id, 'Page 3.');
      expect(await team.told('Bea Reviewer', bea)).toEqual([`REVIEW_ASSIGNED ${draft.id}`]);
      expect((await team.news('Bea Reviewer', bea)).edges[0]!.node.text).toBe(`ada asks you to review: ${draft.label}.`);
      expect(await queue('Bea Reviewer', 'assignedToMe: true')).toEqual([
        { fact: { id: draft.id }, reviewer: 'Bea Reviewer', comments: [{ text: 'Page 3.' }] },
      ]);
      expect(await queue('cy', 'assignedToMe: true')).toEqual([]);
      expect((await queue('cy', 'assignedToMe: false')).map((each) => each.fact.id)).toContain(draft.id);
      const asked = await team.step('cy', 'reviewFact', fact!, { decision: 'REQUEST_CHANGES', note: 'Which page?' });
      expect(codes(asked)).toEqual([]);
      expect((await queue('cy', 'state: CHANGES_REQUESTED'))[0]).toMatchObject({ reviewer: null });
      // What was asked of her then stays told, whatever became of it.
      expect(await team.told('Bea Reviewer', bea)).toEqual([`REVIEW_ASSIGNED ${draft.id}`]);
      const again = await team.step('ada/second', 'submitFact', asked.fact!);
      await team.step('Bea Reviewer', 'reviewFact', again.fact!, { decision: 'APPROVE' });
      expect(await team.told('ada', ada)).toEqual([`DECIDED ${draft.id}`, `DECIDED ${draft.id}`]);
      expect(await team.told('ada/second', ada)).toEqual([`DECIDED ${draft.id}`, `DECIDED ${draft.id}`]);
      expect((await team.news('ada', ada)).edges.map(({ node }) => node.text)).toEqual([
        `cy asks for changes to what you wrote: ${draft.label}.`,
        `Bea Reviewer approved what you wrote, and it is public now: ${draft.label}.`,
      ]);
      const now = await team.now('ada');
      const { fact: published } = await team.step(
        'cy',
        'retractFact',
        { ...draft, version: 5 },
        { reason: 'OTHER', note: 'For the test.' },
      );
      expect(published).not.toBeNull();
      expect((await team.news('ada', now)).edges.map(({ node }) => node.text)).toEqual([`cy took back what you wrote: ${draft.label}.`]);
    });

    it('refuses a name that cannot review, and the name of an author', async () => {
      const draft = await team.propose('cy', 'ttk', 'no');
      const attempt = async (reviewer: string): Promise<TeamPayload> => team.step('cy', 'submitFact', draft, { reviewer });
      expect((await attempt('nobody')).userErrors).toMatchObject([{ code: 'UNKNOWN_REVIEWER', path: ['input', 'reviewer'] }]);
      expect(codes(await attempt('ann'))).toEqual(['UNKNOWN_REVIEWER']);
      expect(codes(await attempt('cy'))).toEqual(['SELF_REVIEW']);
      expect(codes(await attempt('root'))).toEqual([]);
    });
  });

  describe('that comments', () => {
    const comments = (who: string | undefined, fact: string) =>
      server.ask(`{ comments(fact: "${fact}") { totalCount edges { node { id text author mentions replyTo removedAt fact { id } } } } }`, {
        token: who && team.token(who),
      });

    it('calls people by their names, beside the text or in it, and tells those who have to do with the fact', async () => {
      const fact = await team.publish('ada', 'cy', 'ttk', 'fi');
      const names = ['ada', 'Bea Reviewer', 'cy', 'ann'];
      const since = new Map<string, string>();
      for (const name of names) since.set(name, await team.now(name));
      const told = async () =>
        Object.fromEntries(await Promise.all(names.map(async (name) => [name, await team.told(name, since.get(name)!)] as const)));
      const first = await team.comment('cy', fact.id, 'Ask @Bea Reviewer, not @nobody or x@y.');
      expect(first).toMatchObject({ userErrors: [], comment: { mentions: ['Bea Reviewer'] } });
      expect(await told()).toEqual({ ada: [`COMMENTED ${fact.id}`], 'Bea Reviewer': [`MENTIONED ${fact.id}`], cy: [], ann: [] });
      const reply = await team.comment('Bea Reviewer', fact.id, 'Done.', { mentions: ['ann'], replyTo: first.comment!.id });
      expect(await told()).toEqual({
        ada: [`COMMENTED ${fact.id}`, `COMMENTED ${fact.id}`],
        'Bea Reviewer': [`MENTIONED ${fact.id}`],
        cy: [`COMMENTED ${fact.id}`],
        ann: [`MENTIONED ${fact.id}`],
      });
      expect((await comments('ada', fact.id)).data!.comments).toMatchObject({
        totalCount: 2,
        edges: [
          { node: { author: 'cy', replyTo: null, fact: { id: fact.id } } },
          { node: { author: 'Bea Reviewer', replyTo: first.comment!.id, text: 'Done.' } },
        ],
      });
      expect(codes(await team.comment('ada', fact.id, 'x', { mentions: ['dee'] }))).toEqual(['INVALID_INPUT']);
      expect(codes(await team.comment('ada', fact.id, 'x', { replyTo: 'C0' }))).toEqual(['UNKNOWN_COMMENT']);
      expect(codes(await team.comment('ada', 'F0', 'x'))).toEqual(['UNKNOWN_FACT']);
      expect(codes(await team.comment('ada', fact.id, ' '))).toEqual(['INVALID_INPUT']);
      expect(codes(await team.comment('ada', fact.id, 'x'.repeat(2001)))).toEqual(['INVALID_INPUT']);

      const remove = (who: string) => team.change(who, 'removeComment', { comment: reply.comment!.id }, 'comment { text }');
      expect(codes(await remove('ada'))).toEqual(['NOT_YOURS']);
      expect(await remove('root')).toEqual({ comment: { text: null }, userErrors: [] });
      expect(codes(await remove('Bea Reviewer'))).toEqual([]);
      const { edges } = (await team.news('ann', since.get('ann'))) as { edges: { node: { comment: unknown } }[] };
      expect(edges.map(({ node }) => node.comment)).toEqual([{ id: reply.comment!.id, text: null }]);
      const left = await graph.readText({ text: 'MATCH (n) WHERE any(k IN keys(n) WHERE n[k] = "Done.") RETURN n' } as never, {});
      expect(left).toEqual([]);
    });

    it('does so unseen by readers: the feed tells the number, moment and action alone', async () => {
      const draft = await team.propose('ada', 'ttk', 'dk');
      await team.comment('ada', draft.id, 'A secret word.');
      for (const who of [undefined, 'dee'])
        expect((await comments(who, draft.id)).errors![0]!.extensions.code).toBe(who ? 'FORBIDDEN' : 'UNAUTHENTICATED');
      const feed = await server.ask(
        '{ changesSince(last: 1) { edges { node { action facts { edges { node { id } } } entities { id } } } } node(id: "C0") { id } }',
      );
      expect(feed.data!.changesSince).toEqual({ edges: [{ node: { action: 'COMMENT', facts: { edges: [] }, entities: [] } }] });
      const audit = await graph.readText({ text: 'MATCH (c:Change {action: "COMMENT"}) RETURN properties(c) AS c' } as never, {});
      expect(JSON.stringify(audit)).not.toMatch(/secret|Done/);
    });
  });
});
