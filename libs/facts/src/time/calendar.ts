/** Finds the first and the last day that a partly known date can be. */

/** A date of which digits may be unknown: masks such as 201X, 1X, XX. Months run on past 12 into the next year. */
export interface PartlyKnownDay {
  years: number[];
  months: number[];
  day: string;
}

export const dayLength = 86_400_000;

// Not Date.UTC, which takes the years 0–99 for 1900–1999.
const startOfDay = (year: number, month: number, day: number): number => new Date(0).setUTCFullYear(year, month - 1, day);
const daysIn = (year: number, month: number): number => new Date(startOfDay(year, month + 1, 0)).getUTCDate();

/** The numbers of a range that a mask allows, ascending. */
const allowed = (mask: string, from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((number) =>
    [...String(Math.abs(number)).padStart(mask.length, '0')].every((digit, i) => mask[i] === 'X' || mask[i] === digit),
  );

export const monthsLike = (mask: string): number[] => allowed(mask, 1, 12);

/** Years that a mask of four places, with or without a minus, allows: 201X, -XXXX. */
export function yearsLike(signed: string): number[] {
  const mask = signed.replace('-', '');
  const [least, most] = [Number(mask.replaceAll('X', '0')), Number(mask.replaceAll('X', '9'))];
  return signed.startsWith('-') ? allowed(mask, 0 - most, 0 - least) : allowed(mask, least, most);
}

/** Start of the first or last such day in epoch milliseconds UTC; undefined when there is none, as with 19X7-02-29. */
export function startOfEdge(edge: 'first' | 'last', { years, months, day }: PartlyKnownDay): number | undefined {
  const inOrder = (numbers: number[]): number[] => (edge === 'first' ? numbers : numbers.toReversed());
  for (const year of inOrder(years)) {
    for (const month of inOrder(months)) {
      const found = inOrder(allowed(day, 1, daysIn(year, month)))[0];
      if (found !== undefined) return startOfDay(year, month, found);
    }
  }
  return undefined;
}

/**
 * First month and length in months of the divisions of a year, by the codes of ISO 8601-2:2019 (EDTF levels 1 and 2): seasons,
 * seasons north and south, quarters, quadrimesters, halves. The standard gives seasons no dates, so that a season runs from its
 * meteorological first month to the end of the month in which it ends astronomically; 21–24, which name no hemisphere, are read
 * as northern.
 */
const divisions: Record<string, readonly [first: number, length: number]> = {
  ...{ 21: [3, 4], 22: [6, 4], 23: [9, 4], 24: [12, 4] },
  ...{ 25: [3, 4], 26: [6, 4], 27: [9, 4], 28: [12, 4] },
  ...{ 29: [9, 4], 30: [12, 4], 31: [3, 4], 32: [6, 4] },
  ...{ 33: [1, 3], 34: [4, 3], 35: [7, 3], 36: [10, 3] },
  ...{ 37: [1, 4], 38: [5, 4], 39: [9, 4], 40: [1, 6], 41: [7, 6] },
};

/** The months of a division of the year, by its code. */
export function monthsOfDivision(code: string): number[] {
  const [first, length] = divisions[code] ?? [1, 12];
  return Array.from({ length }, (_, i) => first + i);
}
