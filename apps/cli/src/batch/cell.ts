/** A cell of a table as text, and how its numbers are written. */
export interface Cell {
  text: string;
  /** "12,5" is a number: Excel writes so where it parts columns by semicolons. */
  decimalComma: boolean;
}

/** What a cell cannot be read as. The message completes "line 3, column exact: …". */
export class CellError extends Error {}

export type ReadCell = (cell: Cell) => unknown;

export const text =
  (most: number): ReadCell =>
  ({ text: given }) => {
    if (given.length > most) throw new CellError(`has ${given.length} characters; at most ${most} are kept.`);
    return given;
  };

export const number: ReadCell = ({ text: given, decimalComma }) => {
  const trimmed = given.trim();
  const plain = decimalComma && /^-?\d+,\d+$/.test(trimmed) ? trimmed.replace(',', '.') : trimmed;
  if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new CellError(`is "${given}", not a number such as 51 or 12.5, without a unit.`);
  return Number(plain);
};

export const whole: ReadCell = (cell) => {
  const value = number(cell) as number;
  if (!Number.isSafeInteger(value)) throw new CellError(`is "${cell.text}", not a whole number.`);
  return value;
};

export const flag: ReadCell = ({ text: given }) => {
  const word = given.trim().toLowerCase();
  if (['true', 'yes', '1'].includes(word)) return true;
  if (['false', 'no', '0'].includes(word)) return false;
  throw new CellError(`is "${given}", not true or false.`);
};

/** Several in one cell, parted by |. */
export const several =
  (each: (part: string) => unknown = (part) => part): ReadCell =>
  ({ text: given }) =>
    given
      .split('|')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map(each);

export const oneOf =
  (words: readonly string[]): ReadCell =>
  ({ text: given }) => {
    const word = words.find((each) => each.toLowerCase() === given.trim().toLowerCase());
    if (word === undefined) throw new CellError(`is "${given}", not one of ${words.join(', ')}.`);
    return word;
  };
