import { ofacDate } from './ofac-date.js';
import { mine, partsOf } from './remarks.js';

it.each([
  ['10 Dec 1948', '1948-12-10'],
  ['Jun 1951', '1951-06'],
  ['1946', '1946'],
  ['circa 1965', '1965~'],
  ['1966 to 1967', '1966/1967'],
  ['1948-12-10', null],
  ['unknown', null],
])('reads the date %s', (text, date) => expect(ofacDate(text)).toBe(date));

it('takes a remark apart at semicolons, and the point away from its end', () =>
  expect(partsOf("DOB 10 Dec 1948; POB Giza, Egypt; Linked To: HIZBALLAH; a.k.a. 'ABU-'UMAR'.")).toEqual([
    'DOB 10 Dec 1948',
    'POB Giza, Egypt',
    'Linked To: HIZBALLAH',
    "a.k.a. 'ABU-'UMAR'",
  ]));

it.each([
  ['Linked To: POUYA AIR', { sort: 'LINK', name: 'POUYA AIR' }],
  ['alt. DOB 1936', { sort: 'BIRTH_DATE', date: '1936' }],
  ['POB Najf Al Ashraf (Najaf), Iraq', { sort: 'BIRTH_PLACE', place: 'Najf Al Ashraf (Najaf), Iraq' }],
  ['nationality Saudi Arabia', { sort: 'CITIZENSHIP', country: 'Saudi Arabia' }],
  ['alt. citizen Egypt', { sort: 'CITIZENSHIP', country: 'Egypt' }],
  ['Passport 1084010 (Egypt)', { sort: 'IDENTIFIER', scheme: 'passport', value: '1084010', country: 'Egypt' }],
  ['Cedula No. 16247821 (Colombia)', { sort: 'IDENTIFIER', scheme: 'national-id', value: '16247821', country: 'Colombia' }],
  ['RUC # 16927-1-366365 (Panama)', { sort: 'IDENTIFIER', scheme: 'tax-id', value: '16927-1-366365', country: 'Panama' }],
  ['Vessel Registration Identification IMO 9187629', { sort: 'IDENTIFIER', scheme: 'imo', value: '9187629' }],
  ['SWIFT/BIC KDBKKPPY', { sort: 'IDENTIFIER', scheme: 'bic', value: 'KDBKKPPY' }],
  [
    'Digital Currency Address - XBT 149w62rY42aZBox8fGcmqNsXUzSStKeq8C',
    { sort: 'IDENTIFIER', scheme: 'crypto-xbt', value: '149w62rY42aZBox8fGcmqNsXUzSStKeq8C' },
  ],
  ["f.k.a. 'OSIS'", { sort: 'ALIAS', name: 'OSIS' }],
  ['Gender Male', { sort: 'GENDER', gender: 'male' }],
  ['Deputy Secretary for Gender and Culture', { sort: 'OTHER' }],
  ['DOB in the nineteen-fifties', { sort: 'OTHER' }],
])('reads %s, and keeps its words', (text, mined) => expect(mine(text)).toEqual({ ...mined, text }));
