import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { fileWriter, inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { stix } from './stix.format.js';

const data = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'mitre_attack');
/** Real bundles, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(data) ? it : it.skip;
const fixture = join(import.meta.dirname, 'lazarus.fixture.json');
const file = fileWriter();

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const object = (type: string, n: number, more: object = {}) => ({
  type,
  id: `${type}--${uuid(n)}`,
  created_by_ref: `identity--${uuid(1)}`,
  modified: '2024-05-03T10:00:00.000Z',
  ...more,
});
const author = object('identity', 1, { name: 'Example Research', identity_class: 'organization' });
const group = object('intrusion-set', 2, { name: 'Set Two' });
const joined = (n: number, source: { id: string }, type: string, target: { id: string }, more: object = {}) =>
  object('relationship', n, { relationship_type: type, source_ref: source.id, target_ref: target.id, ...more });
const bundleOf = (...objects: object[]): string => JSON.stringify({ type: 'bundle', id: `bundle--${uuid(0)}`, objects }, null, 1);

async function read(...objects: object[]) {
  const snapshot = await stix.read([await file('example-1.2.json', bundleOf(...objects))], {});
  return { snapshot, records: await recordsIn(snapshot) };
}
const ofId = (records: readonly ListRecord[], { id }: { id: string }): ListRecord => records.find(({ key }) => key === id)!;
const count = (records: readonly ListRecord[], wanted: string): number =>
  records.flatMap(({ facts }) => facts).filter(({ predicate }) => predicate === wanted).length;

it('reads a group, its names, its number, what it uses and who is said to sponsor it', async () => {
  const snapshot = await stix.read([fixture], {});
  expect([snapshot.list, snapshot.authority.label, snapshot.date]).toEqual(['stix-lazarus-fixture', 'The MITRE Corporation', '2025-10-24']);
  const records = await recordsIn(snapshot);
  const lazarus = records.find(({ entities }) => entities[0]?.id === 'attack-g0032')!;
  expect(lazarus.place).toMatch(/^lazarus\.fixture\.json:\d+$/);
  expect(lazarus.entities[0]).toMatchObject({
    kind: 'IntrusionSet',
    label: 'Lazarus Group',
    identifiers: [
      { scheme: 'stix', value: 'intrusion-set--c93fccb1-e8e8-42cf-ae33-2ad1d183913a' },
      { scheme: 'mitre-attack', value: 'G0032' },
    ],
  });
  expect(inBrief(lazarus).filter((each) => /^(alias|identifier|actsFor)/.test(each))).toEqual([
    'alias Labyrinth Chollima',
    'alias HIDDEN COBRA',
    'alias Guardians of Peace',
    'alias ZINC',
    'alias NICKEL ACADEMY',
    'alias Diamond Sleet',
    'identifier G0032',
    'actsFor iso-3166-1-alpha-2:KP',
  ]);
  expect(lazarus.facts.find(({ predicate }) => predicate === 'actsFor')!.quote).toBe(
    '[Lazarus Group](https://attack.mitre.org/groups/G0032) is a North Korean state-sponsored cyber threat group attributed to the Reconnaissance General Bureau (RGB).',
  );
  const said = records.flatMap(({ facts }) => facts).filter(({ predicate }) => predicate === 'uses' || predicate === 'responsibleFor');
  expect(said.map(({ subject, predicate, object: to, modality }) => [subject, predicate, to, modality])).toEqual([
    ['attack-g0032', 'uses', 'attack-s0366', undefined],
    ['attack-g0032', 'responsibleFor', 'attack-c0022', 'ASSESSMENT'],
  ]);
  expect(unknownEnds(records)).toEqual([]);
  expect(warningsOf(records)).toMatchObject({
    'no kind of ours: attack-pattern': 1,
    'a relationship with an end that is not ours: intrusion-set uses attack-pattern': 1,
  });
});

it('leaves out what is revoked or deprecated, and of several versions all but the latest', async () => {
  const gone = object('malware', 3, { name: 'Old', x_mitre_deprecated: true });
  const before = { ...group, name: 'Old Name', modified: '2020-01-01T00:00:00.000Z' };
  const { snapshot, records } = await read(author, before, group, group, gone, joined(4, group, 'uses', gone));
  expect([snapshot.list, snapshot.date, records.map(({ key }) => key)]).toEqual([
    'stix-example',
    '2024-05-03',
    [author.id, group.id, gone.id, `relationship--${uuid(4)}`],
  ]);
  expect(ofId(records, group).entities[0]!.label).toBe('Set Two');
  expect(records.slice(2).flatMap(({ facts }) => facts)).toEqual([]);
});

const kp = [{ source_name: 'iso-3166-1-alpha-2', external_id: 'KP' }];
it.each([
  [
    'targets',
    object('campaign', 5, { name: 'C' }),
    object('location', 6, { name: 'Korea', country: 'KR' }),
    'targets iso-3166-1-alpha-2:KR',
  ],
  ['targets', group, author, 'remark Set Two targets Example Research'],
  ['attributed-to', object('incident', 5, { name: 'I' }), group, `responsibleFor stix-${uuid(5)}`],
  ['attributed-to', group, author, `actsFor stix-${uuid(1)}`],
  ['uses', object('campaign', 5, { name: 'C' }), object('tool', 6, { name: 'T' }), `uses stix-${uuid(6)}`],
  [
    'acts-for',
    group,
    object('identity', 5, { extensions: { x: { kind: 'State' } }, external_references: kp }),
    'actsFor iso-3166-1-alpha-2:KP',
  ],
  ['related-to', object('malware', 5, { name: 'M' }), group, 'remark M related-to Set Two'],
])('reads %s', async (type, source, target, brief) => {
  const { records } = await read(joined(9, source, type, target), author, group, source, target);
  expect(inBrief(ofId(records, { id: `relationship--${uuid(9)}` }))).toEqual([brief]);
  expect(unknownEnds(records)).toEqual([]);
});

it('reads an opinion as the stance of its author, and a mark as a warning', async () => {
  const critic = object('identity', 7, { name: 'Foreign Ministry', identity_class: 'organization' });
  const campaign = object('campaign', 5, { name: 'C', object_marking_refs: ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed'] });
  const claim = joined(8, campaign, 'attributed-to', group, { confidence: 60 });
  const opinion = object('opinion', 9, {
    created_by_ref: critic.id,
    opinion: 'strongly-disagree',
    explanation: 'We deny it.',
    object_refs: [claim.id],
  });
  const { snapshot, records } = await read(opinion, claim, campaign, group, author, critic);
  expect(snapshot.frame.entities.map(({ label }) => label)).toEqual(['Example Research', 'Foreign Ministry']);
  const proposition = { subject: `stix-${uuid(2)}`, predicate: 'responsibleFor', object: `stix-${uuid(5)}` };
  expect(ofId(records, claim).facts[0]).toMatchObject({ ...proposition, modality: 'ASSESSMENT', hedge: 'confidence 60' });
  expect(ofId(records, opinion).facts[0]).toMatchObject({
    ...proposition,
    claimant: `stix-${uuid(7)}`,
    stance: 'DENIES',
    quote: 'We deny it.',
  });
  expect(ofId(records, campaign).warnings).toEqual([{ kind: 'not to be passed on freely: TLP:RED', text: 'C' }]);
});

it.each([
  ['is no bundle', '{"type": "report", "objects": [{"type": "x", "id": "x--1"}]}', 'x.json:1: not an object of STIX 2'],
  ['has no objects', bundleOf(), 'no object is in the bundle'],
  ['is of another type', bundleOf(group).replace('"bundle"', '"galaxy"'), 'its type is not "bundle"'],
  ['is cut off', bundleOf(author, group).slice(0, -20), 'x.json:18: the file is empty, or cut off'],
  ['is STIX 1', '<stix:STIX_Package/>', 'x.json:1: not JSON'],
  ['is a list', `[${JSON.stringify(group)}]`, 'x.json:1: a list'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(stix, await file('x.json', text), {})).toContain(message),
);

withReferenceData('ATT&CK 18.1 on North Korea: 5 groups, 60 families of malware, 64 uses, and WannaCry by 5 names', async () => {
  const snapshot = await stix.read([join(data, 'dprk-subset-18.1.stix20.json')], {});
  const records = await recordsIn(snapshot);
  expect([snapshot.list, snapshot.date, records.length]).toEqual(['stix-dprk-subset', '2025-11-12', 643]);
  const kinds = records.flatMap(({ entities }) => entities.map(({ kind }) => kind));
  expect(['IntrusionSet', 'Malware', 'CyberOperation'].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([5, 60, 1]);
  expect(['uses', 'responsibleFor', 'alias', 'actsFor'].map((predicate) => count(records, predicate))).toEqual([64, 1, 52, 4]);
  const wannaCry = records.find(({ entities }) => entities[0]?.id === 'attack-s0366')!;
  expect(wannaCry.entities[0]!.names!.map(({ text }) => text)).toEqual(['WannaCry', 'WanaCry', 'WanaCrypt', 'WanaCrypt0r', 'WCry']);
  expect(warningsOf(records)['no kind of ours: attack-pattern']).toBe(195);
  expect(unknownEnds(records)).toEqual([]);
});

withReferenceData(
  'ATT&CK for ICS 16.1, as STIX 2.1: 15 groups, 22 families of malware, 6 campaigns; 22 objects and 198 relationships do not count',
  async () => {
    const snapshot = await stix.read([join(data, 'stix21_ics-attack-16.1.json')], {});
    const records = await recordsIn(snapshot);
    expect([snapshot.list, snapshot.title, snapshot.date, records.length]).toEqual(['stix-ics-attack', 'ICS ATT&CK', '2024-11-12', 1871]);
    const kinds = records.flatMap(({ entities }) => entities.map(({ kind }) => kind));
    expect(['IntrusionSet', 'Malware', 'CyberOperation'].map((kind) => kinds.filter((each) => each === kind).length)).toEqual([15, 22, 6]);
    expect(['uses', 'responsibleFor', 'alias'].map((predicate) => count(records, predicate))).toEqual([20, 5, 98]);
    expect(warningsOf(records)['revoked or deprecated: as if it were not on the list']).toBe(220);
    expect(unknownEnds(records)).toEqual([]);
  },
);
