import type { ListRecord } from '@linchpin/facts';
import { draftOf, spoken, type OfacParty } from '../ofac-csv/parties.js';
import { mine, partsOf, type Mined } from '../ofac-csv/remarks.js';
import { childrenOf, textsAt, type XmlElement, type XmlRecord } from '../xml-records.js';
import { typeOf, type AdvancedFile } from './advanced-file.js';
import { identitiesOf, primaryName } from './advanced-names.js';
import { sayRelation } from './advanced-relations.js';
import { periodWords } from './date-period.js';
import { featureOf } from './ofac-words.js';

/** One party of sdn_advanced.xml or cons_advanced.xml. */
export function recordOf({ record, place }: XmlRecord, list: string, file: AdvancedFile): ListRecord {
  const { references } = file;
  const uid = record.attributes.FixedRef ?? '';
  const profiles = childrenOf(record, 'Profile');
  const identities = identitiesOf(record, references);
  const name = primaryName(identities) || uid;
  const of = <T>(map: ReadonlyMap<string, T[]>): T[] => profiles.flatMap(({ attributes }) => map.get(attributes.ID ?? '') ?? []);
  const [entries, relations] = [of(file.entries), of(file.relations)];
  const features = profiles.flatMap((profile) => childrenOf(profile, 'Feature'));
  const days = [...new Set(entries.flatMap(({ day }) => day ?? []))];
  const isAddress = ({ attributes }: XmlElement): boolean => references.textOf('FeatureType', attributes.FeatureTypeID) === 'Location';
  const comments = [record, ...profiles].flatMap((each) => textsAt(each, 'Comment'));
  const party: OfacParty = {
    id: `${list}-${uid}`,
    identifiers: [{ scheme: 'ofac-uid', value: uid }],
    key: uid,
    place,
    name,
    type: typeOf(record, references),
    programs: [...new Set(entries.flatMap(({ programs }) => programs))],
    ...(days.length === 1 ? { listingDate: days[0]! } : {}),
    aliases: identities
      .flatMap(({ names }) => names)
      .filter(({ text }) => text !== name)
      .map(({ text, part, weak, script }) => ({ name: text, part, ...(weak ? { hedge: 'weak' } : {}), ...(script ? { script } : {}) })),
    addresses: features.filter(isAddress).flatMap((feature) => addressesOf(feature, file)),
    mined: [
      ...comments.flatMap((comment) => partsOf(comment).map(mine)),
      ...identities.flatMap(({ id }) => file.documents.get(id) ?? []),
      ...features.filter((feature) => !isAddress(feature)).flatMap((feature) => minedOf(feature, file)),
      ...entries.flatMap(({ day, list: of, basis, measures }): Mined[] => [
        ...(day && days.length > 1 ? [condition('Listed', `${day}${of ? `, ${of}` : ''}`)] : []),
        ...basis.map((text) => condition('Legal basis', text)),
        ...measures.map((text) => condition('Measure', text)),
      ]),
    ],
    content: JSON.stringify([record, entries, relations, identities.map(({ id }) => file.documents.get(id))]),
  };
  const draft = draftOf(party, { partyNamed: () => undefined });
  const { kind } = draft.entities[0]!;
  for (const relation of relations) {
    const other = file.profiles.get(relation.to);
    if (!other) draft.warn('a relation to a party that is not in the file', `${relation.type} ${relation.to}`);
    else {
      draft.entities.push({ id: other.id, kind: other.kind, label: spoken(other.name, other.kind) });
      sayRelation(draft, relation, { id: party.id, kind, name }, other);
    }
  }
  return draft.finished(party.content);
}

const condition = (words: string, quote: string): Mined => ({ sort: 'CONDITION', text: `${words}: ${quote}`, quote });

const versionsOf = (feature: XmlElement): XmlElement[] => childrenOf(feature, 'FeatureVersion');
const locationsOf = (version: XmlElement, { locations }: AdvancedFile) =>
  childrenOf(version, 'VersionLocation').flatMap(({ attributes }) => locations.get(attributes.LocationID ?? '') ?? []);

const addressesOf = (feature: XmlElement, file: AdvancedFile): OfacParty['addresses'] =>
  versionsOf(feature).flatMap((version) =>
    locationsOf(version, file).map(({ text }) => ({ part: `location ${version.attributes.ID ?? ''}`, text })),
  );

/** A feature says what it says as a period, as a text, as a value of a set, or as a place. */
function minedOf(feature: XmlElement, file: AdvancedFile): Mined[] {
  const { references } = file;
  const heading = references.textOf('FeatureType', feature.attributes.FeatureTypeID) || 'Feature';
  return versionsOf(feature).flatMap((version) => {
    const doubt = references.textOf('Reliability', version.attributes.ReliabilityID);
    const dates = childrenOf(version, 'DatePeriod').flatMap((period) => periodWords(period) ?? []);
    const details = childrenOf(version, 'VersionDetail').flatMap(
      ({ text, attributes }) =>
        text.replace(/\s+/g, ' ').trim() || references.textOf('DetailReference', attributes.DetailReferenceID) || [],
    );
    const places = locationsOf(version, file).flatMap(({ text, country }) => (/^Place/.test(heading) ? text : (country ?? text)) ?? []);
    const said = [
      ...dates.map((date) => featureOf(heading, date, '')),
      ...[...details, ...(details.length ? [] : places)].map((each) => featureOf(heading, each)),
    ];
    const all = said.length ? said : [{ sort: 'FEATURE', feature: `${heading} without a value`, text: heading } as const];
    const comments = textsAt(version, 'Comment').map((text): Mined => ({ sort: 'OTHER', text: `${heading}: ${text}`, quote: text }));
    const kept =
      doubt === 'False'
        ? all.map(({ text }): Mined => ({ sort: 'FEATURE', feature: 'what is known to be false', text: `${text}, False` }))
        : all;
    return [...kept, ...comments];
  });
}
