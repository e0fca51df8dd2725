import type { Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Change {
  number: number;
  at: string;
  action: string;
  entities: { id: string }[];
  facts: { edges: { node: { id: string; status: string } }[] };
}
interface Feed {
  edges: { cursor: string; node: Change }[];
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}
interface Changes {
  changed: boolean;
  cursor: string;
  complete: boolean;
  changes: { change: Change; before: Record<string, unknown>; after: Record<string, unknown> }[];
}

describe('following what changes', () => {
  let graph: Graph;
  let server: TestServer;
  let count = 0;
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start();
  });
  afterAll(async () => {
    await server.stop();
    await graph.close();
  });

  const node = 'number at action entities { id } facts(first: 60) { edges { node { id status } } }';
  const since = async (cursor?: string | null, first = 20) =>
    (
      await server.data<{ changesSince: Feed }>(
        `query ($cursor: String, $first: Int) { changesSince(cursor: $cursor, first: $first) { edges { cursor node { ${node} } } pageInfo { endCursor hasNextPage } } }`,
        { cursor, first },
      )
    ).changesSince;
  const now = async () =>
    (await server.data<{ changesSince: Feed }>('{ changesSince(last: 1) { pageInfo { endCursor } } }')).changesSince.pageInfo.endCursor!;
  const claimants = ['dyn', 'zeit', 'n38', 'williams', 'boland', 'jhu', 'uski', 'kp-gov'];
  const write = async (key: string, subject: string, object: string, claimant = 0) => {
    const day = new Date(Date.UTC(2016, 0, 1 + ++count)).toISOString().slice(0, 10);
    const { proposeFact } = await server.data<{ proposeFact: { fact: { id: string } | null; userErrors: unknown[] } }>(
      `mutation { proposeFact(input: {idempotencyKey: "${key}${count}", subject: "${subject}", predicate: providesInternetAccessTo, object: "${object}", validTime: "${day}/..",
        attestation: {document: "doc-seed", claimant: "${claimants[claimant]}", voice: EDITORIAL, note: "for the test"}}) { fact { id } userErrors { code message } } }`,
      undefined,
      server.token,
    );
    return proposeFact;
  };
  const propose = async (object: string) => {
    const { fact, userErrors } = await write('p', 'ttk', object);
    expect(userErrors).toEqual([]);
    return fact!.id;
  };
  const deny = (fact: string, version: number) =>
    server.data(
      `mutation { addAttestation(input: {idempotencyKey: "a${++count}", fact: "${fact}", expectedVersion: ${version}, attestation: {document: "doc-seed", claimant: "ttk", stance: DENIES, voice: EDITORIAL, note: "for the test"}}) { userErrors { message } } }`,
      undefined,
      server.token,
    );

  describe('the feed of changes', () => {
    it('begins with what came with the program, and tells each change with all that it touched', async () => {
      const { edges } = await since();
      expect(edges[0]!.node).toMatchObject({ number: 1, action: 'LOAD_SEED' });
      expect(edges[0]!.node.facts.edges).toHaveLength(51);
      expect(edges[0]!.node.entities).toHaveLength(100);
      const cursor = await now();
      const fact = await propose('jp');
      await deny(fact, 1);
      const news = (await since(cursor)).edges.map((edge) => edge.node);
      expect(news.map(({ action, facts }) => [action, ...facts.edges.map((each) => each.node.id)])).toEqual([
        ['PROPOSE_FACT', fact],
        ['ADD_ATTESTATION', fact],
      ]);
      expect(await since(await now())).toEqual({ edges: [], pageInfo: { endCursor: null, hasNextPage: false } });
    });

    it('numbers what 8 writers do at once without gaps, in the order of commits, and leaves nothing out for somebody who polls meanwhile', async () => {
      let cursor = await now();
      const begin = Number(Buffer.from(cursor, 'base64url').toString());
      const seen: Change[] = [];
      let writing = true;
      const poll = async () => {
        for (let last = false; !last;) {
          last = !writing;
          const { edges, pageInfo } = await since(cursor, 5);
          seen.push(...edges.map((edge) => edge.node));
          cursor = pageInfo.endCursor ?? cursor;
          if (pageInfo.hasNextPage) last = false;
        }
      };
      const polling = poll();
      const states = ['jp', 'fr', 'de', 'it', 'es', 'pt', 'at', 'ch'];
      // Not one after the other at the same company, source or claimant: each would wait there for the one before it.
      const facts = await Promise.all(
        states.map(async (state, i) => {
          const own: string[] = [];
          for (let n = 0; n < 3; n++) {
            // What is refused takes no number.
            expect((await write('r', 'nobody', state, i)).userErrors).toHaveLength(1);
            own.push((await write('w', ['ttk', 'cu'][i % 2]!, state, i)).fact!.id);
          }
          return own;
        }),
      );
      writing = false;
      await polling;
      expect(seen.map(({ number }) => number)).toEqual(Array.from({ length: 24 }, (_, i) => begin + 1 + i));
      expect(seen.flatMap((change) => change.facts.edges.map((edge) => edge.node.id)).sort()).toEqual(facts.flat().sort());
      const moments = seen.map(({ at }) => Date.parse(at));
      expect(moments.every((moment, i) => i === 0 || moment > moments[i - 1]!)).toBe(true);
    });

    it('names facts that stand otherwise because somebody turned out to stand under another', async () => {
      const cursor = await now();
      // An agency of the state speaks for it: what it denies of the state is denied by a party from now on.
      const data = await server.data<{ proposeFact: { userErrors: unknown[] } }>(
        `mutation { proposeFact(input: {idempotencyKey: "c${++count}", subject: "ttk", predicate: controlledBy, object: "dyn", attestation: {document: "doc-seed", claimant: "zeit", voice: EDITORIAL, note: "for the test"}}) { userErrors { message } } }`,
        undefined,
        server.token,
      );
      expect(data.proposeFact.userErrors).toEqual([]);
      const { edges } = await since(cursor);
      expect(edges).toHaveLength(1);
      expect(edges[0]!.node.facts.edges.length).toBeGreaterThanOrEqual(1);
    });

    it.each(['abc', Buffer.from('-5').toString('base64url'), Buffer.from('x y').toString('base64url')])(
      'refuses the cursor %s',
      async (cursor) => {
        const { errors } = await server.ask('query ($cursor: String) { changesSince(cursor: $cursor) { pageInfo { endCursor } } }', {
          variables: { cursor },
        });
        expect(errors).toMatchObject([{ extensions: { code: 'BAD_CURSOR' } }]);
      },
    );
  });

  describe('saved questions', () => {
    const save = async (input: Record<string, unknown>, token: string | undefined = server.token) =>
      (
        await server.data<{
          saveQuestion: {
            question: { link: string; cited: { query: string; variables: unknown } } | null;
            userErrors: { code: string; message: string }[];
          };
        }>(
          'mutation ($input: SaveQuestionInput!) { saveQuestion(input: $input) { question { name link query cited { query variables } } userErrors { code message path } } }',
          { input: { idempotencyKey: `s${++count}`, ...input } },
          token,
        )
      ).saveQuestion;
    const ask = async <T>(name: string, selection: string) =>
      (await server.data<{ savedQuestion: T }>(`query ($name: ID!) { savedQuestion(name: $name) { ${selection} } }`, { name }))
        .savedQuestion;
    const follow = async (name: string, cursor?: string) =>
      (
        await server.data<{ savedQuestion: { changesSince: Changes } }>(
          `query ($name: ID!, $cursor: String) { savedQuestion(name: $name) { changesSince(cursor: $cursor) { changed complete cursor changes { before after change { ${node} } } } } }`,
          { name, cursor },
        )
      ).savedQuestion.changesSince;
    const suppliers = 'query Suppliers($state: String!) { state(code: $state) { receivesAccessFrom { totalCount } } }';

    it('answer anew, stay as they were where they are cited, and tell by which fact the answer changed', async () => {
      const { question, userErrors } = await save({
        name: 'access-of-norway',
        about: 'Who gives Norway access?',
        query: suppliers,
        variables: { state: 'NO' },
      });
      expect([userErrors, question?.link]).toEqual([[], '/q/access-of-norway']);
      expect(await follow('access-of-norway')).toMatchObject({ changed: false, complete: true, changes: [] });
      await propose('se');
      const first = await propose('no');
      await propose('se');
      const second = await propose('no');
      await deny(second, 1);
      const count = (n: number) => ({ state: { receivesAccessFrom: { totalCount: n } } });
      expect(await ask('access-of-norway', 'answer cited: answer(cited: true)')).toEqual({ answer: count(2), cited: count(0) });
      const told = await follow('access-of-norway');
      expect(told).toMatchObject({ changed: true, complete: true });
      expect(told.changes.map(({ before, after, change }) => [before, after, change.facts.edges.map((edge) => edge.node.id)])).toEqual([
        [count(0), count(1), [first]],
        [count(1), count(2), [second]],
      ]);
      expect(await follow('access-of-norway', told.cursor)).toMatchObject({ changed: false, changes: [], cursor: told.cursor });
      const third = await propose('no');
      const more = await follow('access-of-norway', told.cursor);
      expect(more.changes.map(({ change }) => change.facts.edges.map((edge) => edge.node.id))).toEqual([[third]]);
    });

    it('follow an analysis, too: the answer, and the denial that changed it', async () => {
      const fact = await propose('dk');
      await save({
        name: 'dependence-of-denmark',
        query:
          '{ dependence(target: "DK", minStatus: ASSERTED) { providers { entity { id } basis { id } } comparedWith(at: {validAt: "2017-01-01"}) { differences { path } } } }',
      });
      await deny(fact, 1);
      const { changes } = await follow('dependence-of-denmark');
      expect(changes).toMatchObject([
        {
          before: { dependence: { providers: [{ entity: { id: 'ttk' }, basis: [{ id: fact }] }] } },
          after: { dependence: { providers: [] } },
          change: { action: 'ADD_ATTESTATION', facts: { edges: [{ node: { id: fact, status: 'DENIED' } }] } },
        },
      ]);
    });

    it('pin every clock of the link, wherever the query gives its lens, and open in the playground', async () => {
      const query = `query Mixed($at: LensInput, $day: String = "2017-10-02") {
        a: state(code: "KP") { id }
        b: state(code: "KP", at: { validAt: $day }) { id }
        c: state(code: "KP", at: $at) { id }
        d: dependence(target: "kp", at: { recordedAt: "2030-01-01" }) { hhi comparedWith(at: { validAt: "2017-09-30" }) { differences { path } } }
      }`;
      const { question, userErrors } = await save({
        name: 'mixed',
        query,
        at: { publishedBy: '2018' },
        variables: { at: { validAt: '2016' } },
      });
      expect(userErrors).toEqual([]);
      const { query: cited, variables } = question!.cited;
      const moment = /recordedAt: "(\d{4}-\d\d-\d\dT[^"]+)"/.exec(cited)![1]!;
      const flat = cited
        .replace(/[\s,]+/g, ' ')
        .replaceAll('( ', '(')
        .replaceAll(' )', ')');
      expect(flat).toContain(`a: state(code: "KP" at: {publishedBy: "2018" recordedAt: "${moment}"})`);
      expect(flat).toContain(`b: state(code: "KP" at: {validAt: $day publishedBy: "2018" recordedAt: "${moment}"})`);
      expect(flat).toContain('at: {recordedAt: "2030-01-01" publishedBy: "2018"}');
      expect(flat).toContain(`comparedWith(at: {validAt: "2017-09-30" publishedBy: "2018" recordedAt: "${moment}"})`);
      expect(variables).toEqual({ at: { publishedBy: '2018', recordedAt: moment, validAt: '2016' }, day: '2017-10-02' });
      expect((await server.ask(cited, { variables: variables as Record<string, unknown> })).errors).toBeUndefined();

      const response = await fetch(`${server.url}/q/mixed`, { redirect: 'manual' });
      expect(response.status).toBe(302);
      const [page, hash] = response.headers.get('location')!.split('#');
      expect(page).toBe('/playground/');
      const link = new URLSearchParams(hash);
      expect(link.get('query')).toMatch(/^# mixed\n# Saved as "mixed" on \d{4}-\d\d-\d\d; /);
      expect(link.get('query')).toContain(cited);
      expect(JSON.parse(link.get('variables')!)).toEqual(variables);
      const missing = await fetch(`${server.url}/q/nothing`, { redirect: 'manual' });
      expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('savedQuestions lists them all')]);
    });

    it('pin a clock whose variable was left out, and get along with any name of a variable', async () => {
      const query =
        'query ($then: String, $recordedAt: String) { a: state(code: "KP", at: { recordedAt: $then }) { id } b: state(code: "KP", at: { validAt: $recordedAt }) { id } }';
      const { question } = await save({ name: 'left-out', about: 'Two\r\nlines', query, variables: { recordedAt: '2017' } });
      const { query: cited, variables } = question!.cited;
      expect(cited.match(/recordedAt: "\d{4}-/g)).toHaveLength(2);
      expect(variables).toEqual({ recordedAt: '2017' });
      expect((await server.ask(cited, { variables: variables as Record<string, unknown> })).errors).toBeUndefined();
      const both = { a: { id: 'kp' }, b: { id: 'kp' } };
      expect(await ask('left-out', 'answer cited: answer(cited: true)')).toEqual({ answer: both, cited: both });
      const { headers } = await fetch(`${server.url}/q/left-out`, { redirect: 'manual' });
      expect(new URLSearchParams(headers.get('location')!.split('#')[1]).get('query')).toMatch(/^# Two lines\n# Saved as/);
      expect((await fetch(`${server.url}/q/${'x'.repeat(1_000)}`)).status).toBe(400);
    });

    it('keep their name: the same one again is found, another one is refused', async () => {
      const same = { name: 'twice', query: '{ state(code: "KP") { id } }' };
      expect((await save(same)).userErrors).toEqual([]);
      expect((await save(same)).userErrors).toEqual([]);
      expect((await save({ ...same, query: '{ state(code: "FR") { id } }' })).userErrors).toMatchObject([
        { code: 'NAME_TAKEN', path: ['input', 'name'] },
      ]);
      const { savedQuestions } = await server.data<{ savedQuestions: { name: string }[] }>(
        '{ savedQuestions(after: "dep", first: 2) { name } }',
      );
      expect(savedQuestions.map(({ name }) => name)).toEqual(['dependence-of-denmark', 'left-out']);
    });

    it.each([
      ['a change', 'mutation { createEntity(input: {}) { entity { id } } }'],
      ['what is no query', '{ state( }'],
      ['what the schema does not know', '{ nothing }'],
      ['a variable that is missing', 'query ($a: String!) { state(code: $a) { id } }'],
      ['two operations', 'query A { state(code: "KP") { id } } query B { state(code: "KP") { id } }'],
      ['itself', '{ savedQuestion(name: "refused") { answer } }'],
      ['itself within a fragment', '{ ...Again } fragment Again on Query { ... on Query { savedQuestion(name: "refused") { answer } } }'],
      [
        'too much',
        `{ ${Array.from({ length: 12 }, (_, i) => `a${i}: entities(first: 100) { edges { node { factsAbout(first: 100) { edges { node { id } } } } } }`).join(' ')} }`,
      ],
    ])('refuses %s', async (_what, query) => {
      expect((await save({ name: 'refused', query })).userErrors).toMatchObject([{ code: 'BAD_QUESTION' }]);
      expect(await ask('refused', 'name')).toBeNull();
    });

    it('takes a writer to save, and nobody to read', async () => {
      const { errors } = await server.ask(
        'mutation { saveQuestion(input: {idempotencyKey: "x", name: "anonymous", query: "{ state(code: \\"KP\\") { id } }"}) { userErrors { code } } }',
      );
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    });
  });
});
