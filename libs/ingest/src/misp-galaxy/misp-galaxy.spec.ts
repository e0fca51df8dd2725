import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { mispGalaxy } from './misp-galaxy.format.js';

const referenceFile = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'misp_galaxy',
  'clusters',
  'threat-actor.json',
);
/** A real cluster, where somebody put it beside the project; it is not part of it. */
const withReferenceData = existsSync(referenceFile) ? it : it.skip;
const fixture = join(import.meta.dirname, 'threat-actor.fixture.json');
const file = fileWriter();
const lazarusId = 'misp-68391641-859f-4a9a-9a1e-3e5cf71ec376';

it('reads an actor with its names and numbers; who is suspected to sponsor it stays suspected', async () => {
  const snapshot = await mispGalaxy.read([fixture], { date: '2026-08-06' });
  expect([snapshot.list, snapshot.title, snapshot.authority.label]).toEqual([
    'misp-threat-actor',
    'MISP galaxy: Threat Actor',
    'MISP Project',
  ]);
  const records = await recordsIn(snapshot);
  const lazarus = records.find(({ entities }) => entities[0]!.id === lazarusId)!;
  expect(lazarus.entities[0]).toMatchObject({ kind: 'IntrusionSet', label: 'Lazarus Group' });
  expect(lazarus.entities[0]!.identifiers).toEqual([
    { scheme: 'misp-galaxy', value: '68391641-859f-4a9a-9a1e-3e5cf71ec376' },
    { scheme: 'mitre-attack', value: 'G0032' },
    { scheme: 'mitre-attack', value: 'G0082' },
  ]);
  expect(lazarus.facts.find(({ predicate }) => predicate === 'actsFor')).toMatchObject({
    object: 'iso-3166-1-alpha-2:KP',
    modality: 'ASSESSMENT',
    hedge: 'suspected, attribution-confidence 50',
    quote: "Korea (Democratic People's Republic of)",
  });
  expect(inBrief(lazarus)).toEqual(
    expect.arrayContaining([
      'alias Hidden Cobra',
      'identifier G0032',
      'remark country: KP',
      'remark cfr-suspected-victims: South Korea; Bangladesh Bank; Sony Pictures Entertainment',
      'remark similar (likely): c93fccb1-e8e8-42cf-ae33-2ad1d183913a',
    ]),
  );
  const part = records.flatMap(({ facts }) => facts).find(({ predicate }) => predicate === 'memberOf');
  expect(part).toMatchObject({
    subject: 'misp-89f005f9-22e9-4c50-9b48-e94c521266e5',
    modality: 'ASSESSMENT',
    hedge: 'likely',
    quote: 'part-of',
  });
  expect(unknownEnds(records)).toEqual([]);
});

const cluster = (values: string, type = 'threat-actor'): string => `{"type": "${type}",\n"values": [\n${values}]}`;
const value = '{"value": "A", "uuid": "68391641-859f-4a9a-9a1e-3e5cf71ec376"}';

it.each([
  ['has another type', cluster(value, 'country'), 'x.json: not a cluster of a galaxy that is read here, but of type "country"'],
  ['has a value without a uuid', cluster(`${value},\n{"value": "B"}`), 'x.json:4: not a value of a galaxy'],
  ['has a uuid twice', cluster(`${value},\n${value}`), 'x.json:4: the uuid 68391641'],
  ['is empty', '', 'x.json:1: the file is empty'],
  ['is cut off', cluster(value).slice(0, -5), 'x.json:3: the file is empty, or cut off'],
  ['has no values', cluster(''), 'x.json: no value is in it'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(mispGalaxy, await file('x.json', text))).toContain(message),
);

it('asks for the day, which a cluster does not tell', async () =>
  expect(await refusalOf(mispGalaxy, await file('x.json', cluster(value)), {})).toContain('--date'));

withReferenceData('version 349 has 1,041 actors, 1,314 other names, 91 suspected sponsors; Lazarus has 39 other names', async () => {
  const records = await recordsIn(await mispGalaxy.read([referenceFile], { date: '2026-08-06' }));
  const facts = records.flatMap((record) => record.facts);
  const count = (wanted: string): number => facts.filter(({ predicate }) => predicate === wanted).length;
  expect([records.length, count('alias'), count('actsFor'), count('memberOf')]).toEqual([1041, 1314, 91, 2]);
  expect(facts.filter(({ value: text }) => text?.text === 'country: KP')).toHaveLength(26);
  expect(facts.filter(({ subject, predicate }) => subject === lazarusId && predicate === 'alias')).toHaveLength(39);
  expect(warningsOf(records)).toMatchObject({ 'no state of today has this name': 8, 'no predicate holds this relation: similar': 284 });
  expect(unknownEnds(records)).toEqual([]);
});
