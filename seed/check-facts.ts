import { isRelation, predicateEntry, qualifierEntry, type Kind, type QualifierName, type QualifierValue } from '@linchpin/vocabulary';
import { checkQuote } from './check-quotes.js';
import type { Complain, Path } from './seed-source.js';
import type { SeedAttestation, SeedDocument, SeedEntity, SeedFact, SeedValue } from './seed.schema.js';

/** Everything that an id may refer to, over all files. */
export interface Known {
  entities: ReadonlyMap<string, SeedEntity>;
  documents: ReadonlyMap<string, SeedDocument>;
  facts: ReadonlyMap<string, SeedFact>;
}

/** Checks a fact and its attestations against the vocabulary and against what is known; complains of each problem. */
export function checkFact(fact: SeedFact, path: Path, known: Known, complain: Complain): void {
  checkEnds(fact, path, known, complain);
  checkValue(fact, path, known, complain);
  for (const [name, value] of Object.entries(fact.qualifiers) as [QualifierName, QualifierValue][]) {
    checkQualifier(fact, name, value, [...path, 'qualifiers', name], known, complain);
  }
  fact.attestations.forEach((attestation, index) => checkAttestation(attestation, [...path, 'attestations', index], known, complain));
}

function checkEnds({ subject, predicate, object }: SeedFact, path: Path, known: Known, complain: Complain): void {
  const from = kindOf(subject, [...path, 'subject'], known, complain);
  if (!isRelation(predicate)) {
    if (object) complain([...path, 'object'], `${predicate} takes a value and no object: leave the object out`);
    return;
  }
  if (!object) return complain(path, `${predicate} joins two entities: add an object`);
  const to = kindOf(object, [...path, 'object'], known, complain);
  if (!from || !to) return;
  const entry = predicateEntry(predicate);
  const joins = (one: Kind, other: Kind) => entry.from.includes(one) && entry.to?.includes(other);
  if (joins(from, to) || (entry.symmetric && joins(to, from))) return;
  complain(
    [...path, 'predicate'],
    `${predicate} does not join ${from} and ${to}: from ${entry.from.join(', ')} to ${entry.to?.join(', ')}`,
  );
}

function kindOf(id: string, path: Path, known: Known, complain: Complain): Kind | undefined {
  const entity = known.entities.get(id);
  if (!entity) complain(path, `"${id}" is no entity: add it to the entities, or correct the id`);
  return entity?.kind;
}

const figures = ['exact', 'approx', 'lower', 'upper', 'qualitative', 'remainderOf'] as const satisfies readonly (keyof SeedValue)[];

function checkValue({ predicate, object, value }: SeedFact, path: Path, known: Known, complain: Complain): void {
  const wanted = predicateEntry(predicate).value;
  const here = [...path, 'value'];
  if (!value) {
    if (!object && wanted) complain(path, `${predicate} needs a value: a ${wanted}`);
    return;
  }
  if (!wanted) return complain(here, `${predicate} carries no value: leave it out`);
  const given = { text: value.text !== undefined, date: value.date !== undefined, figure: figures.some((key) => value[key] !== undefined) };
  const right = wanted === 'share' || wanted === 'quantity' ? 'figure' : wanted;
  if (!given[right]) complain(here, `${predicate} needs a ${wanted}: give ${right === 'figure' ? `one of ${figures.join(', ')}` : right}`);
  if (Object.values(given).filter(Boolean).length > 1) complain(here, `${predicate} carries a ${wanted} and nothing else`);
  if (wanted === 'share' && value.unit !== '%') complain(here, "a share is in percent: set unit to '%'");
  if (value.remainderOf !== undefined && !known.facts.has(value.remainderOf)) {
    complain([...here, 'remainderOf'], `"${value.remainderOf}" is no fact: correct the id`);
  }
}

function checkQualifier(fact: SeedFact, name: QualifierName, value: QualifierValue, path: Path, known: Known, complain: Complain): void {
  const allowed = predicateEntry(fact.predicate).qualifiers ?? [];
  if (!allowed.includes(name)) return complain(path, `${fact.predicate} takes no ${name}; it takes: ${allowed.join(', ') || 'none'}`);
  const { type, of, oneOf } = qualifierEntry(name);
  const right = { entity: 'string', entities: 'object', text: 'string', date: 'string', integer: 'number', boolean: 'boolean' }[type];
  if (typeof value !== right || (type === 'integer' && !Number.isInteger(value))) return complain(path, `${name} must be of type ${type}`);
  if (oneOf && !oneOf.includes(String(value))) complain(path, `"${String(value)}" is no ${name}; take one of: ${oneOf.join(', ')}`);
  if (type !== 'entity' && type !== 'entities') return;
  for (const id of [value].flat()) {
    const kind = kindOf(String(id), path, known, complain);
    if (kind && of && !of.includes(kind)) complain(path, `${name} names a ${kind}; it may name: ${of.join(', ')}`);
  }
}

function checkAttestation(attestation: SeedAttestation, path: Path, known: Known, complain: Complain): void {
  const { document, claimant, chain } = attestation;
  const source = known.documents.get(document);
  if (!source) complain([...path, 'document'], `"${document}" is no document: add it to the documents, or correct the id`);
  kindOf(claimant, [...path, 'claimant'], known, complain);
  chain.forEach((id, index) => kindOf(id, [...path, 'chain', index], known, complain));
  const here = [...path, 'chain'];
  if (new Set(chain).size < chain.length) complain(here, 'the chain goes in a circle: name each link once');
  if (!chain.includes(claimant)) complain(here, `the claimant ${claimant} is not in the chain: put it where it spoke`);
  if (source && chain.at(-1) !== source.publisher)
    complain(here, `the chain must end with ${source.publisher}, the publisher of ${document}`);
  checkQuote(attestation, path, complain);
}
