import { predicateEntry, predicateNames } from '@linchpin/vocabulary';
import type { Fault } from './row-operation.js';

const numbers = ['exact', 'approx', 'lower', 'upper'];

/** A workbook keeps a cell that shows 51 % as 0.51, and does not tell it from a share of half a percent. */
export function percentFaults(line: number, { predicate, value }: Record<string, unknown>): Fault[] {
  const given = (value ?? {}) as Record<string, unknown>;
  const known = predicateNames.find((name) => name === predicate);
  if (given.unit !== '%' && !(known && predicateEntry(known).value === 'share')) return [];
  return numbers.flatMap((column) => {
    const share = given[column];
    if (typeof share !== 'number' || share <= 0 || share >= 1) return [];
    const message = `is ${share}, which a workbook also holds for a cell that shows ${Number((share * 100).toPrecision(12))} %. Write the percent as a plain number, such as 51; record a share below 1 % from a .csv file.`;
    return [{ line, column, code: 'INVALID_INPUT', message }];
  });
}
