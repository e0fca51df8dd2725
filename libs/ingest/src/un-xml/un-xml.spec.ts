import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { IngestError } from '../ingest-error.js';
import { unXml } from './un-xml.format.js';

const referenceFile = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'un_sc', 'UN_consolidated_2020-03-20.xml');
/** A real list, where somebody put it beside the project; it is not part of it. */
const withReferenceData = existsSync(referenceFile) ? it : it.skip;

let dir: string;
beforeAll(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-un-'))));
afterAll(() => rm(dir, { recursive: true, force: true }));

async function all(records: AsyncIterable<ListRecord>): Promise<ListRecord[]> {
  const found = [];
  for await (const record of records) found.push(record);
  return found;
}
async function file(text: string | Buffer): Promise<string> {
  const path = join(dir, 'un.xml');
  await writeFile(path, text);
  return path;
}
const individual = `<INDIVIDUAL><DATAID>7</DATAID><FIRST_NAME> KIM </FIRST_NAME><SECOND_NAME>Example</SECOND_NAME><THIRD_NAME/><UN_LIST_TYPE>DPRK</UN_LIST_TYPE>
  <REFERENCE_NUMBER>KPi.999</REFERENCE_NUMBER><LISTED_ON>2016-11-30</LISTED_ON><COMMENTS1>A remark &amp; more.</COMMENTS1>
  <NATIONALITY><VALUE>Democratic People's Republic of Korea</VALUE><VALUE>Atlantis</VALUE></NATIONALITY>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Kim the Example</ALIAS_NAME></INDIVIDUAL_ALIAS><INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1964</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1961</FROM_YEAR><TO_YEAR>1963</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
  <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Pyongyang</CITY><COUNTRY/></INDIVIDUAL_PLACE_OF_BIRTH>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER> 381310014</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL>`;
const wrapped = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2020-03-20T19:09:21"><INDIVIDUALS>${inner}</INDIVIDUALS></CONSOLIDATED_LIST>`;

it('reads a person with all that is said of it, and counts what is no fact', async () => {
  const snapshot = await unXml.read([await file(wrapped(individual))], {});
  expect([snapshot.list, snapshot.date]).toEqual(['un-sc', '2020-03-20']);
  const [record] = await all(snapshot.records());
  expect(record!.entities[0]).toEqual({
    id: 'un-sc-7',
    kind: 'Person',
    label: 'KIM Example',
    names: [{ text: 'KIM Example' }, { text: 'Kim the Example' }],
    identifiers: [
      { scheme: 'un-reference', value: 'KPi.999' },
      { scheme: 'passport', value: '381310014' },
    ],
  });
  expect(record!.facts.map(({ predicate, object, value }) => [predicate, object ?? value?.text ?? value?.date].join(' '))).toEqual([
    'targetsEntity un-sc-7',
    'partOfRegime un-regime-dprk',
    'alias Kim the Example',
    'citizenOf iso-3166-1-alpha-2:KP',
    'remark Nationality: Atlantis',
    'birthDate 1964~',
    'birthDate 1961/1963',
    'birthPlace Pyongyang',
    'identifier 381310014',
    'remark A remark & more.',
  ]);
  expect(record!.warnings.map(({ kind }) => kind)).toEqual(['no state of today has this name', 'a remark without a known pattern']);
});

describe('a file that is not the list', () => {
  const refused = async (text: string | Buffer): Promise<string> => {
    const error = await unXml
      .read([await file(text)], {})
      .then(({ records }) => all(records()))
      .catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(IngestError);
    return (error as IngestError).message;
  };
  it.each([
    ['declares entities', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST/>', 'document type'],
    ['is cut off', wrapped(individual).slice(0, 900), 'un.xml:'],
    ['is another document', '<list><ENTITY><DATAID>1</DATAID></ENTITY></list>', 'the outermost element is list'],
    ['is empty', '', 'un.xml'],
    ['has no party', wrapped(''), 'no party is in it'],
    ['is too deep', wrapped(`<INDIVIDUAL>${'<A>'.repeat(60)}${'</A>'.repeat(60)}</INDIVIDUAL>`), 'more than 40 deep'],
    ['never ends', wrapped(`<INDIVIDUAL><COMMENTS1>${'x'.repeat(1_100_000)}</COMMENTS1></INDIVIDUAL>`), 'longer than 1000000'],
    ['is no XML', 'DATAID,NAME\n1,KIM\n', 'un.xml:'],
  ])('is refused with its place: it %s', async (_, text, message) => expect(await refused(text)).toContain(message));

  it('is refused in another encoding', async () =>
    expect(await refused(Buffer.from(wrapped('<INDIVIDUAL>\u00e9</INDIVIDUAL>'), 'latin1'))).toContain('not UTF-8'));
});

withReferenceData(
  'the list of 20 March 2020 has 709 persons and 305 other parties, 155 of them under the regime of North Korea',
  async () => {
    const records = await all((await unXml.read([referenceFile], {})).records());
    const persons = records.filter(({ entities }) => entities[0]!.kind === 'Person');
    expect([persons.length, records.length - persons.length]).toEqual([709, 305]);
    const dprk = records.filter(({ facts }) =>
      facts.some(({ predicate, object }) => predicate === 'partOfRegime' && object === 'un-regime-dprk'),
    );
    expect(dprk).toHaveLength(155);
  },
);
