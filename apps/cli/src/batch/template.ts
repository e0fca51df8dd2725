import { predicateNames, type Predicate } from '@linchpin/vocabulary';
import { stringify } from 'csv-stringify/sync';
import writeExcelFile from 'write-excel-file/node';
import { columnsOf, documentColumns, entityColumns, type Column } from './columns.js';

const isPredicate = (name: string): name is Predicate => (predicateNames as string[]).includes(name);

/** @throws Error naming what there are templates of */
function columnsFor(what: string): Column[] {
  if (what === 'entities') return entityColumns;
  if (what === 'documents') return documentColumns;
  if (isPredicate(what)) return columnsOf(what);
  throw new Error(`There is no template of "${what}". Take entities, documents, or a predicate: ${predicateNames.join(', ')}.`);
}

/** A table with the columns for entities, documents or a predicate, and one example row, as CSV. */
export function templateCsv(what: string): string {
  const columns = columnsFor(what);
  return stringify([columns.map(({ name }) => name), columns.map(({ example = '' }) => example)]);
}

/** The same as a workbook, with a second sheet that tells what each column means. */
export async function writeTemplate(what: string, file: string): Promise<void> {
  const columns = columnsFor(what);
  const head = (value: string) => ({ value, fontWeight: 'bold' as const });
  const told = columns.map(({ name, about, required }) => [{ value: name }, { value: required ? 'yes' : '' }, { value: about }]);
  await writeExcelFile([
    {
      sheet: what.slice(0, 31),
      data: [columns.map(({ name }) => head(name)), columns.map(({ example = '' }) => ({ value: example, type: String }))],
      columns: columns.map(({ name, example = '' }) => ({ width: Math.max(name.length, example.length, 10) + 2 })),
    },
    {
      sheet: 'Columns',
      data: [[head('Column'), head('Required'), head('What it means')], ...told],
      columns: [{ width: 20 }, { width: 10 }, { width: 100 }],
    },
  ]).toFile(file);
}
