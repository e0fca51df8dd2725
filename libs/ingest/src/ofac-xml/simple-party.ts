import type { OfacParty } from '../ofac-csv/parties.js';
import { mine, partsOf, type Mined } from '../ofac-csv/remarks.js';
import { childrenOf, textsAt, type XmlElement, type XmlRecord } from '../xml-records.js';
import { addressText, documentOf, featureOf } from './ofac-words.js';

const one = (element: XmlElement, ...path: [string, ...string[]]): string | undefined => textsAt(element, ...path)[0];
const listed = (record: XmlElement, list: string, item: string): XmlElement[] =>
  childrenOf(record, list).flatMap((each) => childrenOf(each, item));

/** The family name, a comma and the others, as in OFAC's CSV; what is no person has only the first. */
export const simpleName = (element: XmlElement): string => [one(element, 'lastName'), one(element, 'firstName')].filter(Boolean).join(', ');

/** One entry of sdn.xml or consolidated.xml. */
export function simpleParty({ record, place }: XmlRecord, list: string): OfacParty {
  const uid = one(record, 'uid') ?? '';
  return {
    id: `${list}-${uid}`,
    identifiers: [{ scheme: 'ofac-uid', value: uid }],
    key: uid,
    place,
    name: simpleName(record) || uid,
    type: one(record, 'sdnType') ?? null,
    programs: textsAt(record, 'programList', 'program'),
    aliases: listed(record, 'akaList', 'aka').map((aka) => ({
      part: `alt ${one(aka, 'uid') ?? ''}`,
      name: simpleName(aka),
      ...(one(aka, 'category') === 'weak' ? { hedge: 'weak' } : {}),
    })),
    addresses: listed(record, 'addressList', 'address').map((address) => {
      const lines = ['address1', 'address2', 'address3'].map((name) => one(address, name));
      const [city, state, postal, country] = ['city', 'stateOrProvince', 'postalCode', 'country'].map((name) => one(address, name));
      return { part: `add ${one(address, 'uid') ?? ''}`, text: addressText(lines, city, state, postal, country) };
    }),
    mined: minedOf(record),
    content: JSON.stringify(record),
  };
}

function minedOf(record: XmlElement): Mined[] {
  const told = (heading: string, ...path: [string, ...string[]]): Mined[] =>
    textsAt(record, ...path).map((text) => featureOf(heading, text));
  return [
    ...partsOf(one(record, 'remarks') ?? '').map(mine),
    ...told('Title', 'title'),
    ...listed(record, 'idList', 'id').map((id) =>
      documentOf({
        type: one(id, 'idType') ?? '',
        number: one(id, 'idNumber') ?? '',
        country: one(id, 'idCountry'),
        issued: one(id, 'issueDate'),
        expires: one(id, 'expirationDate'),
      }),
    ),
    ...told('Nationality Country', 'nationalityList', 'nationality', 'country'),
    ...told('Citizenship Country', 'citizenshipList', 'citizenship', 'country'),
    ...told('Birthdate', 'dateOfBirthList', 'dateOfBirthItem', 'dateOfBirth'),
    ...told('Place of Birth', 'placeOfBirthList', 'placeOfBirthItem', 'placeOfBirth'),
    ...told('VESSEL TYPE', 'vesselInfo', 'vesselType'),
    ...told('Vessel Tonnage', 'vesselInfo', 'tonnage'),
    ...told('Vessel Gross Registered Tonnage', 'vesselInfo', 'grossRegisteredTonnage'),
    ...told('Vessel Owner', 'vesselInfo', 'vesselOwner'),
    ...told('Vessel Call Sign', 'vesselInfo', 'callSign'),
    ...told('Vessel Flag', 'vesselInfo', 'vesselFlag'),
  ];
}
