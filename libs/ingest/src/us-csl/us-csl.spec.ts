import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { usCsl } from './us-csl.format.js';

const referenceFile = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'us_csl', 'csl_2023-11_partial.csv');
/** A real list, where somebody put it beside the project; it is not part of it. */
const withReferenceData = existsSync(referenceFile) ? it : it.skip;
const fixture = join(import.meta.dirname, 'us-csl.fixture.csv');
const file = fileWriter();
const options = { date: '2023-11-30' };

it('reads parties of five lists, each on the word of the authority behind it', async () => {
  const snapshot = await usCsl.read([fixture], options);
  expect([snapshot.list, snapshot.authority.id]).toEqual(['us-csl', 'us-ita']);
  const records = await recordsIn(snapshot);
  expect(records.map(({ key, entities, facts }) => [key, entities[0]!.kind, facts[0]!.claimant].join(' '))).toEqual([
    'sdn-906 Company ofac',
    'sdn-6921 Person ofac',
    'el-094359539fe950c37320d74b365ca457ce4a14583ba1d81c76bd0b71 Company us-bis',
    'isn-9916f506906512334e45d17f9ed414ed74d23a4c5fc8e9f18d34ce23 Company us-state-department',
    expect.stringMatching(/^bis-dpl-abdulah-al-nasser-2002-03-04-\w+ Organization us-bis$/),
  ]);
  expect(
    unknownEnds(
      records,
      snapshot.frame.entities.map(({ id }) => id),
    ),
  ).toEqual([]);
  expect(warningsOf(records)['the header stands among the rows']).toBe(1);
});

it('says of a party of the SDN list what that list says', async () => {
  const [, person] = await recordsIn(await usCsl.read([fixture], options));
  expect(inBrief(person!)).toEqual(
    expect.arrayContaining(['targetsEntity ofac-sdn-6921', 'partOfRegime ofac-program-sdgt', 'partOfRegime us-list-sdn']),
  );
  expect(person!.entities[0]!.identifiers).toContainEqual({ scheme: 'ofac-uid', value: '6921' });
});

it('keeps apart when an order holds and when a party was listed, and joins the addresses of a denied person', async () => {
  const records = await recordsIn(await usCsl.read([fixture], options));
  const [targets] = records[4]!.facts;
  expect(targets).toMatchObject({ validTime: '2002-03-04/2056-06-29', qualifiers: {} });
  expect(records[4]!.facts.filter(({ predicate }) => predicate === 'address')).toHaveLength(2);
});

describe('a file that is not the list', () => {
  const head = async (): Promise<string> => (await readFile(fixture, 'utf8')).split('\n')[0]!;
  it.each([
    ['is cut off', async () => `${(await readFile(fixture, 'utf8')).slice(0, 2000)}`, /us\.csv/],
    ['has no header', () => Promise.resolve('1,2,3\n'), /names no column _id/],
    ['has no party', async () => `${await head()}\n`, /no party/],
    ['has a short row', async () => `${await head()}\n1,2\n`, /us\.csv:2: 2 columns/],
    ['is one endless line', async () => `${await head()}\n"${'x'.repeat(1_100_000)}`, /us\.csv/],
    ['is empty', () => Promise.resolve(''), /no party/],
  ])('is refused with its place: it %s', async (_, text, message) =>
    expect(await refusalOf(usCsl, await file('us.csv', await text()), options)).toMatch(message),
  );

  it('is refused without a day', async () => expect(await refusalOf(usCsl, fixture, {})).toContain('--date'));
});

describe('the list of November 2023', () => {
  withReferenceData('is refused, since it is cut off', async () =>
    expect(await refusalOf(usCsl, referenceFile, options)).toContain('csl_2023-11_partial.csv:'),
  );

  withReferenceData('has 4,226 whole rows of 13 lists, one of them the header once more', async () => {
    const text = await readFile(referenceFile, 'utf8');
    const path = await file('csl.csv', text.slice(0, text.lastIndexOf('\n"') + 1));
    const snapshot = await usCsl.read([path], options);
    const records = await recordsIn(snapshot);
    const rows = records.filter(({ facts }) => facts[0]!.claimant).length;
    expect(new Set(records.map(({ key }) => key)).size).toBe(records.length);
    expect(rows).toBe(records.length);
    expect(
      unknownEnds(
        records,
        snapshot.frame.entities.map(({ id }) => id),
      ),
    ).toEqual([]);
    expect(warningsOf(records)).toMatchObject({ 'the header stands among the rows': 1 });
  });
});
