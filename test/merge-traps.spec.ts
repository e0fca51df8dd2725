import {
  change,
  document,
  endMerging,
  entity,
  graph,
  merge,
  propose,
  reviewer,
  server,
  split,
  startMerging,
  versionOf,
} from './support/merging.js';
import { cypher } from '@linchpin/graph';

beforeAll(startMerging, 240_000);
afterAll(endMerging);

const attestation = () => ({ document, claimant: 'dyn', voice: 'ATTRIBUTED', locator: 'row 1' });
const tryToPropose = async (subject: string) =>
  (await change('proposeFact', { subject, predicate: 'basedIn', object: 'ru', attestation: attestation() }, 'fact { id }')).userErrors.map(
    ({ code }) => code,
  );
const retract = (fact: string) =>
  change('retractFact', { fact, expectedVersion: 1, reason: 'DUPLICATE', note: 'It stands twice.' }, 'fact { id }');
const ask = <T>(text: string, variables: Record<string, unknown>) => server.data<T>(text, variables, reviewer);

describe('who holds a proposition that several facts say since a merge', () => {
  it('is free for nobody while one of them stands, and for all when none does', async () => {
    const [a, b] = [await entity('Held A'), await entity('Held B')];
    const [f1, f2] = [await propose(a, 'basedIn', 'ru'), await propose(b, 'basedIn', 'ru')];
    await merge(a, b);
    await retract(f2);
    expect(await tryToPropose(b)).toEqual(['DUPLICATE_FACT']);
    await retract(f1);
    expect(await tryToPropose(b)).toEqual([]);
  });

  it('is right again after the split, whichever of them was taken back', async () => {
    const [a, b] = [await entity('Back A'), await entity('Back B')];
    const f1 = await propose(a, 'basedIn', 'ru');
    await propose(b, 'basedIn', 'ru');
    await merge(a, b);
    await retract(f1);
    await split(a);
    expect([await tryToPropose(a), await tryToPropose(b)]).toEqual([[], ['DUPLICATE_FACT']]);
  });

  it('is right in the middle of a chain', async () => {
    const [p, q, r] = [await entity('Chain P'), await entity('Chain Q'), await entity('Chain R')];
    for (const each of [p, q, r]) await propose(each, 'basedIn', 'ru');
    await merge(p, q);
    await merge(q, r);
    await split(q);
    await split(p);
    for (const each of [p, q, r]) expect(await tryToPropose(each)).toEqual(['DUPLICATE_FACT']);
  });

  it('lets be said again what only a superseded fact said', async () => {
    const subject = await entity('Superseded');
    const fact = await propose(subject, 'basedIn', 'ru');
    await change(
      'supersedeFact',
      { fact, expectedVersion: 1, reason: 'It moved.', by: { subject, predicate: 'basedIn', object: 'cn', attestation: attestation() } },
      'fact { id }',
    );
    expect(await tryToPropose(subject)).toEqual([]);
  });
});

it('gives each its identifiers back, also one that several had, through a chain', async () => {
  const imo = { kind: 'Vessel', identifiers: [{ scheme: 'imo', value: '9111111' }] };
  const [a, f, c] = [await entity('Ship A', imo), await entity('Ship F', { kind: 'Vessel' }), await entity('Ship C', imo)];
  await merge(a, f);
  await merge(f, c);
  const identifiers = async (ref: string) =>
    (
      await ask<{ entity: { identifiers: { value: string }[] } }>('query ($ref: String!) { entity(ref: $ref) { identifiers { value } } }', {
        ref,
      })
    ).entity.identifiers;
  expect(await identifiers(c)).toEqual([{ value: '9111111' }]);
  await split(a);
  expect([await identifiers(a), await identifiers(c)]).toEqual([[{ value: '9111111' }], [{ value: '9111111' }]]);
});

it('keeps a citation readable: what was known of the former is shown at moments before the other was recorded', async () => {
  const former = await entity('Old Firm');
  await propose(former, 'basedIn', 'ru');
  const [{ at }] = (await graph.readText(cypher`MATCH (c:Change) RETURN toString(max(c.at)) AS at`, {})) as [{ at: string }];
  const later = await entity('New Firm');
  const known = async (ref: string) =>
    (
      await ask<{ entity: { facts: { totalCount: number } } | null }>(
        'query ($ref: String!, $at: LensInput) { entity(ref: $ref, at: $at) { facts { totalCount } } }',
        { ref, at: { recordedAt: at } },
      )
    ).entity;
  expect(await known(later)).toBeNull();
  await merge(former, later);
  expect(await known(former)).toEqual({ facts: { totalCount: 1 } });
  await split(former);
  expect([await known(former), await known(later)]).toEqual([{ facts: { totalCount: 1 } }, null]);
});

it('tells two former names of one party in one chain apart', async () => {
  const [org, press] = [await entity('Wire Org'), await entity('Wire Press')];
  const subject = await entity('Subject of the wire');
  const { fact } = await change<{ fact: { id: string } }>(
    'proposeFact',
    { subject, predicate: 'basedIn', object: 'ru', attestation: { ...attestation(), claimant: org, chain: [org, press] } },
    'fact { id }',
  );
  await merge(org, press);
  await change('correctFacts', { facts: [fact.id], asOf: await lastChange(), reason: 'A date.', validTime: '2016' }, 'facts { id }');
  await split(org);
  const rows = await graph.readText(
    cypher`MATCH (f:Fact {subject: $subject})<-[:ATTESTS]-(a)-[:CLAIMED_BY]->(c) RETURN c.id AS claimant, COLLECT { MATCH (a)-[p:PASSED_BY]->(e) RETURN e.id ORDER BY p.position } AS chain`,
    { subject },
  );
  expect(rows).toEqual(Array(2).fill({ claimant: org, chain: [org, press] }));
});
const lastChange = async () => Number((await graph.readText(cypher`MATCH (c:Change) RETURN max(c.number) AS number`, {}))[0]!.number);

it('voids what was approved of a draft that speaks of another entity since', async () => {
  const [a, b] = [await entity('Waiting A'), await entity('Waiting B')];
  const fact = await propose(a, 'basedIn', 'cn');
  await graph.write((tx) =>
    tx.runText(cypher`MATCH (f:Fact {id: $fact}) SET f.review = 'IN_REVIEW', f.approvals = ['somebody']`, { fact }),
  );
  await merge(a, b);
  expect(await graph.readText(cypher`MATCH (f:Fact {id: $fact}) RETURN f.version AS version, f.approvals AS approvals`, { fact })).toEqual([
    { version: 2, approvals: [] },
  ]);
});

it('warns where one origin is left of those that confirmed a fact', async () => {
  const [one, two] = [await entity('Source 1'), await entity('Source 2')];
  const subject = await entity('Confirmed');
  const { fact } = await change<{ fact: { id: string } }>(
    'proposeFact',
    { subject, predicate: 'basedIn', object: 'ru', attestation: { ...attestation(), claimant: one, origin: 'o1' } },
    'fact { id }',
  );
  await change(
    'addAttestation',
    { fact: fact.id, expectedVersion: 1, attestation: { ...attestation(), claimant: two, origin: 'o2', grade: 'B1' } },
    'fact { id }',
  );
  expect((await merge(one, two)).warnings).toMatchObject([{ code: 'CONFIRMED_BY_ONE' }]);
});

it('does not merge the only document whose text is known into one without a text', async () => {
  const create = async (title: string, rest: Record<string, unknown>) =>
    (await change<{ document: { id: string } }>('createDocument', { title, publisher: 'zeit', ...rest }, 'document { id }')).document.id;
  const [text, plain] = [await create('With a text', { text: 'The words of the source.' }), await create('Without one', {})];
  expect((await merge(text, plain)).userErrors).toMatchObject([{ code: 'TEXT_DIFFERS' }]);
  expect((await merge(plain, text)).userErrors).toEqual([]);
});

it('shows no reason of a merge that was erased', async () => {
  const [a, b] = [await entity('Erased A'), await entity('Erased B')];
  await merge(a, b, { reason: 'Words about a person.' });
  await server.data(
    'mutation ($input: EraseInput!) { erase(input: $input) { userErrors { code } } }',
    { input: { idempotencyKey: 'erase-it', changes: [await lastChange()], basis: 'A court said so.' } },
    server.token,
  );
  const { entity: shown } = await ask<{ entity: { mergedFrom: unknown[] } }>(
    'query ($ref: String!) { entity(ref: $ref) { mergedFrom { id reason } } }',
    { ref: b },
  );
  expect(shown.mergedFrom).toEqual([{ id: a, reason: null }]);
  expect(await versionOf(b)).toBe(2);
});
