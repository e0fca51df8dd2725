import { createHash } from 'node:crypto';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Payload {
  document?: Record<string, unknown> | null;
  fact?: { id: string; attestations: { id: string }[] } | null;
  warnings: { code: string; message: string; path: string[] }[];
  userErrors: { code: string; message: string; path: string[]; existing?: { id: string } }[];
}
interface Passages {
  edges: {
    cursor: string;
    start: number | null;
    end: number | null;
    fact: { id: string };
    node: { id: string; quote: { exact: string } | null };
  }[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
  totalCount: number;
}

const body = Array.from(
  { length: 40 },
  (_, i) => `In week ${i} the carrier of region ${(i * 7) % 11} moved ${i * 13} routes to another exchange.`,
).join(' ');
const agency = `MOSCOW, October 2. TransTelecom has begun to carry traffic for North Korea. ${body} China Unicom remains the second route.`;
const reprint = `By our own correspondent. TransTelecom has begun to carry traffic for North Korea. ${body} China Unicom remains the second route.`;

describe('documents through the API', () => {
  let server: TestServer;
  let count = 0;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  async function change(mutation: string, selection: string, input: Record<string, unknown>): Promise<Payload> {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await server.data<{ change: Payload }>(
      `mutation ($input: ${type}!) { change: ${mutation}(input: $input) { ${selection} warnings { code message path }
        userErrors { code message path ... on DuplicateEntity { existing { id } } } } }`,
      { input: { idempotencyKey: `documents-${++count}`, ...input } },
      server.token,
    );
    return data.change;
  }
  const create = (input: Record<string, unknown>) =>
    change('createDocument', 'document { id url canonicalUrl contentHash textLength }', { publisher: 'n38', ...input });
  const addText = (input: Record<string, unknown>) =>
    change('addDocumentText', 'document { id recordedAt contentHash textLength textPolicy }', input);
  const propose = async (validTime: string, attestation: Record<string, unknown>) => {
    const { fact, userErrors } = await change('proposeFact', 'fact { id attestations { id } }', {
      subject: 'ttk',
      predicate: 'providesInternetAccessTo',
      object: 'kp',
      validTime,
      attestation: { claimant: 'n38', voice: 'EDITORIAL', ...attestation },
    });
    expect(userErrors).toEqual([]);
    return { fact: fact!.id, attestation: fact!.attestations[0]!.id };
  };
  const codes = ({ userErrors, warnings }: Payload) => [...userErrors, ...warnings].map(({ code }) => code);
  const read = async <T>(id: string, selection: string, at = ''): Promise<T> =>
    (await server.data<{ node: T }>(`{ node(id: "${id}"${at}) { ... on Document { ${selection} } } }`)).node;

  describe('by their address', () => {
    it('keep it as given, and in one form for all ways to write it', async () => {
      const { document, userErrors } = await create({ title: 'A page', url: 'https://WWW.Example.org:443/Page/?utm_source=x#top' });
      expect(userErrors).toEqual([]);
      expect(document).toMatchObject({
        url: 'https://WWW.Example.org:443/Page/?utm_source=x#top',
        canonicalUrl: 'https://www.example.org/Page',
      });
    });

    it('are the same by another way to write it, whatever the title', async () => {
      const payload = await create({ title: 'The same page, seen elsewhere', url: 'https://www.example.org/Page?fbclid=1' });
      expect(codes(payload)).toEqual(['DUPLICATE_ENTITY']);
      expect(payload.userErrors[0]).toMatchObject({ path: ['input', 'url'], existing: { id: 'a-page' } });
      expect(codes(await create({ title: 'Another page', url: 'https://www.example.org/Page/2' }))).toEqual([]);
    });

    it('are made once by 16 callers at once', async () => {
      const payloads = await Promise.all(
        Array.from({ length: 16 }, (_, i) => create({ title: `Raced ${i}`, url: `https://example.org/raced?utm_campaign=${i}` })),
      );
      expect(payloads.filter(({ document }) => document)).toHaveLength(1);
      expect(payloads.flatMap(codes)).toEqual(Array.from({ length: 15 }, () => 'DUPLICATE_ENTITY'));
    });

    it('that were recorded before there was a canonical form are found by the address itself', async () => {
      const { cypher, Graph } = await import('@linchpin/graph');
      const { testAddress } = await import('./support/database.js');
      const graph = new Graph(testAddress());
      await create({ title: 'Old', url: 'https://example.org/old/' });
      await graph.command(cypher`MATCH (d:Entity:Document {id: 'old'}) REMOVE d.canonicalUrl`);
      await graph.close();
      for (const url of ['https://example.org/old/', 'https://example.org/old/#a'])
        expect(codes(await create({ title: 'Old again', url: url.replace('#a', '') }))).toEqual(['DUPLICATE_ENTITY']);
    });
  });

  describe('by their text', () => {
    it('warn of nearly the same one, and say what to do', async () => {
      expect(codes(await create({ id: 'agency', title: 'Agency', text: agency }))).toEqual([]);
      const { warnings } = await create({ id: 'reprint', title: 'Reprint', text: reprint });
      expect(warnings).toMatchObject([{ code: 'SIMILAR_DOCUMENT', path: ['text'] }]);
      expect(warnings[0]!.message).toMatch(/document agency, "Agency".*same wire or origin/);
      expect(codes(await create({ id: 'other', title: 'Other', text: body.split(' ').reverse().join(' ') }))).toEqual([]);
    });

    it('name each other, from both sides and further on', async () => {
      const near = 'nearDuplicates { distance sameText document { id } }';
      await create({ id: 'copy', title: 'Copy', text: agency });
      const { nearDuplicates } = await read<{ nearDuplicates: { distance: number; sameText: boolean; document: { id: string } }[] }>(
        'agency',
        `nearDuplicates { distance sameText document { id publisher { id } ${near} } }`,
      );
      expect(nearDuplicates).toMatchObject([
        { distance: 0, sameText: true, document: { id: 'copy', publisher: { id: 'n38' } } },
        { sameText: false, document: { id: 'reprint', nearDuplicates: [{}, {}] } },
      ]);
      expect(await read('other', near)).toMatchObject({ nearDuplicates: [] });
      expect(await read('a-page', near)).toMatchObject({ nearDuplicates: [] });
    });
  });

  describe('that get their text later', () => {
    const text = `${agency} The new route carries about 60 percent. The new route is slow.`;
    const ids: Record<string, { fact: string; attestation: string }> = {};
    beforeAll(async () => {
      await create({ id: 'late', title: 'Late' });
      ids.last = await propose('2011', { document: 'late', quote: { exact: 'about 60 percent' } });
      ids.first = await propose('2012', { document: 'late', quote: { exact: 'TransTelecom has begun' } });
      ids.twice = await propose('2013', { document: 'late', quote: { exact: 'The new route' } });
      ids.wrong = await propose('2014', { document: 'late', quote: { exact: 'TransTelecom has ended to carry traffic' } });
      ids.nowhere = await propose('2015', { document: 'late', locator: 'page 3' });
    });
    let cursor: string;

    it('are compared with the quotes that were taken from them', async () => {
      cursor = (
        await server.data<{ changesSince: { pageInfo: { endCursor: string } } }>('{ changesSince(last: 1) { pageInfo { endCursor } } }')
      ).changesSince.pageInfo.endCursor;
      const { recordedAt } = await read<{ recordedAt: string }>('late', 'recordedAt');
      const payload = await addText({ document: 'late', text });
      expect(payload.userErrors).toEqual([]);
      expect(payload.document).toEqual({
        id: 'late',
        recordedAt,
        contentHash: createHash('sha256').update(text).digest('hex'),
        textLength: text.length,
        textPolicy: 'QUOTES_ONLY',
      });
      expect(codes(payload)).toEqual(['QUOTE_NOT_FOUND', 'SIMILAR_DOCUMENT', 'SIMILAR_DOCUMENT', 'SIMILAR_DOCUMENT']);
      expect(payload.warnings[0]!.path).toEqual(['text', ids.wrong!.attestation]);
      expect(payload.warnings[0]!.message).toMatch(/Closest: "TransTelecom has begun to carry traffic"/);
    });

    it('show that in the feed of changes', async () => {
      const { changesSince } = await server.data<{ changesSince: { edges: { node: unknown }[] } }>(
        `{ changesSince(cursor: "${cursor}") { edges { node { action entities { id } } } } }`,
      );
      expect(changesSince.edges.map(({ node }) => node)).toEqual([{ action: 'ADD_DOCUMENT_TEXT', entities: [{ id: 'late' }] }]);
    });

    it('tell what is stated in them in the order of the text', async () => {
      const selection = 'edges { cursor start end fact { id } node { id quote { exact } } } pageInfo { hasNextPage endCursor }';
      const { passages } = await read<{ passages: Passages }>('late', `passages { totalCount ${selection} }`);
      expect(passages.totalCount).toBe(5);
      expect(passages.edges.map(({ fact }) => fact.id)).toEqual(
        ['first', 'last', 'twice', 'wrong', 'nowhere'].map((name) => ids[name]!.fact),
      );
      expect(passages.edges.map(({ start }) => start)).toEqual([
        agency.indexOf('TransTelecom'),
        text.indexOf('about 60'),
        null,
        null,
        null,
      ]);
      for (const { start, end, node } of passages.edges) if (start !== null) expect(text.slice(start, end!)).toBe(node.quote!.exact);
      const order = passages.edges.map(({ node }) => node.id);
      const walked: string[] = [];
      for (let after = ''; walked.length < 5;) {
        const page = (await read<{ passages: Passages }>('late', `passages(first: 2${after && `, after: "${after}"`}) { ${selection} }`))
          .passages;
        walked.push(...page.edges.map(({ node }) => node.id));
        after = page.pageInfo.endCursor;
        expect(page.pageInfo.hasNextPage).toBe(walked.length < 5);
      }
      expect(walked).toEqual(order);
      const back = (
        await read<{ passages: Passages }>('late', `passages(last: 3, before: "${passages.edges[4]!.cursor}") { ${selection} }`)
      ).passages;
      expect(back.edges.map(({ node }) => node.id)).toEqual(order.slice(1, 4));
    });

    it('hide what the lens hides', async () => {
      const { passages } = await read<{ passages: Passages }>('late', 'passages { totalCount }', ', at: {validAt: "2012"}');
      expect(passages.totalCount).toBe(1);
    });

    it('refuse another text, and take the same one again', async () => {
      const payload = await addText({ document: 'late', text: `${text} And more.` });
      expect(payload.userErrors).toMatchObject([{ code: 'TEXT_DIFFERS', path: ['input', 'text'] }]);
      expect(payload.document).toBeNull();
      expect((await addText({ document: 'late', text })).userErrors).toEqual([]);
      expect((await addText({ document: 'agency', text: reprint })).userErrors).toMatchObject([{ code: 'TEXT_DIFFERS' }]);
    });

    it('keep the text only with a licence that allows it', async () => {
      const fact = (exact: string) =>
        change('proposeFact', 'fact { id attestations { id } }', {
          subject: 'ttk',
          predicate: 'providesInternetAccessTo',
          object: 'kp',
          validTime: '2016',
          attestation: { document: 'late', claimant: 'n38', voice: 'EDITORIAL', quote: { exact } },
        });
      expect(codes(await fact('Not a word of it is there'))).toEqual(['QUOTE_NOT_CHECKED']);
      expect((await addText({ document: 'late', text, textPolicy: 'FULL_TEXT' })).document).toMatchObject({ textPolicy: 'FULL_TEXT' });
      expect(codes(await fact('Nor a word of this'))).toEqual(['QUOTE_NOT_IN_SOURCE']);
      expect((await addText({ document: 'late', text, textPolicy: 'QUOTES_ONLY' })).document).toMatchObject({ textPolicy: 'QUOTES_ONLY' });
      expect(codes(await fact('Nor is this one'))).not.toContain('QUOTE_NOT_IN_SOURCE');
    });

    it('are refused where there is nothing to compare', async () => {
      expect((await addText({ document: 'nothing', text })).userErrors).toMatchObject([
        { code: 'UNKNOWN_DOCUMENT', path: ['input', 'document'] },
      ]);
      expect((await addText({ document: 'kp', text })).userErrors).toMatchObject([{ code: 'UNKNOWN_DOCUMENT' }]);
      expect((await addText({ document: 'late', text: ' \n ' })).userErrors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    });

    it('need a token', async () => {
      const { errors } = await server.ask(
        `mutation { addDocumentText(input: { idempotencyKey: "x", document: "late", text: "x" }) { document { id } } }`,
      );
      expect(errors![0]!.extensions.code).toBe('UNAUTHENTICATED');
    });
  });
});
