import type { UnloadedFact } from '@linchpin/facts';
import { exportFormats } from './index.js';
import { facts, unloadingOf, written } from './unloading.fixture.js';
import { affirmers, caveats, isAffirmed, isPlain } from './who-says.js';

const one = (id: string): UnloadedFact => facts.find((fact) => fact.id === id)!;
const [first, decline] = one('F01').attestations;
const formatNamed = (name: string) => exportFormats.find((each) => each.name === name)!;

describe('who affirms a fact', () => {
  it('still does after a decline', () => {
    const fact = { ...one('F01'), attestations: [first!, { ...decline!, claimant: first!.claimant }] };
    expect(isPlain(fact)).toBe(true);
    expect(caveats(fact)).toEqual(['not confirmed by Dyn Research']);
  });

  it('does not with what is graded improbable, nor after having withdrawn it', () => {
    expect(isAffirmed({ ...one('F01'), attestations: [{ ...first!, grade: 'A5' }] })).toBe(false);
    expect(affirmers({ ...one('F01'), attestations: [first!, { ...first!, stance: 'WITHDRAWS' }] })).toEqual([]);
  });

  it.each(['RETRACTED', 'SUPERSEDED', 'UNCONFIRMED', 'DENIED', 'DISPUTED'] as const)('makes no bare value of what is %s', (status) => {
    expect(isPlain({ ...one('F01'), status })).toBe(false);
  });

  it('is told with a word for what was taken back, for whoever asks for it', async () => {
    const { text } = await written(formatNamed('ftm').write(unloadingOf({ facts: [{ ...one('F03'), status: 'RETRACTED' }] })));
    expect(text).toContain('taken back in Linchpin');
    const bundle = await written(formatNamed('stix').write(unloadingOf({ facts: [{ ...one('F03'), status: 'RETRACTED' }] })));
    expect(bundle.text).toContain('"revoked":true');
  });
});

describe('what has ended by some day', () => {
  it.each([
    ['ftm', 'F08', '"endDate":["2019-03-01"]'],
    ['stix', 'F08', '"stop_time":"2019-03-01T23:59:59.999Z"'],
    ['bods', 'F03', '"endDate":"2019-03-01"'],
    ['facts-csv', 'F08', '2019-03-01'],
    ['relations-csv', 'F08', '2019-03-01'],
    ['graphml', 'F08', '<data key="edge-ended_by">2019-03-01</data>'],
    ['gexf', 'F08', '<spell end="2019-03-01"/>'],
    ['cypher', 'F08', "ended_by: '2019-03-01'"],
    ['json-ld', 'F08', '"endedBy":"2019-03-01"'],
  ])('does not leave as %s as if it lasted', async (name, id, words) => {
    const fact = { ...one(id), validTime: null, endedBy: '2019-03-01' };
    const { text } = await written(formatNamed(name).write(unloadingOf({ facts: [fact] })));
    expect(text).toContain(words);
  });
});
