import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { predicateNames } from '@linchpin/vocabulary';
import writeExcelFile from 'write-excel-file/node';
import { columnsOf, documentColumns, entityColumns, factColumns } from './columns.js';
import { rowReader } from './row-operation.js';
import { openTable } from './table.js';
import { templateCsv, writeTemplate } from './template.js';

let dir: string;
beforeAll(async () => (dir = await mkdtemp(join(tmpdir(), 'linchpin-tables-'))));
afterAll(() => rm(dir, { recursive: true }));

let count = 0;
async function read(content: string | Buffer): Promise<{ line: number; cells: Record<string, string> }[]> {
  const file = join(dir, `${++count}.csv`);
  await writeFile(file, content);
  const rows = [];
  for await (const { line, cells } of (await openTable(file)).rows) rows.push({ line, cells: Object.fromEntries(cells) });
  return rows;
}

describe('a table', () => {
  it.each<[string, string | Buffer]>([
    ['a byte order mark', '\uFEFFkind,label\nCompany,Größe\n'],
    ['semicolons and a Windows line end', 'kind;label\r\nCompany;Größe\r\n'],
    ['tabs', 'kind\tlabel\nCompany\tGröße'],
    ["Excel's line about separators", 'sep=;\r\nkind;label\r\nCompany;Größe\r\n'],
    ["Excel's line with another separator than it looks like", '\uFEFFsep=|\nkind|label\nCompany|Größe\n'],
    ['quotes and old line ends', '"kind","label"\r"Company","Größe"\r'],
    ['empty lines and columns', 'kind,label,\n\n,,\nCompany,Größe,\n\n'],
    ['what npm run prints before it', '\n> linchpin@0.1.0 linchpin\n> npm run build\n\nkind,label\nCompany,Größe\n'],
  ])('is read with %s', async (_, content) => {
    expect((await read(content)).map(({ cells }) => cells)).toEqual([{ kind: 'Company', label: 'Größe' }]);
  });

  it('counts lines as an editor does, with rows of several lines', async () => {
    const rows = await read('kind,label\nCompany,"two\nlines"\n\nCompany,"three\r\n\r\nlines"\nCompany,last\n');
    expect(rows.map(({ line }) => line)).toEqual([2, 5, 8]);
  });

  it.each<[string, string | Buffer, RegExp]>([
    [
      'another encoding',
      Buffer.from('kind,label\nCompany,a\nCompany,Gr\xf6\xdfe\n', 'latin1'),
      /\.csv, line 3: a character is not UTF-8\. Save it/,
    ],
    ['another encoding at the end', Buffer.from('kind,label\nCompany,\xe4', 'latin1'), /line 2: a character is not UTF-8/],
    ['UTF-16', Buffer.from('\uFEFFkind,label\n', 'utf16le'), /line 1: this is UTF-16/],
    ['a quote that is not closed', 'kind,label\nCompany,"a\nb\n', /\.csv, line \d: .*Quote/],
    ['too many cells', 'kind,label\nCompany,a,b\n', /line 2: there are more cells than columns \("b"\)/],
    ['a column twice', 'kind,label,kind\n', /line 1: the column kind stands there twice/],
    ['nothing', '', /is empty/],
  ])('is refused with %s, naming the line', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('may be a workbook, with dates, numbers and flags of its own', async () => {
    const file = join(dir, 'facts.xlsx');
    const date = { value: new Date(Date.UTC(2017, 9, 1)), type: Date, format: 'dd.mm.yyyy' };
    await writeExcelFile([
      ['predicate', 'subject', 'validTime', 'exact', 'direct'].map((value) => ({ value })),
      [{ value: 'ownedBy' }, { value: 'ttk' }, date, { value: 50.5, type: Number }, { value: true, type: Boolean }],
    ]).toFile(file);
    const table = await openTable(file);
    const rows = [];
    for await (const { line, cells } of table.rows) rows.push({ line, ...Object.fromEntries(cells) });
    expect(rows).toEqual([{ line: 2, predicate: 'ownedBy', subject: 'ttk', validTime: '2017-10-01', exact: '50.5', direct: 'true' }]);
  });
});

describe('a share in a workbook', () => {
  it.each<[string, number, string[]]>([
    ['ownedBy', 0.51, ['exact INVALID_INPUT']],
    ['ownedBy', 51, []],
    ['ownedBy', 1, []],
    ['connectionCount', 0.51, []],
  ])('of %s is not taken from a cell that may show percent: %d', async (predicate, exact, faults) => {
    const file = join(dir, `${++count}.xlsx`);
    await writeExcelFile([
      ['predicate', 'subject', 'document', 'claimant', 'voice', 'exact'].map((value) => ({ value })),
      [...[predicate, 'ttk', 'doc', 'dyn', 'EDITORIAL'].map((value) => ({ value })), { value: exact, type: Number, format: '0%' }],
    ]).toFile(file);
    const table = await openTable(file);
    const { read: readRow } = rowReader(file, table);
    for await (const row of table.rows) {
      const given = readRow(row);
      expect('faults' in given ? given.faults.map(({ column, code }) => `${column} ${code}`) : []).toEqual(faults);
      if ('faults' in given) expect(given.faults[0]!.message).toMatch(/shows 51 %\. Write the percent as a plain number/);
    }
  });
});

describe('a row', () => {
  const head = 'subject;object;document;claimant;voice;quote;translation;exact;direct;chain;validTime';
  const first = async (line: string, predicate: 'ownedBy' | null = 'ownedBy', names = head) => {
    const file = join(dir, `${++count}.csv`);
    await writeFile(file, `${names}\n${line}\n`);
    const table = await openTable(file);
    const { read: readRow } = rowReader(file, table, predicate ?? undefined);
    for await (const row of table.rows) return readRow(row);
    throw new Error('there is no row');
  };

  it('is an operation', async () => {
    expect(await first('ttk;rzd;doc;dyn;attributed;Sie hat;It has;50,5;yes;dyn | zeit;2003/..')).toEqual({
      operation: {
        sort: 'proposeFact',
        input: {
          predicate: 'ownedBy',
          subject: 'ttk',
          object: 'rzd',
          value: { exact: 50.5 },
          qualifiers: { direct: true },
          validTime: '2003/..',
          attestations: [
            {
              document: 'doc',
              claimant: 'dyn',
              chain: ['dyn', 'zeit'],
              stance: 'ASSERTS',
              modality: 'FACTUAL',
              voice: 'ATTRIBUTED',
              quote: { exact: 'Sie hat', translation: { en: 'It has' } },
            },
          ],
        },
      },
    });
  });

  it('tells every cell that cannot be read', async () => {
    const row = await first(';rzd;doc;dyn;loudly;;;51 %;perhaps;;');
    expect('faults' in row && row.faults.map(({ line, column }) => [line, column])).toEqual([
      [2, 'subject'],
      [2, 'exact'],
      [2, 'direct'],
      [2, 'voice'],
    ]);
  });

  it.each<[string, string, RegExp]>([
    ['an unknown column', 'subject;document;claimant;voice;colour', /no column is called colour/],
    ['a missing column', 'subject;document', /the column claimant, voice is missing/],
    ['columns of nothing', 'a;b', /neither those of entities/],
  ])('is not read from a table with %s', async (_, names, message) => {
    await expect(first('a;b;c;d;e', names === 'a;b' ? null : 'ownedBy', names)).rejects.toThrow(message);
  });
});

describe('a template', () => {
  it('exists for each predicate, for entities and for documents, and has columns with names of their own', async () => {
    for (const what of ['entities', 'documents', ...predicateNames]) {
      const rows = await read(templateCsv(what));
      expect(rows).toHaveLength(1);
    }
    for (const columns of [entityColumns, documentColumns, factColumns, columnsOf('ownedBy')])
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
    expect(columnsOf('ownedBy').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['object', 'exact', 'interestType', 'quote', 'grade']),
    );
    expect(columnsOf('citizenOf').map(({ name }) => name)).not.toContain('exact');
    expect(() => templateCsv('owned by')).toThrow(/no template of "owned by"/);
  });

  it('may be a workbook', async () => {
    const file = join(dir, 'template.xlsx');
    await writeTemplate('ownedBy', file);
    const table = await openTable(file);
    expect(table.columns).toEqual(columnsOf('ownedBy').map(({ name }) => name));
    for await (const row of table.rows) expect(row.cells.get('predicate')).toBe('ownedBy');
  });
});
