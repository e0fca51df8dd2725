import { childrenOf, type XmlElement } from '../xml-records.js';
import type { References } from './references.js';

export interface AdvancedName {
  /** As in OFAC's CSV: the family name, a comma and the others. */
  text: string;
  /** The number of the alias. */
  part: string;
  primary: boolean;
  weak: boolean;
  /** ISO 15924; undefined where it is the Latin one. */
  script?: string;
}

export interface AdvancedIdentity {
  id: string;
  names: AdvancedName[];
}

const family = new Set(['Last Name', 'Matronymic', 'Maiden Name']);
const given = new Set(['First Name', 'Middle Name', 'Patronymic', 'Nickname']);

/** The identities of a party with all their names, the primary ones first. */
export const identitiesOf = (party: XmlElement, references: References): AdvancedIdentity[] =>
  childrenOf(party, 'Profile')
    .flatMap((profile) => childrenOf(profile, 'Identity'))
    .map((identity) => ({ id: identity.attributes.ID ?? '', names: namesOf(identity, references) }));

export const primaryName = (identities: readonly AdvancedIdentity[]): string => {
  const names = identities.flatMap((identity) => identity.names);
  return (names.find(({ primary, script }) => primary && !script) ?? names[0])?.text ?? '';
};

function namesOf(identity: XmlElement, references: References): AdvancedName[] {
  const groups = childrenOf(identity, 'NamePartGroups').flatMap((each) => childrenOf(each, 'MasterNamePartGroup'));
  const typeOfGroup = new Map(
    groups
      .flatMap((group) => childrenOf(group, 'NamePartGroup'))
      .map(({ attributes }) => [attributes.ID, references.textOf('NamePartType', attributes.NamePartTypeID)]),
  );
  return childrenOf(identity, 'Alias').flatMap(({ attributes, ...alias }) =>
    childrenOf({ attributes, ...alias }, 'DocumentedName').map((name): AdvancedName => {
      const values = childrenOf(name, 'DocumentedNamePart').flatMap((part) => childrenOf(part, 'NamePartValue'));
      const parts = values.map((value) => ({ type: typeOfGroup.get(value.attributes.NamePartGroupID) ?? '', text: value.text.trim() }));
      const script = references.attributeOf('Script', values[0]?.attributes.ScriptID, 'ScriptCode');
      return {
        text: joined(parts),
        part: `alt ${attributes.FixedRef ?? ''}`,
        primary: attributes.Primary === 'true',
        weak: attributes.LowQuality === 'true',
        ...(script && script !== 'Latn' ? { script } : {}),
      };
    }),
  );
}

function joined(parts: readonly { type: string; text: string }[]): string {
  const of = (types: ReadonlySet<string>): string => parts.flatMap(({ type, text }) => (types.has(type) ? text : [])).join(' ');
  const whole = parts.flatMap(({ type, text }) => (family.has(type) || given.has(type) ? [] : text)).join(' ');
  return [[whole, of(family)].filter(Boolean).join(' '), of(given)].filter(Boolean).join(', ');
}
