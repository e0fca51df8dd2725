import { createToken, readPepper, type Role } from '@linchpin/access';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Fact {
  id: string;
  version: number;
  status: string;
  workflow: string;
  review: string | null;
  validTime: string | null;
  attestations: { id: string; document: { id: string }; claimant: { id: string }; quote: { exact: string } | null; grade: string }[];
}
interface Fault {
  code: string;
  path: string[];
}

const fields =
  'id version status workflow review validTime attestations { id document { id } claimant { id } quote { exact } grade stance chain { entity { id } } }';

describe('corrections', () => {
  let graph: Graph;
  let server: TestServer;
  let count = 0;
  const tokens = new Map<string, string>();
  beforeAll(async () => {
    graph = await emptyGraph();
    server = await TestServer.start({ LINCHPIN_REVIEW: 'on' });
    const pepper = await readPepper(server.home);
    const people: [string, Role][] = [
      ['ada', 'analyst'],
      ['bob', 'reviewer'],
    ];
    for (const [name, role] of people) tokens.set(name, (await createToken(graph, pepper, { role, name })).token);
    for (const [id, text] of [
      ['c-old', 'TransTelecom serves them. Since 2009.'],
      ['c-new', 'A reprint: TransTelecom serves them.'],
    ])
      await change(
        'ada',
        'createDocument',
        { title: `Document ${id}`, id, publisher: id === 'c-old' ? 'dyn' : 'n38', textPolicy: 'FULL_TEXT', text },
        'document { id }',
      );
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const change = async <P = { fact: Fact | null; userErrors: Fault[] }>(
    who: string,
    mutation: string,
    input: object,
    selection = `fact { ${fields} }`,
  ): Promise<P> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection} userErrors { code path } } }`;
    return (await server.data<{ done: P }>(query, { input: { idempotencyKey: `k${++count}`, ...input } }, tokens.get(who))).done;
  };
  const attestation = {
    document: 'c-old',
    claimant: 'dyn',
    voice: 'EDITORIAL',
    quote: { exact: 'TransTelecom serves them.' },
    grade: 'B2',
  };
  const fact = (rest: object = {}) => ({
    subject: 'ttk',
    predicate: 'carriesTrafficShareOf',
    object: 'no',
    value: { exact: 60 },
    qualifiers: { metric: 'ROUTES' },
    validTime: `${1500 + ++count}`,
    attestation,
    ...rest,
  });
  const propose = async (rest?: object) => (await change('ada', 'proposeFact', fact(rest))).fact!;
  const step = (who: string, mutation: string, { id, version }: Fact, rest = {}) =>
    change(who, mutation, { fact: id, expectedVersion: version, ...rest });
  const publish = async (draft: Fact): Promise<Fact> => {
    const handedIn = await step('ada', 'submitFact', draft);
    return (await step('bob', 'reviewFact', handedIn.fact!, { decision: 'APPROVE' })).fact!;
  };
  const lastChange = async () => Number((await graph.readText(cypher`MATCH (c:Change) RETURN max(c.number) AS last`, {}))[0]!.last);
  const correct = async (facts: Fact[], rest: object, asOf?: number) =>
    change<{ facts: Fact[]; userErrors: Fault[] }>(
      'ada',
      'correctFacts',
      { facts: facts.map(({ id }) => id), asOf: asOf ?? (await lastChange()), reason: 'The list has a later edition.', ...rest },
      `facts { ${fields} } warnings { code }`,
    );
  const read = async (id: string) =>
    (await server.data<{ node: Fact }>(`{ node(id: "${id}") { ... on Fact { ${fields} } } }`, undefined, tokens.get('ada'))).node;
  const codes = ({ userErrors }: { userErrors: Fault[] }) => userErrors.map(({ code }) => code);

  describe('of a draft', () => {
    it('write it anew in place, and void what was approved', async () => {
      const draft = await propose();
      const handedIn = (await step('ada', 'submitFact', draft)).fact!;
      const edited = await step('bob', 'editDraft', handedIn, {
        by: fact({
          object: 'se',
          value: { lower: 50 },
          validTime: '2009/..',
          attestation: { ...attestation, claimant: 'n38', grade: 'C3' },
        }),
      });
      expect(edited.userErrors).toEqual([]);
      expect(edited.fact).toMatchObject({
        id: draft.id,
        version: handedIn.version + 1,
        workflow: 'DRAFT',
        review: 'DRAFT',
        validTime: '2009/..',
      });
      expect(edited.fact!.attestations).toMatchObject([{ claimant: { id: 'n38' }, grade: 'C3' }]);
      const [row] = await graph.readText(
        cypher`MATCH (f:Fact {id: $id})-[r:OBJECT]->(o) RETURN collect(o.id) AS objects, f.object AS object, f.value_exact AS exact, f.value_lower AS lower, size(f.authors) AS authors`,
        { id: draft.id },
      );
      expect(row).toEqual({ objects: ['se'], object: 'se', exact: null, lower: 50, authors: 2 });
      const again = (await step('ada', 'submitFact', edited.fact!)).fact!;
      expect(codes(await step('bob', 'reviewFact', again, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW']);
    });

    it('are refused of what is published, of another version, and into what is there', async () => {
      const input = fact();
      const published = await publish((await change('ada', 'proposeFact', input)).fact!);
      expect(codes(await step('ada', 'editDraft', published, { by: fact() }))).toEqual(['WRONG_STATE']);
      const draft = await propose();
      expect(codes(await step('ada', 'editDraft', { ...draft, version: 7 }, { by: fact() }))).toEqual(['STALE_VERSION']);
      expect(codes(await step('ada', 'editDraft', draft, { by: input }))).toEqual(['DUPLICATE_FACT']);
      expect(await read(draft.id)).toEqual(draft);
    });
  });

  describe('of a selection', () => {
    it('give published facts successors, which say the same but for the dates, and write drafts anew', async () => {
      const [one, two] = [await publish(await propose()), await publish(await propose())];
      const draft = await propose();
      const { facts, userErrors } = await correct([one, draft, two], {
        bounds: { latestEnd: '1999', basis: 'The list.' },
        validTime: '1990/',
      });
      // They would all say the same.
      expect(userErrors.map(({ code }) => code)).toEqual(['DUPLICATE_FACT', 'DUPLICATE_FACT']);
      expect(facts).toEqual([]);
      expect(await read(draft.id)).toEqual(draft);
      const other = await propose({ object: 'fi' });
      const corrected = await correct([one, other], { validTime: '1990/', bounds: { latestEnd: '1999', basis: 'The list.' } });
      expect(corrected.userErrors).toEqual([]);
      const [successor, rewritten] = corrected.facts;
      expect(successor).toMatchObject({ workflow: 'DRAFT', validTime: '1990/', version: 1 });
      expect(successor!.attestations).toMatchObject([
        { ...one.attestations[0], id: expect.not.stringMatching(one.attestations[0]!.id) as unknown },
      ]);
      expect(rewritten).toMatchObject({ id: other.id, version: other.version + 1, validTime: '1990/' });
      expect(await read(one.id)).toMatchObject({ status: 'ASSERTED', validTime: one.validTime });
      await publish(successor!);
      expect(await read(one.id)).toMatchObject({ status: 'SUPERSEDED' });
    });

    it('move attestations to another document, whose text must say the same', async () => {
      const [one, two] = [
        await publish(await propose()),
        await publish(await propose({ attestation: { ...attestation, quote: { exact: 'Since 2009.' } } })),
      ];
      const refused = await correct([one, two], { document: 'c-new' });
      expect(refused.userErrors).toEqual([{ code: 'QUOTE_NOT_IN_SOURCE', path: ['input', 'facts', '1', 'attestation', 'quote', 'exact'] }]);
      const { facts, userErrors } = await correct([one], { document: 'c-new' });
      expect(userErrors).toEqual([]);
      expect(facts[0]).toMatchObject({
        validTime: one.validTime,
        attestations: [{ document: { id: 'c-new' }, grade: 'B2', chain: [{ entity: { id: 'dyn' } }, { entity: { id: 'n38' } }] }],
      });
      const published = await publish(facts[0]!);
      expect(await read(one.id)).toMatchObject({ status: 'SUPERSEDED' });
      expect(codes(await change('ada', 'proposeFact', fact({ validTime: one.validTime })))).toEqual(['DUPLICATE_FACT']);
      const [row] = await graph.readText(
        cypher`MATCH (a:Fact {id: $a}) MATCH (b:Fact {id: $b}) RETURN a.proposition AS old, b.proposition IS NOT NULL AS handed, a.startEarliest = b.startEarliest AND a.endLatest = b.endLatest AS same`,
        { a: one.id, b: published.id },
      );
      expect(row).toEqual({ old: null, handed: true, same: true });
    });

    it('are refused for what somebody changed meanwhile, naming each', async () => {
      const [one, two] = [await publish(await propose()), await publish(await propose())];
      const seen = await lastChange();
      await step('ada', 'addAttestation', two, { attestation: { ...attestation, claimant: 'n38' } });
      expect((await correct([one, two], { validTime: '1991' }, seen)).userErrors).toEqual([
        { code: 'STALE_VERSION', path: ['input', 'facts', '1'] },
      ]);
      expect(codes(await correct([two], { validTime: '1991' }))).toEqual(['WRONG_STATE']);
      expect((await correct([one], { validTime: '1991' }, (await lastChange()) + 1)).userErrors).toEqual([
        { code: 'INVALID_INPUT', path: ['input', 'asOf'] },
      ]);
      expect(codes(await correct([{ ...one, id: 'F0' }], { validTime: '1991' }))).toEqual(['UNKNOWN_FACT']);
      expect(codes(await correct([one], {}))).toEqual(['INVALID_INPUT']);
      expect(codes(await correct([one], { validTime: one.validTime }))).toEqual(['INVALID_INPUT']);
      expect(codes(await correct([one], { validTime: '1991', reason: ' ' }))).toEqual(['REASON_REQUIRED']);
      expect(
        codes(
          await correct(
            Array.from({ length: 1001 }, () => one),
            { validTime: '1991' },
          ),
        ),
      ).toEqual(['TOO_MANY']);
    });
  });
});
