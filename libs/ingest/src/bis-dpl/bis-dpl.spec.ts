import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf } from '../read-all.fixture.js';
import { bisDpl } from './bis-dpl.format.js';

const referenceFile = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'us_csl', 'dpl_bis_denied_persons.txt');
/** A real list, where somebody put it beside the project; it is not part of it. */
const withReferenceData = existsSync(referenceFile) ? it : it.skip;
const fixture = join(import.meta.dirname, 'bis-dpl.fixture.txt');
const file = fileWriter();
const options = { date: '2023-11-30' };

it('joins the addresses of a denied person, and says from when to when the order holds', async () => {
  const records = await recordsIn(await bisDpl.read([fixture], options));
  expect(records.map(({ entities }) => entities[0]!.label)).toEqual(['I. ASH', 'ADT ANALOG AND DIGITAL TECHNIK', 'AIMAN AMMAR']);
  const { id } = records[2]!.entities[0]!;
  expect(id).toMatch(/^bis-dpl-aiman-ammar-2015-09-18-[0-9a-f]{12}$/);
  expect(inBrief(records[2]!)).toEqual([
    `targetsEntity ${id}`,
    'partOfRegime us-list-dpl',
    'address 1265 CAMDEN WAY, YUBA CITY, CA, US',
    'address PRINCESS TOWER, APARTMENT 3803, AL SUFOUH STREET, DUBAI MARINA, DUBAI, AE',
    'remark Federal Register: 80 F.R 57572 9/24/15',
    'remark Standard order: Y',
    'remark Remarks: FR NOTICE ADDED',
  ]);
  expect(records.map(({ facts }) => facts[0]!.validTime)).toEqual(['2003-06-19/2056-06-29', '1981-09-10/', '2015-09-18/2020-09-18']);
});

it.each([
  ['another list', '"Name"\t"City"\n"A"\t"B"\n', /dpl\.txt:1: not the 12 columns/],
  ['a file with commas', 'Name,City\n', /not the 12 columns/],
  ['an empty file', '', /no party/],
])('refuses %s', async (_, text, message) => expect(await refusalOf(bisDpl, await file('dpl.txt', text), options)).toMatch(message));

withReferenceData('the list of November 2023 has 546 rows, which are 417 denied persons', async () => {
  const records = await recordsIn(await bisDpl.read([referenceFile], options));
  expect(records).toHaveLength(417);
  expect(new Set(records.map(({ key }) => key)).size).toBe(417);
});
