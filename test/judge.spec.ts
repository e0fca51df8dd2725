import { createToken, readPepper, type Role } from '@linchpin/access';
import { cypher, type Graph } from '@linchpin/graph';
import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Attestation {
  id: string;
  origin: string | null;
  wire: { id: string } | null;
  grade: string;
  gradeRationale: string | null;
  originRationale: string | null;
  judgedAt: string | null;
  formerJudgements: { origin: string | null; grade: string; until: string }[];
}
interface Fact {
  id: string;
  version: number;
  status: string;
  independentGroups: number;
  attestations: Attestation[];
}
interface Payload {
  attestations: Attestation[];
  userErrors: { code: string; message: string; path: string[] }[];
}

const judged = 'id origin wire { id } grade gradeRationale originRationale judgedAt formerJudgements { origin grade until }';
const selection = `id version status independentGroups attestations { ${judged} }`;

describe('the judgement of attestations', () => {
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
    ];
    for (const [name, role] of people) tokens.set(name, (await createToken(graph, pepper, { role, name })).token);
    tokens.set('root', server.token);
  });
  afterAll(async () => {
    await server?.stop();
    await graph?.close();
  });

  const change = async <T>(who: string, mutation: string, input: Record<string, unknown>, fields: string): Promise<T> => {
    const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input`;
    const data = await server.data<{ done: T }>(
      `mutation ($input: ${type}!) { done: ${mutation}(input: $input) { ${fields} userErrors { code message path } } }`,
      { input: { idempotencyKey: `j${++count}`, ...input } },
      tokens.get(who),
    );
    return data.done;
  };
  const attestation = (claimant: string) => ({
    document: 'doc-seed',
    claimant,
    chain: [claimant],
    voice: 'EDITORIAL',
    note: 'for the test',
  });
  const read = async (id: string, at = '', who?: string): Promise<Fact> =>
    (
      await server.data<{ facts: { edges: { node: Fact }[] }; node: Fact }>(
        `query ($id: ID!) { node(id: $id${at}) { ... on Fact { ${selection} } } }`,
        { id },
        who && tokens.get(who),
      )
    ).node;
  const now = async () => {
    const [row] = await graph.readText(cypher`MATCH (c:Change) RETURN max(c.number) AS number, toString(max(c.at)) AS at`, {});
    return { number: Number(row!.number), at: String(row!.at) };
  };
  /** A published fact that these claim. */
  const published = async (...claimants: string[]): Promise<Fact> => {
    const step = (who: string, mutation: string, input: Record<string, unknown>) =>
      change<{ fact: Fact }>(who, mutation, input, `fact { ${selection} }`);
    const validTime = `20${10 + (++count % 90)}/..`;
    const [first, ...others] = claimants;
    let { fact } = await step('ada', 'proposeFact', {
      subject: 'ttk',
      predicate: 'providesInternetAccessTo',
      object: 'no',
      validTime,
      attestation: attestation(first!),
    });
    for (const other of others)
      ({ fact } = await step('ada', 'addAttestation', { fact: fact.id, expectedVersion: fact.version, attestation: attestation(other) }));
    ({ fact } = await step('ada', 'submitFact', { fact: fact.id, expectedVersion: fact.version }));
    ({ fact } = await step('bob', 'reviewFact', { fact: fact.id, expectedVersion: fact.version, decision: 'APPROVE' }));
    return fact;
  };
  const judge = async (attestations: string[], input: Record<string, unknown>, who = 'bob') =>
    change<Payload>(
      who,
      'judgeAttestations',
      { attestations, asOf: (await now()).number, rationale: 'Read both reports.', ...input },
      `attestations { ${judged} }`,
    );
  const codes = ({ userErrors }: Payload) => userErrors.map(({ code, path }) => `${code} ${path.join('.')}`);

  it('sets origins, on which the status follows at once, and keeps what was held before', async () => {
    const fact = await published('dyn', 'n38');
    expect(fact).toMatchObject({ status: 'ASSERTED', independentGroups: 1 });
    const [a, b] = fact.attestations.map(({ id }) => id);
    const before = await now();
    expect(await judge([a!, a!], { origin: 'dyn-own' })).toMatchObject({ userErrors: [], attestations: [{ id: a }] });
    const { attestations, userErrors } = await judge([b!], { origin: 'n38-own', wire: 'n38', grade: 'B2' });
    expect(userErrors).toEqual([]);
    expect(attestations).toMatchObject([
      { origin: 'n38-own', wire: { id: 'n38' }, grade: 'B2', gradeRationale: 'Read both reports.', originRationale: 'Read both reports.' },
    ]);
    const after = await read(fact.id);
    expect(after).toMatchObject({ status: 'CORROBORATED', independentGroups: 2, version: fact.version + 2 });
    expect(after.attestations[1]!.formerJudgements).toMatchObject([{ origin: null, grade: 'F6', until: after.attestations[1]!.judgedAt }]);
    const then = await read(fact.id, `, at: {recordedAt: "${before.at}"}`);
    expect(then).toMatchObject({ status: 'ASSERTED', independentGroups: 1 });
    for (const each of then.attestations)
      expect(each).toMatchObject({ origin: null, wire: null, grade: 'F6', gradeRationale: null, originRationale: null, judgedAt: null });
    const { history } = await server.data<{ history: { edges: { node: { action: string; reason: string } }[] } }>(
      `{ history(of: "${fact.id}", last: 1) { edges { node { action reason by } } } }`,
      undefined,
      tokens.get('ada'),
    );
    expect(history.edges[0]!.node).toMatchObject({ action: 'JUDGE_ATTESTATIONS', reason: 'Read both reports.' });
    await judge([b!], { clear: ['WIRE', 'ORIGIN'] });
    expect((await read(fact.id)).attestations[1]).toMatchObject({ origin: null, wire: null, grade: 'B2' });
    const middle = await read(fact.id, `, at: {recordedAt: "${after.attestations[1]!.judgedAt}"}`);
    expect(middle.attestations[1]).toMatchObject({ origin: 'n38-own', wire: { id: 'n38' }, grade: 'B2' });
  });

  it('grants digit 1 to what two independent origins affirm, and does not let the second one go', async () => {
    const fact = await published('dyn', 'n38');
    const [a, b] = fact.attestations.map(({ id }) => id);
    const refused = await judge([a!], { grade: 'A1' });
    expect(codes(refused)).toEqual(['CREDIBILITY_RULE input.grade']);
    expect(refused.userErrors[0]!.message).toContain(a);
    await judge([a!], { origin: 'one' });
    await judge([b!], { origin: 'two' });
    expect(codes(await judge([a!], { grade: 'A1' }))).toEqual([]);
    const lost = await judge([b!], { origin: 'one' });
    expect(codes(lost)).toEqual(['CREDIBILITY_RULE input.origin']);
    expect(lost.userErrors[0]!.message).toContain(a);
    expect((await read(fact.id)).attestations.map(({ origin }) => origin)).toEqual(['one', 'two']);
    expect(codes(await judge([a!, b!], { origin: 'one', grade: 'A2' }))).toEqual([]);
    expect(await read(fact.id)).toMatchObject({ status: 'ASSERTED', independentGroups: 1 });
  });

  it('does nothing where a change that one has not seen touched a fact of the selection', async () => {
    const [first, second] = [await published('dyn'), await published('dyn')];
    const seen = await now();
    await judge([second.attestations[0]!.id], { grade: 'C3' });
    const both = [first, second].map(({ attestations }) => attestations[0]!.id);
    const stale = await judge(both, { grade: 'B2', asOf: seen.number });
    expect(codes(stale)).toEqual(['STALE_VERSION input.asOf']);
    expect(stale.userErrors[0]!.message).toContain(second.id);
    expect((await read(first.id)).attestations[0]!.grade).toBe('F6');
    const input = { attestations: both, grade: 'B2', asOf: (await now()).number, rationale: 'Again.', idempotencyKey: 'the same' };
    for (let i = 0; i < 2; i++)
      expect(await change<Payload>('bob', 'judgeAttestations', input, 'attestations { grade }')).toMatchObject({
        attestations: [{ grade: 'B2' }, { grade: 'B2' }],
        userErrors: [],
      });
    expect((await read(second.id)).attestations[0]!.formerJudgements).toHaveLength(2);
  });

  it('is an edit of what waits for review: what was approved is not any more, and nobody approves their own judgement', async () => {
    const step = (who: string, mutation: string, expectedVersion: number, rest = {}) =>
      change<{ fact: Fact } & Payload>(who, mutation, { fact: fact.id, expectedVersion, ...rest }, 'fact { id attestations { grade } }');
    const accusation = { subject: 'williams', predicate: 'responsibleFor', object: 'inc-sony', attestation: attestation('dyn') };
    const { fact } = await change<{ fact: Fact }>('ada', 'proposeFact', accusation, 'fact { id attestations { id } }');
    await step('ada', 'submitFact', 1);
    expect(codes(await step('cy', 'reviewFact', 2, { decision: 'APPROVE' }))).toEqual([]);
    expect(codes(await judge([fact.attestations[0]!.id], { grade: 'B3' }))).toEqual([]);
    const [kept] = await graph.readText(
      cypher`MATCH (f:Fact {id: $id}) RETURN f.review AS review, f.approvals AS approvals, f.authorNames AS names`,
      { id: fact.id },
    );
    expect(kept).toEqual({ review: 'DRAFT', approvals: [], names: ['ada', 'bob'] });
    await step('ada', 'submitFact', 4);
    expect(codes(await step('bob', 'reviewFact', 5, { decision: 'APPROVE' }))).toEqual(['SELF_REVIEW input.fact']);
    expect(await step('cy', 'reviewFact', 5, { decision: 'APPROVE' })).toMatchObject({ fact: { attestations: [{ grade: 'B3' }] } });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown attestation', { attestations: ['A0'], grade: 'B2' }, 'UNKNOWN_ATTESTATION input.attestations.0'],
    ['an unknown agency', { wire: 'nobody' }, 'UNKNOWN_ENTITY input.wire'],
    ['a grade that is none', { grade: 'Z9' }, 'INVALID_INPUT input.grade'],
    ['no judgement at all', {}, 'INVALID_INPUT input'],
    ['no rationale', { grade: 'B2', rationale: ' ' }, 'REASON_REQUIRED input.rationale'],
    ['too many', { grade: 'B2', attestations: Array.from({ length: 1001 }, (_, i) => `A${i}`) }, 'TOO_MANY input.attestations'],
    ['a change that nobody has seen', { grade: 'B2', asOf: 1_000_000 }, 'INVALID_INPUT input.asOf'],
    ['what is set and cleared', { origin: 'x', clear: ['ORIGIN'] }, 'INVALID_INPUT input.clear'],
  ])('refuses %s', async (_what, input, code) => {
    const [row] = await graph.readText(cypher`MATCH (a:Attestation) WHERE a.id > '' RETURN a.id AS id LIMIT 1`, {});
    expect(codes(await judge([String(row!.id)], input))).toEqual([code]);
  });

  it('takes a reviewer', async () => {
    const { errors } = await server.ask(
      'mutation ($input: JudgeAttestationsInput!) { judgeAttestations(input: $input) { userErrors { code } } }',
      {
        variables: { input: { idempotencyKey: 'x', attestations: ['A0'], asOf: 1, rationale: 'x' } },
        token: tokens.get('ada'),
      },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
