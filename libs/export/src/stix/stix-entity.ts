import type { UnloadedFact } from '@linchpin/facts';
import { kinds, type Kind } from '@linchpin/vocabulary';
import { isExactDay } from '../edtf-dates.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import type { Told } from '../told-entities.js';
import { isPlain } from '../who-says.js';
import { stixId } from './stix-ids.js';
import { extended, stixTypeOf, type StixObject } from './stix-object.js';
import { systemNumber, type References } from './stix-references.js';
import { beginningOf, stixInstant } from './stix-time.js';

/** What a fact gives for a property of its subject. */
export type StixPiece = { alias: string } | { scheme: string; value: string } | { firstSeen: string };

/** Infrastructure is not among them: its first_seen means malicious activity. */
const firstSeen: readonly Kind[] = ['CyberOperation', 'Malware', 'IntrusionSet'];
const withAliases: readonly string[] = ['campaign', 'malware', 'intrusion-set', 'infrastructure'];

/** The property that a value becomes. @returns null where it becomes a note */
export function stixPiece(fact: UnloadedFact): StixPiece | null {
  const { predicate, subject, value, qualifiers } = fact;
  if (!isPlain(fact)) return null;
  if ((predicate === 'alias' || predicate === 'name') && value?.text) return { alias: value.text };
  if (predicate === 'identifier' && value?.text) return { scheme: String(qualifiers.scheme ?? 'identifier'), value: value.text };
  const seen = predicate === 'firstObservedAt' && firstSeen.includes(subject.kind) && value?.date;
  return seen && isExactDay(seen) ? { firstSeen: seen } : null;
}

const identityClass: Partial<Record<Kind, string>> = { Person: 'individual', Group: 'class' };

/** What only objects of the type have. */
function ownProperties(kind: Kind): Partial<StixObject> {
  if (kind === 'Malware') return { is_family: true };
  if (kinds[kind].stix === 'identity') return { identity_class: identityClass[kind] ?? 'organization' };
  return {};
}

/** Objects of STIX for an entity: for a state who acts, and where it is. Sources become reports, elsewhere. */
export function stixEntity(
  { entity, pieces, recordedAt }: Told<StixPiece>,
  references: References,
  now: string,
  losses: Losses,
): StixObject[] {
  const { kind, label } = entity;
  const id = references.of(entity);
  if (kind === 'Document') return [];
  if (kind === 'AutonomousSystem') {
    const number = systemNumber(entity);
    if (number !== null && id !== null) return [{ type: 'autonomous-system', spec_version: '2.1', id, number, name: label }];
    lose(losses, 'autonomous system without a number');
    return [];
  }
  const type = stixTypeOf(kind);
  const recorded = stixInstant(recordedAt ?? now);
  const identifiers = [...entity.identifiers, ...pieces.flatMap((piece) => ('scheme' in piece ? [piece] : []))];
  const others = identifiers.filter(({ scheme, value }) => !(scheme === 'stix' && value === id));
  const external = new Map(others.map(({ scheme, value }) => [`${scheme}:${value}`, { source_name: scheme, external_id: value }]));
  const names = [
    ...new Set([...entity.names.map(({ text }) => text), ...pieces.flatMap((piece) => ('alias' in piece ? [piece.alias] : []))]),
  ].filter((name) => name !== label);
  for (const { lang } of entity.names) if (lang) lose(losses, 'language of a name');
  const [seen] = pieces.flatMap((piece) => ('firstSeen' in piece ? [piece.firstSeen] : [])).sort();
  const aliases = withAliases.includes(type);
  const own = type.startsWith('linchpin-') ? 'new-sdo' : 'property-extension';
  const object: StixObject = {
    type,
    spec_version: '2.1',
    id: id ?? stixId(type, entity.id),
    created: recorded,
    modified: recorded,
    name: label,
    ...ownProperties(kind),
    ...(aliases && names.length ? { aliases: names } : {}),
    ...(seen ? { first_seen: beginningOf(seen) } : {}),
    ...(external.size ? { external_references: [...external.values()] } : {}),
    ...extended(own, { kind, ...(!aliases && names.length ? { names } : {}) }),
  };
  const code = kind === 'State' && identifiers.find(({ scheme }) => scheme === 'iso-3166-1-alpha-2')?.value;
  return code ? [object, locationOf(entity.id, label, code, recorded)] : [object];
}

const locationOf = (id: string, name: string, country: string, recorded: string): StixObject => ({
  type: 'location',
  spec_version: '2.1',
  id: stixId('location', id),
  created: recorded,
  modified: recorded,
  name,
  country: country.toUpperCase(),
});
