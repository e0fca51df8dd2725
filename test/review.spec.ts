import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  supersededBy: string | null;
}
interface Payload {
  fact: Fact | null;
  userErrors: { code: string; message: string }[];
}

const run = promisify(execFile);
const selection = 'fact { id version status workflow review supersededBy } userErrors { code message }';

describe('the way of a fact to its readers', () => {
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
      ['cy', 'reviewer'],
      ['dee', 'reader'],
    ];
    for (const [name, role] of people) tokens.set(name, (await createToken(graph, pepper, { role, name })).token);
    tokens.set('bob again', (await createToken(graph, pepper, { role: 'reviewer', name: 'bob' })).token);
    tokens.set('root', server.token);
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const change = async (who: string, mutation: string, input: Record<string, unknown>): Promise<Payload> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await server.data<{ done: Payload }>(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${selection} } }`,
      { input: { idempotencyKey: `k${++count}`, ...input } },
      tokens.get(who),
    );
    return data.done;
  };
  const attestation = { document: 'doc-seed', claimant: 'dyn', voice: 'EDITORIAL', note: 'for the test' };
  const fact = (object: string, rest = {}) => ({
    subject: 'ttk',
    predicate: 'providesInternetAccessTo',
    object,
    validTime: `20${String(10 + (++count % 80)).padStart(2, '0')}/..`,
    attestation,
    ...rest,
  });
  const propose = async (object: string, who = 'ada') => (await change(who, 'proposeFact', fact(object))).fact!;
  const codes = ({ userErrors }: Payload) => userErrors.map(({ code }) => code);
  const step = (who: string, mutation: string, { id, version }: Fact, rest = {}) =>
    change(who, mutation, { fact: id, expectedVersion: version, ...rest });
  const publish = async (draft: Fact): Promise<Fact> => {
    const handedIn = await step('ada', 'submitFact', draft);
    return (await step('bob', 'reviewFact', handedIn.fact!, { decision: 'APPROVE' })).fact!;
  };
  /** Every way on which a reader could come upon a fact. */
  const seenBy = async (who: string | undefined, id: string, object: string) => {
    const data = await server.data<{
      node: { id: string } | null;
      facts: { edges: { node: { id: string } }[] };
      all: { edges: { node: { id: string } }[] };
      entity: { facts: { edges: { node: { id: string } }[] } };
      paths: { paths: { hops: { facts: { id: string }[] }[] }[] };
      document: { statedFacts: { edges: { node: { id: string } }[] } };
      changesSince: { edges: { node: { facts: { edges: { node: { id: string } }[] } } }[] };
    }>(
      `query ($id: ID!, $object: ID!, $ref: String!) { node(id: $id) { id }
        facts(filter: {object: $object}, first: 50) { edges { node { id } } }
        all: facts(filter: {object: $object, statuses: [ASSERTED, DENIED, UNCONFIRMED, RETRACTED, SUPERSEDED, CORROBORATED, DISPUTED]}, first: 50) { edges { node { id } } }
        entity(ref: $ref) { facts(first: 50) { edges { node { id } } } }
        paths(from: "ttk", to: $ref, maxHops: 1) { paths { hops { facts { id } } } }
        document(ref: "doc-seed") { statedFacts(last: 50) { edges { node { id } } } }
        changesSince(last: 20) { edges { node { facts { edges { node { id } } } } } } }`,
      { id, object, ref: object },
      who && tokens.get(who),
    );
    const within = (list: { edges: { node: { id: string } }[] }) => list.edges.some(({ node }) => node.id === id);
    return [
      data.node && 'node',
      within(data.facts) && 'facts',
      within(data.all) && 'all',
      within(data.entity.facts) && 'entity',
      data.paths.paths.some(({ hops }) => hops.some(({ facts }) => facts.some((each) => each.id === id))) && 'paths',
      within(data.document.statedFacts) && 'document',
      data.changesSince.edges.some(({ node }) => within(node.facts)) && 'changes',
    ].filter(Boolean);
  };
  const everywhere = ['node', 'facts', 'all', 'entity', 'paths', 'document', 'changes'];

  it('goes from draft to review to the public, is disputed, retracted and superseded', async () => {
    const draft = await propose('se');
    expect(draft).toMatchObject({ workflow: 'DRAFT', review: 'DRAFT', version: 1, status: 'ASSERTED' });
    expect(await seenBy(undefined, draft.id, 'se')).toEqual([]);
    expect(await seenBy('dee', draft.id, 'se')).toEqual([]);
    expect(await seenBy('ada', draft.id, 'se')).toEqual(['node']);
    const handedIn = (await step('ada', 'submitFact', draft)).fact!;
    expect(handedIn).toMatchObject({ workflow: 'IN_REVIEW', version: 2 });
    expect(await seenBy(undefined, draft.id, 'se')).toEqual([]);
    const asked = (await step('bob', 'reviewFact', handedIn, { decision: 'REQUEST_CHANGES', note: 'Name the page.' })).fact!;
    expect(asked).toMatchObject({ workflow: 'CHANGES_REQUESTED' });
    const published = await publish(asked);
    expect(published).toMatchObject({ workflow: 'PUBLISHED', review: null, status: 'ASSERTED' });
    expect(await seenBy(undefined, draft.id, 'se')).toEqual(everywhere);

    const denial = { attestation: { ...attestation, claimant: 'ttk', stance: 'DENIES' } };
    const denied = (await step('ada', 'addAttestation', published, denial)).fact!;
    expect(denied).toMatchObject({ workflow: 'PUBLISHED', review: 'DRAFT', status: 'ASSERTED' });
    const stances = async (who?: string) =>
      (
        await server.data<{ node: { status: string; attestations: { stance: string }[] } }>(
          `{ node(id: "${draft.id}") { ... on Fact { status attestations { stance } } } }`,
          undefined,
          who && tokens.get(who),
        )
      ).node;
    expect(await stances()).toEqual({ status: 'ASSERTED', attestations: [{ stance: 'ASSERTS' }] });
    expect((await stances('ada')).attestations).toHaveLength(2);
    const disputed = await publish(denied);
    expect(disputed).toMatchObject({ status: 'DENIED', review: null });
    expect(await stances()).toMatchObject({ status: 'DENIED', attestations: [{ stance: 'ASSERTS' }, { stance: 'DENIES' }] });

    const successor = (await step('ada', 'supersedeFact', disputed, { reason: 'It began later.', by: fact('se') })).fact!;
    expect(successor.workflow).toBe('DRAFT');
    expect(await seenBy(undefined, draft.id, 'se')).toEqual(everywhere);
    await publish(successor);
    expect(await seenBy(undefined, successor.id, 'se')).toEqual(everywhere);
    expect(await seenBy(undefined, draft.id, 'se')).toEqual(['node', 'all', 'changes']);
    const { node: old } = await server.data<{ node: Fact }>(`{ node(id: "${draft.id}") { ... on Fact { status supersededBy version } } }`);
    expect(old).toMatchObject({ status: 'SUPERSEDED', supersededBy: successor.id });
    expect(codes(await step('ada', 'addAttestation', { ...published, version: old.version }, { attestation }))).toEqual([
      'ALREADY_SUPERSEDED',
    ]);

    const { node: now } = await server.data<{ node: Fact }>(`{ node(id: "${successor.id}") { ... on Fact { id version } } }`);
    const back = { reason: 'SOURCE_RETRACTED', note: 'The source took it back.' };
    expect(codes(await step('ada', 'retractFact', now, back))).toEqual(['REVIEWER_REQUIRED']);
    expect(codes(await step('bob', 'retractFact', now, back))).toEqual([]);
    expect(await seenBy(undefined, successor.id, 'se')).toEqual(['node', 'all', 'changes']);
    const { history } = await server.data<{ history: { edges: { node: { action: string; reason: string | null; reviewed: boolean } }[] } }>(
      `{ history(of: "${draft.id}") { edges { node { number action reason reviewed by hash subjects { id before { status workflow version } after { status workflow } } } } } }`,
      undefined,
      tokens.get('ada'),
    );
    expect(history.edges.map(({ node }) => [node.action, node.reason])).toEqual([
      ['PROPOSE_FACT', null],
      ['SUBMIT_FACT', null],
      ['REVIEW_FACT', 'Name the page.'],
      ['SUBMIT_FACT', null],
      ['REVIEW_FACT', null],
      ['ADD_ATTESTATION', null],
      ['SUBMIT_FACT', null],
      ['REVIEW_FACT', null],
      ['REVIEW_FACT', null],
    ]);
  });

  it('is seen by no lens before it was public, and by the record clock only from then on', async () => {
    const draft = await propose('no');
    const [before] = await graph.readText(cypher`MATCH (c:Change) RETURN toString(max(c.at)) AS at`, {});
    const published = await publish(draft);
    const count = async (at: string) =>
      (await server.data<{ facts: { totalCount: number } }>(`{ facts(filter: {object: "no"}, at: {${at}}) { totalCount } }`)).facts
        .totalCount;
    expect(await count(`recordedAt: "${String(before!.at)}"`)).toBe(0);
    expect(await count('')).toBe(1);
    const { node } = await server.data<{ node: { recordedAt: string; attestations: { recordedAt: string }[] } }>(
      `{ node(id: "${published.id}") { ... on Fact { recordedAt attestations { recordedAt } } } }`,
    );
    expect(Date.parse(node.recordedAt)).toBeGreaterThan(Date.parse(String(before!.at)));
    expect(node.attestations[0]!.recordedAt).toBe(node.recordedAt);
  });

  it('takes four eyes, whatever the role, and whichever token one holds', async () => {
    const own = (await step('bob', 'submitFact', await propose('fi', 'bob'))).fact!;
    expect(codes(await step('bob', 'reviewFact', own, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW']);
    expect(codes(await step('bob again', 'reviewFact', own, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW']);
    const admins = (await step('root', 'submitFact', await propose('fi', 'root'))).fact!;
    expect(codes(await step('root', 'reviewFact', admins, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW']);
    expect((await step('cy', 'reviewFact', own, { decision: 'APPROVE' })).fact?.workflow).toBe('PUBLISHED');
  });

  it('loses its approval with an edit, and makes whoever edits it an author', async () => {
    const handedIn = (await step('ada', 'submitFact', await propose('dk'))).fact!;
    const edited = (await step('bob', 'addAttestation', handedIn, { attestation: { ...attestation, claimant: 'n38' } })).fact!;
    expect(edited.workflow).toBe('DRAFT');
    expect(codes(await step('cy', 'reviewFact', edited, { decision: 'APPROVE' }))).toEqual(['WRONG_STATE']);
    const again = (await step('ada', 'submitFact', edited)).fact!;
    expect(codes(await step('bob', 'reviewFact', again, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW']);
    expect(codes(await step('cy', 'reviewFact', handedIn, { decision: 'APPROVE' }))).toEqual(['STALE_VERSION']);
    expect((await step('cy', 'reviewFact', again, { decision: 'APPROVE' })).fact?.workflow).toBe('PUBLISHED');
  });

  it('takes two reviewers to hold a person responsible', async () => {
    const accusation = fact('inc-sony', { subject: 'williams', predicate: 'responsibleFor', validTime: undefined });
    const draft = (await change('ada', 'proposeFact', accusation)).fact!;
    const handedIn = (await step('ada', 'submitFact', draft)).fact!;
    const once = (await step('bob', 'reviewFact', handedIn, { decision: 'APPROVE' })).fact!;
    expect(once.workflow).toBe('IN_REVIEW');
    expect(codes(await step('bob', 'reviewFact', once, { decision: 'APPROVE' }))).toEqual(['WRONG_STATE']);
    const { reviewQueue } = await server.data<{ reviewQueue: { edges: { node: { approvals: string[]; approvalsNeeded: number } }[] } }>(
      '{ reviewQueue(filter: {predicates: [responsibleFor]}) { edges { node { fact { id } approvals approvalsNeeded } } } }',
      undefined,
      tokens.get('cy'),
    );
    expect(reviewQueue.edges).toMatchObject([{ node: { fact: { id: draft.id }, approvalsNeeded: 2, approvals: [expect.any(String)] } }]);
    expect((await step('cy', 'reviewFact', once, { decision: 'APPROVE' })).fact?.workflow).toBe('PUBLISHED');
  });

  it('has a queue that shows what waits, what it changes, and what one can review', async () => {
    const first = await publish((await change('ada', 'proposeFact', fact('it', { validTime: '2001/..' }))).fact!);
    const next = await step('ada', 'supersedeFact', first, { reason: 'Two years later.', by: fact('it', { validTime: '2003/..' }) });
    await step('ada', 'submitFact', next.fact!);
    const queue = async (who: string, filter: string) =>
      (
        await server.data<{ reviewQueue: { edges: { node: { fact: Fact; diff: unknown[]; additions: unknown[] } }[] } }>(
          `{ reviewQueue(filter: {${filter}}, first: 50) { edges { node { fact { id } state authors diff { field before after } additions { claimant { id } } } } totalCount } }`,
          undefined,
          tokens.get(who),
        )
      ).reviewQueue.edges.map(({ node }) => node);
    const item = (await queue('bob', 'mine: false')).find((each) => each.fact.id === next.fact!.id)!;
    expect(item.diff).toEqual([{ field: 'validTime', before: '2001/..', after: '2003/..' }]);
    expect(item.additions).toEqual([{ claimant: { id: 'dyn' } }]);
    expect((await queue('ada', 'mine: false')).map((each) => each.fact.id)).not.toContain(next.fact!.id);
    expect((await queue('ada', 'mine: true')).map((each) => each.fact.id)).toContain(next.fact!.id);
    expect((await queue('bob', 'state: DRAFT')).map((each) => each.fact.id)).not.toContain(next.fact!.id);
    const { errors } = await server.ask('{ reviewQueue { totalCount } }', { token: tokens.get('dee') });
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it.each<[string, (draft: Fact) => Promise<Payload>, string]>([
    ['a review of a draft', (draft) => step('bob', 'reviewFact', draft, { decision: 'APPROVE' }), 'WRONG_STATE'],
    ['to replace a draft', (draft) => step('ada', 'supersedeFact', draft, { reason: 'x', by: fact('es') }), 'WRONG_STATE'],
    ['another version', (draft) => step('ada', 'submitFact', { ...draft, version: 7 }), 'STALE_VERSION'],
    ['an unknown fact', (draft) => step('ada', 'submitFact', { ...draft, id: 'F0' }), 'UNKNOWN_FACT'],
    ['no reason', (draft) => step('ada', 'supersedeFact', draft, { reason: ' ', by: fact('es') }), 'REASON_REQUIRED'],
  ])('refuses %s', async (_what, attempt, code) => {
    expect(codes(await attempt(await propose('es')))).toEqual([code]);
  });

  it('lets an analyst take back a draft', async () => {
    const draft = await propose('pt');
    const { fact: gone } = await step('ada', 'retractFact', draft, { reason: 'OTHER', note: 'Not needed.' });
    expect(gone).toMatchObject({ status: 'RETRACTED', workflow: 'DRAFT' });
    expect(await seenBy(undefined, draft.id, 'pt')).toEqual([]);
  });

  it('is won by one of 32 who change a fact at once; the others are told that it is stale', async () => {
    const draft = await propose('at');
    const done = await Promise.all(Array.from({ length: 32 }, () => step('ada', 'submitFact', draft)));
    expect(done.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(done.flatMap(codes)).toEqual(Array.from({ length: 31 }, () => 'STALE_VERSION'));
  });

  it('is told by an audit that shows whatever is changed in it afterwards', async () => {
    const entry = join(import.meta.dirname, '..', 'dist', 'apps', 'cli', 'src', 'main.js');
    const verify = () =>
      run(process.execPath, [entry, 'audit', 'verify'], { env: { ...process.env, NODE_OPTIONS: '' } }).catch(
        (error: unknown) => error as { stdout: string },
      );
    expect((await verify()).stdout).toMatch(/^The audit holds: \d+ entries\.$/m);
    const faults: [string, string, RegExp][] = [
      [
        'MATCH (c:Change {number: 4}) SET c.kept = c.by, c.by = "somebody"',
        'MATCH (c:Change {number: 4}) SET c.by = c.kept REMOVE c.kept',
        /broken at entry 4: its content/,
      ],
      [
        'MATCH (c:Change {number: 5}) SET c.kept = c.subjects, c.subjects = "[]"',
        'MATCH (c:Change {number: 5}) SET c.subjects = c.kept REMOVE c.kept',
        /broken at entry 5/,
      ],
      [
        'MATCH (c:Change {number: 6}) SET c.number = -6',
        'MATCH (c:Change {number: -6}) SET c.number = 6',
        /broken at entry 7: entry 6 is missing/,
      ],
      [
        'MATCH (a:Change {number: 2}), (b:Change {number: 3}) SET a.number = -2 SET b.number = 2 SET a.number = 3',
        'MATCH (a:Change {number: 2}), (b:Change {number: 3}) SET a.number = -2 SET b.number = 2 SET a.number = 3',
        /broken at entry 2/,
      ],
    ];
    for (const [tamper, mend, message] of faults) {
      await graph.command({ text: tamper } as never);
      expect((await verify()).stdout).toMatch(message);
      await graph.command({ text: mend } as never);
    }
    expect((await verify()).stdout).toMatch(/^The audit holds/m);
  });
});
