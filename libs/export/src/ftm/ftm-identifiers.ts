import { isA } from './ftm-schemata.js';

interface Place {
  property: string;
  of: string;
  /** FollowTheMoney drops a value that its own check refuses; such a one stays here and is counted. */
  holds?: (value: string) => boolean;
  /** As FollowTheMoney writes it. */
  written?: (value: string) => string;
}

/** ISO 7064 mod 97-10, by which a LEI ends in two check digits. */
function isLei(value: string): boolean {
  if (!/^[A-Z0-9]{18}\d{2}$/.test(value)) return false;
  const digits = value.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}

/** The Russian tax number: weighted sums modulo 11. */
function isInn(value: string): boolean {
  if (!/^(\d{10}|\d{12})$/.test(value)) return false;
  const weights = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
  const check = (length: number): boolean => {
    const sum = weights.slice(-length).reduce((total, weight, i) => total + weight * Number(value[i]), 0);
    return (sum % 11) % 10 === Number(value[length]);
  };
  return value.length === 10 ? check(9) : check(10) && check(11);
}

/** The Russian register's number: the digits before the last one modulo 11, or 13 for a single trader. */
const isOgrn = (value: string): boolean =>
  /^(\d{13}|\d{15})$/.test(value) && (Number(value.slice(0, -1)) % (value.length - 2)) % 10 === Number(value.at(-1));

const matches =
  (pattern: RegExp) =>
  (value: string): boolean =>
    pattern.test(value);
const short = matches(/^.{1,64}$/);

const on = (property: string, of: string, holds: Place['holds'] = short, written?: Place['written']): Place => ({
  property,
  of,
  holds,
  written,
});
const imo = [matches(/^(IMO ?)?\d{7}$/), (value: string): string => value.replace(/^(IMO ?)?/, 'IMO')] as const;

const places: Record<string, Place[]> = {
  lei: [on('leiCode', 'LegalEntity', isLei)],
  inn: [on('innCode', 'LegalEntity', isInn)],
  ogrn: [on('ogrnCode', 'LegalEntity', isOgrn)],
  imo: [on('imoNumber', 'Vessel', ...imo), on('imoNumber', 'Organization', ...imo)],
  mmsi: [on('mmsi', 'Vessel', matches(/^\d{9}$/))],
  'call-sign': [on('callSign', 'Vessel')],
  crs: [on('crsNumber', 'Vessel')],
  msn: [on('serialNumber', 'Airplane')],
  'serial-number': [on('serialNumber', 'Airplane')],
  bic: [on('swiftBic', 'LegalEntity', matches(/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/))],
  duns: [on('dunsCode', 'LegalEntity', matches(/^\S{1,16}$/))],
  bik: [on('bikCode', 'Company')],
  kpp: [on('kppCode', 'Company')],
  cik: [on('cikCode', 'Company')],
  irs: [on('irsCode', 'Company')],
  voen: [on('voenCode', 'Company', matches(/^\S{1,32}$/))],
  isin: [on('isinCode', 'Company')],
  okpo: [on('okpoCode', 'LegalEntity')],
  bvd: [on('bvdId', 'LegalEntity')],
  icij: [on('icijId', 'LegalEntity')],
  cage: [on('cageCode', 'Organization', matches(/^\S{1,16}$/))],
  permid: [on('permId', 'Organization', matches(/^\S{1,16}$/))],
  gii: [on('giiNumber', 'Organization', matches(/^\S{1,20}$/))],
  passport: [on('passportNumber', 'Person')],
  'national-id': [on('idNumber', 'LegalEntity')],
  'id-number': [on('idNumber', 'LegalEntity')],
  document: [on('idNumber', 'LegalEntity')],
  'tax-id': [on('taxNumber', 'LegalEntity')],
  vat: [on('vatCode', 'LegalEntity', matches(/^\S{1,32}$/))],
  'license-number': [on('licenseNumber', 'LegalEntity')],
  'registration-number': [on('registrationNumber', 'LegalEntity'), on('registrationNumber', 'Vehicle')],
  website: [
    on('website', 'LegalEntity', matches(/^(https?:\/\/)?[\w-]+(\.[\w-]+)+(\/\S*)?$/i), (address) =>
      /^https?:/i.test(address) ? address : `http://${address}`,
    ),
  ],
  email: [on('email', 'LegalEntity', matches(/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/))],
  wikidata: [on('wikidataId', 'Thing', matches(/^Q\d+$/))],
  'authority-id': [on('authorityId', 'Sanction')],
  'un-reference': [on('unscId', 'Sanction', matches(/^\S{1,16}$/))],
  'iso-3166-1-alpha-2': [on('country', 'PublicBody', matches(/^[A-Z]{2}$/i), (code) => code.toLowerCase())],
};

/** Where an identifier goes, as FollowTheMoney writes it. @returns null where the schema has no property for it, or would drop the value */
export function placeOf(scheme: string, written: string, schema: string): { property: string; value: string } | null {
  const place = places[scheme]?.find(({ of }) => isA(schema, of));
  if (!place || !(place.holds?.(written) ?? true)) return null;
  return { property: place.property, value: place.written?.(written) ?? written };
}
