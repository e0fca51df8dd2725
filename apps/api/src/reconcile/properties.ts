import { inWords, kindNames, readingsOf, type Kind, type Predicate, type Reading } from '@linchpin/vocabulary';

/** Where the values of a property are read. */
export type Source =
  | { from: 'identifiers'; scheme: string | null }
  | { from: 'names'; predicate: Predicate }
  | { from: 'facts'; predicate: Predicate; direction: Reading['direction'] };

/** Something that a column of a spreadsheet may hold of an entity. */
export interface Property {
  /** The field of the API, such as citizenOf or owns; or identifier:imo. */
  id: string;
  name: string;
  about: string;
  /** The kinds that have it. */
  kinds: readonly Kind[];
  source: Source;
}

/** Schemes that lists use often. Any other can be asked for too. */
const schemes = [
  'aircraft-registration',
  'asn',
  'bic',
  'call-sign',
  'duns',
  'eu-reference',
  'imo',
  'iso-3166-1-alpha-2',
  'iso-3166-1-alpha-3',
  'lei',
  'mitre-attack',
  'mmsi',
  'national-id',
  'ofac-uid',
  'ogrn',
  'passport',
  'registration-number',
  'tax-id',
  'uk-group-id',
  'un-reference',
  'wikidata',
];
const named: readonly Predicate[] = ['name', 'alias'];

const ofScheme = (scheme: string): Property => ({
  id: `identifier:${scheme}`,
  name: `identifier: ${scheme}`,
  about: `The number or code of the scheme ${scheme}.`,
  kinds: kindNames,
  source: { from: 'identifiers', scheme },
});

function sourceOf({ predicate, direction }: Reading): Source {
  if (predicate === 'identifier') return { from: 'identifiers', scheme: null };
  return named.includes(predicate) ? { from: 'names', predicate } : { from: 'facts', predicate, direction };
}

function fields(): Property[] {
  const found = new Map<string, Property & { kinds: Kind[] }>();
  for (const kind of kindNames)
    for (const reading of readingsOf(kind)) {
      const known = found.get(reading.field);
      if (known) known.kinds.push(kind);
      else
        found.set(reading.field, {
          id: reading.field,
          name: inWords(reading.field),
          about: reading.about,
          kinds: [kind],
          source: sourceOf(reading),
        });
    }
  return [...found.values()];
}

export const properties: readonly Property[] = [...fields(), ...schemes.map(ofScheme)];
const byId = new Map(properties.map((each) => [each.id, each]));

/** Null where there is none. */
export function propertyNamed(id: string): Property | null {
  const [, scheme] = /^identifier:([a-z0-9][a-z0-9-]{0,49})$/i.exec(id) ?? [];
  return byId.get(id) ?? (scheme ? ofScheme(scheme.toLowerCase()) : null);
}

export const propertiesOf = (kind: Kind): Property[] => properties.filter(({ kinds }) => kinds.includes(kind));

export const kindNamed = (text: string): Kind | null => kindNames.find((kind) => kind.toLowerCase() === text.trim().toLowerCase()) ?? null;

/** SanctionsRegime → "Sanctions regime". */
export const kindInWords = (kind: Kind): string => {
  const words = inWords(kind).toLowerCase();
  return words[0]!.toUpperCase() + words.slice(1);
};

/** A type as the protocol tells it. */
export const typeOfKind = (kind: Kind): { id: string; name: string } => ({ id: kind, name: kindInWords(kind) });
