import { partOfId } from '../part-of-id.js';

export interface MinedNumber {
  scheme: string;
  value: string;
  country?: string;
  /** Others may bear the same: a telephone, the number that a maker gave. */
  loose?: true;
}

/** OFAC's own words for numbers, with the scheme under which we keep them. */
const numbers: [words: RegExp, scheme: string, loose?: true][] = [
  [/^(?:Diplomatic |British National Overseas |Stateless Person )?Passport (?:#|No\. )?(.+)$/, 'passport'],
  [
    /^(?:National ID|National Foreign ID|(?:\w+ )?Personal ID|(?:\w+ )?Identification|\w+ ID|D\.N\.I\.|Cedula|C\.U\.I\.P?\.?|SSN|C\.U\.R\.P\.|I\.F\.E\.|Electoral Registry|Credencial electoral|Numero de Identidad|Citizen's Card)(?: Number| No\.| Card)?\s*#?\s*(.*\d.*)$/,
    'national-id',
  ],
  [
    /^(?:NIT|RUC|RIF|RTN|R\.F\.C\.|C\.U\.I\.T\.|Tax ID|V\.A\.T\.|US FEIN|NIE|C\.I\.F\.|RFC|Italian Fiscal Code|Paraguayan tax identification)(?: Number| number| No\.)?\s*#?\s*(.*\d.*)$/,
    'tax-id',
  ],
  [/^(?:Unified|United) Social Credit Code(?: Certificate)?(?: \(USCCC?\))? (.+)$/, 'uscc'],
  [
    /^(?:Registration(?: ID| Number)?|Company Number|UK Company Number|Commercial Registry(?: Number)?|C\.R\. No\.|Trade License No\.|Public Registration(?: Number)?|Folio Mercantil No\.|Matricula Mercantil(?: No)?|Business Registration(?: Document| Number)?|Business Number|Enterprise Number|Certificate of Incorporation|Chamber of Commerce|Registered Charity)(?: Number| No\.)?\s*#?\s*(.*\d.*)$/,
    'registration-number',
  ],
  [/^Vessel Registration Identification (?:IMO )?(\d{7})$/, 'imo'],
  [/^(?:Vessel Registration Identification )?MMSI (\d{9})$/, 'mmsi'],
  [/^(?:Vessel )?Call Sign (\S+)$/, 'call-sign'],
  [/^Aircraft Manufacturer's Serial Number \(MSN\) (.+)$/, 'msn'],
  [/^Aircraft Construction Number \(also called L\/N or S\/N or F\/N\) (.+)$/, 'aircraft-construction-number', true],
  [/^Aircraft Tail Number (\S+)$/, 'aircraft-registration'],
  [/^Previous Aircraft Tail Number (\S+)$/, 'former-aircraft-registration', true],
  [/^Aircraft Mode S Transponder Code (\S+)$/, 'mode-s'],
  [/^SWIFT\/BIC (\S+)$/, 'bic'],
  [/^D-U-N-S Number (\S+)$/, 'duns'],
  [/^ISIN ([A-Z]{2}[A-Z0-9]{10})$/, 'isin'],
  [/^Equity Ticker (.+)$/, 'equity-ticker', true],
  [/^Legal Entity Number ([A-Z0-9]{20}\b.*)$/, 'lei'],
  [/^Government Gazette Number (.*\d.*)$/, 'government-gazette-number'],
  [/^(?:BIK|Bank Identification Code|BIK \(RU\)) ?(?:\(RU\))? ?(\d{9})$/, 'bik'],
  [/^Website (\S+)$/, 'website'],
  [/^Email(?: Address|:)? ?(\S+@\S+)$/, 'email'],
  [/^(?:Tele)?phone(?: Number| No\.)?:? ([+(\d].*)$/i, 'phone', true],
  [/^Fax(?: Number| No\.)?:? ([+(\d].*)$/i, 'fax', true],
  [/^(Cartilla de Servicio Militar Nacional|License|Driver's License No\.|Travel Document Number) (.*\d.*)$/, '', true],
];
const currency = /^Digital Currency Address - ([A-Z0-9]+) (\S+)$/;
/** Words that end in "Number" or the like name a number, whichever it is. */
const anyNumber =
  /^([A-Z][\p{L}.'/() -]*?(?:Number|No\.|ID|#|Code))\s+(\S*\d\S*(?: \S*\d\S*)*(?: \([^()]+\))?(?: (?:expires|issued) .*)?)$/u;
const inCountry = /^(.*\S) \(([^()]+)\)(?: (?:expires|issued).*)?$/;
const dated = /^(.*\S) (?:expires|issued) .*$/;

/** The number or address that a part of a remark gives, without the country that gave it out; undefined where it gives none. */
export function numberIn(plain: string): MinedNumber | undefined {
  const coin = currency.exec(plain);
  if (coin) return { scheme: `crypto-${coin[1]!.toLowerCase()}`, value: coin[2]! };
  for (const [words, scheme, loose] of numbers) {
    const [, first, second] = words.exec(plain) ?? [];
    if (first) return second ? read(second, partOfId(first), true) : read(first, scheme, loose);
  }
  const [, words, value] = anyNumber.exec(plain) ?? [];
  return words && value ? read(value, partOfId(words), true) : undefined;
}

function read(found: string, scheme: string, loose?: true): MinedNumber {
  const located = scheme === 'phone' || scheme === 'fax' ? null : inCountry.exec(found);
  const value = located?.[1] ?? dated.exec(found)?.[1] ?? found;
  return { scheme, value, ...(located ? { country: located[2]! } : {}), ...(loose ? { loose } : {}) };
}
