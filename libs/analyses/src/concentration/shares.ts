import { exact, isShare, sum, type Range } from '../percent.js';

/** A provider and its share. */
export interface ProviderShare extends Range {
  id: string;
}

export interface ComputedRange extends Range {
  computed: true;
}

export interface ShareWarning {
  code: 'SHARES_OVER_100' | 'SHARE_OUT_OF_RANGE' | 'DUPLICATE_PROVIDER';
  providers: string[];
  message: string;
}

export const total = (providers: readonly ProviderShare[], end: 'lower' | 'upper'): number =>
  sum(providers.map((provider) => provider[end]));

/** What is wrong with a list of shares; with any of these, nothing can be computed from it. */
export function shareWarnings(providers: readonly ProviderShare[]): ShareWarning[] {
  const ids = providers.map(({ id }) => id);
  const warnings: ShareWarning[] = [];
  const warn = (code: ShareWarning['code'], concerned: string[], message: string): void => {
    if (concerned.length) warnings.push({ code, providers: [...new Set(concerned)], message });
  };
  const strange = providers.filter((provider) => !isShare(provider)).map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  warn('SHARE_OUT_OF_RANGE', strange, 'A share is not within 0–100 %.');
  warn('DUPLICATE_PROVIDER', twice, 'A provider is given more than one share.');
  const least = total(providers, 'lower');
  if (least > 100) warn('SHARES_OVER_100', ids, `The shares add up to ${least} %.`);
  return warnings;
}

/**
 * What the others leave of 100 %: resolves "the rest" into a share, percent, marked computed. Null if the others already contradict
 * each other, or there are none.
 */
export function remainder(others: readonly ProviderShare[]): ComputedRange | null {
  if (!others.length || shareWarnings(others).length) return null;
  return { lower: Math.max(0, exact(100 - total(others, 'upper'))), upper: exact(100 - total(others, 'lower')), computed: true };
}
