import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, warningsOf } from '../read-all.fixture.js';
import { euFsf } from './eu-fsf.format.js';

const fixture = join(import.meta.dirname, 'eu-fsf.fixture.xml');
const file = fileWriter();
const wrapped = (inner: string): string =>
  `<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2020-04-15T15:29:22.497+02:00">${inner}</export>`;
const entity = (inner: string, attributes = ''): string =>
  `<sanctionEntity logicalId="7" euReferenceNumber="EU.7.1" ${attributes}><regulation programme="PRK" numberTitle="2017/1509 (OJ L224)" entryIntoForceDate="2017-09-01"/>${inner}</sanctionEntity>`;

it('reads real records with the day of the file', async () => {
  const snapshot = await euFsf.read([fixture], {});
  expect([snapshot.list, snapshot.date, snapshot.authority.label]).toEqual(['eu-fsf', '2020-04-15', 'European Union']);
  const [record, ...others] = await recordsIn(snapshot);
  expect(inBrief(record!)).toEqual([
    'targetsEntity eu-fsf-5295',
    'partOfRegime eu-regime-taqa',
    'remark Regulation 2019/555 (OJ L97), amendment, published 2019-04-08, in force 2019-04-09',
    'alias Abdelhamid Abou Zeid',
    'alias Youcef Adel',
    'alias Amor Mohamed Ghedeir',
    'alias Abou Abdellah',
    'citizenOf iso-3166-1-alpha-2:DZ',
    'birthDate 1965-12-12',
    'birthPlace Touggourt, Wilaya (province) of Ouargla, ALGERIA',
    'birthDate 1958~',
    'birthPlace Deb-Deb, Amenas, Wilaya (province) of Illizi, ALGERIA',
    expect.stringContaining("remark (a) Mother's name is"),
  ]);
  expect(record!.facts[0]!.qualifiers).toEqual({ programId: 'TAQA', listingDate: '2008-07-03' });
  expect(others.map(({ entities }) => entities[0]!.label)).toEqual(['Leo Manzi', 'Mohamed Ben Belkacem Aouadi']);
  expect(warningsOf([record!])).toEqual({ 'a remark without a known pattern': 1 });
});

it('keeps weak names as weak, and false documents as remarks', async () => {
  const text = wrapped(
    entity(
      `<subjectType code="enterprise"/><nameAlias wholeName="Ocean Shipping Ltd" strong="true" regulationLanguage="en"/>
      <nameAlias wholeName="Ocean" strong="false"/><identification number="1" knownFalse="true" identificationTypeCode="regnumber"/>
      <identification number="22" identificationTypeCode="regnumber"/><identification number="" identificationTypeCode="id"/>
      <citizenship countryIso2Code="00" countryDescription="UNKNOWN"/><remark>  Owned   by others. </remark>`,
      'unitedNationId="KPe.999"',
    ),
  );
  const [record] = await recordsIn(await euFsf.read([await file('eu.xml', text)], {}));
  expect(record!.entities[0]).toMatchObject({
    kind: 'Company',
    identifiers: [
      { scheme: 'eu-reference', value: 'EU.7.1' },
      { scheme: 'un-reference', value: 'KPe.999' },
      { scheme: 'registration-number', value: '22' },
    ],
  });
  expect(record!.facts.find(({ predicate }) => predicate === 'alias')).toMatchObject({ value: { text: 'Ocean' }, hedge: 'not strong' });
  expect(inBrief(record!)).toEqual(expect.arrayContaining(['remark regnumber 1, known to be false', 'remark Owned by others.']));
});

describe('a file that is not the list', () => {
  it.each([
    ['declares entities', '<!DOCTYPE x [<!ENTITY a "aaaa">]><export/>', 'document type'],
    ['is cut off', wrapped(entity('<nameAlias wholeName="A"/>')).slice(0, 200), 'eu.xml:'],
    ['is another document', '<list><sanctionEntity logicalId="1"/></list>', 'the outermost element is list'],
    ['has no party', wrapped(''), 'no party'],
    ['is empty', '', 'eu.xml'],
    ['has a party without number', wrapped('<sanctionEntity/>'), 'without logicalId'],
    ['never ends', wrapped(entity(`<remark>${'x'.repeat(1_100_000)}</remark>`)), 'longer than 1000000'],
  ])('is refused with its place: it %s', async (_, text, message) =>
    expect(await refusalOf(euFsf, await file('eu.xml', text))).toContain(message),
  );
});
