/** A cell: nothing where there is nothing to say. Words of a list are joined by "; ". */
export type Cell = string | number | boolean | null | undefined | readonly string[];

/** The columns of a table in their order, each with what it reads from a row. */
export type Columns<T> = Record<string, (row: T) => Cell>;

export const asCell = (cell: Cell): string | number | null =>
  cell === null || cell === undefined ? null : typeof cell === 'number' ? cell : typeof cell === 'object' ? cell.join('; ') : String(cell);

/** The cells of a row that are not empty, by the names of their columns: a missing number is not nought. */
export const filledCells = <T>(columns: Columns<T>, row: T): [name: string, cell: string | number][] =>
  Object.entries(columns).flatMap(([name, read]) => {
    const cell = asCell(read(row));
    return cell === null || cell === '' ? [] : [[name, cell] as [string, string | number]];
  });

/** A spreadsheet takes what begins so for a formula; csv-stringify knows the same signs, the full-width ones among them. */
export const isHarmful = (cell: string | number | null): cell is string => typeof cell === 'string' && /^[=+\-@\t\r＝＋－＠]/.test(cell);
