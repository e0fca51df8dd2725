import { verifyAudit } from '@linchpin/facts';
import { change, document, endMerging, entity, graph, merge, propose, reviewer, server, split, startMerging } from './support/merging.js';
import { TestServer } from './support/server.js';

beforeAll(startMerging, 240_000);
afterAll(endMerging);

describe('a merge', () => {
  let former: string, kept: string, fact: string;
  beforeAll(async () => {
    former = await entity('Nordlink GmbH', { identifiers: [{ scheme: 'lei', value: 'NORD1' }], names: [{ text: 'Нордлинк', lang: 'ru' }] });
    kept = await entity('Nordlink Holding');
    fact = await propose(former, 'basedIn', 'ru');
    await propose(kept, 'supplies', 'kp');
    expect((await merge(former, kept)).userErrors).toEqual([]);
  });

  it('leaves a redirect that every look-up by id, identifier and name follows', async () => {
    for (const ref of [former, 'NORD1', 'lei:NORD1', 'Nordlink GmbH', kept]) {
      const { entity } = await server.data<{ entity: { id: string } }>('query ($ref: String!) { entity(ref: $ref) { id } }', { ref });
      expect([ref, entity.id]).toEqual([ref, kept]);
    }
    const { node, timeline, facts, history, company, neighbourhood } = await server.data<Record<string, unknown>>(
      `query ($id: ID!, $ref: String!) {
        node(id: $id) { id }
        timeline(entity: $id) { totalCount }
        facts(filter: { subject: $id }) { totalCount edges { node { subject { id } originalSubject } } }
        history(of: $id) { edges { node { action } } }
        company(ref: $ref) { id names { text } identifiers { value } mergedFrom { id label into reason } basedIn { edges { node { id } } } }
        neighbourhood(entity: $ref) { entities { entity { id } } }
      }`,
      { id: former, ref: former },
      reviewer,
    );
    expect(node).toEqual({ id: kept });
    expect(timeline).toEqual({ totalCount: 2 });
    expect(facts).toEqual({
      totalCount: 2,
      edges: [{ node: { subject: { id: kept }, originalSubject: former } }, { node: { subject: { id: kept }, originalSubject: null } }],
    });
    expect((history as { edges: { node: { action: string } }[] }).edges.map(({ node }) => node.action)).toEqual([
      'CREATE_ENTITY',
      'CREATE_ENTITY',
      'PROPOSE_FACT',
      'PROPOSE_FACT',
      'MERGE_ENTITIES',
    ]);
    expect(company).toMatchObject({
      id: kept,
      names: [{ text: 'Nordlink GmbH' }, { text: 'Нордлинк' }],
      identifiers: [{ value: 'NORD1' }],
      mergedFrom: [{ id: former, label: 'Nordlink GmbH', into: kept, reason: 'The register says so.' }],
      basedIn: { edges: [{ node: { id: 'ru' } }] },
    });
    expect(neighbourhood).toBeTruthy();
  });

  it('is found once, under all its names', async () => {
    for (const search of ['Nordlink GmbH', 'нордлинк', 'Nordlink Holding']) {
      const { entities } = await server.data<{ entities: { edges: { node: { id: string } }[] } }>(
        'query ($search: String!) { entities(search: $search, kind: Company) { edges { node { id } } } }',
        { search },
      );
      expect(entities.edges.map(({ node }) => node.id)).toEqual([kept]);
    }
  });

  it('knows the same fact under either id, and the same name', async () => {
    const attestation = { document, claimant: 'dyn', voice: 'ATTRIBUTED', locator: 'row 1' };
    for (const subject of [former, kept]) {
      const { userErrors } = await change('proposeFact', { subject, predicate: 'basedIn', object: 'ru', attestation }, 'fact { id }');
      expect(userErrors).toMatchObject([{ code: 'DUPLICATE_FACT' }]);
    }
    expect((await change('createEntity', { kind: 'Company', label: 'Nordlink GmbH' }, 'entity { id }')).userErrors).toMatchObject([
      { code: 'DUPLICATE_ENTITY' },
    ]);
    expect((await change('createEntity', { kind: 'Company', label: 'Other', id: former }, 'entity { id }')).userErrors).toMatchObject([
      { code: 'DUPLICATE_ENTITY' },
    ]);
  });

  it('is undone with all that was recorded under the former id since', async () => {
    const since = await propose(former, 'supplies', 'ru');
    expect((await split(former)).entity).toEqual({ id: former });
    const { own, other } = await server.data<Record<'own' | 'other', { edges: { node: { id: string } }[] }>>(
      'query ($own: ID!, $other: ID!) { own: facts(filter: { subject: $own }) { edges { node { id } } } other: facts(filter: { subject: $other }) { edges { node { id } } } }',
      { own: former, other: kept },
    );
    expect(own.edges.map(({ node }) => node.id)).toEqual([fact, since]);
    expect(other.edges).toHaveLength(1);
    expect((await split(former)).userErrors).toMatchObject([{ code: 'NOT_MERGED' }]);
  });
});

describe('a merge is refused', () => {
  it('of an entity with itself, by however many steps', async () => {
    const [a, b, c] = [await entity('Ring A'), await entity('Ring B'), await entity('Ring C')];
    expect((await merge(a, a)).userErrors).toMatchObject([{ code: 'REDIRECT_CYCLE' }]);
    await merge(a, b);
    await merge(b, c);
    expect((await merge(c, a)).userErrors).toMatchObject([{ code: 'REDIRECT_CYCLE' }]);
    const d = await entity('Ring D');
    expect((await merge(a, d)).userErrors).toMatchObject([{ code: 'ALREADY_MERGED', into: c }]);
  });

  it('of two kinds, of versions that nobody read, without a reason, of what is not there', async () => {
    const [a, b] = [await entity('Kind A'), await entity('Kind B')];
    expect((await merge(a, 'ru')).userErrors).toMatchObject([{ code: 'KIND_MISMATCH', path: ['input', 'into'] }]);
    expect((await merge(a, b, { expectedVersion: 7 })).userErrors).toMatchObject([{ code: 'STALE_VERSION', current: 1 }]);
    expect((await merge(a, b, { reason: ' ' })).userErrors).toMatchObject([{ code: 'REASON_REQUIRED' }]);
    const { userErrors } = await change(
      'mergeEntities',
      { entity: 'nobody', into: a, expectedVersion: 1, expectedIntoVersion: 1, reason: 'x' },
      'entity { id }',
    );
    expect(userErrors).toMatchObject([{ code: 'UNKNOWN_ENTITY', path: ['input', 'entity'] }]);
  });

  it('of two that a fact tells apart or joins, until it is taken back', async () => {
    const [a, b] = [await entity('Apart A'), await entity('Apart B')];
    const apart = await propose(a, 'differentFrom', b);
    expect((await merge(a, b)).userErrors).toMatchObject([{ code: 'DIFFERENT_ENTITIES', facts: [apart] }]);
    await change('retractFact', { fact: apart, expectedVersion: 1, reason: 'OTHER', note: 'One register entry.' }, 'fact { id }');
    const owns = await propose(a, 'ownedBy', b);
    expect((await merge(a, b)).userErrors).toMatchObject([{ code: 'SELF_REFERENCE', facts: [owns] }]);
  });
});

it('counts two claimants that are one as one, and two again after the split', async () => {
  const [a, b, firm] = [await entity('Paper One'), await entity('Paper 1'), await entity('Firm')];
  const fact = await propose(firm, 'basedIn', 'kp', a);
  const attestation = { document, claimant: b, voice: 'ATTRIBUTED', locator: 'row 2', stance: 'DENIES' };
  await change('addAttestation', { fact, expectedVersion: 1, attestation }, 'fact { id }');
  const status = async () =>
    (await server.data<{ node: { status: string } }>('query ($id: ID!) { node(id: $id) { ... on Fact { status } } }', { id: fact })).node
      .status;
  expect(await status()).toBe('DISPUTED');
  await merge(b, a);
  expect(await status()).toBe('DENIED');
  await split(b);
  expect(await status()).toBe('DISPUTED');
});

it('tells of facts that say the same since', async () => {
  const [a, b] = [await entity('Twin A'), await entity('Twin B')];
  await propose(a, 'basedIn', 'ru');
  await propose(b, 'basedIn', 'ru');
  expect((await merge(a, b)).warnings).toMatchObject([{ code: 'SAME_FACT' }]);
});

it('loses no fact that is recorded while two entities are merged and split', async () => {
  const [a, b] = [await entity('Busy A'), await entity('Busy B')];
  const writing = Array.from({ length: 8 }, async (_, i) => {
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push(await propose(await entity(`Busy customer ${i}-${n}`), 'supplies', i % 2 ? a : b));
    return made;
  });
  for (let n = 0; n < 3; n++) {
    expect((await merge(a, b)).userErrors).toEqual([]);
    expect((await split(a)).userErrors).toEqual([]);
  }
  const made = (await Promise.all(writing)).flat();
  const count = async (id: string) =>
    (await server.data<{ facts: { totalCount: number } }>('query ($id: ID!) { facts(filter: { object: $id }) { totalCount } }', { id }))
      .facts.totalCount;
  expect(made).toHaveLength(40);
  expect([await count(a), await count(b)]).toEqual([20, 20]);
}, 120_000);

it('is not undone by the next start, which loads what is missing of the seed', async () => {
  expect((await merge('cu', await entity('China United Network'))).userErrors).toEqual([]);
  const again = await TestServer.start({}, server.home);
  expect((await again.data<{ entity: { label: string } }>('{ entity(ref: "cu") { label } }')).entity.label).toBe('China United Network');
  await again.kill();
});

it('keeps the audit whole', async () => expect((await verifyAudit(graph)).fault).toBeNull());
