import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, warningsOf } from '../read-all.fixture.js';
import { rirDelegated } from './rir-delegated.format.js';

const referenceFile = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'rir_delegated',
  'delegated-apnic-2014-10-09',
);
/** Real statistics, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceFile) ? it : it.skip;
const file = fileWriter();

const header = '2|apnic|20141009|4|19850701|20141008|+1000\napnic|*|asn|*|2|summary\n';
const north = 'apnic|KP|asn|131279|1|20091221|allocated\n';
const block = 'apnic|TW|asn|1768|2|20020801|allocated|A9187\n';

it('reads each number of a block; in which country its holder registered is no fact of ours and kept as text', async () => {
  const text = `# CONDITIONS OF USE\n\n${header}${north}${block}apnic|KP|ipv4|175.45.176.0|1024|20091221|allocated\napnic||asn|64000|1||available\n`;
  const snapshot = await rirDelegated.read([await file('delegated-apnic-latest', text)], {});
  expect([snapshot.list, snapshot.date, snapshot.authority.label]).toEqual([
    'rir-apnic',
    '2014-10-08',
    'Asia Pacific Network Information Centre',
  ]);
  const records = await recordsIn(snapshot);
  expect(records.map(({ key, place }) => `${key} ${place}`)).toEqual([
    'asn 131279 delegated-apnic-latest:5',
    'asn 1768 delegated-apnic-latest:6',
    'ipv4 175.45.176.0 delegated-apnic-latest:7',
    'asn 64000 delegated-apnic-latest:8',
  ]);
  expect(records[0]!.entities).toEqual([
    { id: 'as131279', kind: 'AutonomousSystem', label: 'AS131279', identifiers: [{ scheme: 'asn', value: '131279' }] },
  ]);
  expect(inBrief(records[0]!)).toEqual(['identifier 131279', 'remark Registered: country KP, allocated 2009-12-21']);
  expect(records[0]!.facts.map(({ validTime }) => validTime)).toEqual(['2009-12-21/', '2009-12-21/']);
  expect(inBrief(records[1]!)).toEqual([
    'identifier 1768',
    'remark Registered: country TW, allocated 2002-08-01, holder A9187',
    'identifier 1769',
    'remark Registered: country TW, allocated 2002-08-01, holder A9187',
  ]);
  expect(warningsOf(records)).toEqual({
    'no predicate holds in which country a network is registered': 3,
    'no kind of ours: a block of ipv4 addresses': 1,
    'numbers of no network: available': 1,
  });
});

it.each([
  ['is empty', '', 'x: the file is empty'],
  ['has no first line of its own', north, 'x:1: not the first line of statistics'],
  ['is of another registry', `${header}arin|US|asn|1|1|20010920|assigned\n`, 'x:3: not a line of registry'],
  ['is cut off in a line', `${header}${north.slice(0, 20)}`, 'x:3: not a line of registry'],
  ['is cut off between lines', `${header}${north}`, 'x:3: 1 lines of asn are missing'],
  ['has no number', `${header}apnic|KP|asn|first|1|20091221|allocated\n`, 'x:3: no block of numbers'],
  ['has an endless block', `${header}apnic|KP|asn|1|4294967295|20091221|allocated\n`, 'x:3: no block of numbers'],
  ['ends past the last number', `${header}apnic|KP|asn|4294967290|100|20091221|allocated\n`, 'x:3: no block of numbers'],
  ['has no count', `${header}apnic|KP|asn|1|0|20091221|allocated\n`, 'x:3: not a start and a count'],
  ['is one endless line', header + 'x'.repeat(10_100), 'x:3: a line of more than 10000'],
  ['is in another encoding', Buffer.from(`${header}\u00e9\n`, 'latin1'), 'not UTF-8'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(rirDelegated, await file('x', text))).toContain(message),
);

withReferenceData('APNIC, October 2014: 5,865 blocks of numbers, one of them of North Korea', async () => {
  const records = await recordsIn(await rirDelegated.read([referenceFile], {}));
  const systems = records.flatMap(({ entities }) => entities);
  expect([records.length, systems.length]).toEqual([35_407, 10_344]);
  expect(warningsOf(records)).toEqual({
    'no kind of ours: a block of ipv4 addresses': 25_898,
    'no kind of ours: a block of ipv6 addresses': 3644,
    'no predicate holds in which country a network is registered': 10_344,
  });
  const korean = records.filter(({ facts }) => facts.some(({ value }) => value?.text?.includes('country KP')));
  expect(korean.map(({ key }) => key)).toEqual(['asn 131279']);
});
