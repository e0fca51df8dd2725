import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, warningsOf } from '../read-all.fixture.js';
import { britishDay } from './hmt-rows.js';
import { informationIn } from './other-information.js';
import { ukHmt } from './uk-hmt.format.js';

const fixture = join(import.meta.dirname, 'uk-hmt.fixture.csv');
const file = fileWriter();

it('joins the rows of a party, wherever they stand', async () => {
  const snapshot = await ukHmt.read([fixture], {});
  expect([snapshot.list, snapshot.date]).toEqual(['uk-hmt', '2020-04-27']);
  const records = await recordsIn(snapshot);
  const named = (label: string) => records.find(({ entities }) => entities[0]!.label === label)!;
  expect(records).toHaveLength(3);
  expect(inBrief(named('Sang-kuk SO'))).toEqual([
    'targetsEntity uk-hmt-11039',
    'partOfRegime uk-regime-north-korea-democratic-people-s-republic-of-korea',
    'alias Sang Kuk SO',
    'birthDate 1936',
    'birthDate 1937',
    'remark Position: Head of the Department of Nuclear Physics, Kim Il Sung University',
    'remark Annex XV. EU listing. Not UN.',
  ]);
  expect(named('Sang-kuk SO').facts[0]!.qualifiers).toEqual({ listingDate: '2009-12-30' });
  expect(named('Mohsen HOJATI').entities[0]!.identifiers).toContainEqual({ scheme: 'un-reference', value: 'IRi.018' });
  expect(named('Mohsen HOJATI').facts.find(({ predicate }) => predicate === 'alias')).toMatchObject({ qualifiers: { script: 'Arab' } });
  expect(warningsOf(records)).toMatchObject({ 'no predicate holds this column: Position': 3 });
});

it.each([
  ['27/04/2020', '2020-04-27'],
  ['00/09/1962', '1962-09'],
  ['10/00/1983', '1983'],
  ['00/00/1936', '1936'],
  ['31/02/2020', null],
  ['12/13/2020', null],
  ['1936', null],
])('reads the date %s', (text, date) => expect(britishDay(text)).toBe(date));

it('takes numbers and reasons out of the other information, and keeps the rest', () =>
  expect(
    informationIn(
      '(UK Sanctions List Ref):AQD0183 (UN Ref):QDi.263. Also referred to as X. (UK Statement of Reasons):He did it. (Gender):Male',
    ),
  ).toEqual({
    numbers: [
      { scheme: 'uk-sanctions-list-ref', value: 'AQD0183' },
      { scheme: 'un-reference', value: 'QDi.263' },
    ],
    reasons: ['He did it.'],
    rest: ['Also referred to as X.', '(Gender): Male'],
  }));

describe('a file that is not the list', () => {
  const lines = async (): Promise<string[]> => (await readFile(fixture, 'utf8')).split('\n');
  it.each([
    ['has no first line', async () => (await lines()).slice(1).join('\n'), 'Last Updated'],
    ['has no header', () => Promise.resolve('Last Updated,27/04/2020\na,b\n'), 'names no column Name 6'],
    ['has no party', async () => (await lines()).slice(0, 2).join('\n'), 'no party'],
    ['has a short row', async () => [...(await lines()).slice(0, 2), 'KIM,Example'].join('\n'), 'uk.csv:3: 2 columns'],
    ['is cut off', async () => (await readFile(fixture, 'utf8')).slice(0, -40), 'uk.csv'],
    ['is one endless line', () => Promise.resolve(`Last Updated,"${'x'.repeat(1_100_000)}`), 'uk.csv'],
    ['is empty', () => Promise.resolve(''), 'uk.csv'],
  ])('is refused with its place: it %s', async (_, text, message) =>
    expect(await refusalOf(ukHmt, await file('uk.csv', await text()))).toContain(message),
  );
});
