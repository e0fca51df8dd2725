import type { UnloadedEnd, UnloadedEntity, Unloading } from '@linchpin/facts';
import { autonomousSystemId, stixId } from './stix-ids.js';
import { stixTypeOf } from './stix-object.js';

/** How the objects of a bundle refer to each other. */
export interface References {
  /** The object for an entity; null where it has none. */
  of: (end: Pick<UnloadedEnd, 'id' | 'kind'>) => string | null;
  /** Who speaks, if it is an identity. */
  claimant: (id: string) => string | undefined;
}

/** The number of an autonomous system, by its identifier or else its name: AS131279. */
export function systemNumber({ label, identifiers }: Pick<UnloadedEntity, 'label' | 'identifiers'>): number | null {
  const written = identifiers.find(({ scheme }) => scheme === 'asn')?.value ?? label;
  const [, digits] = /^(?:AS)?(\d{1,10})$/i.exec(written) ?? [];
  return digits === undefined ? null : Number(digits);
}

/** The id under which it came from another bundle, if it is of the type that it would have here. */
function ownId({ kind, identifiers }: UnloadedEntity): string | undefined {
  const pattern = new RegExp(`^${stixTypeOf(kind)}--[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
  return identifiers.find(({ scheme, value }) => /^stix(-id)?$/.test(scheme) && pattern.test(value))?.value;
}

/** Ids follow from our own ids; only those that do not are held in memory. */
export async function referencesOf(from: Unloading): Promise<References> {
  const special = new Map<string, string | null>();
  const noIdentity = new Set<string>();
  for await (const entity of from.entities()) {
    const own = ownId(entity);
    if (own) special.set(entity.id, own);
    if (entity.kind === 'AutonomousSystem') {
      const number = systemNumber(entity);
      special.set(entity.id, number === null ? null : autonomousSystemId(number));
    }
    if (entity.kind === 'IntrusionSet') noIdentity.add(entity.id);
  }
  return {
    of: ({ id, kind }) => {
      const own = special.get(id);
      return own === undefined ? stixId(stixTypeOf(kind), id) : own;
    },
    claimant: (id) => (noIdentity.has(id) ? undefined : (special.get(id) ?? stixId('identity', id))),
  };
}
