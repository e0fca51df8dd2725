import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';

interface Ref {
  id: string;
}
interface Dependence {
  providers: { entity: Ref }[];
}

describe('what all analyses take', () => {
  let server: TestServer;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
  });
  afterAll(() => server.stop());
  const ids = (refs: readonly Ref[]) => refs.map(({ id }) => id);

  const providers = async (args: string) =>
    (
      await server.data<{ dependence: Dependence }>(`{ dependence(target: ${args}) { providers { entity { id } } } }`)
    ).dependence.providers.map(({ entity }) => entity.id);

  it('entities by id, by code and by name', async () => {
    const all = await providers('"kp"');
    expect(all).toEqual(['ttk', 'cu']);
    expect(await providers('"KP"')).toEqual(all);
    expect(await providers('"iso-3166-1-alpha-2:KP"')).toEqual(all);
    expect(await providers('"North Korea"')).toEqual(all);
  });

  it('a least status: facts that are weaker do not count', async () => {
    const steps = async (minStatus: string) =>
      (
        await server.data<{ paths: { paths: { weakestStatus: string }[] } }>(
          `{ paths(from: "kp", to: "sony", maxHops: 2, minStatus: ${minStatus}) { paths { weakestStatus } } }`,
        )
      ).paths.paths.map(({ weakestStatus }) => weakestStatus);
    expect(await steps('DENIED')).toEqual(['DENIED']);
    expect(await steps('DISPUTED')).toEqual([]);
  });

  it('a comparison with what was before, value by value and with the facts', async () => {
    const { dependence } = await server.data<{
      dependence: { hhi: number; comparedWith: { answer: Dependence; differences: unknown[]; factsBefore: Ref[]; factsAfter: Ref[] } };
    }>(
      `{ dependence(target: "KP", at: {validAt: "2017-10-02"}) { hhi c: comparedWith(at: {validAt: "2017-09-30"}) { answer { h: hhi p: providers { e: entity { i: id } } } }
         comparedWith(at: {validAt: "2017-09-30"}) { answer { hhi providers { entity { id } } } differences { path before after } factsBefore { id } factsAfter { id } } } }`,
    );
    expect(dependence).toMatchObject({
      c: { answer: { h: 1, p: [{ e: { i: 'cu' } }] } },
      comparedWith: { answer: { hhi: 1, providers: [{ entity: { id: 'cu' } }] } },
    });
    expect(dependence.comparedWith.differences).toEqual(
      expect.arrayContaining([
        { path: 'hhi', before: '1', after: String(dependence.hhi) },
        { path: 'providers[cu].share.lower', before: '100', after: '40' },
        { path: 'providers[ttk].share.lower', before: null, after: '60' },
      ]),
    );
    expect([ids(dependence.comparedWith.factsBefore), ids(dependence.comparedWith.factsAfter)]).toEqual([
      ['F05'],
      expect.arrayContaining(['F01', 'F02', 'F06']),
    ]);
  });

  it.each([
    ['dependence(target: "KP", at: {validAt: "2017-10-02"}, whatIf: {remove: ["TransTelecom"]})', 'providers[ttk].entity', 'ttk', null],
    ['disconnect(target: "KP", at: {validAt: "2017-10-02"}, whatIf: {remove: ["F01", "F02"]})', 'cutSize', '2', '1'],
    [
      'paths(from: "jhu", to: "sony", maxHops: 1, whatIf: {add: [{subject: "sony", predicate: partOf, object: "jhu"}]})',
      'paths[jhu sony].length',
      null,
      '1',
    ],
    [
      'ownership(entity: "ttk", whatIf: {add: [{subject: "ttk", predicate: ownedBy, object: "RU", share: 60}]})',
      'owners[ru].lower',
      null,
      '60',
    ],
  ])('%s tells what its supposition changes', async (question, path, before, after) => {
    const data = await server.data<Record<string, { comparedWith: { differences: { path: string }[] } }>>(
      `{ answer: ${question} { comparedWith { differences { path before after } } } }`,
    );
    const { differences } = data.answer!.comparedWith;
    expect(differences.find((each) => each.path === path)).toEqual({ path, before, after });
  });

  it('a time that has not come, with a warning', async () => {
    const warned = async (at: string) =>
      (await server.data<{ dependence: { warnings: string[] } }>(`{ dependence(target: "KP", at: {${at}}) { warnings } }`)).dependence
        .warnings;
    expect(await warned('validAt: "2090"')).toEqual([expect.stringMatching(/^validAt lies in the future/)]);
    expect(await warned('recordedAt: "2090-01-01"')).toEqual([expect.stringMatching(/lies in the future/)]);
    expect(await warned('validAt: "2017-10-02"')).toEqual([]);
  });

  it('disputes of one claimant, of some predicates, of some statuses', async () => {
    const facts = async (args: string) =>
      (await server.data<{ disputes: { facts: { fact: Ref[] }[] } }>(`{ disputes(${args}) { facts { fact { id } } } }`)).disputes.facts.map(
        ({ fact }) => fact[0]!.id,
      );
    expect(await facts('claimant: "ttk"')).toEqual(['F01']);
    expect(await facts('predicates: [responsibleFor], statuses: [DENIED]')).toEqual(['F15', 'F16', 'F17', 'F18']);
    expect(await facts('statuses: [DENIED], predicates: [basedIn]')).toEqual([]);
  });

  it.each([
    ['{ paths(from: "kp", to: "sony", maxHops: 50) { missing } }', 'BAD_INPUT'],
    ['{ paths(from: "kp", to: "kp") { missing } }', 'BAD_INPUT'],
    ['{ paths(from: "kp", to: "sony", predicates: [birthDate]) { missing } }', 'BAD_INPUT'],
    ['{ dependence(target: "nobody") { hhi } }', 'NOT_FOUND'],
    ['{ disconnect(target: "kp", maxSets: 5000) { cutSize } }', 'BAD_INPUT'],
    ['{ dependence(target: "kp", at: {validAt: "soon"}) { hhi } }', 'BAD_INPUT'],
    ['{ dependence(target: "kp", whatIf: {add: [{subject: "ttk", predicate: birthDate, object: "kp"}]}) { hhi } }', 'BAD_INPUT'],
    ['{ exposure(entity: "nobody") { result } }', 'NOT_FOUND'],
    ['{ dependence(target: "kp", minStatus: RETRACTED) { hhi } }', 'BAD_INPUT'],
    ['{ dependence(target: "kp", whatIf: {remove: ["nothing"]}) { hhi } }', 'NOT_FOUND'],
    [
      '{ dependence(target: "kp", whatIf: {add: [{subject: "ttk", predicate: carriesTrafficShareOf, object: "kp", share: 140}]}) { hhi } }',
      'BAD_INPUT',
    ],
    ['{ dependence(target: "kp") { comparedWith(at: {validAt: "soon"}) { differences { path } } } }', 'BAD_INPUT'],
  ])('refuses %s', async (query, code) => expect((await server.ask(query)).errors).toMatchObject([{ extensions: { code } }]));
});
