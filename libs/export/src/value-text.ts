import type { UnloadedValue } from '@linchpin/facts';

/** A value in words: "60 % (about)", "50–75 %". The source's own words where there is no number. */
export function valueText({ text, date, exact, approx, lower, upper, unit, qualitative, verbatim }: UnloadedValue): string {
  const range = lower !== undefined || upper !== undefined ? `${lower ?? ''}–${upper ?? ''}` : undefined;
  const number = exact?.toString() ?? (approx === undefined ? range : `${approx}`);
  if (number === undefined) return text ?? date ?? qualitative ?? verbatim ?? '';
  return `${number}${unit ? ` ${unit}` : ''}${approx === undefined ? '' : ' (about)'}`;
}
