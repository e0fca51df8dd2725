/** A share in percent, 0–100: a point when both ends are equal. */
export interface Range {
  lower: number;
  upper: number;
}

/** Rounds to a billionth of a percent, so that 16.1 + 33.9 is 50 in whatever order shares are added. */
export const exact = (percent: number): number => Math.round(percent * 1e9) / 1e9;

/** Sums percentages, free of the noise of binary fractions. */
export const sum = (percents: readonly number[]): number => exact(percents.reduce((total, percent) => total + percent, 0));

/** Whether it lies within 0–100 and does not end before it begins. */
export const isShare = ({ lower, upper }: Range): boolean => lower >= 0 && upper <= 100 && lower <= upper;

/** Orders ids the same on every machine: by code unit, not by locale. */
export const byId = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
