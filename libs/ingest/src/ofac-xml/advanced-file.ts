import { kindOf, type NamedParty } from '../ofac-csv/parties.js';
import type { Mined } from '../ofac-csv/remarks.js';
import { childrenOf, textsAt, xmlRecords, type XmlElement } from '../xml-records.js';
import { identitiesOf, primaryName } from './advanced-names.js';
import { dayAt, periodWords } from './date-period.js';
import { addressText, documentOf } from './ofac-words.js';
import { referenceNames, References } from './references.js';

export interface Entry {
  list: string;
  /** EDTF; when it was made. */
  day: string | null;
  basis: string[];
  programs: string[];
  measures: string[];
}

export interface Relation {
  to: string;
  type: string;
  former: boolean;
}

/** What of an advanced file stands apart from the parties, by what refers to it. The parties themselves are read one by one. */
export interface AdvancedFile {
  references: References;
  day: string | null;
  /** Addresses by the id of a location; their country by itself. */
  locations: Map<string, { text: string | null; country: string | null }>;
  documents: Map<string, Mined[]>;
  relations: Map<string, Relation[]>;
  entries: Map<string, Entry[]>;
  profiles: Map<string, NamedParty>;
}

const push = <T>(map: Map<string, T[]>, key: string | undefined, value: T): void =>
  void (key && (map.get(key)?.push(value) ?? map.set(key, [value])));

/** Reads all but the parties. @throws IngestError naming file and line */
export async function readAdvanced(path: string, list: string): Promise<AdvancedFile> {
  const file: AdvancedFile = {
    references: new References(),
    day: null,
    locations: new Map(),
    documents: new Map(),
    relations: new Map(),
    entries: new Map(),
    profiles: new Map(),
  };
  const { references } = file;
  const readers: Record<string, (record: XmlElement) => void> = {
    DateOfIssue: (record) => void (file.day = dayAt(record)),
    Location: (record) => void file.locations.set(record.attributes.ID ?? '', locationOf(record, references)),
    IDRegDocument: (record) => push(file.documents, record.attributes.IdentityID, numberOf(record, references)),
    ProfileRelationship: ({ attributes }) =>
      push(file.relations, attributes['From-ProfileID'], {
        to: attributes['To-ProfileID'] ?? '',
        type: references.textOf('RelationType', attributes.RelationTypeID),
        former: attributes.Former === 'true',
      }),
    SanctionsEntry: (record) => push(file.entries, record.attributes.ProfileID, entryOf(record, references)),
    DistinctParty: (record) => {
      const name = primaryName(identitiesOf(record, references));
      const type = typeOf(record, references);
      const id = `${list}-${record.attributes.FixedRef ?? ''}`;
      for (const { attributes } of childrenOf(record, 'Profile'))
        file.profiles.set(attributes.ID ?? '', { id, kind: kindOf(type, name), name });
    },
  };
  for await (const { record } of xmlRecords(path, new Set([...referenceNames, ...Object.keys(readers)]))) {
    const read = readers[record.name];
    if (read) read(record);
    else references.add(record);
  }
  return file;
}

/** Individual, Entity, Vessel or Aircraft. */
export function typeOf(party: XmlElement, references: References): string | null {
  const id = childrenOf(party, 'Profile')[0]?.attributes.PartySubTypeID;
  const subType = references.textOf('PartySubType', id);
  return /^(vessel|aircraft)$/i.test(subType)
    ? subType
    : references.textOf('PartyType', references.attributeOf('PartySubType', id, 'PartyTypeID')) || null;
}

function locationOf(record: XmlElement, references: References): { text: string | null; country: string | null } {
  const parts = new Map<string, string>();
  for (const part of childrenOf(record, 'LocationPart'))
    parts.set(
      references.textOf('LocPartType', part.attributes.LocPartTypeID).toUpperCase(),
      textsAt(part, 'LocationPartValue', 'Value').join(', '),
    );
  const [country] = childrenOf(record, 'LocationCountry').map(({ attributes }) => references.textOf('Country', attributes.CountryID));
  const area = childrenOf(record, 'LocationAreaCode').map(({ attributes }) =>
    references.attributeOf('AreaCode', attributes.AreaCodeID, 'Description'),
  )[0];
  const lines = ['ADDRESS1', 'ADDRESS2', 'ADDRESS3', 'REGION', 'UNKNOWN'].map((name) => parts.get(name));
  const state = country ?? area;
  return {
    text: addressText(lines, parts.get('CITY'), parts.get('STATE/PROVINCE'), parts.get('POSTAL CODE'), state),
    country: state ?? null,
  };
}

function numberOf(record: XmlElement, references: References): Mined {
  const { attributes } = record;
  const dated = (type: string): string | undefined =>
    childrenOf(record, 'DocumentDate')
      .filter((date) => references.textOf('IDRegDocDateType', date.attributes.IDRegDocDateTypeID) === type)
      .flatMap((date) => periodWords(childrenOf(date, 'DatePeriod')[0]) ?? [])[0];
  const mined = documentOf({
    type: references.textOf('IDRegDocType', attributes.IDRegDocTypeID),
    number: textsAt(record, 'IDRegistrationNo')[0] ?? '',
    country: references.textOf('Country', attributes['IssuedBy-CountryID']) || textsAt(record, 'IssuingAuthority')[0],
    issued: dated('Issue Date'),
    expires: dated('Expiration Date'),
  });
  const validity = references.textOf('Validity', attributes.ValidityID);
  return validity === 'Fraudulent' ? { sort: 'FEATURE', feature: 'a fraudulent document', text: `${mined.text}, ${validity}` } : mined;
}

function entryOf(record: XmlElement, references: References): Entry {
  const events = childrenOf(record, 'EntryEvent');
  const measures = childrenOf(record, 'SanctionsMeasure').map((measure) => ({
    type: references.textOf('SanctionsType', measure.attributes.SanctionsTypeID),
    comment: textsAt(measure, 'Comment')[0],
  }));
  const created = events.filter(({ attributes }) => /^(created|)$/i.test(references.textOf('EntryEventType', attributes.EntryEventTypeID)));
  return {
    list: references.textOf('List', record.attributes.ListID),
    day: created.flatMap((event) => dayAt(childrenOf(event, 'Date')[0]) ?? [])[0] ?? null,
    basis: events.flatMap(({ attributes }) => references.textOf('LegalBasis', attributes.LegalBasisID) || []),
    programs: measures.flatMap(({ type, comment }) => (type === 'Program' && comment ? [comment] : [])),
    measures: measures.flatMap(({ type, comment }) => (type && type !== 'Program' ? [[type, comment].filter(Boolean).join(': ')] : [])),
  };
}
