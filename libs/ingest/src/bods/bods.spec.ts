import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { fileWriter, inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { bodsStatements } from './bods-statement.js';
import { bods } from './bods.format.js';
import { shareOf } from './bods-share.js';

const examples = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'bods_standard', 'examples');
/** The examples of the standard, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(examples) ? it : it.skip;
/** Made up for this spec. */
const fixture = join(import.meta.dirname, 'register.fixture.json');
const file = fileWriter();

async function read(path = fixture) {
  const snapshot = await bods.read([path], {});
  const records = await recordsIn(snapshot);
  return { snapshot, records, of: (key: string): ListRecord => records.find((each) => each.key === key)! };
}

describe('statements of a register', () => {
  it('are the word of its publisher, as of the day of the last one; parties come before what joins them', async () => {
    const { snapshot, records } = await read();
    expect([snapshot.list, snapshot.authority.label, snapshot.date]).toEqual([
      'bods-register-fixture',
      'Register of Examples',
      '2024-01-10',
    ]);
    expect(records.map(({ key }) => key)).toEqual(['C-1', 'C-2', 'S-1', 'A-1', 'U-1', 'P-1', 'R-1', 'R-2', 'R-3', 'R-4', 'R-5']);
    expect(unknownEnds(records)).toEqual([]);
  });

  it('tell names, numbers, addresses and where it is registered; what no predicate holds is kept as text', async () => {
    const { of } = await read();
    expect(of('C-1').entities[0]).toMatchObject({ kind: 'Company', label: 'Example Trading Ltd' });
    expect(of('C-1').entities[0]!.identifiers).toEqual([
      { scheme: 'lei', value: '529900T8BM49AURSDO55' },
      { scheme: 'gb-coh', value: '00102498' },
    ]);
    expect(inBrief(of('C-1'))).toEqual([
      'alias Example Group',
      'basedIn iso-3166-1-alpha-2:IE',
      'identifier 529900T8BM49AURSDO55',
      'identifier 00102498',
      'address 1 Quay Street, Galway, H91 X0X0, Ireland',
      'remark foundingDate: 2001-02-03',
    ]);
    expect(of('C-1').facts[0]!.locator).toBe(
      'C-1, alternateNames, statement s01 of 2024-01-10, asserted by Example Trading Ltd, source officialRegister, declared of C-1',
    );
    expect(inBrief(of('P-1'))).toEqual([
      'alias Ada Sample',
      'birthDate 1980-05',
      'birthPlace Turku, Finland',
      'citizenOf iso-3166-1-alpha-2:FI',
      'remark nationalities: name: Atlantis',
      'identifier XP1234567',
      'remark politicalExposure: status: isPep',
    ]);
  });

  it('tell of states, bodies of states, arrangements and those whom nobody names', async () => {
    const { of } = await read();
    expect(inBrief(of('C-2'))).toEqual([
      'remark entityType: type: stateBody, subtype: governmentDepartment',
      'basedIn iso-3166-1-alpha-2:FI',
      'agencyOf iso-3166-1-alpha-2:FI',
    ]);
    expect([of('S-1').entities, of('S-1').facts[0]]).toMatchObject([
      [],
      { subject: 'iso-3166-1-alpha-2:FI', predicate: 'name', value: { text: 'Suomen tasavalta' } },
    ]);
    expect(inBrief(of('A-1'))).toEqual(['remark entityType: type: arrangement, subtype: trust']);
    expect(of('U-1').entities[0]).toMatchObject({ kind: 'Group', label: 'Holder of bearer shares' });
  });

  it('tell interests: shares owned, votes that direct, and posts; only the last statement of a record counts', async () => {
    const { of } = await read();
    const [owned, rest, directed, votes, post] = of('R-1').facts;
    expect(owned).toMatchObject({
      predicate: 'ownedBy',
      value: { lower: 50, lowerQual: 'ABOVE', upper: 75, unit: '%' },
      qualifiers: { interestType: 'shareholding', direct: true },
      validTime: '2020-01-01/',
      quote: 'Shares of class A',
    });
    expect(rest!.value).toEqual({ text: 'shareholding of Ada Example: beneficialOwnershipOrControl: true' });
    expect(directed).toMatchObject({ predicate: 'controlledBy', qualifiers: { interestType: 'votingRights' } });
    expect([directed!.value, votes!.value?.text]).toEqual([
      undefined,
      'votingRights of Ada Example: share: exact: 60, directOrIndirect: direct',
    ]);
    expect(post).toMatchObject({ predicate: 'holdsPositionAt', subject: owned!.object, qualifiers: { title: 'Chair of the board' } });
    expect(post!.validTime).toBeUndefined();
    expect(of('R-1').facts[5]!.value!.text).toContain('startDate: 2021-02-30');
    expect(Object.keys(warningsOf([of('R-1')]))).toContain('a record with earlier statements, of which only the last one is read');
  });

  it('keep open what is not told: a possible owner, an unnamed one with the reason, an end that is not dated', async () => {
    const { of } = await read();
    expect(of('R-2').facts[0]).toMatchObject({ object: 'iso-3166-1-alpha-2:FI', value: { exact: 20 }, qualifiers: { direct: false } });
    expect(of('R-3').facts[0]).toMatchObject({ predicate: 'ownedBy', modality: 'POSSIBILITY', hedge: 'unknownInterest' });
    expect(inBrief(of('R-4'))).toEqual([
      'remark interestedParty: reason: subjectExemptFromDisclosure, description: Listed on a stock exchange',
    ]);
    expect(warningsOf([of('R-4')])).toEqual({ 'no interestedParty is specified: subjectExemptFromDisclosure': 1 });
    expect(of('R-5').facts[0]).toMatchObject({ predicate: 'controlledBy', validTime: '2019-01-01/2023-03-03?' });
  });
});

it.each([
  [{ exact: 0 }, { exact: 0, unit: '%' }],
  [{ exact: 101 }, undefined],
  [{ exact: 50, minimum: 10 }, undefined],
  [{ minimum: 60, maximum: 40 }, undefined],
  [{ minimum: 10, exclusiveMinimum: 20 }, undefined],
  [{ exclusiveMaximum: '50' }, undefined],
  [{}, undefined],
])('reads the share %j as %j', (share, value) => expect(shareOf(share)).toEqual(value));

const statement = (more: object = {}): string =>
  JSON.stringify({
    statementId: 's',
    statementDate: '2024-01-10',
    recordId: 'r',
    recordType: 'entity',
    recordDetails: {},
    publicationDetails: { bodsVersion: '0.4' },
    ...more,
  });

it('takes a statement for replaced that a later one names, and an unnamed publisher for one', async () => {
  const text = `[${statement({ statementDate: '2024-02-10', recordDetails: { name: 'Old' } })},\n${statement({ statementId: 't', replacesStatements: ['s'], recordDetails: { name: 'New' } })}]`;
  const { snapshot, records } = await read(await file('x.json', text));
  expect(records.map(({ entities }) => entities[0]!.label)).toEqual(['New']);
  expect(snapshot.authority.label).toBe('Unnamed publisher of x.json');
});

it.each([
  ['is empty', '', 'x.json:1: the file is empty'],
  ['has no statement', '[]', 'x.json: no statement is in it'],
  ['is an object', statement(), 'x.json:1: an object; this file should be a list'],
  ['is cut off', `[${statement()},\n{"statementId"`, 'x.json:2: the file is empty, or cut off'],
  ['lacks a record', `[${statement()},\n${statement({ recordId: undefined })}]`, 'x.json:2: not a statement of BODS 0.4'],
  ['is of an older standard', '[{"statementID": "1", "publicationDetails": {"bodsVersion": "0.2"}}]', 'It says that it is of BODS 0.2'],
  ['has another type of record', `[${statement({ recordType: 'ship' })}]`, 'x.json:1: not a statement'],
  ['has a statement of no day', `[${statement({ statementDate: 'yesterday' })}]`, 'the statementDate yesterday is no day'],
  ['lies too deep', `[${'{"a":'.repeat(60)}`, 'x.json:1: values lie more than 40 deep'],
  ['is in another encoding', Buffer.from(`[${statement({ recordId: '\u00e9' })}]`, 'latin1'), 'not UTF-8'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(bods, await file('x.json', text))).toContain(message),
);

withReferenceData('the 19 examples of the standard: 119 statements, of which the last ones of 97 records count', async () => {
  const counts: Record<string, number> = {};
  const count = (what: string, by = 1): void => void (counts[what] = (counts[what] ?? 0) + by);
  for (const name of readdirSync(examples)) {
    const path = join(examples, name);
    for await (const { type } of bodsStatements(path)) count(type);
    const { records } = await read(path);
    count('record', records.length);
    for (const { predicate } of records.flatMap(({ facts }) => facts)) count(predicate);
    expect(unknownEnds(records)).toEqual([]);
  }
  expect(counts).toEqual({
    ...{ entity: 35, person: 28, relationship: 56, record: 97 },
    ...{ ownedBy: 36, controlledBy: 12, holdsPositionAt: 3, basedIn: 12, agencyOf: 1, citizenOf: 12, birthDate: 12 },
    ...{ identifier: 32, address: 6, name: 1, alias: 3, remark: 82 },
  });
});
