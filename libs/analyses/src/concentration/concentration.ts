import { hhiBounds } from './hhi-bounds.js';
import { remainder, shareWarnings, total, type ComputedRange, type ProviderShare, type ShareWarning } from './shares.js';

export interface Concentration {
  /** Herfindahl–Hirschman index, 0–1 (not 0–10,000): 1 is one provider for all. Null where `missing` or `warnings` say why. */
  hhi: ComputedRange | null;
  /** 1/HHI: as many equal providers would be as concentrated. `upper` is null where the index may be as low as 0. */
  effectiveProviders: { lower: number; upper: number | null; computed: true } | null;
  /** What no provider is named for, percent; null where the shares contradict each other or there are none. */
  unnamed: ComputedRange | null;
  /** Providers whose share is a range, and `the rest` where providers may be unnamed: with these the bounds would meet. */
  missing: string[];
  warnings: ShareWarning[];
}

export interface ConcentrationOptions {
  /** The providers are known to be all there are, so that their shares add up to 100 %. */
  complete?: boolean;
}

const fullyShared: ComputedRange = { lower: 0, upper: 0, computed: true };

/**
 * Dependence on few providers. HHI = Σ (share/100)², the Herfindahl–Hirschman index (Hirschman 1945, Herfindahl 1950); effective
 * providers = 1/HHI, the "numbers equivalent" (Adelman 1969). Shares in percent. Point shares that add up to 100 % give a point; ranges
 * and unnamed providers give sound bounds under the constraint that all shares add up to 100 %. Shares over 100 % even at their lowest,
 * duplicate providers and shares that are none give null and a warning, and so do complete shares that cannot reach 100 %.
 */
export function concentration(providers: readonly ProviderShare[], { complete = false }: ConcentrationOptions = {}): Concentration {
  const nothing = { hhi: null, effectiveProviders: null, unnamed: null };
  const warnings = shareWarnings(providers);
  if (!providers.length) return { ...nothing, missing: ['providers'], warnings };
  if (warnings.length) return { ...nothing, missing: [], warnings };
  const unnamed = complete ? fullyShared : remainder(providers);
  const ranges = providers.filter(({ lower, upper }) => lower < upper).map(({ id }) => id);
  const missing = [...ranges, ...(unnamed?.upper ? ['the rest'] : [])];
  const bounds = hhiBounds(providers, complete);
  if (!bounds)
    return { ...nothing, unnamed: remainder(providers), missing: [`${100 - total(providers, 'upper')} % of the whole`], warnings };
  const upper = bounds.lower > 0 ? 1 / bounds.lower : null;
  return {
    hhi: { ...bounds, computed: true },
    effectiveProviders: { lower: 1 / bounds.upper, upper, computed: true },
    unnamed,
    missing,
    warnings,
  };
}
