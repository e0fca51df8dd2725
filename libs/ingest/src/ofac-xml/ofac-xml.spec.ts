import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileWriter, inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { ofacCsv } from '../ofac-csv/ofac-csv.format.js';
import { ofacXml } from './ofac-xml.format.js';

const simple = join(import.meta.dirname, 'sdn.fixture.xml');
const advanced = join(import.meta.dirname, 'sdn_advanced.fixture.xml');
const file = fileWriter();

describe('the simple format', () => {
  it('reads a person with the ids, the names and the words of the CSV', async () => {
    const snapshot = await ofacXml.read([simple], {});
    expect([snapshot.list, snapshot.date]).toEqual(['ofac-sdn', '2020-04-22']);
    const [person] = await recordsIn(snapshot);
    expect(person!.entities[0]).toMatchObject({ id: 'ofac-sdn-10689', kind: 'Person', label: 'Muhammad SAEED' });
    expect(inBrief(person!)).toEqual(
      expect.arrayContaining([
        'partOfRegime ofac-program-sdgt',
        'alias SAEED, Hafiz Muhammad',
        'address House No. 116 E, Mohalla Johar, Town: Lahore, Tehsil:, Lahore City, Lahore District, Pakistan',
        'identifier BE5978421',
        'citizenOf iso-3166-1-alpha-2:PK',
        'birthDate 1950-06-05',
        'birthPlace Sargodha, Punjab, Pakistan',
      ]),
    );
    expect(person!.facts.find(({ value }) => value?.text === 'TATA JI')).toMatchObject({
      predicate: 'alias',
      hedge: 'weak',
      locator: '10689, alt 10718',
    });
  });

  it('says the same as the CSV, fact by fact', async () => {
    const row =
      '15496,"NISHIGUCHI, Shigeo","individual","TCO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1929 to 1930; (Linked To: SUMIYOSHI-KAI)."';
    const address = '15496,23080,"c/o 6-4-21 Akasaka, Minato-ku","Tokyo","Japan",-0- ';
    const [fromCsv] = await recordsIn(
      await ofacCsv.read([await file('sdn.csv', row), await file('add.csv', address)], { date: '2020-04-22' }),
    );
    const fromXml = (await recordsIn(await ofacXml.read([simple], {}))).find(({ key }) => key === '15496')!;
    expect(inBrief(fromXml).sort()).toEqual(inBrief(fromCsv!).sort());
    expect(fromXml.entities).toEqual(fromCsv!.entities);
  });

  it('is the consolidated list where the file is called so', async () => {
    const path = await file('consolidated.xml', await readFile(simple));
    expect((await ofacXml.read([path], {})).list).toBe('ofac-cons');
  });
});

describe('the advanced format', () => {
  const read = async () => {
    const snapshot = await ofacXml.read([advanced], {});
    const records = await recordsIn(snapshot);
    return { snapshot, records, brief: (key: string) => inBrief(records.find((record) => record.key === key)!) };
  };

  it('reads a person with periods, documents, relations and two entries', async () => {
    const { snapshot, records, brief } = await read();
    expect([snapshot.list, snapshot.date]).toEqual(['ofac-sdn', '2024-05-03']);
    expect(records[0]!.entities[0]).toMatchObject({ id: 'ofac-sdn-9001', kind: 'Person', label: 'Ali Reza EXAMPLE' });
    expect(brief('9001')).toEqual([
      'targetsEntity ofac-sdn-9001',
      'partOfRegime ofac-program-npwmd',
      'partOfRegime ofac-program-sdgt',
      'alias مثال, علي',
      'alias EXAMPLI',
      'address Iran',
      'remark Brother of another party',
      'identifier A0012345',
      'remark Passport B999 (Iran), Fraudulent',
      'birthDate 1948-12-10',
      'birthDate 1960~',
      'birthDate 1961/1963',
      'remark DOB Jun 1950, False',
      'birthPlace Tehran, Iran',
      'citizenOf iso-3166-1-alpha-2:IR',
      'gender male',
      'remark Title General',
      'identifier 149w62rY42aZBox8fGcmqNsXUzSStKeq8C',
      'remark Additional Sanctions Information - Subject to Secondary Sanctions',
      'remark Listed: 2010-06-16, SDN List',
      'remark Legal basis: Executive Order 13382 (Non-proliferation)',
      'remark Measure: Block',
      'remark Listed: 2018-10-16, Consolidated List',
      'remark Legal basis: Executive Order 13224 (Terrorism)',
      'actsFor ofac-sdn-9002',
      'remark Former: Leader or official of: EXAMPLE SHIPPING CO., LTD.',
    ]);
    expect(records[0]!.facts[3]).toMatchObject({ qualifiers: { script: 'Arab' } });
    expect(
      unknownEnds(
        records,
        snapshot.frame.entities.map(({ id }) => id),
      ),
    ).toEqual([]);
  });

  it('reads an entity, a ship and an aircraft', async () => {
    const { records, brief } = await read();
    expect(records[1]!.facts[0]!.qualifiers).toEqual({ programId: 'NPWMD IFSR', listingDate: '2010-06-16' });
    expect(brief('9002')).toEqual(
      expect.arrayContaining([
        'address 1 Example Street, Nampo 999, Korea, North',
        'identifier 4411',
        'identifier KDBKKPPY',
        'hasSector Sea transport',
        'remark Organization Established Date 1969',
      ]),
    );
    expect(brief('9003')).toEqual(
      expect.arrayContaining([
        'identifier 9187629',
        'identifier 9BCD',
        'registeredIn iso-3166-1-alpha-2:PA',
        'controlledBy ofac-sdn-9002',
        'remark Vessel type General Cargo',
      ]),
    );
    expect(records[2]!.facts.find(({ predicate }) => predicate === 'controlledBy')!.hedge).toBe('Owned or Controlled By');
    expect(brief('9004')).toEqual(
      expect.arrayContaining([
        'identifier EP-XYZ',
        'remark Aircraft Model A300',
        'remark Property in the interest of: EXAMPLE SHIPPING CO., LTD.',
      ]),
    );
    expect(warningsOf(records)).toMatchObject({
      'a former relation': 1,
      'no predicate holds this relation: Property in the interest of': 1,
    });
  });
});

describe('a file that is not the list', () => {
  const simpleText = (inner: string): string =>
    `<sdnList><publshInformation><Publish_Date>04/22/2020</Publish_Date></publshInformation>${inner}</sdnList>`;
  it.each([
    ['declares entities', '<!DOCTYPE x [<!ENTITY a "aaaa">]><sdnList/>', 'document type'],
    ['is cut off', simpleText('<sdnEntry><uid>1</uid>').slice(0, 120), 'sdn.xml:'],
    ['is another document', '<list><sdnEntry/></list>', 'the outermost element is list'],
    ['has no party', simpleText(''), 'no party'],
    ['is an advanced one without parties', '<Sanctions><DateOfIssue><Year>2024</Year></DateOfIssue></Sanctions>', 'no party'],
    ['is something else', '<html/>', 'neither'],
    ['is empty', '', 'sdn.xml'],
    ['never ends', simpleText(`<sdnEntry><remarks>${'x'.repeat(1_100_000)}</remarks></sdnEntry>`), 'longer than 1000000'],
  ])('is refused with its place: it %s', async (_, text, message) =>
    expect(await refusalOf(ofacXml, await file('sdn.xml', text))).toContain(message),
  );
});
