import readWorkbook from 'read-excel-file/node';
import { unzipSync, strFromU8 } from 'fflate';
import { entities, facts, unloadingOf } from '../unloading.fixture.js';
import { workbook } from './xlsx.format.js';

async function bytesOf(generator: ReturnType<typeof workbook>) {
  const parts: Uint8Array[] = [];
  for (;;) {
    const { value, done } = await generator.next();
    if (done) return { file: Buffer.concat(parts), losses: value };
    parts.push(value);
  }
}
type Sheets = { sheet: string; data: unknown[][] }[];
const sheetsIn = async (file: Buffer): Promise<Sheets> => await readWorkbook(file);
/** Rows by the names of their columns. */
const rowsOf = ([header, ...rows]: unknown[][]): Record<string, unknown>[] =>
  rows.map((row) => Object.fromEntries(header!.map((name, i) => [String(name), row[i]])));

describe('the workbook', () => {
  it('has a sheet of facts, of relations and of entities, which a reader gives back', async () => {
    const { file, losses } = await bytesOf(workbook(unloadingOf()));
    const sheets = await sheetsIn(file);
    expect(sheets.map(({ sheet, data }) => [sheet, data.length - 1])).toEqual([
      ['Facts', facts.length],
      ['Relations', 9],
      ['Entities', entities.length],
    ]);
    const [told, relations, things] = sheets.map(({ data }) => rowsOf(data));
    expect(told![2]).toMatchObject({ value_at_least: 50, value_at_most: 75, value_exact: null, valid_time: '2009/2017-10-02' });
    expect(relations![0]).toMatchObject({ reads: 'provides internet access to', reads_backwards: 'receives access from' });
    expect(things!.find(({ id }) => id === 'kim')).toMatchObject({ label: 'Kim Il "Nam"\nO\'Neill', names: '김일남 (ko)' });
    expect(losses).toMatchObject({ 'character that XML forbids': 1 });
    expect(losses).not.toHaveProperty('fact with a value and no object');
  });

  it('marks what would be a formula as text, without a sign that anybody would see', async () => {
    const { file } = await bytesOf(workbook(unloadingOf()));
    const parts = unzipSync(file);
    const [entitySheet, styles] = [strFromU8(parts['xl/worksheets/sheet3.xml']!), strFromU8(parts['xl/styles.xml']!)];
    expect(entitySheet).toContain('t="inlineStr" s="1"><is><t xml:space="preserve">=cmd|&apos; /C calc&apos;!A0</t>');
    expect(styles).toMatch(/<cellXfs count="2"><xf [^>]+"0"\/><xf [^>]+ quotePrefix="1"\/><\/cellXfs>/);
    expect(
      Object.values(parts)
        .map((part) => strFromU8(part))
        .join(),
    ).not.toContain('<f>');
  });

  it('goes on with another sheet where one is full', async () => {
    const { file } = await bytesOf(workbook(unloadingOf(), 6));
    const sheets = await sheetsIn(file);
    expect(sheets.map(({ sheet, data }) => [sheet, data.length])).toEqual([
      ['Facts', 6],
      ['Facts 2', 6],
      ['Facts 3', 3],
      ['Relations', 6],
      ['Relations 2', 5],
      ['Entities', 6],
      ['Entities 2', 6],
      ['Entities 3', 6],
      ['Entities 4', 4],
    ]);
    const ids = sheets.slice(0, 3).flatMap(({ data }) => data.slice(1).map(([id]) => id));
    expect(ids).toEqual(facts.map(({ id }) => id));
  });

  it('cuts what is too long for a cell, and counts it', async () => {
    const [first] = entities;
    const { file, losses } = await bytesOf(workbook(unloadingOf({ facts: [], entities: [{ ...first!, label: 'x'.repeat(40_000) }] })));
    const things = rowsOf((await sheetsIn(file))[2]!.data);
    expect(things[0]!.label).toHaveLength(32_767);
    expect(losses).toEqual({ 'text beyond 32767 characters of a cell': 1 });
  });
});
