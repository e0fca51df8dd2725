import { ofacDate } from './ofac-date.js';

/** What one part of a remark says; `text` is the part itself, which becomes the quote. */
export type Mined = { text: string } & (
  | { sort: 'LINK'; name: string }
  | { sort: 'BIRTH_DATE'; date: string }
  | { sort: 'BIRTH_PLACE'; place: string }
  | { sort: 'CITIZENSHIP'; country: string }
  | { sort: 'IDENTIFIER'; scheme: string; value: string; country?: string }
  | { sort: 'ALIAS'; name: string }
  | { sort: 'GENDER'; gender: string }
  | { sort: 'FLAG'; country: string }
  | { sort: 'OTHER' }
);

/** OFAC's own words for numbers, with the scheme under which we keep them. */
const numbers: [words: RegExp, scheme: string][] = [
  [/^Passport (?:#|No\. )?(.+)$/, 'passport'],
  [
    /^(?:National ID|National Foreign ID|Personal ID|Identification|D\.N\.I\.|Cedula|C\.U\.I\.P?\.?|SSN|C\.U\.R\.P\.|Electoral Registry)(?: Number| No\.| Card)?\s*#?\s*(.*\d.*)$/,
    'national-id',
  ],
  [/^(?:NIT|RUC|RIF|RTN|R\.F\.C\.|C\.U\.I\.T\.|Tax ID|V\.A\.T\.|US FEIN|NIE|C\.I\.F\.|RFC)(?: Number| No\.)?\s*#?\s*(.*\d.*)$/, 'tax-id'],
  [
    /^(?:Registration(?: ID| Number)?|Company Number|UK Company Number|Commercial Registry(?: Number)?|C\.R\. No\.|Trade License No\.|Public Registration(?: Number)?|Folio Mercantil No\.|Matricula Mercantil(?: No)?|Business Registration Document|Chamber of Commerce|Registered Charity)(?: Number| No\.)?\s*#?\s*(.*\d.*)$/,
    'registration-number',
  ],
  [/^Vessel Registration Identification IMO (\d{7})$/, 'imo'],
  [/^(?:Vessel Registration Identification )?MMSI (\d{9})$/, 'mmsi'],
  [/^Aircraft Manufacturer's Serial Number \(MSN\) (.+)$/, 'msn'],
  [/^SWIFT\/BIC (\S+)$/, 'bic'],
  [/^D-U-N-S Number (\S+)$/, 'duns'],
  [/^(?:BIK|Bank Identification Code|BIK \(RU\)) ?(?:\(RU\))? ?(\d{9})$/, 'bik'],
  [/^Website (\S+)$/, 'website'],
  [/^Email(?: Address|:)? ?(\S+@\S+)$/, 'email'],
];
const currency = /^Digital Currency Address - ([A-Z0-9]+) (\S+)$/;
const inCountry = /^(.*\S) \(([^()]+)\)(?: (?:expires|issued).*)?$/;

/** Splits a remark into its parts, as OFAC separates them: by semicolons, of which names and addresses have none. */
export const partsOf = (remark: string): string[] =>
  remark
    .split(/;\s+/)
    .map((part) => part.trim().replace(/\.$/, '').replace(/;$/, ''))
    .filter(Boolean);

/** Reads one part. What has no known pattern is kept as OTHER. */
export function mine(part: string): Mined {
  const text = part;
  const plain = part.replace(/^alt\. /, '');
  const after = (words: string): string | null => (plain.startsWith(words) ? plain.slice(words.length).trim() : null);
  const link = after('Linked To:');
  if (link) return { sort: 'LINK', name: link, text };
  const born = after('DOB ');
  const date = born && ofacDate(born);
  if (date) return { sort: 'BIRTH_DATE', date, text };
  const place = after('POB ');
  if (place) return { sort: 'BIRTH_PLACE', place, text };
  const country = after('nationality ') ?? after('citizen ');
  if (country) return { sort: 'CITIZENSHIP', country, text };
  const flag = after('Nationality of Registration ') ?? after('Vessel Flag ');
  if (flag) return { sort: 'FLAG', country: flag, text };
  const alias = /^[afn]\.k\.a\. '(.+)'$/.exec(plain);
  if (alias) return { sort: 'ALIAS', name: alias[1]!, text };
  const gender = /^Gender (Male|Female)$/.exec(plain);
  if (gender) return { sort: 'GENDER', gender: gender[1]!.toLowerCase(), text };
  return number(plain, text) ?? { sort: 'OTHER', text };
}

function number(plain: string, text: string): Mined | undefined {
  const coin = currency.exec(plain);
  if (coin) return { sort: 'IDENTIFIER', scheme: `crypto-${coin[1]!.toLowerCase()}`, value: coin[2]!, text };
  for (const [words, scheme] of numbers) {
    const found = words.exec(plain)?.[1];
    if (!found) continue;
    const [, value = found, country] = inCountry.exec(found) ?? [];
    return { sort: 'IDENTIFIER', scheme, value, ...(country ? { country } : {}), text };
  }
  return undefined;
}
