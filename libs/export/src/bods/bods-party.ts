import type { UnloadedEntity, UnloadedFact } from '@linchpin/facts';
import { bodsOfKind, kinds, mappingOf } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import { isoPrefix } from '../edtf-dates.js';
import type { Losses } from '../format.js';
import { lose } from '../losses.js';
import type { Told } from '../told-entities.js';
import { isPlain } from '../who-says.js';
import { dayOf, type BodsStatement } from './bods-statement.js';

/** What a fact gives for the record of its subject, by the property of BODS. */
export interface BodsPiece {
  property: string;
  text: string;
  /** Of a country. */
  code?: string;
  /** Of an identifier. */
  scheme?: string;
}

export function bodsPiece(fact: UnloadedFact, { countries }: Directory): BodsPiece | null {
  const property = mappingOf(fact.predicate).bods;
  if (property === undefined || property === 'interest' || !isPlain(fact)) return null;
  const { object, value, qualifiers } = fact;
  if (object) return { property, text: object.label, code: countries.get(object.id) };
  return { property, text: value?.text ?? value?.date ?? '', scheme: String(qualifiers.scheme ?? '') };
}

type Identified = { scheme: string; value: string };

/** Identifiers with our scheme as the name of the scheme; only a LEI has a code that everybody knows. */
const identifiersOf = (entity: UnloadedEntity, pieces: readonly BodsPiece[]): object[] => {
  const told = pieces.filter(({ property }) => property === 'identifiers').map(({ text, scheme = '' }) => ({ scheme, value: text }));
  const all = new Map([...entity.identifiers, ...told].map((each: Identified) => [`${each.scheme}:${each.value}`, each]));
  return [...all.values()].map(({ scheme, value }) => ({
    id: value,
    ...(scheme === 'lei' ? { scheme: 'XI-LEI' } : { schemeName: scheme || 'not told' }),
  }));
};

/** A list as a property, or none where it is empty. */
const listed = (name: string, items: readonly unknown[]): object => (items.length ? { [name]: items } : {});

function detailsOf({ entity, pieces }: Told<BodsPiece>, directory: Directory, losses: Losses): Record<string, unknown> {
  const texts = (wanted: string): string[] => [...new Set(pieces.filter(({ property }) => property === wanted).map(({ text }) => text))];
  const countries = (wanted: string): object[] =>
    pieces.filter(({ property }) => property === wanted).map(({ text, code }) => ({ name: text, ...(code ? { code } : {}) }));
  const names = [...new Set([...entity.names.map(({ text }) => text), ...texts('names')])].filter((name) => name !== entity.label);
  const addresses = texts('addresses').map((address) => ({ type: 'alternative', address }));
  const shared = { isComponent: false, ...listed('identifiers', identifiersOf(entity, pieces)), ...listed('addresses', addresses) };
  if (entity.kind === 'Person') {
    const [birth, ...others] = texts('birthDate').map(isoPrefix);
    if (others.length || (birth && !birth.whole)) lose(losses, 'birth date that is uncertain, or one of several');
    const [place] = texts('placeOfBirth');
    return {
      ...shared,
      personType: 'knownPerson',
      names: [{ fullName: entity.label }, ...names.map((fullName) => ({ type: 'alternative', fullName }))],
      ...listed('nationalities', countries('nationalities')),
      ...(birth && !others.length ? { birthDate: birth.iso } : {}),
      ...(place ? { placeOfBirth: { type: 'placeOfBirth', address: place } } : {}),
    };
  }
  const [jurisdiction, ...others] = countries('jurisdiction');
  lose(losses, 'seat beside the first one', others.length);
  const own = entity.kind === 'State' ? { name: entity.label, code: directory.countries.get(entity.id) } : jurisdiction;
  return {
    ...shared,
    entityType: { type: bodsOfKind[entity.kind]?.replace('entity: ', '') },
    ...(entity.kind === 'Group'
      ? { unspecifiedEntityDetails: { reason: 'informationUnknownToPublisher', description: entity.label } }
      : { name: entity.label }),
    ...listed('alternateNames', names),
    ...(own ? { jurisdiction: own } : {}),
  };
}

/** The statement of an entity or a person, which the relationships refer to. */
export function partyOf(told: Told<BodsPiece>, directory: Directory, now: string, losses: Losses): BodsStatement {
  const { entity, documents, recordedAt } = told;
  const titles = [...documents].flatMap((id) => directory.documents.get(id)?.title ?? []);
  return {
    declarationSubject: entity.id,
    recordId: entity.id,
    recordType: entity.kind === 'Person' ? 'person' : 'entity',
    statementDate: dayOf(recordedAt ?? now),
    source: {
      type: ['thirdParty'],
      description: `${kinds[entity.kind].about} Known from: ${titles.slice(0, 5).join('; ')}`,
      assertedBy: [{ name: 'Linchpin' }],
    },
    recordDetails: detailsOf(told, directory, losses),
  };
}
