import type { ListedFact } from '@linchpin/facts';
import { isJsonRecord, type JsonRecord } from '../json-record.js';

/** A share of BODS in percent; undefined where it tells no number between 0 and 100, or bounds that cross. */
export function shareOf(share: unknown): ListedFact['value'] | undefined {
  if (!isJsonRecord(share)) return undefined;
  const { exact } = share;
  if (exact !== undefined) return isPercent(exact) && Object.keys(share).length === 1 ? { exact, unit: '%' } : undefined;
  const [lower, upper] = [boundOf(share, 'minimum', 'exclusiveMinimum'), boundOf(share, 'maximum', 'exclusiveMaximum')];
  if (lower === null || upper === null || (!lower && !upper)) return undefined;
  if (lower && upper && lower.at > upper.at) return undefined;
  return {
    ...(lower ? { lower: lower.at } : {}),
    ...(upper ? { upper: upper.at } : {}),
    ...(lower?.outside ? { lowerQual: 'ABOVE' } : {}),
    ...(upper?.outside ? { upperQual: 'BELOW' } : {}),
    unit: '%',
  };
}

const isPercent = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 100;

/** @returns null where both are told, or one that is no percentage */
function boundOf(share: JsonRecord, inside: string, outside: string): { at: number; outside: boolean } | undefined | null {
  const told = [inside, outside].filter((name) => share[name] !== undefined);
  const [name, other] = told;
  if (name === undefined) return undefined;
  const at = share[name];
  return other === undefined && isPercent(at) ? { at, outside: name === outside } : null;
}
