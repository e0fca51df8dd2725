import countries from 'i18n-iso-countries';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
countries.registerLocale(require('i18n-iso-countries/langs/en.json') as countries.LocaleData);

/** Names that lists use and ISO 3166 does not; what is no state of today has none. */
const others: Record<string, string> = {
  'korea, north': 'KP',
  "democratic people's republic of korea": 'KP',
  "korea (democratic people's republic of)": 'KP',
  'korea (republic of)': 'KR',
  palestinian: 'PS',
  'korea, south': 'KR',
  burma: 'MM',
  russia: 'RU',
  syria: 'SY',
  iran: 'IR',
  'iran (islamic republic of)': 'IR',
  venezuela: 'VE',
  vietnam: 'VN',
  laos: 'LA',
  moldova: 'MD',
  tanzania: 'TZ',
  bolivia: 'BO',
  brunei: 'BN',
  'congo, democratic republic of the': 'CD',
  'congo, republic of the': 'CG',
  "cote d'ivoire": 'CI',
  'bosnia and herzegovina': 'BA',
  'the gambia': 'GM',
  'the bahamas': 'BS',
  'bahamas, the': 'BS',
  'gambia, the': 'GM',
  macedonia: 'MK',
  'north macedonia, the republic of': 'MK',
  turkey: 'TR',
  swaziland: 'SZ',
  'czech republic': 'CZ',
  'cabo verde': 'CV',
  'st. kitts and nevis': 'KN',
  'st. kitts & nevis': 'KN',
  'st. vincent and the grenadines': 'VC',
};

/** The state of this English name, by its identifier: "Korea, North" → iso-3166-1-alpha-2:KP; undefined where no state of today is called so. */
export function stateOf(name: string): string | undefined {
  const plain = name.trim().replace(/\.$/, '');
  const code = others[plain.toLowerCase()] ?? countries.getAlpha2Code(plain, 'en');
  return code && `iso-3166-1-alpha-2:${code}`;
}

/** The state of an ISO 3166-1 code, by its identifier: kp → iso-3166-1-alpha-2:KP; undefined for any other text. */
export function stateOfCode(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(upper) && countries.isValid(upper) ? `iso-3166-1-alpha-2:${upper}` : undefined;
}

/** The English name of the state with this ISO 3166-1 code: KP → North Korea; undefined for any other text. */
export const nameOfState = (code: string): string | undefined =>
  stateOfCode(code) ? countries.getName(code.trim().toUpperCase(), 'en') : undefined;
