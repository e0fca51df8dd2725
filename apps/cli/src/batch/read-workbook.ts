import { readSheet } from 'read-excel-file/node';
import { cellsOf, checkedColumns, TableError, type Row, type Table } from './table.js';

type Value = string | number | boolean | Date | null;

/** A cell as it would stand in CSV. A formula is not worked out: what Excel last saved as its value counts. */
function textOf(value: Value): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value === null ? '' : String(value);
}

/** Reads the first sheet of a workbook. */
export async function readWorkbook(file: string): Promise<Table> {
  const sheet = (await readSheet(file, { trim: false }).catch((error: unknown) => {
    throw new TableError(`${file} cannot be read as a workbook: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  })) as unknown as Value[][];
  const [head = [], ...body] = sheet;
  const columns = checkedColumns(file, 1, head.map(textOf));
  return { columns, decimalComma: false, percentCells: true, size: body.length, rows: rowsOf(file, columns, body) };
}

async function* rowsOf(file: string, columns: string[], body: readonly Value[][]): AsyncGenerator<Row> {
  for (const [i, values] of body.entries()) {
    const cells = cellsOf(file, i + 2, columns, values.map(textOf));
    if (cells.size) yield await Promise.resolve({ line: i + 2, cells, read: i + 1 });
  }
}
