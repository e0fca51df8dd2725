/** A provider and its share in percent, 0–100; a point when both ends are equal. */
export interface ProviderShare {
  id: string;
  lower: number;
  upper: number;
}

export interface ComputedRange {
  lower: number;
  upper: number;
  computed: true;
}

export interface ShareWarning {
  code: 'SHARES_OVER_100' | 'SHARE_OUT_OF_RANGE' | 'DUPLICATE_PROVIDER';
  providers: string[];
  message: string;
}

/** Rounds away the noise of binary fractions: a billionth of a percent. */
export const exact = (value: number): number => Math.round(value * 1e9) / 1e9;

export const total = (providers: readonly ProviderShare[], end: 'lower' | 'upper'): number =>
  exact(providers.reduce((sum, provider) => sum + provider[end], 0));

const isShare = ({ lower, upper }: ProviderShare): boolean => lower >= 0 && upper <= 100 && lower <= upper;

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

/**
 * Shares added up by group, such as the state that providers are based in. A provider without a group is returned in `ungrouped`, so
 * that no share is lost without notice.
 */
export function sharesByGroup(
  providers: readonly ProviderShare[],
  groupOf: (provider: string) => string | null,
): { groups: ProviderShare[]; ungrouped: ProviderShare[] } {
  const groups = new Map<string, ProviderShare[]>();
  const ungrouped: ProviderShare[] = [];
  for (const provider of providers) {
    const group = groupOf(provider.id);
    if (group === null) ungrouped.push(provider);
    else groups.set(group, [...(groups.get(group) ?? []), provider]);
  }
  const added = [...groups].map(([id, members]) => ({ id, lower: total(members, 'lower'), upper: Math.min(100, total(members, 'upper')) }));
  return { groups: added, ungrouped };
}
