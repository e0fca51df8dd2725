import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { asLinks } from './as-links.format.js';
import { asNumber, reservation } from './as-numbers.js';

const referenceData = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'bgp_paths');
/** Real paths, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceData) ? it : it.skip;
const file = fileWriter();
const table = (...rows: string[]): string => ['near_as,far_as,path_count', ...rows, ''].join('\n');
const route = (path: string, what = 'A'): string =>
  `BGP4MP_ET|1445565708.372152|${what}|206.220.231.55|3856|175.45.176.0/24|${path}|INCOMPLETE|129.250.10.57|100|0|3856:50800|NAG||`;

it('reads neighbours as links without a direction, of the day on which they were seen', async () => {
  const snapshot = await asLinks.read([await file('links_2015-10-23.csv', table('131279,4837,7', '4837,131279,1'))], {});
  expect([snapshot.list, snapshot.date]).toEqual(['as-links-links-2015-10-23', '2015-10-23']);
  expect(snapshot.authority.label).toBe('Unnamed route collector of links_2015-10-23.csv');
  const records = await recordsIn(snapshot);
  expect(records[0]!.entities).toContainEqual({
    id: 'as131279',
    kind: 'AutonomousSystem',
    label: 'AS131279',
    identifiers: [{ scheme: 'asn', value: '131279' }],
  });
  const link = { subject: 'as4837', predicate: 'hasNetworkLinkTo', object: 'as131279', validTime: '2015-10-23' };
  expect(records.flatMap(({ facts }) => facts)).toEqual([
    { ...link, locator: '131279 4837, on 7 paths' },
    { ...link, locator: '4837 131279, on 1 path' },
  ]);
});

it('reads paths, without the repetitions that make them longer; sets and numbers that name no network are counted', async () => {
  const text = [route('2914 1239 1239 4837 131279'), route('2914 1239'), route('', 'W'), route('1239 64512 {7,9}')].join('\n');
  const snapshot = await asLinks.read([await file('rrc00.txt', text)], { date: '2015-10-23' });
  expect([snapshot.list, snapshot.authority.id]).toEqual(['as-links-rrc00-2015-10-23', 'ripe-ris']);
  const records = await recordsIn(snapshot);
  expect(records.flatMap(({ facts }) => facts).map(({ subject, object }) => `${subject} ${object}`)).toEqual([
    'as1239 as2914',
    'as1239 as4837',
    'as4837 as131279',
  ]);
  expect(records[0]!.facts[0]!.locator).toBe(
    '2914 1239, on the path 2914 1239 1239 4837 131279 to 175.45.176.0/24, told by AS3856 (206.220.231.55)',
  );
  expect(warningsOf(records)).toEqual({
    'a line that tells no path': 1,
    'a number that names no network: for private use': 1,
    'a set of networks within a path, whose order is not told': 1,
  });
});

it.each([
  ['4294967294', 4_294_967_294],
  ['4294967296', undefined],
  ['AS1', undefined],
  ['-1', undefined],
  ['', undefined],
])('takes %j for the number %j', (text, number) => expect(asNumber(text)).toBe(number));

it('knows numbers that name no network', () =>
  expect([1, 4837, 23456, 64511, 64512, 65535, 65551, 131071, 131279, 4_200_000_000].filter(reservation)).toEqual([
    23456, 64511, 64512, 65535, 65551, 131071, 4_200_000_000,
  ]));

it.each([
  ['is empty', '', 'x.txt: the file is empty'],
  ['is something else', 'near,far\n1,2\n', 'x.txt:1: neither a table'],
  ['is cut off', table('1,2,3', '4,5'), 'x.txt:3: not two numbers'],
  ['has a number too high', table('1,4294967296,1'), 'x.txt:2: not two numbers'],
  ['has a word in a path', `${route('1 2')}\n${route('1 drop 2')}`, 'x.txt:2: not a path'],
  ['is one endless line', `${table()}${'1'.repeat(100_100)}`, 'x.txt:2: a line of more than 100000'],
  ['is in another encoding', Buffer.from(table('\u00e9'), 'latin1'), 'not UTF-8'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(asLinks, await file('x.txt', text))).toContain(message),
);

it('asks for the day where not even the name tells it', async () =>
  expect(await refusalOf(asLinks, await file('x.txt', table('1,2,3')), {})).toContain('--date'));

withReferenceData('the 68,911 links of 2015-10-23: AS4837 is the one neighbour of AS131279 that the session saw', async () => {
  const records = await recordsIn(await asLinks.read([join(referenceData, 'as_links_2015-10-23.csv')], {}));
  const facts = records.flatMap((record) => record.facts);
  expect([records.length, facts.length]).toEqual([68_911, 68_670]);
  expect(new Set(facts.map(({ subject, object }) => `${subject} ${object}`)).size).toBe(68_551);
  expect(warningsOf(records)).toEqual({
    'a number that names no network: AS_TRANS, which stands for any number above 65535': 12,
    'a number that names no network: for documentation': 13,
    'a number that names no network: for private use': 202,
    'a number that names no network: reserved': 14,
  });
  const ends = facts.filter(({ subject, object }) => [subject, object].includes('as131279'));
  expect(ends.map(({ subject, object }) => [subject, object])).toEqual([['as4837', 'as131279']]);
  expect(unknownEnds(records)).toEqual([]);
  const paths = await recordsIn(await asLinks.read([join(referenceData, 'as131279_paths_2015-10-23.txt')], {}));
  expect(paths.map(({ key }) => key)).toEqual(['2914 1239', '1239 4837', '4837 131279']);
});
