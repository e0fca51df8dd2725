import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ListRecord } from '@linchpin/facts';
import { inBrief, recordsIn, refusalOf, unknownEnds, warningsOf } from '../read-all.fixture.js';
import { programs } from './programs.format.js';

const referenceData = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'opensanctions_programs');
/** All programmes, where somebody put them beside the project; they are not part of it. */
const withReferenceData = existsSync(referenceData) ? it : it.skip;
const fixture = join(import.meta.dirname, 'programs.fixture');
const date = '2026-08-22';

let dir: string;
beforeEach(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-programs-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

async function folder(files: Record<string, string | Buffer>): Promise<string> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, name)), { recursive: true });
    await writeFile(join(dir, name), content);
  }
  return dir;
}
const read = async (path: string): Promise<ListRecord[]> => recordsIn(await programs.read([path], { date }));

it('reads who imposes, and the programme with its names and codes; what it targets and how is kept as text', async () => {
  const records = await read(fixture);
  const [issuer, program] = records;
  expect(issuer!.entities).toMatchObject([{ id: 'ofac', kind: 'Agency', label: 'Office of Foreign Assets Control' }]);
  expect(inBrief(issuer!)).toEqual(['alias OFAC', 'agencyOf iso-3166-1-alpha-2:US', 'remark organisation: United States Treasury']);
  expect(program!.entities[0]).toMatchObject({
    id: 'opensanctions-program-us-nk',
    kind: 'SanctionsRegime',
    label: 'North Korea Sanctions',
  });
  const codes = ['DPRK', 'DPRK2', 'DPRK3', 'DPRK4', 'DPRK-NKSPEA'].map((value) => ({ scheme: 'ofac-program', value }));
  expect(program!.entities[0]!.identifiers).toEqual([{ scheme: 'opensanctions-program', value: 'US-NK' }, ...codes]);
  expect(inBrief(program!)).toEqual(
    expect.arrayContaining([
      'imposedBy ofac',
      'alias EO 13551',
      'identifier DPRK3',
      'remark target_territories: kp',
      'remark summary: Combines a comprehensive embargo on North Korea with designation-based blocking sanctions.',
      expect.stringMatching(/^remark measures: Asset freeze; Import restrictions; /),
      expect.stringMatching(/^remark url: https:/),
    ]),
  );
  expect(program!.facts.find(({ predicate }) => predicate === 'imposedBy')!.locator).toBe('programs/US-NK, issuer');
  expect(unknownEnds(records)).toEqual([]);
});

it('gives a code to no programme where two go under it, and takes leaks for no regime', async () => {
  const program = (key: string, issuer: string, more = ''): string => `title: ${key}\nkey: ${key}\nissuer: ${issuer}\n${more}`;
  const path = await folder({
    'programs/A.yml': program('A', 'us_ofac', 'aliases:\n  - DPRK3\n  - ITSR\n'),
    'programs/B.yml': program('B', 'us_ofac', 'aliases: [DPRK3, DPRK4]\n'),
    'programs/C.yml': program('C', 'zz_icij'),
    'issuers/us_ofac.yml': 'name: OFAC\nterritory: us\n',
  });
  const records = await read(path);
  const codes = records.map(({ entities }) =>
    (entities[0]?.identifiers ?? []).flatMap(({ scheme, value }) => (scheme === 'ofac-program' ? value : [])),
  );
  expect(codes).toEqual([[], [], ['DPRK4'], []]);
  expect(warningsOf(records)).toEqual({ 'a programme that is no regime of sanctions': 1 });
});

it.each([
  ['is no YAML', 'title: a\nkey: [', 'x.yml:2: not YAML'],
  ['has a key twice', 'title: a\nkey: b\ntitle: c\n', 'x.yml:3: not YAML: Map keys must be unique'],
  ['refers to itself', 'title: &a [x, x]\nkey: b\naliases: [*a, *a, *a]\n', 'x.yml: cannot be read: Alias resolution is disabled'],
  ['is a list', '- a\n', 'x.yml:1: not one object'],
  ['is empty', '', 'x.yml:1: not one object'],
  ['is something else', 'colour: red\n', 'x.yml: neither a programme'],
  ['is several documents', 'title: a\n---\nkey: b\n', 'x.yml:2: not YAML'],
  ['names a type of its own', 'title: !!js/function a\nkey: b\n', 'x.yml:1: not YAML: Unresolved tag'],
  ['is too long', `title: ${'a'.repeat(1_000_001)}`, 'x.yml: longer than 1000000 bytes'],
  ['is too deep', `title: a\nkey: b\nx: ${'['.repeat(60)}${']'.repeat(60)}`, 'more than 40 deep'],
  ['is in another encoding', Buffer.from('title: \u00e9', 'latin1'), 'x.yml: not UTF-8'],
])('refuses a file that %s, with its place', async (_, text, message) =>
  expect(await refusalOf(programs, await folder({ 'x.yml': text }))).toContain(message),
);

it('refuses a folder without programmes, two of one key, a path that is not there, and no day', async () => {
  expect(await refusalOf(programs, join(dir, 'nowhere'))).toContain('nowhere: ENOENT');
  expect(await refusalOf(programs, await folder({ 'y.yml': 'name: A' }))).toContain('no programme is in it');
  expect(await refusalOf(programs, await folder({ 'a.yml': 'title: a\nkey: A', 'b.yml': 'title: b\nkey: A' }))).toContain(
    'b.yml: A is in a.yml',
  );
  expect(await refusalOf(programs, fixture, {})).toContain('--date');
});

withReferenceData('reads 261 programmes of 69 issuers, 6 of which are no regimes', async () => {
  const records = await read(referenceData);
  const facts = records.flatMap((record) => record.facts);
  const count = (wanted: string): number => facts.filter(({ predicate }) => predicate === wanted).length;
  const entities = records.flatMap((record) => record.entities);
  expect(unknownEnds(records)).toEqual([]);
  expect({
    records: records.length,
    regimes: entities.filter(({ kind }) => kind === 'SanctionsRegime').length,
    agencies: entities.filter(({ kind }) => kind === 'Agency').length,
    codes: entities.flatMap(({ identifiers = [] }) => identifiers).filter(({ scheme }) => scheme === 'ofac-program').length,
    ...Object.fromEntries(['imposedBy', 'alias', 'agencyOf', 'remark'].map((predicate) => [predicate, count(predicate)])),
    ...warningsOf(records),
  }).toEqual({
    ...{ records: 330, regimes: 255, agencies: 62, codes: 66, imposedBy: 255, alias: 822, agencyOf: 62, remark: 971 },
    'a note of OpenSanctions for itself: dataset': 254,
    'a note of OpenSanctions for itself: id': 306,
    'a programme that is no regime of sanctions': 6,
    'no predicate holds this property: measures': 210,
    'no predicate holds this property: organisation': 43,
    'no predicate holds this property: status': 6,
    'no predicate holds this property: summary': 255,
    'no predicate holds this property: target_territories': 191,
    'no predicate holds this property: territory': 5,
    'no predicate holds this property: url': 255,
  });
});
