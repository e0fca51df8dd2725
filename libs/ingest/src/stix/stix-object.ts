import { idOf } from '../id-of.js';
import { IngestError } from '../ingest-error.js';
import { jsonItems } from '../json-items.js';
import { recordsAt, textAt, type JsonRecord } from '../json-record.js';

/** One object of a bundle: what all of them have, and the rest as it is. */
export interface StixObject {
  /** intrusion-set--c93fccb1-e8e8-42cf-ae33-2ad1d183913a */
  id: string;
  type: string;
  /** A moment, as text that sorts; empty where the type has none. */
  modified: string;
  author?: string;
  /** Revoked, or deprecated by MITRE: as if it were not there. */
  withdrawn: boolean;
  properties: JsonRecord;
  place: string;
}

const objectId = /^[a-z0-9-]+--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The objects of a bundle of STIX 2, one at a time. @param header is filled with its type. @throws IngestError naming file and line */
export async function* stixObjects(path: string, header: JsonRecord = {}): AsyncGenerator<StixObject> {
  for await (const { value, place } of jsonItems(path, { items: 'objects', header: ['type', 'spec_version'] }, header)) {
    const [id, type] = [textAt(value, 'id'), textAt(value, 'type')];
    if (!id || !type || !objectId.test(id) || !id.startsWith(`${type}--`))
      throw new IngestError(place, `not an object of STIX 2: type "${type ?? ''}", id "${(id ?? '').slice(0, 80)}".`);
    yield {
      id,
      type,
      place,
      modified: textAt(value, 'modified') ?? textAt(value, 'created') ?? '',
      author: textAt(value, 'created_by_ref'),
      withdrawn: value.revoked === true || value.x_mitre_deprecated === true,
      properties: value,
    };
  }
}

const attackSource = /^mitre(-\w+)*-attack$/;

/** G0032, the number of ATT&CK, which stays when MITRE makes the object anew. */
export const attackId = ({ properties }: Pick<StixObject, 'properties'>): string | undefined =>
  recordsAt(properties, 'external_references')
    .filter((each) => attackSource.test(textAt(each, 'source_name') ?? ''))
    .flatMap((each) => textAt(each, 'external_id') ?? [])[0];

/** The same in every bundle: attack-g0032, or the object's own UUID. */
export function entityId(object: Pick<StixObject, 'id' | 'properties'>): string {
  const number = attackId(object);
  return number ? idOf('attack', number.toLowerCase()) : uuidId(object.id);
}

export const uuidId = (id: string): string => idOf('stix', id.slice(id.indexOf('--') + 2).toLowerCase());

/** Nothing but the day of a moment: 2019-09-01T04:00:00.000Z → 2019-09-01. */
export const dayOf = (moment: string | undefined): string | undefined => /^\d{4}-\d\d-\d\d(?=T|$)/.exec(moment ?? '')?.[0];
