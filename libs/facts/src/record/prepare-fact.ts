import { ulid } from 'ulid';
import { inWords, predicateEntry, predicatesFrom, qualifierEntry, type QualifierName, type QualifierValue } from '@linchpin/vocabulary';
import { refuse, type Refusal } from '../refusals.js';
import { BadEdtfError, parseValidTime, sortMoment, type ValidTime } from '../time/index.js';
import type { FactInput } from '../input.js';
import { checkQualifiers, checkValue } from './check-value.js';
import { prepareAttestation, type Prepared, type PreparedAttestation } from './prepare-attestation.js';
import { propositionOf } from './proposition.js';
import { formerId, type KnownEntity, type References } from './references.js';

/** A fact as it is written: `properties` of its node, and what it is joined to. */
export interface PreparedFact {
  properties: Record<string, unknown> & { id: string; proposition: string | undefined; predicate: FactInput['predicate'] };
  subject: string;
  object: string | null;
  /** Qualifiers that name entities, each with the former id under which it was named, if it was merged since. */
  qualifiedBy: { name: string; entity: string; original: string | null }[];
  /** The former ids under which the ends were named, where they were merged since: a split gives the fact back to them. */
  namedAs: { subject: string | null; object: string | null };
  attestations: PreparedAttestation[];
}

/** What a fact says, without who says it. */
export type PreparedProposition = Omit<PreparedFact, 'attestations'>;

/** Checks a fact against the vocabulary and what it refers to. Every fault is reported, not only the first. */
export function prepareFact(given: FactInput, references: References): Prepared<PreparedFact> {
  const several = given.attestations.length > 1;
  const attestations = given.attestations.map((attestation, i) =>
    prepareAttestation(attestation, references, several ? ['attestations', String(i)] : ['attestation']),
  );
  const proposition = prepareProposition(given, references);
  const refusals = [
    ...proposition.refusals,
    ...attestations.flatMap((attestation) => attestation.refusals),
    ...(attestations.length ? [] : [refuse('INVALID_INPUT', ['attestation'], 'Who says so, and where? A fact needs an attestation.')]),
  ];
  const warnings = attestations.flatMap((attestation) => attestation.warnings);
  if (refusals.length || !proposition.ready) return { refusals, warnings };
  const ready = {
    ...proposition.ready,
    attestations: attestations.flatMap((attestation) => (attestation.ready ? [attestation.ready] : [])),
  };
  return { ready, refusals, warnings };
}

/** Checks what a fact says; who says it is checked apart. */
export function prepareProposition(given: FactInput, references: References): Prepared<PreparedProposition> {
  const named = underCanonicalIds(given, references);
  const input = inOrder(named);
  const [valid, dates] = readValidTime(input);
  const refusals = [
    ...checkEnds(input, references),
    ...checkValue(input.predicate, input.value),
    ...checkQualifiers(input),
    ...checkQualifierEntities(input, references),
    ...dates,
  ];
  if (refusals.length || !valid) return { refusals, warnings: [] };
  const former = (id: string | undefined): string | null => (id === undefined ? null : formerId(id, references));
  const [first, second] = input === named ? [given.subject, given.object] : [given.object, given.subject];
  const originals = entityQualifiers(given).map(({ entity }) => former(entity));
  const { qualifiedBy, ...rest } = rows(input, valid, references);
  const ready = {
    ...rest,
    qualifiedBy: qualifiedBy.map((each, i) => ({ ...each, original: originals[i] ?? null })),
    namedAs: { subject: former(first), object: former(second) },
  };
  return { ready, refusals, warnings: [] };
}

/** Names each entity by the id that it has since it was merged. */
function underCanonicalIds(input: FactInput, { entities }: References): FactInput {
  const now = (id: string): string => entities.get(id)?.id ?? id;
  const qualifiers = { ...input.qualifiers };
  for (const [name, value] of Object.entries(qualifiers) as [QualifierName, QualifierValue][])
    if (qualifierEntry(name).type.startsWith('entit')) qualifiers[name] = Array.isArray(value) ? value.map(now) : now(String(value));
  return {
    ...input,
    subject: now(input.subject),
    ...(input.object === undefined ? {} : { object: now(input.object) }),
    ...(input.qualifiers ? { qualifiers } : {}),
  };
}

/** A symmetric fact is stored once, with the smaller id as subject. */
function inOrder(input: FactInput): FactInput {
  const { subject, object, predicate } = input;
  if (!predicateEntry(predicate).symmetric || object === undefined || subject <= object) return input;
  return { ...input, subject: object, object: subject };
}

function checkEnds({ subject, predicate, object }: FactInput, { entities }: References): Refusal[] {
  const { from, to, symmetric } = predicateEntry(predicate);
  const unknown = [['subject', subject] as const, ...(object === undefined ? [] : [['object', object] as const])].filter(
    ([, id]) => !entities.has(id),
  );
  if (unknown.length)
    return unknown.map(([end, id]) =>
      refuse('UNKNOWN_ENTITY', [end], `No entity has the id "${id}". Search for it, or create it with createEntity.`),
    );
  if (!to)
    return object === undefined
      ? checkEnd('subject', entities.get(subject)!, from, predicate)
      : [refuse('PREDICATE_DOMAIN', ['object'], `${predicate} carries a value and takes no object.`, { allowedKinds: [] })];
  if (object === undefined)
    return [refuse('PREDICATE_DOMAIN', ['object'], `${predicate} needs an object: ${to.join(', ')}.`, { allowedKinds: [...to] })];
  if (subject === object)
    return [refuse('PREDICATE_DOMAIN', ['object'], 'Subject and object are the same entity.', { allowedKinds: [...to] })];
  const [a, b] = [entities.get(subject)!, entities.get(object)!];
  if (symmetric && from.includes(b.kind) && to.includes(a.kind)) return [];
  return [...checkEnd('subject', a, from, predicate), ...checkEnd('object', b, to, predicate)];
}

function checkEnd(
  end: 'subject' | 'object',
  { id, kind }: KnownEntity,
  allowed: readonly string[],
  predicate: FactInput['predicate'],
): Refusal[] {
  if (allowed.includes(kind)) return [];
  const allowedPredicates = end === 'subject' ? predicatesFrom(kind) : [];
  const hint = allowedPredicates.length ? ` A ${kind} can have: ${allowedPredicates.join(', ')}.` : '';
  return [
    refuse('PREDICATE_DOMAIN', [end], `The ${end} of ${predicate} is one of ${allowed.join(', ')}; ${id} is a ${kind}.${hint}`, {
      allowedKinds: [...allowed],
      allowedPredicates,
    }),
  ];
}

const entityQualifiers = ({ qualifiers = {} }: FactInput): { name: QualifierName; entity: string }[] =>
  (Object.keys(qualifiers) as QualifierName[]).flatMap((name) =>
    qualifierEntry(name).type.startsWith('entit') ? [qualifiers[name]].flat().map((entity) => ({ name, entity: String(entity) })) : [],
  );

function checkQualifierEntities(input: FactInput, { entities }: References): Refusal[] {
  return entityQualifiers(input).flatMap(({ name, entity }) => {
    const { of } = qualifierEntry(name);
    const known = entities.get(entity);
    if (!known) return [refuse('UNKNOWN_ENTITY', ['qualifiers', name], `No entity has the id "${entity}".`)];
    return of && !of.includes(known.kind)
      ? [refuse('BAD_QUALIFIER', ['qualifiers', name], `${name} is one of ${of.join(', ')}; ${entity} is a ${known.kind}.`)]
      : [];
  });
}

function readValidTime({ validTime = '/', bounds }: FactInput): [ValidTime | null, Refusal[]] {
  try {
    return [parseValidTime(validTime, bounds), []];
  } catch (error) {
    if (error instanceof BadEdtfError) return [null, [refuse('BAD_EDTF', ['validTime'], error.message)]];
    throw error;
  }
}

function rows(
  input: FactInput,
  valid: ValidTime,
  { entities }: References,
): Omit<PreparedFact, 'attestations' | 'namedAs' | 'qualifiedBy'> & { qualifiedBy: { name: string; entity: string }[] } {
  const {
    id = `F${ulid()}`,
    subject,
    predicate,
    object,
    value = {},
    qualifiers = {},
    temporalKind = 'STATE',
    background = false,
    bounds,
  } = input;
  const literal = Object.entries(qualifiers).filter(([name]) => !qualifierEntry(name as QualifierName).type.startsWith('entit'));
  const { text: validTime, ...times } = valid;
  const proposition = propositionOf(input);
  return {
    subject,
    object: object ?? null,
    qualifiedBy: entityQualifiers(input),
    properties: {
      id,
      predicate,
      subject,
      object,
      temporalKind,
      background,
      validTime,
      ...times,
      says: proposition,
      proposition,
      label:
        input.label ??
        [entities.get(subject)!.label, inWords(predicate), object === undefined ? valueInWords(value) : entities.get(object)!.label].join(
          ' ',
        ),
      moment: sortMoment(valid),
      boundsBasis: bounds?.basis,
      ...Object.fromEntries(Object.entries(value).map(([key, item]) => [`value_${key}`, item])),
      ...Object.fromEntries(literal.map(([name, item]) => [`qualifier_${name}`, item])),
    },
  };
}

const valueInWords = ({
  verbatim,
  text,
  date,
  exact,
  approx,
  lower,
  upper,
  qualitative,
  unit = '',
}: NonNullable<FactInput['value']>): string =>
  text ??
  date ??
  verbatim ??
  qualitative ??
  (exact !== undefined
    ? `${exact} ${unit}`
    : approx !== undefined
      ? `about ${approx} ${unit}`
      : `${lower ?? '…'} to ${upper ?? '…'} ${unit}`
  ).trim();
