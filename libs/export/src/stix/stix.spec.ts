import { entities, facts, unloadingOf, written } from '../unloading.fixture.js';
import { uuid5 } from './stix-ids.js';
import type { StixObject } from './stix-object.js';
import { stix } from './stix.format.js';

async function exported(given: Parameters<typeof unloadingOf>[0] = {}) {
  const { text, losses } = await written(stix.write(unloadingOf(given)));
  const { objects } = JSON.parse(text) as { objects: StixObject[] };
  const named = (name: string, type = 'identity') => objects.find((object) => object.name === name && object.type === type);
  const tie = (relation: string) => objects.find((object) => object.relationship_type === relation);
  return {
    text,
    losses,
    objects,
    named,
    tie,
    opinionsOn: (id?: string) => objects.filter(({ type, object_refs: refs }) => type === 'opinion' && (refs as string[])[0] === id),
  };
}
const change = (id: string, more: object) => facts.map((fact) => (fact.id === id ? { ...fact, ...more } : fact));

describe('a name-based UUID', () => {
  it('is that of the example in RFC 9562', () => {
    expect(uuid5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });
});

describe('the export as STIX 2.1', () => {
  it('is the same whenever it is made, and no id occurs twice', async () => {
    const [{ text, objects }, again] = [await exported(), await exported()];
    expect(again.text).toBe(text);
    expect(new Set(objects.map(({ id }) => id)).size).toBe(objects.length);
  });

  it('refers only to what is in the bundle', async () => {
    const { text, objects } = await exported();
    const ids = new Set(objects.map(({ id }) => id));
    const named = [...text.matchAll(/"([a-z-]+--[0-9a-f-]{36})"/g)].map(([, id]) => id).filter((id) => !id?.startsWith('bundle'));
    expect(named.filter((id) => !ids.has(id ?? ''))).toEqual([]);
  });

  it('tells a state as who acts and where it is', async () => {
    const { named } = await exported();
    expect(named('North Korea')).toMatchObject({ identity_class: 'organization', created: '2026-01-02T03:04:05.678Z' });
    expect(named('North Korea', 'location')).toMatchObject({ country: 'KP' });
  });

  it('never says of infrastructure when it was first seen', async () => {
    const { named } = await exported({
      facts: [
        ...facts,
        {
          ...facts[5]!,
          id: 'F13',
          subject: { id: 'acc2', kind: 'InternetAccess', label: 'second access' },
          predicate: 'firstObservedAt',
          value: { date: '2017-10-01' },
        },
      ],
    });
    expect(named('second access', 'infrastructure')).toBeDefined();
    expect(named('second access', 'infrastructure')).not.toHaveProperty('first_seen');
  });

  it('turns a denial into an opinion of who denies', async () => {
    const { tie, named, opinionsOn } = await exported();
    const attribution = tie('attributed-to');
    expect(attribution).toMatchObject({
      source_ref: named('Attack on Sony Pictures', 'incident')?.id,
      target_ref: named('North Korea')?.id,
      created_by_ref: named('Western governments')?.id,
      start_time: '2014-11-24T00:00:00.000Z',
      stop_time: '2014-11-24T23:59:59.999Z',
      description:
        'Said: North Korea – responsible for – Attack on Sony Pictures; "machen Nordkorea verantwortlich"; judged so by Western governments; denied by North Korea',
    });
    expect(opinionsOn(attribution?.id)).toMatchObject([{ opinion: 'strongly-disagree', created_by_ref: named('North Korea')?.id }]);
  });

  it('turns a decline into a neutral opinion, and leaves out what nobody affirms', async () => {
    const { tie, opinionsOn, losses } = await exported();
    expect(opinionsOn(tie('provides-internet-access-to')?.id)).toMatchObject([
      { opinion: 'neutral', authors: ['TransTelecom <TTK> & Co'] },
    ]);
    expect(tie('registered-in')).toBeUndefined();
    expect(losses['fact that nobody affirms']).toBe(1);
  });

  it('gives each of several claimants an opinion, and the relationship the best credibility', async () => {
    const { tie, opinionsOn } = await exported();
    const owned = tie('owned-by');
    expect(owned).toMatchObject({ confidence: 70 });
    expect(owned).not.toHaveProperty('created_by_ref');
    expect(opinionsOn(owned?.id).map(({ opinion, authors }) => [opinion, authors])).toEqual([
      ['agree', ['ZEIT ONLINE']],
      ['agree', ['Dyn Research']],
    ]);
    expect(tie('attributed-to')).not.toHaveProperty('confidence');
  });

  it('keeps only exact days as times of a relationship', async () => {
    const { tie, losses } = await exported({ facts: change('F01', { validTime: '2017-10~/2017-11-03' }) });
    expect(tie('provides-internet-access-to')).toMatchObject({ stop_time: '2017-11-03T23:59:59.999Z' });
    expect(tie('provides-internet-access-to')).not.toHaveProperty('start_time');
    expect(losses['date that is no exact day, in our extension only']).toBeGreaterThan(0);
  });

  it('gives what happened at some time within a span neither a start nor a stop', async () => {
    const { tie } = await exported({ facts: change('F05', { validTime: '2014-11-01/2017-10-02' }) });
    expect(tie('targets')).toBeDefined();
    expect(tie('targets')).not.toHaveProperty('start_time');
    expect(tie('targets')).not.toHaveProperty('stop_time');
  });

  it('keeps the id under which something came from another bundle', async () => {
    const own = 'identity--0b1a0d9e-7f4e-4b7a-9d0b-111111111111';
    const { named } = await exported({
      entities: entities.map((each) => (each.id === 'ttk' ? { ...each, identifiers: [{ scheme: 'stix', value: own }] } : each)),
    });
    expect(named('TransTelecom <TTK> & Co')?.id).toBe(own);
  });

  it('has a type of our own for what STIX has none for, and notes for values', async () => {
    const { objects, named } = await exported();
    const designation = named('KPi.033', 'linchpin-designation');
    expect(objects.find(({ type }) => type === 'extension-definition')).toBeDefined();
    expect(objects).toContainEqual(expect.objectContaining({ relationship_type: 'targets-entity', source_ref: designation?.id }));
    expect(objects).toContainEqual(expect.objectContaining({ type: 'note', content: 'birth date: 1967-04~' }));
  });
});
