import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { IngestError } from '../ingest-error.js';
import { fileWriter, inBrief, recordsIn, warningsOf } from '../read-all.fixture.js';
import { ofacCsv } from './ofac-csv.format.js';

const referenceData = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data');
/** Real lists, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceData) ? it : it.skip;
const writer = fileWriter();
const date = '2024-05-03';

const row = (...cells: (string | null)[]): string => cells.map((cell) => (cell === null ? '-0- ' : `"${cell}"`)).join(',');
const party = (number: string, name: string, type: string | null, programs: string, remarks: string | null): string =>
  `${number},${row(name, type, programs, null, null, null, null, null, null, null, remarks)}`;
const file = (name: string, ...rows: string[]): Promise<string> => writer(name, `${rows.join('\r\n')}\r\n\x1a`);

it('reads the consolidated list under its own name, with all rows of its smaller files accounted for', async () => {
  const paths = [
    await file('cons_prim.csv', party('9', 'OCEAN BANK', null, 'SSI] [561-Related', 'SWIFT/BIC KDBKKPPY; Organization Type: Banks;')),
    await file(
      'cons_add.csv',
      `9,1,${row('1 Sea Road', 'Nampo', 'Korea, North', null)}`,
      `9,2,${row(null, null, null, null)}`,
      `7,3,${row('x', null, null, null)}`,
    ),
    await file('cons_alt.csv', `9,4,${row('aka', 'BANK OF THE OCEAN', null)}`, `9,5,${row('aka', null, null)}`),
    await file('cons_comments.csv', `9," Target Type Financial Institution"`),
  ];
  const snapshot = await ofacCsv.read(paths, { date });
  expect([snapshot.list, snapshot.title]).toEqual(['ofac-cons', 'Consolidated Sanctions List (non-SDN lists)']);
  const records = await recordsIn(snapshot);
  expect(records[0]!.entities[0]).toMatchObject({
    id: 'ofac-cons-9',
    kind: 'Company',
    identifiers: [{ scheme: 'ofac-uid', value: '9' }, { scheme: 'bic' }],
  });
  expect(inBrief(records[0]!)).toEqual([
    'targetsEntity ofac-cons-9',
    'partOfRegime ofac-program-ssi',
    'partOfRegime ofac-program-561-related',
    'alias BANK OF THE OCEAN',
    'address 1 Sea Road, Nampo, Korea, North',
    'identifier KDBKKPPY',
    'hasSector Banks',
    'remark Target Type Financial Institution',
  ]);
  expect(warningsOf(records)).toEqual({
    'an alias row without a name': 1,
    'an address row without text': 1,
    'no predicate holds this part of a remark: Target Type': 1,
    'addresses of a number that no party has': 1,
  });
});

it('says what follows from a listing of the listing, and not of the party', async () => {
  const remarks = 'Secondary sanctions risk: section 1(b) of Executive Order 13224; Gender Male.';
  const [record] = await recordsIn(
    await ofacCsv.read([await file('sdn.csv', party('1', 'KIM, Example', 'individual', 'SDGT', remarks))], { date }),
  );
  expect(record!.facts.filter(({ predicate }) => predicate === 'remark')).toEqual([
    {
      subject: 'ofac-sdn-1-listing',
      predicate: 'remark',
      value: { text: 'Secondary sanctions risk: section 1(b) of Executive Order 13224' },
      quote: 'Secondary sanctions risk: section 1(b) of Executive Order 13224',
      locator: '1',
    },
  ]);
  expect(record!.warnings).toEqual([]);
});

describe('files that do not make a list are refused', () => {
  const one = party('1', 'KIM', null, 'SDGT', null);
  it.each([
    ['of two lists', ['sdn.csv', 'cons_add.csv'], 'files of two lists'],
    ['without parties', ['add.csv'], 'no file of parties'],
    ['two of a sort', ['sdn.csv', 'sdn-2.csv'], '2 files of parties'],
    ['of another name', ['list.csv'], 'not a file of this list'],
  ])('%s', async (_, names, message) => {
    const paths = await Promise.all(names.map((name) => file(name, one)));
    await expect(ofacCsv.read(paths, { date })).rejects.toThrow(message);
    await expect(ofacCsv.read(paths, { date })).rejects.toBeInstanceOf(IngestError);
  });
});

const counted = (records: readonly ListRecord[]): [parties: number, addressRows: number, aliases: number] => {
  const facts = records.flatMap((record) => record.facts);
  const rows = (start: string): number => facts.filter(({ locator }) => locator.includes(`, ${start} `)).length;
  return [records.length, rows('add') + (warningsOf(records)['an address row without text'] ?? 0), rows('alt')];
};

describe.each([
  ['2019-01', [7379, 11696, 9682], 9473, 2222],
  ['2021-07', [8976, 13837, 11910], 11439, 2397],
])('the SDN list of %s', (month, counts, addresses, without) => {
  withReferenceData('has all its parties, addresses and aliases', async () => {
    const paths = ['sdn', 'add', 'alt', 'sdn_comments'].map((name) => join(referenceData, `ofac_sdn_${month}`, `${name}.csv`));
    const records = await recordsIn(await ofacCsv.read(paths, { date: `${month}-15` }));
    expect(counted(records)).toEqual(counts);
    expect(records.flatMap(({ facts }) => facts).filter(({ predicate }) => predicate === 'address')).toHaveLength(addresses);
    expect(warningsOf(records)).toMatchObject({ 'an address row without text': without, 'an address of a ship or an aircraft': 1 });
  });
});

withReferenceData('nearly all parts of the remarks of April 2022 are read, and each keeps its words', async () => {
  const path = join(referenceData, 'ofac_sdn_history', 'sdn_2022-04-20.csv');
  const records = await recordsIn(await ofacCsv.read([path], { date: '2022-04-20' }));
  const facts = records.flatMap((record) => record.facts);
  const linked = facts.filter(({ predicate }) => predicate === 'actsFor');
  expect(records).toHaveLength(10033);
  expect(linked.length).toBeGreaterThan(3000);
  expect(linked.every(({ quote }) => quote?.startsWith('Linked To: '))).toBe(true);
  expect(warningsOf(records)['a remark without a known pattern']).toBeLessThan(2200);
});
