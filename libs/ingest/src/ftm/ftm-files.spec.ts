import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileWriter, recordsIn, refusalOf, unknownEnds } from '../read-all.fixture.js';
import { ftm } from './ftm.format.js';

const donations = join(
  import.meta.dirname,
  ...['..', '..', '..', '..', '..', 'shared', 'data', 'opensanctions_ftm_samples', 'nomenklatura', 'donations.ijson'],
);
/** Real entities, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(donations) ? it : it.skip;
const file = fileWriter();
const lines = (...entities: object[]): string => entities.map((entity) => `${JSON.stringify(entity)}\n`).join('');
const person = { id: 'p1', schema: 'Person', properties: { name: ['Kim Example'] } };
const company = { id: 'NK-7aB', schema: 'Company', properties: { name: ['Example Trading'] } };

describe('a file that is something else', () => {
  it.each([
    [
      'has nested entities',
      lines({ ...person, properties: { sanctions: [{ id: 's', properties: {} }] } }),
      'x.ftm.json:1: sanctions holds whole entities',
    ],
    ['holds statements', lines(person, { id: 'p', schema: 'Person', statements: [] }), 'x.ftm.json:2: statements, not entities'],
    ['is other JSON', lines({ type: 'bundle' }), 'x.ftm.json:1: not an entity'],
    ['has an id twice', lines(person, company, person), 'x.ftm.json:3: the id p1 occurs for a second time'],
    ['is cut off', lines(person, company).slice(0, -20), 'x.ftm.json:2: not JSON, or cut off'],
    ['is empty', '', 'x.ftm.json: no entity'],
  ])('is refused with its place: it %s', async (_, text, message) =>
    expect(await refusalOf(ftm, await file('x.ftm.json', text))).toContain(message),
  );

  it('is refused where nothing tells its dataset or its day', async () => {
    expect(await refusalOf(ftm, await file('entities.ftm.json', lines(person)))).toContain('Name the file after it');
    expect(await refusalOf(ftm, await file('x.ftm.json', lines(person)), {})).toContain('--date');
  });
});

withReferenceData('the donations of nomenklatura have 95 parties, 103 addresses, and 290 payments that no predicate holds', async () => {
  const snapshot = await ftm.read([donations], { date: '2013-01-01' });
  const records = await recordsIn(snapshot);
  expect([snapshot.list, records.length, records.flatMap(({ entities }) => entities).length]).toEqual(['ftm-donations', 385, 95]);
  const count = (wanted: string): number => records.flatMap(({ facts }) => facts).filter(({ predicate }) => predicate === wanted).length;
  expect(['address', 'basedIn', 'remark'].map(count)).toEqual([103, 61, 312]);
  expect(unknownEnds(records)).toEqual([]);
});
