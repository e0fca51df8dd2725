import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fitsList, RowFile } from './row-file.js';

describe('rows for neo4j-admin', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'linchpin-rows-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  const textOf = (file: string): Promise<string> => readFile(join(dir, file), 'utf8');

  it('tell each type, add columns as they come up, and part rows with line breaks from others', async () => {
    const file = new RowFile(dir, 'fact', ['id:ID(Fact)']);
    file.add(['a'], { label: 'says "no", twice', share: 50, version: 1n, visible: true, at: new Date(0), none: null, empty: [] });
    file.add(['b'], { langs: [''], names: ['ТрансТелеКом', 'x'], label: '' });
    file.add(['c'], { label: 'one\ntwo' });
    file.add(['d'], { share: 'not said' });
    expect(await file.finish()).toEqual({
      files: ['fact.header.csv', 'fact.rows.csv', 'fact.lines.csv'],
      withLineBreaks: ['fact.lines.csv'],
    });
    expect(await textOf('fact.header.csv')).toBe(
      'id:ID(Fact),label:string,share:double,version:long,visible:boolean,at:datetime,langs:string[],names:string[],share:string\n',
    );
    expect((await textOf('fact.rows.csv')).split('\n')).toEqual([
      '"a","says ""no"", twice",50,1,true,1970-01-01T00:00:00.000Z',
      '"b","",,,,," ","ТрансТелеКом\u001fx"',
      '"d",,,,,,,,"not said"',
      '',
    ]);
    expect(await textOf('fact.lines.csv')).toBe('"c","one\ntwo"\n');
  });

  it('cannot hold what would be trimmed or parted in a list', () => {
    expect(['', 'a b', 'a;b', '😀'].every(fitsList)).toBe(true);
    expect([' a', 'a\n', ' ', 'a\u001fb', '\u0000'].some(fitsList)).toBe(false);
  });
});
