import type { UnloadedFact } from '@linchpin/facts';
import { kinds, mappingOf, type Kind } from '@linchpin/vocabulary';
import type { Directory } from '../directory.js';
import type { Losses } from '../format.js';
import { affirmers } from '../who-says.js';
import { cite } from './citation.js';
import { add } from './ftm-entity.js';
import { addDate, addTime } from './ftm-time.js';
import { placeOf } from './ftm-identifiers.js';
import { isA, ownerOf } from './ftm-schemata.js';

/** Properties that one fact gives for its subject, or the regime that its sanction belongs to. */
export interface FtmPiece {
  properties: Record<string, string[]>;
  regime?: string;
  /** What it is counted as where it found no place. */
  lost?: string;
}

const schemaOf = (kind: Kind): string => kinds[kind].ftm ?? '';

/** What a fact says of a sanction. */
function ofSanction(fact: UnloadedFact, directory: Directory, losses: Losses): FtmPiece {
  const { predicate, object, qualifiers } = fact;
  const [, property] = /^Sanction:(\w+)$/.exec(mappingOf(predicate).ftm ?? '') ?? [];
  const piece: FtmPiece = { properties: {} };
  if (!property || !object) return ofThing(fact, directory, losses);
  if (property === 'entity' && !schemaOf(object.kind))
    return { ...piece, lost: `sanction against a kind without a schema: ${object.kind}` };
  add(piece.properties, property, property === 'entity' ? object.id : object.label);
  if (predicate === 'partOfRegime') piece.regime = object.id;
  if (predicate === 'targetsEntity') {
    const { listingDate, programId, count } = qualifiers;
    if (typeof listingDate === 'string') addDate(piece.properties, 'listingDate', listingDate, losses);
    if (typeof programId === 'string' && programId.length <= 64) add(piece.properties, 'programId', programId);
    if (count !== undefined) add(piece.properties, 'summary', `count: ${String(count)}`);
    addTime(piece.properties, fact, losses);
  }
  cite(piece.properties, fact, directory);
  if (property === 'entity') for (const { locator } of affirmers(fact)) add(piece.properties, 'recordId', locator);
  return piece;
}

/** What a fact says of anything else: a value, or a country. */
function ofThing({ predicate, subject, object, value, qualifiers }: UnloadedFact, { countries }: Directory, losses: Losses): FtmPiece {
  const properties: Record<string, string[]> = {};
  const lost = { properties, lost: `fact: ${predicate}` };
  const mapping = mappingOf(predicate).ftm;
  const schema = schemaOf(subject.kind);
  if (!mapping) return lost;
  if (predicate === 'identifier') {
    const scheme = String(qualifiers.scheme ?? '');
    const place = placeOf(scheme, value?.text ?? '', schema);
    if (!place) return { properties, lost: `identifier: ${scheme || 'without a scheme'}` };
    add(properties, place.property, place.value);
    return { properties };
  }
  const property = mapping === 'flag' && !isA(schema, 'Vessel') ? 'country' : mapping;
  if (schema === 'Sanction' && property === 'notes') add(properties, 'summary', value?.text);
  else if (!isA(schema, ownerOf[property] ?? '-')) return lost;
  else if (object) add(properties, property, countries.get(object.id)?.toLowerCase());
  else if (value?.date) addDate(properties, property, value.date, losses);
  else if (property === 'gender' && !['male', 'female', 'other'].includes(value?.text ?? '')) return lost;
  else add(properties, property, value?.text);
  return Object.keys(properties).length ? { properties } : lost;
}

/** Who else must be known: a regime's authority is that of its sanctions. */
export interface Regimes {
  authorities: Map<string, string>;
}

/** The piece that an affirmed fact gives. */
export function pieceOf(fact: UnloadedFact, directory: Directory, regimes: Regimes, losses: Losses): FtmPiece {
  const sanction = schemaOf(fact.subject.kind) === 'Sanction';
  if (fact.predicate === 'imposedBy' && !sanction && fact.object && affirmers(fact).length) {
    regimes.authorities.set(fact.subject.id, fact.object.label);
    return { properties: {} };
  }
  return sanction ? ofSanction(fact, directory, losses) : ofThing(fact, directory, losses);
}
