import { kindNames, type Kind } from '@linchpin/vocabulary';
import { isJsonRecord, recordsAt, textAt } from '../json-record.js';
import { stateOfCode } from '../states.js';
import type { StixObject } from './stix-object.js';

const kindOfType: Record<string, Kind> = {
  'intrusion-set': 'IntrusionSet',
  'threat-actor': 'IntrusionSet',
  campaign: 'CyberOperation',
  incident: 'CyberIncident',
  malware: 'Malware',
  tool: 'Malware',
};

/** An identity without a class, or of class "unknown", is taken for an organisation. */
const kindOfIdentity: Record<string, Kind | null> = { individual: 'Person', group: 'Group', class: 'Group', system: null };

/** Our own exports tell the kind in their extension. */
function toldKind({ properties }: Pick<StixObject, 'properties'>): Kind | undefined {
  const told = isJsonRecord(properties.extensions) ? Object.values(properties.extensions).filter(isJsonRecord) : [];
  return kindNames.find((kind) => told.some((each) => each.kind === kind));
}

/** What an object is with us; undefined for what is no thing of ours, such as a technique or an indicator, and for a state. */
export function kindOf(object: Pick<StixObject, 'type' | 'properties'>): Kind | undefined {
  const { type, properties } = object;
  const told = toldKind(object);
  if (told) return told === 'State' ? undefined : told;
  if (type !== 'identity') return kindOfType[type];
  const kind = kindOfIdentity[textAt(properties, 'identity_class') ?? ''];
  return kind === null ? undefined : (kind ?? 'Organization');
}

/** The identifier of the state that a location is, or that one of our own exports speaks of. */
export function stateAt(object: Pick<StixObject, 'type' | 'properties'>): string | undefined {
  const { type, properties } = object;
  if (toldKind(object) === 'State') {
    const codes = recordsAt(properties, 'external_references').filter((each) => each.source_name === 'iso-3166-1-alpha-2');
    return stateOfCode(codes.flatMap((each) => textAt(each, 'external_id') ?? [])[0] ?? '');
  }
  const whole = type === 'location' && !textAt(properties, 'city') && !textAt(properties, 'administrative_area');
  return whole ? stateOfCode(textAt(properties, 'country') ?? '') : undefined;
}
