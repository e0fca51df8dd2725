import { fileWriter, inBrief, recordsIn, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { ftm } from './ftm.format.js';

const file = fileWriter();
const lines = (...entities: object[]): string => entities.map((entity) => `${JSON.stringify(entity)}\n`).join('');
const thing = (id: string, schema: string, properties: Record<string, unknown>, more = {}) => ({ id, schema, properties, ...more });

const company = thing(
  'NK-7aB',
  'Company',
  {
    name: ['Example Trading', 'Example Trading Ltd'],
    weakAlias: ['EXT'],
    jurisdiction: ['kp'],
    country: ['ru', 'suhh'],
    leiCode: ['529900T8BM49AURSDO55'],
    addressEntity: ['addr-1', 'addr-2'],
    topics: ['sanction'],
    createdAt: ['2020-01-01'],
  },
  { caption: 'Example Trading', datasets: ['us_ofac_sdn'], last_seen: '2024-05-03T10:00:00' },
);
const person = thing('p1', 'Person', {
  name: ['Kim Example'],
  birthDate: ['1964', '1964-02'],
  nationality: ['kp'],
  gender: ['male'],
  country: ['kp'],
});
const owns = thing('o1', 'Ownership', {
  owner: ['p1'],
  asset: ['NK-7aB'],
  percentage: ['60%'],
  startDate: ['2010-05-01'],
  role: ['founder'],
});

async function read(...entities: object[]) {
  const snapshot = await ftm.read([await file('x.ftm.json', lines(...entities))], { date: '2024-05-03' });
  return { snapshot, records: await recordsIn(snapshot) };
}

it('reads things before what joins them, whatever their order', async () => {
  const { snapshot, records } = await read(owns, thing('addr-1', 'Address', { full: ['1 Street, Pyongyang'] }), person, company);
  expect([snapshot.list, snapshot.authority.label, snapshot.date]).toEqual(['ftm-us-ofac-sdn', 'us_ofac_sdn', '2024-05-03']);
  expect(records.map(({ key, place }) => [key, place])).toEqual([
    ['p1', 'x.ftm.json:3'],
    ['NK-7aB', 'x.ftm.json:4'],
    ['o1', 'x.ftm.json:1'],
  ]);
  expect(records[0]!.entities[0]).toMatchObject({ id: 'ftm-us-ofac-sdn-p1', kind: 'Person', label: 'Kim Example' });
  expect(inBrief(records[0]!)).toEqual(['birthDate 1964-02', 'citizenOf iso-3166-1-alpha-2:KP', 'gender male', 'remark country: kp']);
  expect(records[1]!.entities[0]!.id).toMatch(/^ftm-us-ofac-sdn-nk-7ab-[0-9a-f]{12}$/);
  expect(inBrief(records[1]!)).toEqual([
    'name Example Trading Ltd',
    'alias EXT',
    'basedIn iso-3166-1-alpha-2:KP',
    'remark country: ru; suhh',
    'identifier 529900T8BM49AURSDO55',
    'address 1 Street, Pyongyang',
    'remark addressEntity: addr-2',
    'remark topics: sanction',
  ]);
  expect(records[2]!.facts).toEqual([
    {
      subject: records[1]!.entities[0]!.id,
      object: 'ftm-us-ofac-sdn-p1',
      predicate: 'ownedBy',
      value: { exact: 60, unit: '%', verbatim: '60%' },
      validTime: '2010-05-01/',
      locator: 'o1',
    },
    { subject: records[1]!.entities[0]!.id, predicate: 'remark', value: { text: 'Ownership (p1), role: founder' }, locator: 'o1' },
  ]);
  expect(unknownEnds(records)).toEqual([]);
});

it('keeps the listing date of a sanction apart from its start', async () => {
  const { records } = await read(
    person,
    thing('s1', 'Sanction', {
      entity: ['p1'],
      authority: ['Office of Foreign Assets Control'],
      country: ['us'],
      programId: ['US-DPRK2'],
      listingDate: ['2016-07-06'],
      startDate: ['2016-08-01'],
      reason: ['Acts for the Workers Party.'],
      unscId: ['KPi.001'],
    }),
  );
  const listing = records[1]!;
  expect(listing.entities.map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    'Designation ftm-x-s1',
    expect.stringMatching(/^SanctionsRegime ftm-x-program-us-dprk2-/),
    expect.stringMatching(/^Agency ftm-x-authority-/),
  ]);
  expect(listing.facts[0]).toMatchObject({
    predicate: 'targetsEntity',
    object: 'ftm-x-p1',
    qualifiers: { listingDate: '2016-07-06', programId: 'US-DPRK2' },
    validTime: '2016-08-01/',
  });
  expect(inBrief(listing).slice(1)).toEqual([
    'identifier KPi.001',
    expect.stringContaining('partOfRegime'),
    expect.stringContaining('imposedBy'),
    'remark country: us, reason: Acts for the Workers Party.',
  ]);
});

it.each([
  ['Directorship', { director: ['p1'], organization: ['c'], role: ['CEO'] }, 'holdsPositionAt', { title: 'CEO' }],
  ['Membership', { member: ['p1'], organization: ['c'] }, 'memberOf', undefined],
  ['Family', { person: ['p1'], relative: ['p2'], relationship: ['sister'] }, 'familyOf', { relation: 'sister' }],
  ['UnknownLink', { subject: ['p1'], object: ['c'], role: ['Linked To'] }, 'actsFor', undefined],
  ['UnknownLink', { subject: ['p1'], object: ['c'], role: ['affiliated with'] }, 'affiliatedWith', undefined],
  ['UnknownLink', { subject: ['p1'], object: ['c'], role: ['neighbour'] }, 'remark', undefined],
  ['Payment', { payer: ['c'], beneficiary: ['p1'], amountEur: ['50000'] }, 'remark', undefined],
  ['Family', { person: ['p1'], relative: ['c'] }, 'remark', undefined],
  ['Ownership', { owner: ['gone'], asset: ['c'] }, 'remark', undefined],
  ['Passport', { holder: ['p1'], number: ['123'] }, 'identifier', { scheme: 'passport' }],
  ['CryptoWallet', { holder: ['p1'], publicKey: ['149w62'], currency: ['XBT'] }, 'identifier', { scheme: 'crypto-xbt' }],
  ['Occupancy', { holder: ['p1'], post: ['post'] }, 'holdsPositionAt', { title: 'Minister' }],
])('reads %s %j as %s', async (schema, properties, predicate, qualifiers) => {
  const post = thing('post', 'Position', { name: ['Minister'], organization: ['c'] });
  const { records } = await read(
    thing('link', schema, properties),
    person,
    { ...person, id: 'p2' },
    thing('c', 'Company', { name: ['C'] }),
    post,
  );
  const { facts, warnings } = records.at(-1)!;
  expect(facts).toHaveLength(1);
  expect([facts[0]!.predicate, facts[0]!.qualifiers]).toEqual([predicate, qualifiers]);
  expect(warnings).toHaveLength(predicate === 'remark' ? 1 : 0);
});

it('counts dirty values with their words', async () => {
  const dirty = thing('p', 'Person', { name: ['P'], birthDate: ['1964-02-30', 'soon'], citizenship: ['zz'] });
  const link = thing('o', 'Ownership', {
    owner: ['p'],
    asset: ['c'],
    percentage: ['most'],
    startDate: ['2010', '2012'],
    endDate: ['never'],
  });
  const { records } = await read(dirty, thing('c', 'Company', { name: ['C'] }), link, thing('r', 'RealEstate', { name: ['House'] }));
  expect(warningsOf(records)).toEqual({
    'not a date': 2,
    'no state of today has this code': 1,
    'no kind of ours: RealEstate': 1,
    'dates that are none, or do not agree': 2,
    'no qualifier holds this part of a link: Ownership': 1,
  });
  expect(inBrief(records.at(-1)!)).toEqual([
    'remark startDate: 2010; 2012',
    'remark endDate: never',
    'ownedBy ftm-x-p',
    'remark Ownership (p), percentage: most',
  ]);
});

it('says of each entity which of several datasets has it', async () => {
  const { snapshot, records } = await read({ ...person, datasets: ['eu_fsf'] }, { ...company, datasets: ['eu_fsf', 'un_sc'] });
  expect([snapshot.list, snapshot.frame.entities.map(({ id }) => id)]).toEqual(['ftm-x', ['dataset-x', 'dataset-eu-fsf', 'dataset-un-sc']]);
  expect(records.map(({ facts }) => facts[0]!.claimant)).toEqual(['dataset-eu-fsf', undefined]);
});
